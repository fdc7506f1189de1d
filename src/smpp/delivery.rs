use super::{MessageState, NetworkErrorCode, PduError, Receipt, pdu::Pdu};
use crate::{date_time::DateTime, status::DeliveryStatus};

/// The contents of one PDU about a message: the text of a receipt, and the TLVs next to it.
///
/// [`from_pdu`](Self::from_pdu) reads a `deliver_sm` or a `data_sm`. If you use an SMPP library, fill in the fields that it has
/// decoded:
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::{Delivery, MessageState, Receipt}};
///
/// let delivery = Delivery {
///     receipt: Receipt::parse("id:7 stat:BLIST err:021").ok(),
///     message_state: Some(MessageState::Undeliverable),
///     ..Delivery::default()
/// };
/// assert_eq!((delivery.status(), delivery.message_id()), (DeliveryStatus::Blacklisted, Some("7")));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Delivery<'a> {
    /// The receipt in the text, if there is one.
    pub receipt: Option<Receipt<'a>>,
    /// The TLV `message_state`.
    pub message_state: Option<MessageState>,
    /// The TLV `receipted_message_id`: the id that the message centre gave the message.
    pub receipted_message_id: Option<&'a str>,
    /// The TLV `network_error_code`.
    pub network_error: Option<NetworkErrorCode>,
    /// `source_addr`: in a receipt, the recipient of the message; in a message, the phone that sent it.
    pub source: Option<&'a str>,
    /// `destination_addr`: in a receipt, the sender of the message; in a message, its recipient.
    pub destination: Option<&'a str>,
    /// The TLV `user_message_reference`: your own reference, if the message centre repeats it.
    pub reference: Option<u16>,
    /// `esm_class`: the mode and type of the message, as received.
    pub esm_class: u8,
    /// `data_coding`: the encoding of the text. It is not reliable.
    pub data_coding: u8,
    /// The bytes of the text, without a user data header.
    pub text: &'a [u8],
}

/// The kind of a [`Delivery`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryKind {
    /// A report on a message that you sent.
    Receipt,
    /// A message from a phone, such as an opt-out.
    Message,
    /// A PDU that is marked as a receipt, but whose text and TLVs do not say what happened. Keep the whole PDU, so that
    /// somebody can look at it.
    Neither,
}

impl<'a> Delivery<'a> {
    /// Reads a `deliver_sm` or a `data_sm`. Pass all bytes of the PDU, starting with its length.
    ///
    /// The function copies nothing. An odd field does not affect the others. The function leaves out a TLV that is truncated
    /// or has a length that the standard does not allow. If the text has an id, the function also leaves out a TLV id that is
    /// longer than the standard allows. It skips a user data header. If both `short_message` and `message_payload` have text,
    /// it uses the one that is a receipt.
    ///
    /// The function does not decode the text. So it does not find a receipt in UTF-16, and in GSM 03.38 it misreads `_` and
    /// `@` in an id.
    #[cfg_attr(
        feature = "alloc",
        doc = "[`decode_text`](Self::decode_text) and [`with_text`](Self::with_text) read both."
    )]
    #[cfg_attr(not(feature = "alloc"), doc = "The feature `alloc` has what reads both.")]
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, smpp::{Delivery, DeliveryKind}};
    ///
    /// let pdu = b"\0\0\0\x3F\0\0\0\x05\0\0\0\0\0\0\0\x01\0\x01\x01447700900123\0\x05\0Acme\0\x04\0\0\0\0\0\0\0\0\x0Eid:7 stat:READ";
    /// let delivery = Delivery::from_pdu(pdu)?;
    /// assert_eq!(delivery.kind(), DeliveryKind::Receipt);
    /// assert_eq!((delivery.source, delivery.status()), (Some("447700900123"), DeliveryStatus::Read));
    /// # Ok::<(), sms_status::smpp::PduError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are another kind of PDU, or end before the text does.
    pub fn from_pdu(pdu: &'a [u8]) -> Result<Self, PduError> {
        let pdu = Pdu::read(pdu)?;
        let [payload, short_message] = [pdu.message_payload, pdu.short_message].map(|text| pdu.without_header(text));
        let texts = [payload, short_message, pdu.message_payload, pdu.short_message];
        let receipt = texts.into_iter().find_map(|text| Some((text, Receipt::from_bytes(text).ok()?)));
        let (text, receipt) = match receipt {
            Some((text, receipt)) => (text, Some(receipt)),
            None if payload.is_empty() => (short_message, None),
            None => (payload, None),
        };
        let is_too_long = |id: &&str| id.len() > MAX_ID && receipt.is_some_and(|receipt| receipt.id.is_some());
        Ok(Self {
            receipt,
            message_state: pdu.message_state,
            receipted_message_id: pdu.receipted_message_id.filter(|id| !is_too_long(id)),
            network_error: pdu.network_error,
            source: pdu.source,
            destination: pdu.destination,
            reference: pdu.reference,
            esm_class: pdu.esm_class,
            data_coding: pdu.data_coding,
            text,
        })
    }

    /// Returns the decoded text: from UTF-16 or GSM 03.38 if it is in one of these, or from Latin-1 if `data_coding` says
    /// so.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, smpp::Delivery};
    ///
    /// let bytes: Vec<u8> = "id:7 stat:DELIVRD".encode_utf16().flat_map(u16::to_be_bytes).collect();
    /// let delivery = Delivery { text: &bytes, ..Delivery::default() };
    /// let text = delivery.decode_text();
    /// assert_eq!(delivery.with_text(&text).status(), DeliveryStatus::Received);
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn decode_text(&self) -> alloc::borrow::Cow<'a, str> {
        super::text::decode(self.text, self.data_coding)
    }

    /// Returns the delivery with the receipt from a decoded text. If the text is not a receipt, the delivery stays the
    /// same.
    #[must_use]
    pub fn with_text(self, text: &'a str) -> Self {
        Self { receipt: Receipt::parse(text).ok().or(self.receipt), ..self }
    }

    /// Returns the kind of the delivery.
    ///
    /// A message centre may fail to mark a receipt in `esm_class`. So a PDU is also a receipt if it has the TLVs of a receipt,
    /// or a text with an id, a state and both dates.
    #[must_use]
    pub fn kind(&self) -> DeliveryKind {
        const DELIVERY_RECEIPT: u8 = 0x04;
        const INTERMEDIATE_NOTIFICATION: u8 = 0x20;

        let message_type = self.esm_class & 0x3C;
        let is_marked = [DELIVERY_RECEIPT, INTERMEDIATE_NOTIFICATION].contains(&message_type);
        let is_receipt = is_marked || self.receipted_message_id.is_some();
        match self.receipt {
            _ if self.message_state.is_some() => DeliveryKind::Receipt,
            Some(receipt) if is_receipt || message_type != 0 || receipt.is_complete() => DeliveryKind::Receipt,
            _ if is_receipt && self.network_error.is_some() => DeliveryKind::Receipt,
            _ if is_receipt => DeliveryKind::Neither,
            _ => DeliveryKind::Message,
        }
    }

    /// Returns the status of the message.
    ///
    /// The TLV `message_state` takes precedence over the text, unless it says nothing. Three states say nothing:
    /// [`Unknown`](MessageState::Unknown), a byte that the standard does not list, and
    /// [`Scheduled`](MessageState::Scheduled), which is not in SMPP 3.4 and which some senders write by mistake. Such a
    /// state counts only if the text says nothing either. The text refines the state, and the network error refines both, as
    /// [`refined_by`](DeliveryStatus::refined_by) describes. If there is neither a state nor a text, the network error gives
    /// the status.
    #[must_use]
    pub fn status(&self) -> DeliveryStatus {
        let text = self.receipt.map(|receipt| receipt.status()).filter(|&status| status != DeliveryStatus::Undefined);
        let error = self.network_error.and_then(NetworkErrorCode::status);
        let says_nothing = matches!(
            self.message_state,
            Some(MessageState::Scheduled | MessageState::Unknown | MessageState::Other(_))
        );
        let said = match (self.message_state, text) {
            (None, _) if self.receipt.is_none() => return error.unwrap_or(DeliveryStatus::Undefined),
            (Some(state), text) if !says_nothing || text.is_none() => state.status().refined_by(text),
            (_, text) => text.unwrap_or(DeliveryStatus::Undefined),
        };
        said.refined_by(error)
    }

    /// Returns the id that the message centre gave the message: the one in the TLV or, if there is none, the one in the text.
    #[must_use]
    pub fn message_id(&self) -> Option<&str> {
        self.receipted_message_id.or_else(|| self.receipt?.id)
    }

    /// Returns the time at which the message reached its state, in the time zone of the message centre; see [`Receipt::done_at`].
    #[must_use]
    pub fn done_at(&self) -> Option<DateTime> {
        self.receipt?.done_at()
    }
}

/// The length of an id, without the NUL at its end (SMPP 3.4, 5.3.2.12).
const MAX_ID: usize = 64;

impl Pdu<'_> {
    /// Returns a text without its user data header, if `esm_class` says that there is one.
    fn without_header<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        const HAS_HEADER: u8 = 0x40;

        match text {
            [length, rest @ ..] if self.esm_class & HAS_HEADER != 0 => rest.get(usize::from(*length)..).unwrap_or(text),
            _ => text,
        }
    }
}
