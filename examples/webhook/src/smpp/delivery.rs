use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use jiff::tz::TimeZone;
use sms_status::{
    DateTime, IdNames, Msisdn, Report as Told, ReportTime,
    smpp::{Delivery, DeliveryKind},
};

use super::account::{Account, Campaign};
use crate::{
    moment::Moment,
    report::{CampaignName, MessageKey, OptOut, Report, Reported, Unreadable},
};

/// What comes before a PDU in a request that is kept.
const PDU: &str = "\nPDU ";

/// Returns the PDU of a request that was kept.
pub fn kept(request: &str) -> Option<Vec<u8>> {
    let (_, pdu) = request.rsplit_once(PDU)?;
    HEX.decode(pdu.as_bytes()).ok()
}

/// Returns the phone number that a request which was kept speaks of, in digits.
pub fn number_in(request: &str) -> Option<String> {
    let number: Msisdn = Delivery::from_pdu(&kept(request)?).ok()?.source?.parse().ok()?;
    Some(number.digits().to_string())
}

/// Returns what is for people in a request that was kept.
pub fn text_of(request: &str) -> &str {
    request.rsplit_once(PDU).map_or(request, |(text, _)| text)
}

impl Account {
    /// Reads a `deliver_sm` or a `data_sm`. `zone` is that of dates if the account has none of its own.
    pub fn read(&'static self, pdu: &[u8], arrival: Moment, zone: &TimeZone) -> Result<Reported, Unreadable> {
        let delivery = Delivery::from_pdu(pdu)?;
        let text = delivery.decode_text();
        let delivery = delivery.with_text(&text);
        // For people the text, for programs all of it.
        let [source, destination] = [delivery.source, delivery.destination].map(Option::unwrap_or_default);
        let request = format!("From {source} to {destination}: {text}{PDU}{}", HEX.encode(pdu));
        let mut reported = Reported::new(self.platform(), &request);
        match delivery.kind() {
            DeliveryKind::Receipt => {
                let zone = self.time_zone.as_ref().unwrap_or(zone);
                reported.reports.push(self.report(&delivery, arrival, zone)?);
            }
            DeliveryKind::Message => {
                reported.from_phone = Some(arrival);
                let number = source.parse().ok().filter(|_| self.is_opt_out(&text));
                let opt_out = number.map(|number: Msisdn| OptOut { number: number.digits().to_string(), at: arrival });
                reported.opt_outs.extend(opt_out);
            }
            DeliveryKind::Neither => return Err(Unreadable::NoState),
        }
        Ok(reported)
    }

    fn report(&self, delivery: &Delivery<'_>, arrival: Moment, zone: &TimeZone) -> Result<Report, Unreadable> {
        let moment = |date: Option<DateTime>| Moment::reported(ReportTime::new(date?, None), zone);
        let mut told = Told::new("", delivery.status());
        // A message centre that restarts may count anew.
        told.id_names = IdNames::Sending;
        told.message_id = Some(self.ids.kept(delivery.message_id().ok_or(Unreadable::NoId)?).into_owned());
        told.recipient = delivery.source.map(str::to_owned);
        let number = told.msisdn().map(|number| number.digits().to_string());
        let at = moment(delivery.done_at()).unwrap_or(arrival);
        let sent = moment(delivery.receipt.and_then(|receipt| receipt.submitted_at())).unwrap_or(at);
        let campaign = self.campaign(delivery.reference, sent);
        let message = MessageKey::of(self.platform(), &told, number.as_deref(), &campaign).ok_or(Unreadable::NoId)?;
        Ok(Report { message, segment: None, campaign, number, network: None, status: told.status, at })
    }

    fn campaign(&self, reference: Option<u16>, sent: Moment) -> CampaignName {
        let reference = reference.filter(|_| self.campaign == Campaign::Reference).map(|number| number.to_string());
        let name = match reference {
            None if self.campaign_prefix.is_empty() => None,
            reference => {
                let rest = reference.unwrap_or_else(|| sent.date().to_string());
                Some(format!("{}{rest}", self.campaign_prefix))
            }
        };
        CampaignName::new(name.as_deref(), sent.date())
    }

    /// Returns whether a message says nothing but one of the words that end a subscription.
    fn is_opt_out(&self, text: &str) -> bool {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        self.opt_out_words.iter().any(|word| word.to_lowercase() == text.to_lowercase())
    }
}
