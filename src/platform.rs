//! The platforms that send SMS on behalf of others, each with the words and codes of its delivery reports.
//!
//! Here a platform is a vocabulary: the values that one service reports, and the layout of its requests. If a service
//! has two vocabularies that contradict each other, it counts as two platforms.
//!
//! ```
//! use sms_status::{AddressBookAction, DeliveryStatus, Platform};
//!
//! let absent = Platform::Twilio.status("undelivered", Some("30003"));
//! assert_eq!(absent, DeliveryStatus::TemporaryAbsenceError);
//! let opted_out = Platform::Twilio.status("failed", Some("21610"));
//! assert_eq!(opted_out.action(), AddressBookAction::Suppress);
//! ```
//!
//! Each module is the page of one platform. It says what the crate reads, names the documentation behind it, and has the
//! tables of values as statics. So a program that needs one platform contains only that one.
//!
//! # The rules
//!
//! - The word decides. A cause says why a message failed, so it counts only together with a failure that gives no cause; see
//!   [`DeliveryStatus::refined_by`].
//! - An unknown word is [`Undefined`](DeliveryStatus::Undefined), even with a known cause. [`Platform::find`] distinguishes
//!   such a word from a documented value that means `Undefined`. An unknown cause leaves the status of the word unchanged.
//! - The advice is to remove a number only if a row names a document that says that the number may be removed or is not
//!   assigned. If the document hedges (“may”, “or”, “check it”), the advice is to review the number.
//! - Only the word is required. Any other field may be missing or have an unexpected type.
//! - The crate does not check signatures. Check them first, on the bytes of the request, as the platform's documentation
//!   describes.

use strum::{EnumCount, VariantArray, VariantNames};

pub use crate::table::find;
use crate::{
    status::DeliveryStatus,
    table::{Mapping, Table},
    vocabulary::{ParseNameError, named},
};

pub mod africas_talking;
pub mod alibaba_cloud;
pub mod alibaba_cloud_international;
pub mod aws;
pub mod azure;
pub mod bandwidth;
pub mod bird;
pub mod brevo;
pub mod bulk_sms;
pub mod click_send;
pub mod clickatell_one;
pub mod clickatell_sms;
pub mod d7;
pub mod eight_by_eight;
pub mod esendex;
pub mod esendex_us;
pub mod forty_six_elks;
pub mod gateway_api;
pub mod gupshup;
pub mod huawei_cloud;
pub mod infobip;
pub mod jasmin;
pub mod kaleyra;
pub mod kannel;
pub mod kudosity;
pub mod link_mobility;
pub mod lox24;
pub mod mailjet;
pub mod message_media;
pub mod messente;
pub mod msg91;
pub mod octopush;
pub mod one_api;
pub mod ovh;
pub mod ovh_smpp;
pub mod plivo;
pub mod ring_central;
pub mod route_mobile;
pub mod seven;
pub mod signal_wire;
pub mod sinch;
pub mod smpp;
pub mod sms_global;
pub mod smsapi;
pub mod smsbox;
pub mod smsc;
pub mod smsfactor;
pub mod smsmode;
pub mod telerivet;
pub mod telesign;
pub mod telnyx;
pub mod tencent_cloud;
pub mod termii;
pub mod textlocal;
pub mod textmagic;
pub mod transmit_sms;
pub mod twilio;
pub mod tyntec;
pub mod unifonic;
pub mod value_first;
pub mod vonage;
pub mod websms;
pub mod zenvia;
pub mod zenvia_http;

/// Defines [`Platform`] from its list: a line for each platform.
///
/// ```text
/// Bird, bird, "Bird", "MessageBird";
/// ```
///
/// That is a variant, the module with its page, the brand's spelling, and the platform's other names. It becomes
///
/// ```text
/// pub enum Platform {
///     /// Bird: see [`bird`].
///     #[doc(alias = "MessageBird")]
///     Bird,
/// }
/// static FACTS: … = [Facts { label: "Bird", other_names: &["MessageBird"], tables: bird::TABLES, layout: &Layout::new(bird::WIRE) }];
/// ```
macro_rules! platforms {
    ($($(#[$meta:meta])* $Variant:ident, $module:ident, $label:literal $(, $other_name:literal)*;)*) => {
        /// A platform that sends SMS on behalf of others: a vocabulary of delivery reports, and the layout of its requests.
        ///
        /// It parses from its name, its brand or one of its other names, in upper or lower case.
        ///
        /// ```
        /// use sms_status::{DeliveryStatus, Platform};
        ///
        /// assert_eq!("twilio".parse(), Ok(Platform::Twilio));
        /// assert_eq!(Platform::Twilio.status("delivered", None), DeliveryStatus::Delivered);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount, VariantArray, VariantNames)]
        #[strum(serialize_all = "snake_case")]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Platform {
            $(
                #[doc = concat!($label, "; see [`", stringify!($module), "`](mod@", stringify!($module), ").")]
                $(#[doc(alias = $other_name)])*
                $(#[$meta])*
                $Variant,
            )*
        }

        static FACTS: [Facts; Platform::COUNT] = [$(
            Facts {
                label: $label,
                other_names: &[$($other_name),*],
                tables: &$module::TABLES,
                #[cfg(feature = "read")]
                layout: &crate::wire::Layout::new($module::WIRE),
            },
        )*];
    };
}

platforms! {
    AfricasTalking, africas_talking, "Africa's Talking";
    AlibabaCloud, alibaba_cloud, "Alibaba Cloud", "Aliyun", "dysms";
    AlibabaCloudInternational, alibaba_cloud_international, "Alibaba Cloud International";
    Aws, aws, "AWS", "Amazon SNS", "Amazon Pinpoint", "AWS End User Messaging";
    Azure, azure, "Azure Communication Services", "ACS";
    Bandwidth, bandwidth, "Bandwidth";
    Bird, bird, "Bird", "MessageBird";
    Brevo, brevo, "Brevo", "Sendinblue";
    BulkSms, bulk_sms, "BulkSMS", "BulkSMS EAPI";
    ClickSend, click_send, "ClickSend";
    ClickatellOne, clickatell_one, "Clickatell One API";
    ClickatellSms, clickatell_sms, "Clickatell SMS API";
    D7, d7, "D7 Networks";
    #[doc(alias = "8x8")]
    #[strum(serialize = "8x8")]
    EightByEight, eight_by_eight, "8x8", "Wavecell";
    Esendex, esendex, "Esendex";
    EsendexUs, esendex_us, "esendex.us", "CDYNE";
    #[doc(alias = "46elks")]
    #[strum(serialize = "46elks")]
    FortySixElks, forty_six_elks, "46elks";
    GatewayApi, gateway_api, "GatewayAPI", "ONLINECITY.IO";
    Gupshup, gupshup, "Gupshup";
    HuaweiCloud, huawei_cloud, "Huawei Cloud", "Huawei MSGSMS";
    Infobip, infobip, "Infobip";
    Jasmin, jasmin, "Jasmin";
    Kaleyra, kaleyra, "Kaleyra";
    Kannel, kannel, "Kannel";
    Kudosity, kudosity, "Kudosity", "Transmit Message API";
    LinkMobility, link_mobility, "LINK Mobility", "PSWin", "PSWinCom", "Sergel";
    Lox24, lox24, "LOX24";
    Mailjet, mailjet, "Mailjet";
    MessageMedia, message_media, "MessageMedia", "Sinch MessageMedia";
    Messente, messente, "Messente";
    Msg91, msg91, "MSG91";
    Octopush, octopush, "Octopush";
    OneApi, one_api, "OneAPI", "ParlayX", "ParlayREST", "OMA", "Orange", "MTN", "Globe", "Airtel", "Safaricom",
        "Telefónica", "AT&T";
    Ovh, ovh, "OVHcloud", "OVH";
    OvhSmpp, ovh_smpp, "OVHcloud (SMPP)", "OVH SMPP";
    Plivo, plivo, "Plivo";
    RingCentral, ring_central, "RingCentral";
    RouteMobile, route_mobile, "Route Mobile", "RouteSMS";
    Seven, seven, "seven", "sms77";
    SignalWire, signal_wire, "SignalWire";
    Sinch, sinch, "Sinch", "CLX", "Mblox";
    Smpp, smpp, "SMPP", "SMPP 3.4", "SMPP 5.0";
    SmsGlobal, sms_global, "SMSGlobal";
    Smsapi, smsapi, "SMSAPI", "smsapi.com", "smsapi.pl";
    Smsbox, smsbox, "SMSBOX";
    Smsc, smsc, "SMSC.ru", "smscentre", "SMSC.kz";
    Smsfactor, smsfactor, "SMSFactor", "smsup";
    Smsmode, smsmode, "smsmode";
    Telerivet, telerivet, "Telerivet";
    Telesign, telesign, "Telesign";
    Telnyx, telnyx, "Telnyx";
    TencentCloud, tencent_cloud, "Tencent Cloud", "QCloud";
    Termii, termii, "Termii";
    Textlocal, textlocal, "Textlocal", "txtlocal";
    Textmagic, textmagic, "Textmagic";
    TransmitSms, transmit_sms, "TransmitSMS", "Burst SMS", "Transmit SMS API", "Kudosity v1";
    Twilio, twilio, "Twilio";
    Tyntec, tyntec, "tyntec";
    Unifonic, unifonic, "Unifonic";
    ValueFirst, value_first, "ValueFirst", "Tanla";
    Vonage, vonage, "Vonage", "Nexmo";
    Websms, websms, "websms";
    Zenvia, zenvia, "Zenvia";
    ZenviaHttp, zenvia_http, "Zenvia HTTP";
}

named!(Platform, Self::label);

struct Facts {
    label: &'static str,
    other_names: &'static [&'static str],
    tables: &'static &'static [Table],
    #[cfg(feature = "read")]
    layout: &'static crate::wire::Layout<'static>,
}

impl Platform {
    const fn facts(self) -> &'static Facts {
        &FACTS[self as usize]
    }

    /// Returns the brand, as the platform spells it.
    ///
    /// ```
    /// # use sms_status::Platform;
    /// assert_eq!(Platform::Twilio.label(), "Twilio");
    /// ```
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.facts().label
    }

    /// Returns the other names of the platform: older brands, products and sister companies.
    #[must_use]
    pub const fn other_names(self) -> &'static [&'static str] {
        self.facts().other_names
    }

    /// Returns the tables of the platform's words and codes. The platform's page names their sources, and says what is
    /// missing.
    #[must_use]
    pub const fn tables(self) -> &'static [Table] {
        self.facts().tables
    }

    /// Returns the row that decides what a word and a cause mean together, or `None` if no table has the word.
    ///
    /// This is the row of the cause if the cause [refines](DeliveryStatus::refined_by) the word, and the row of the word
    /// otherwise. If no table has the word, the function looks up the part before the first `:` or `|`.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, Platform};
    ///
    /// let row = Platform::Twilio.find("failed", Some("21610"));
    /// assert_eq!(row.map(|row| row.status), Some(DeliveryStatus::Blacklisted));
    /// assert_eq!(Platform::Twilio.find("delviered", None), None);
    /// ```
    #[must_use]
    pub fn find(self, word: &str, cause: Option<&str>) -> Option<&'static Mapping> {
        find(self.tables(), word, cause)
    }

    /// Returns the status of a word and a cause, or [`Undefined`](DeliveryStatus::Undefined) if no table has the word.
    #[must_use]
    pub fn status(self, word: &str, cause: Option<&str>) -> DeliveryStatus {
        self.find(word, cause).map_or(DeliveryStatus::Undefined, |row| row.status)
    }

    /// Returns the layout of the requests.
    #[cfg(feature = "read")]
    pub(crate) const fn layout(self) -> &'static crate::wire::Layout<'static> {
        self.facts().layout
    }
}

/// Reads the name, the label, or another name of a platform. Case, spaces and punctuation do not matter.
impl core::str::FromStr for Platform {
    type Err = ParseNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters = |name: &str| {
            name.chars()
                .filter(|letter| letter.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .eq(text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase))
        };
        Self::VARIANTS
            .iter()
            .copied()
            .find(|platform| {
                letters(platform.name())
                    || letters(platform.label())
                    || platform.other_names().iter().any(|name| letters(name))
            })
            .ok_or_else(|| ParseNameError::of::<Self>(text))
    }
}

impl TryFrom<&str> for Platform {
    type Error = ParseNameError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}
