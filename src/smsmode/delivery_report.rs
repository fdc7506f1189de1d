use crate::status::DeliveryStatus;

/// One recipient's report in the body of a delivery report response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeliveryReport<'a> {
    /// The recipient's number in international form, as received: usually digits without a `+`.
    pub recipient: &'a str,
    /// The status code, as received.
    pub code: u16,
}

impl DeliveryReport<'_> {
    /// Returns the status, or [`Undefined`](DeliveryStatus::Undefined) if the code is unknown.
    #[must_use]
    pub const fn status(&self) -> DeliveryStatus {
        DeliveryStatus::from_code_lossy(self.code)
    }
}
