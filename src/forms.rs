//! Other serde formats for a [`DeliveryStatus`], for `#[serde(with = "…")]`. Without one of them, serde writes the name of the
//! status.

use core::fmt;

use serde::de::{Error, Visitor};

use crate::status::DeliveryStatus;

/// Writes and reads the smsmode code.
///
/// # Errors
///
/// Reading returns an error if the number is not a known code.
///
/// ```
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Row {
///     #[serde(with = "sms_status::forms::code")]
///     status: sms_status::DeliveryStatus,
/// }
/// let row: Row = serde_json::from_str(r#"{"status":11}"#)?;
/// assert_eq!(row.status, sms_status::DeliveryStatus::Received);
/// assert_eq!(serde_json::to_string(&row)?, r#"{"status":11}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod code {
    use serde::{Deserialize, Deserializer, Serializer, de::Error, de::Unexpected};

    use crate::status::DeliveryStatus;

    /// Writes the code as a `u16`.
    ///
    /// # Errors
    ///
    /// Returns an error if the serializer does.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
    pub fn serialize<S: Serializer>(status: &DeliveryStatus, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(status.code())
    }

    /// Reads a `u16` that is a known code.
    ///
    /// # Errors
    ///
    /// Returns an error for anything else.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DeliveryStatus, D::Error> {
        let code = u16::deserialize(deserializer)?;
        DeliveryStatus::from_code(code)
            .ok_or_else(|| Error::invalid_value(Unexpected::Unsigned(code.into()), &"a delivery status code"))
    }
}

/// Writes the name, and reads a name, a label, or a code (as a number or a string).
///
/// It reads an unknown value as [`Undefined`](DeliveryStatus::Undefined), for programs that must cope with statuses added
/// after they were built.
///
/// In formats that are not self-describing (postcard, bincode), it reads only strings.
///
/// # Errors
///
/// Reading returns an error if the value is neither a string nor a whole number.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Row {
///     #[serde(with = "sms_status::forms::lossy")]
///     status: sms_status::DeliveryStatus,
/// }
/// let row: Row = serde_json::from_str(r#"{"status":"teleported"}"#)?;
/// assert_eq!(row.status, sms_status::DeliveryStatus::Undefined);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod lossy {
    use serde::{Deserializer, Serialize, Serializer};

    use crate::status::DeliveryStatus;

    /// Writes the name.
    ///
    /// # Errors
    ///
    /// Returns an error if the serializer does.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
    pub fn serialize<S: Serializer>(status: &DeliveryStatus, serializer: S) -> Result<S::Ok, S::Error> {
        status.serialize(serializer)
    }

    /// Reads a name, a label or a code.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is neither a string nor a whole number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DeliveryStatus, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(super::LossyVisitor)
        } else {
            deserializer.deserialize_str(super::LossyVisitor)
        }
    }
}

struct LossyVisitor;

impl Visitor<'_> for LossyVisitor {
    type Value = DeliveryStatus;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name, label or code of a delivery status")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let of_code = |_| text.trim().parse().map_or(DeliveryStatus::Undefined, DeliveryStatus::from_code_lossy);
        Ok(text.parse().unwrap_or_else(of_code))
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<Self::Value, E> {
        i64::try_from(code).map_or(Ok(DeliveryStatus::Undefined), |code| self.visit_i64(code))
    }

    fn visit_i64<E: Error>(self, code: i64) -> Result<Self::Value, E> {
        Ok(code.try_into().unwrap_or(DeliveryStatus::Undefined))
    }
}
