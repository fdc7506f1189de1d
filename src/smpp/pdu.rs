//! Where the fields of a `deliver_sm` (SMPP 3.4, 4.6.1) and a `data_sm` (4.7.1) lie.

use core::str;

use super::{MessageState, NetworkErrorCode};

/// The fields of a PDU that say something about a message, as they lie in its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pdu<'a> {
    pub(super) source: Option<&'a str>,
    pub(super) destination: Option<&'a str>,
    pub(super) esm_class: u8,
    pub(super) data_coding: u8,
    pub(super) short_message: &'a [u8],
    pub(super) message_payload: &'a [u8],
    pub(super) receipted_message_id: Option<&'a str>,
    pub(super) message_state: Option<MessageState>,
    pub(super) network_error: Option<NetworkErrorCode>,
    pub(super) reference: Option<u16>,
}

impl<'a> Pdu<'a> {
    /// Reads the fields up to the text, and then every TLV that is in the form of the standard.
    pub(super) fn read(pdu: &'a [u8]) -> Result<Self, PduError> {
        const DELIVER_SM: u32 = 0x0000_0005;
        const DATA_SM: u32 = 0x0000_0103;

        let mut fields = Fields { pdu, offset: 0 };
        let length = u32::from_be_bytes(fields.array("command_length")?);
        // What comes after the announced length is another PDU.
        fields.pdu = usize::try_from(length).ok().and_then(|length| pdu.get(..length)).unwrap_or(pdu);
        let command_id = u32::from_be_bytes(fields.array("command_id")?);
        if command_id != DELIVER_SM && command_id != DATA_SM {
            return Err(PduError::OtherCommand { command_id });
        }
        let [_command_status, _sequence_number] =
            [fields.array::<4>("command_status")?, fields.array("sequence_number")?];
        let _service_type = fields.c_string("service_type")?;
        let [_ton, _npi] = fields.array("source_addr_ton")?;
        let source = said(fields.c_string("source_addr")?);
        let [_ton, _npi] = fields.array("dest_addr_ton")?;
        let destination = said(fields.c_string("destination_addr")?);
        let [esm_class] = fields.array("esm_class")?;
        let mut read = Self { source, destination, esm_class, ..Self::default() };
        if command_id == DATA_SM {
            [_, read.data_coding] = fields.array("data_coding")?;
        } else {
            let [_protocol_id, _priority_flag] = fields.array("protocol_id")?;
            let _schedule_delivery_time = fields.c_string("schedule_delivery_time")?;
            let _validity_period = fields.c_string("validity_period")?;
            let [_registered_delivery, _replace_if_present_flag, data_coding, _sm_default_msg_id, sm_length] =
                fields.array("registered_delivery")?;
            read.data_coding = data_coding;
            read.short_message = fields.take(sm_length.into(), "short_message")?;
        }
        while let Ok((tag, value)) = fields.tlv() {
            read.add(tag, value);
        }
        Ok(read)
    }

    /// Keeps the value of a TLV (SMPP 3.4, 5.3.2), unless one before it says something. An odd value is left out.
    fn add(&mut self, tag: u16, value: &'a [u8]) {
        match (tag, value) {
            (0x001E, id) => self.receipted_message_id = self.receipted_message_id.or(said(until_nul(id))),
            (0x0204, &[high, low]) => self.reference = self.reference.or(Some(u16::from_be_bytes([high, low]))),
            (0x0423, &[network, high, low]) => {
                self.network_error = self.network_error.or(Some([network, high, low].into()));
            }
            (0x0424, text) if self.message_payload.is_empty() => self.message_payload = text,
            (0x0427, &[state]) => self.message_state = self.message_state.or(Some(state.into())),
            _ => {}
        }
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// Returns a text, or `None` if it says nothing or is not UTF-8.
fn said(bytes: &[u8]) -> Option<&str> {
    str::from_utf8(bytes).ok().map(str::trim_ascii).filter(|text| !text.is_empty())
}

/// What is not read yet of a PDU.
struct Fields<'a> {
    pdu: &'a [u8],
    offset: usize,
}

impl<'a> Fields<'a> {
    fn rest(&self) -> &'a [u8] {
        self.pdu.get(self.offset..).unwrap_or_default()
    }

    fn take(&mut self, length: usize, field: &'static str) -> Result<&'a [u8], PduError> {
        let taken = self.rest().get(..length).ok_or(PduError::Cut { field, offset: self.offset })?;
        self.offset += length;
        Ok(taken)
    }

    /// Takes so many bytes; the field is the first of those in them.
    fn array<const N: usize>(&mut self, field: &'static str) -> Result<[u8; N], PduError> {
        let cut = PduError::Cut { field, offset: self.offset };
        self.take(N, field)?.first_chunk().copied().ok_or(cut)
    }

    /// Takes the bytes before a NUL, however many they are, and the NUL.
    fn c_string(&mut self, field: &'static str) -> Result<&'a [u8], PduError> {
        let text = until_nul(self.rest());
        self.take(text.len() + 1, field)?;
        Ok(text)
    }

    fn tlv(&mut self) -> Result<(u16, &'a [u8]), PduError> {
        let tag = u16::from_be_bytes(self.array("tag")?);
        let length = u16::from_be_bytes(self.array("length")?);
        Ok((tag, self.take(length.into(), "value")?))
    }
}

/// The bytes are not a readable `deliver_sm` or `data_sm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum PduError {
    /// The PDU is of another kind, such as an `enquire_link`. Answer it as the standard says.
    #[error("not a `deliver_sm` or `data_sm`: the command is {command_id:#010x}")]
    OtherCommand {
        /// The command.
        command_id: u32,
    },
    /// The PDU ends before or within a field, so its text may be incomplete.
    #[error("the PDU is cut short: `{field}` at byte {offset} is not complete")]
    Cut {
        /// The field, as the standard names it.
        field: &'static str,
        /// The offset of the field in the PDU, in bytes.
        offset: usize,
    },
}
