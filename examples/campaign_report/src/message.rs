use std::hash::{Hash, Hasher};

use sms_status::MessageId;
use uuid::Uuid;

use crate::event::NO_RECIPIENT;

/// A short id and a recipient, because an id of the smsmode HTTP API is that of a sending, to one or many recipients; or a
/// short id alone.
///
/// It takes 24 bytes and needs no alignment: the table of a large campaign holds nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    id: MessageId,
    recipient: [u8; 8],
}

impl Sent {
    #[inline]
    pub fn new(id: MessageId, recipient: Option<u64>) -> Self {
        Self { id, recipient: recipient.unwrap_or(NO_RECIPIENT).to_ne_bytes() }
    }
}

/// Hashes as two numbers.
impl Hash for Sent {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
        state.write_u64(u64::from_ne_bytes(self.recipient));
    }
}

/// Returns the UUID that an id is, as in the REST API. In capitals it is another text.
#[inline]
pub fn uuid(id: &str) -> Option<Uuid> {
    let is_canonical = id.len() == 36 && !id.bytes().any(|byte| byte.is_ascii_uppercase());
    is_canonical.then(|| Uuid::try_parse_ascii(id.as_bytes()).ok()).flatten()
}
