use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;
use sms_status::{Platform, Report, smsmode::RecordErrorKind};

use super::{event_fields::EventFields, header, reason::Reason};

/// What a line of JSON is.
pub enum Object<'a> {
    Event(Fields<'a>),
    Callback(Report),
    /// A report of any platform, as `normalize` writes it.
    Report(Report),
    /// A callback that reports no status.
    NoReport,
}

impl<'a> Object<'a> {
    /// Reads a line.
    ///
    /// # Errors
    ///
    /// Returns an error if the line is not an object, or lacks a field.
    pub fn read(line: &'a str) -> Result<Self, Reason> {
        let fields: Fields = serde_json::from_str(line).map_err(|_| Reason::NotAnObject)?;
        if fields.callback.is_none() {
            let is_report = fields.status.is_some() && matches!(fields.word, Scalar::Text(_));
            if let (true, Ok(report)) = (is_report && fields.code.is_missing(), serde_json::from_str(line)) {
                return Ok(Self::Report(report));
            }
            fields.check(line)?;
            return Ok(Self::Event(fields));
        }
        let reports = Platform::Smsmode.read(line.as_bytes())?;
        Ok(reports.into_iter().next().transpose()?.map_or(Self::NoReport, Self::Callback))
    }
}

/// The fields of an event, and what tells a callback from it.
#[derive(Deserialize)]
pub struct Fields<'a> {
    #[serde(borrow, default)]
    message_id: Scalar<'a>,
    #[serde(borrow, default)]
    recipient: Scalar<'a>,
    #[serde(borrow, default)]
    code: Scalar<'a>,
    #[serde(borrow, default)]
    campaign: Scalar<'a>,
    #[serde(borrow, default)]
    platform: Scalar<'a>,
    #[serde(borrow, default)]
    word: Scalar<'a>,
    #[serde(borrow, default)]
    cause: Scalar<'a>,
    #[serde(borrow, default)]
    reported_at: Scalar<'a>,
    status: Option<IgnoredAny>,
    #[serde(rename = "messageId")]
    callback: Option<IgnoredAny>,
}

impl Fields<'_> {
    /// Returns the texts of the event.
    ///
    /// # Errors
    ///
    /// Returns an error if the id or the code is neither a text nor a whole number.
    pub fn texts(&self) -> Result<EventFields<'_>, Reason> {
        let message_id = match &self.message_id {
            Scalar::Missing => "",
            Scalar::Text(text) => text,
            Scalar::Other => return Err(Reason::InvalidMessageId),
        };
        let code = match (&self.code, &self.word) {
            (_, Scalar::Text(word)) if !self.platform.is_missing() => word,
            (Scalar::Text(text), _) => text,
            (Scalar::Missing, _) => "",
            (Scalar::Other, _) => return Err(RecordErrorKind::InvalidCode.into()),
        };
        Ok(EventFields {
            message_id,
            recipient: self.recipient.text(),
            code,
            campaign: self.campaign.text(),
            platform: self.platform.text(),
            cause: self.cause.text(),
            reported_at: self.reported_at.text(),
        })
    }

    /// Names the keys of an object that lacks one.
    fn check(&self, line: &str) -> Result<(), Reason> {
        /// A longer list would not help.
        const MOST: usize = 10;

        let code = if self.platform.is_missing() || self.word.is_missing() { &self.code } else { &self.word };
        let fields = [("message_id", &self.message_id), ("recipient", &self.recipient), ("code", code)];
        for (key, _) in fields.into_iter().filter(|(_, value)| value.is_missing()) {
            let keys: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
            if !keys.contains_key(key) {
                let found: Vec<_> = keys.into_iter().map(|(key, _)| key).take(MOST).collect();
                return Err(Reason::MissingKey { key, found: header::names(&found).into() });
            }
        }
        Ok(())
    }
}

/// A value that is a text, or a whole number, which some programs write for a text of digits.
#[derive(Default)]
enum Scalar<'a> {
    /// It is not there, or null.
    #[default]
    Missing,
    Text(Cow<'a, str>),
    Other,
}

impl Scalar<'_> {
    const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Missing | Self::Other => "",
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Missing)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(text.to_owned().into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Text(number.to_string().into()))
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and small")]
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        /// Greater numbers may have lost their last digits.
        const EXACT: f64 = 9_007_199_254_740_992.0;

        let is_whole = number.fract() == 0.0 && (0.0..EXACT).contains(&number);
        if is_whole { self.visit_u64(number as u64) } else { Ok(Scalar::Other) }
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}
