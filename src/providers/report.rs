use crate::status::DeliveryStatus;

/// What the report of every platform has.
///
/// It is for code that takes the reports of many platforms, such as a receiver of callbacks; the methods are those that
/// each `Report` has of its own. It may be implemented for a platform that this crate does not know.
///
/// ```
/// use sms_status::providers::{PlatformReport, twilio, vonage};
///
/// fn line(report: &impl PlatformReport) -> String {
///     format!("{} {}", report.message_id().unwrap_or("-"), report.status())
/// }
///
/// let twilio: twilio::Report = serde_urlencoded::from_str("MessageSid=SM01&MessageStatus=delivered")?;
/// let vonage: vonage::Report = serde_urlencoded::from_str("messageId=0A01&status=expired&err-code=1")?;
/// assert_eq!(line(&twilio), "SM01 Delivered");
/// assert_eq!(line(&vonage), "0A01 Expired message");
/// # Ok::<(), serde_urlencoded::de::Error>(())
/// ```
pub trait PlatformReport {
    /// Returns the status of the message.
    fn status(&self) -> DeliveryStatus;

    /// Returns the platform's id of the message, if it was reported.
    fn message_id(&self) -> Option<&str>;

    /// Returns the recipient's number as it was received, if it was reported.
    fn recipient(&self) -> Option<&str>;

    /// Returns your own reference, if one was given when sending and the platform reports it.
    fn reference(&self) -> Option<&str>;
}

/// Implements [`PlatformReport`] by the methods that the type has of its own.
macro_rules! platform_report {
    ($Report:ty) => {
        impl crate::providers::PlatformReport for $Report {
            fn status(&self) -> crate::status::DeliveryStatus {
                self.status()
            }

            fn message_id(&self) -> Option<&str> {
                self.message_id()
            }

            fn recipient(&self) -> Option<&str> {
                self.recipient()
            }

            fn reference(&self) -> Option<&str> {
                self.reference()
            }
        }
    };
}

pub(super) use platform_report;
