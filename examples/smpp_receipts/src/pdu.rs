//! Where a delivery receipt is in a PDU, as *SMPP Protocol Specification v3.4* lays it out.

use sms_status::smpp::{MessageState, NetworkErrorCode};

/// A PDU of a connection to a message centre.
pub enum Pdu<'a> {
    Delivery(Delivery<'a>),
    /// Anything else, such as the upkeep of the connection.
    Other,
}

/// What a `deliver_sm` (section 4.6.1) or a `data_sm` (section 4.7.1) says about a message.
#[derive(Default)]
pub struct Delivery<'a> {
    /// Whom the message was sent to: a receipt comes from there.
    pub source: &'a [u8],
    /// Whether `esm_class` says that this is a receipt, or anything else but a message.
    pub is_marked: bool,
    pub text: &'a [u8],
    pub receipted_message_id: Option<&'a [u8]>,
    pub message_state: Option<MessageState>,
    pub network_error: Option<NetworkErrorCode>,
}

impl<'a> Pdu<'a> {
    /// Reads a PDU after its length, or returns `None` if it ends inside a field.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        const DELIVER_SM: [u8; 4] = 5_u32.to_be_bytes();
        const DATA_SM: [u8; 4] = 0x103_u32.to_be_bytes();

        let mut rest = Rest(bytes);
        let command = rest.array()?;
        let [_status, _sequence_number] = [rest.array::<4>()?, rest.array::<4>()?];
        if command != DELIVER_SM && command != DATA_SM {
            return Some(Self::Other);
        }
        let _service_type = rest.c_string()?;
        let ([_, _], source) = (rest.array()?, rest.c_string()?);
        let ([_, _], _destination) = (rest.array()?, rest.c_string()?);
        let [esm_class] = rest.array()?;
        let mut delivery = Delivery { source, is_marked: esm_class & 0b0011_1100 != 0, ..Delivery::default() };
        if command == DATA_SM {
            let [_registered_delivery, _data_coding] = rest.array()?;
        } else {
            let [_protocol_id, _priority_flag] = rest.array()?;
            let [_schedule_delivery_time, _validity_period] = [rest.c_string()?, rest.c_string()?];
            let [_registered_delivery, _replace_if_present, _data_coding, _default_message, length] = rest.array()?;
            delivery.text = rest.take(length.into())?;
        }
        while !rest.0.is_empty() {
            let (tag, length) = (u16::from_be_bytes(rest.array()?), u16::from_be_bytes(rest.array()?));
            delivery.read_tlv(tag, rest.take(length.into())?)?;
        }
        Some(Self::Delivery(delivery))
    }
}

impl<'a> Delivery<'a> {
    /// Section 5.3.2.
    fn read_tlv(&mut self, tag: u16, value: &'a [u8]) -> Option<()> {
        match tag {
            0x001E => self.receipted_message_id = Some(Rest(value).c_string()?),
            0x0423 => self.network_error = Some(Rest(value).array::<3>()?.into()),
            0x0424 => self.text = value,
            0x0427 => self.message_state = Some(value.first().copied()?.into()),
            _ => {}
        }
        Some(())
    }
}

/// What is not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.first_chunk().copied()
    }

    /// Takes the bytes before a NUL byte, and the NUL byte.
    fn c_string(&mut self) -> Option<&'a [u8]> {
        let length = self.0.iter().position(|&byte| byte == 0)?;
        let (text, _nul) = (self.take(length)?, self.take(1)?);
        Some(text)
    }
}
