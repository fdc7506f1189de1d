use sms_status::MessageId;

/// What tells one message from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// A short id and a recipient, because an id of the smsmode HTTP API is that of a sending, to one or many recipients. It is
    /// held inline: the numbers of large campaigns are numbers of such messages.
    Sent { id: MessageId, recipient: u64 },
    /// An id that does not fit, such as the UUIDs of the REST API, which tell messages apart on their own.
    Unique(Box<str>),
}

impl Message {
    /// The message of a callback of the REST API, which has one recipient.
    pub fn unique(id: &str) -> Self {
        Self::Unique(id.into())
    }

    /// The message with this id to this recipient.
    pub fn sent(id: &str, recipient: u64) -> Self {
        MessageId::new(id).map_or_else(|_| Self::unique(id), |id| Self::Sent { id, recipient })
    }
}
