//! SMPP PDUs, encoded as the standard has it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

/// The `esm_class` of a delivery receipt, and of a message that a phone sends.
pub const RECEIPT: u8 = 0b0000_0100;
pub const MESSAGE: u8 = 0;

/// A `deliver_sm`, or a `data_sm`, which has its text in a TLV.
#[derive(Clone, Debug)]
pub struct Pdu {
    pub is_data_sm: bool,
    pub esm_class: u8,
    pub recipient: &'static str,
    pub short_message: Vec<u8>,
    pub tlvs: Vec<(u16, Vec<u8>)>,
}

impl Pdu {
    pub fn deliver_sm(esm_class: u8, recipient: &'static str, text: impl AsRef<[u8]>) -> Self {
        let short_message = text.as_ref().to_vec();
        Self { is_data_sm: false, esm_class, recipient, short_message, tlvs: Vec::new() }
    }

    pub fn data_sm(esm_class: u8, recipient: &'static str) -> Self {
        Self { is_data_sm: true, ..Self::deliver_sm(esm_class, recipient, "") }
    }

    pub fn receipted_message_id(self, id: &str) -> Self {
        self.tlv(0x001E, [id.as_bytes(), b"\0"].concat())
    }

    pub fn message_state(self, state: u8) -> Self {
        self.tlv(0x0427, [state])
    }

    pub fn network_error_code(self, octets: [u8; 3]) -> Self {
        self.tlv(0x0423, octets)
    }

    pub fn message_payload(self, text: impl AsRef<[u8]>) -> Self {
        self.tlv(0x0424, text)
    }

    fn tlv(mut self, tag: u16, value: impl AsRef<[u8]>) -> Self {
        self.tlvs.push((tag, value.as_ref().to_vec()));
        self
    }

    pub fn encode(&self, sequence_number: u32) -> Vec<u8> {
        const INTERNATIONAL_ISDN: [u8; 2] = [1, 1];
        const ALPHANUMERIC: [u8; 2] = [5, 0];

        let mut body = vec![0];
        body.extend(INTERNATIONAL_ISDN);
        body.extend([self.recipient.as_bytes(), b"\0"].concat());
        body.extend(ALPHANUMERIC);
        body.extend(b"Sender\0");
        body.push(self.esm_class);
        if self.is_data_sm {
            let (registered_delivery, data_coding) = (0, 0);
            body.extend([registered_delivery, data_coding]);
        } else {
            let (protocol_id, priority_flag) = (0, 0);
            let (schedule_delivery_time, validity_period) = (0, 0);
            let (registered_delivery, replace_if_present_flag, data_coding, sm_default_msg_id) = (0, 0, 0, 0);
            body.extend([protocol_id, priority_flag, schedule_delivery_time, validity_period]);
            body.extend([registered_delivery, replace_if_present_flag, data_coding, sm_default_msg_id]);
            body.push(u8::try_from(self.short_message.len()).unwrap());
            body.extend(&self.short_message);
        }
        for (tag, value) in &self.tlvs {
            body.extend(tag.to_be_bytes());
            body.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
            body.extend(value);
        }
        command(if self.is_data_sm { 0x103 } else { 5 }, sequence_number, &body)
    }
}

/// A PDU without a body that keeps a connection open.
pub fn enquire_link(sequence_number: u32) -> Vec<u8> {
    command(0x15, sequence_number, &[])
}

fn command(id: u32, sequence_number: u32, body: &[u8]) -> Vec<u8> {
    let (length, status) = (16 + u32::try_from(body.len()).unwrap(), 0_u32);
    [length, id, status, sequence_number].into_iter().flat_map(u32::to_be_bytes).chain(body.iter().copied()).collect()
}
