/// The response reports an error in the request and holds no delivery report: `31 | Internal error`.
///
/// The code is kept as received. It is a code of the request, not of a message: the same number means something
/// else in a report.
///
/// Source: the smsmode HTTP API documents, table of the return codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the request failed with code {code} ({})", self.meaning())]
#[non_exhaustive]
pub struct RequestError {
    /// The code of the error.
    pub code: u16,
}

impl RequestError {
    pub(super) const fn new(code: u16) -> Self {
        Self { code }
    }

    /// Returns what the code means, in a few English words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self.code {
            31 => "internal error",
            32 => "authentication error",
            35 => "missing or invalid parameter",
            50 => "temporarily unavailable",
            61 => "unknown message",
            _ => "unknown error",
        }
    }
}
