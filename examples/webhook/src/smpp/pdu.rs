//! The PDUs that a session sends (SMPP 3.4, chapter 4), and the header of all.

use super::account::{Account, Bind, Password};

/// The bit of the commands that answer others.
pub const RESPONSE: u32 = 0x8000_0000;
pub const GENERIC_NACK: u32 = RESPONSE;
pub const UNBIND: u32 = 0x0006;
pub const DELIVER_SM: u32 = 0x0005;
pub const OUTBIND: u32 = 0x000B;
pub const ENQUIRE_LINK: u32 = 0x0015;
pub const ALERT_NOTIFICATION: u32 = 0x0102;
pub const DATA_SM: u32 = 0x0103;

pub const NO_ERROR: u32 = 0;
pub const INVALID_COMMAND: u32 = 3;

/// The maximum length of a PDU, in bytes.
pub const LONGEST: usize = 1 << 20;

const HEADER: usize = 16;

/// The fields that every PDU begins with, after its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub command: u32,
    pub status: u32,
    pub sequence: u32,
}

impl Header {
    /// Returns the header of a PDU, or `None` if it is too short to have one.
    pub fn of(pdu: &[u8]) -> Option<Self> {
        let (words, []) = pdu.first_chunk::<HEADER>()?.as_chunks::<4>() else { return None };
        let &[_length, command, status, sequence] = words else { return None };
        let [command, status, sequence] = [command, status, sequence].map(u32::from_be_bytes);
        Some(Self { command, status, sequence })
    }

    /// Returns the header of the answer to this one.
    pub fn answer(self, status: u32) -> Self {
        Self { command: self.command | RESPONSE, status, sequence: self.sequence }
    }

    /// Returns the PDU with a body.
    pub fn with(self, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(HEADER + body.len()).unwrap_or(u32::MAX);
        let words = [length, self.command, self.status, self.sequence].map(u32::to_be_bytes);
        [words.as_flattened(), body].concat()
    }
}

/// Returns the command with which an account binds, and its body.
pub fn bind(account: &Account, password: &Password) -> (u32, Vec<u8>) {
    /// SMPP 3.4.
    const VERSION: u8 = 0x34;
    const UNKNOWN: [u8; 2] = [0, 0];

    let command = match account.bind {
        Bind::Receiver => 0x0001,
        Bind::Transceiver => 0x0009,
    };
    let mut body = Vec::new();
    for text in [&account.system_id, password.reveal(), &account.system_type] {
        body.extend(text.bytes());
        body.push(0);
    }
    body.push(VERSION);
    body.extend(UNKNOWN);
    body.extend(account.address_range.bytes());
    body.push(0);
    (command, body)
}

/// Returns what a status in the answer to a bind means, if it is one of those of SMPP 3.4 that are usual.
pub fn meaning(status: u32) -> &'static str {
    match status {
        0x05 => "the account is bound already",
        0x08 => "the message centre has an error",
        0x0D => "the bind failed",
        0x0E => "the password is wrong",
        0x0F => "the system id is wrong",
        0x14 => "the queue of the message centre is full",
        0x53 => "the system type is wrong",
        0x58 => "too many requests",
        _ => "see the document of the message centre",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdu_is_its_length_its_header_and_its_body() {
        let header = Header { command: DELIVER_SM, status: 0, sequence: 7 };
        let answer = header.answer(NO_ERROR).with(b"\0");
        assert_eq!(answer, b"\0\0\0\x11\x80\0\0\x05\0\0\0\0\0\0\0\x07\0");
        assert_eq!(Header::of(&answer), Some(Header { command: 0x8000_0005, status: 0, sequence: 7 }));
        for short in 0..HEADER {
            assert_eq!(Header::of(&answer[..short]), None);
        }
    }
}
