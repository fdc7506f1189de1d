//! Other forms of a [`DeliveryStatus`] for `#[serde(with = "…")]`. Without one of them a status is written as its name.

use core::fmt;

use serde::de::{Error, Unexpected, Visitor};

use crate::DeliveryStatus;

/// Writes the smsmode code, and reads it back.
///
/// # Errors
///
/// Reading refuses a number that is no known code.
///
/// ```
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Row {
///     #[serde(with = "sms_status::serde::code")]
///     status: sms_status::DeliveryStatus,
/// }
/// let row: Row = serde_json::from_str(r#"{"status":11}"#)?;
/// assert_eq!(row.status, sms_status::DeliveryStatus::Received);
/// assert_eq!(serde_json::to_string(&row)?, r#"{"status":11}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod code {
    use serde::{Deserialize, Deserializer, Serializer, de::Error, de::Unexpected};

    use crate::DeliveryStatus;

    /// Writes the code as a `u16`.
    ///
    /// # Errors
    ///
    /// Only those of the serializer.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
    pub fn serialize<S: Serializer>(status: &DeliveryStatus, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(status.code())
    }

    /// Reads a `u16` that is a known code.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DeliveryStatus, D::Error> {
        let code = u16::deserialize(deserializer)?;
        DeliveryStatus::from_code(code)
            .ok_or_else(|| Error::invalid_value(Unexpected::Unsigned(code.into()), &"a delivery status code"))
    }
}

/// Writes the name; reads a name, a label or a code, which may also be a text, and an unknown one as
/// [`Undefined`](DeliveryStatus::Undefined), for consumers that must survive a status that is newer than they are.
///
/// In formats that do not describe themselves (postcard, bincode) only texts are read.
///
/// # Errors
///
/// Reading refuses what is neither a text nor a whole number.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Row {
///     #[serde(with = "sms_status::serde::or_undefined")]
///     status: sms_status::DeliveryStatus,
/// }
/// let row: Row = serde_json::from_str(r#"{"status":"teleported"}"#)?;
/// assert_eq!(row.status, sms_status::DeliveryStatus::Undefined);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod or_undefined {
    use serde::{Deserializer, Serialize, Serializer};

    use crate::DeliveryStatus;

    /// Writes the name.
    ///
    /// # Errors
    ///
    /// Only those of the serializer.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
    pub fn serialize<S: Serializer>(status: &DeliveryStatus, serializer: S) -> Result<S::Ok, S::Error> {
        status.serialize(serializer)
    }

    /// Reads a name, a label or a code.
    ///
    /// # Errors
    ///
    /// What is neither a text nor a whole number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DeliveryStatus, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(super::OrUndefinedVisitor)
        } else {
            deserializer.deserialize_str(super::OrUndefinedVisitor)
        }
    }
}

struct OrUndefinedVisitor;

impl Visitor<'_> for OrUndefinedVisitor {
    type Value = DeliveryStatus;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name, label or code of a delivery status")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let of_code = || text.trim().parse().ok().and_then(DeliveryStatus::from_code);
        Ok(text.parse().ok().or_else(of_code).unwrap_or(DeliveryStatus::Undefined))
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<Self::Value, E> {
        let status = u16::try_from(code).ok().and_then(DeliveryStatus::from_code);
        Ok(status.unwrap_or(DeliveryStatus::Undefined))
    }

    fn visit_i64<E: Error>(self, code: i64) -> Result<Self::Value, E> {
        u64::try_from(code).map_or(Ok(DeliveryStatus::Undefined), |code| self.visit_u64(code))
    }
}

/// Reads a value of the vocabulary from its name.
pub(crate) struct NameVisitor<T> {
    pub(crate) expected: &'static str,
    pub(crate) from_name: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        (self.from_name)(name).ok_or_else(|| E::invalid_value(Unexpected::Str(name), &self))
    }
}
