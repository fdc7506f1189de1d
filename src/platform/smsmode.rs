//! smsmode: callbacks from the HTTP and REST APIs, message lists, and delivery report response bodies.
//!
//! A callback from the HTTP API is the query string of a GET request, with `numero`, `statut`, `smsID`, `refClient`,
//! `mcc_mnc` and `date_reception`. A callback from the REST API is a JSON object. A list has several such objects in
//! `items`. The crate reads a body as [`delivery_reports`](crate::smsmode::delivery_reports) does.
//!
//! - Id: an `smsID` identifies a send to one or many recipients, and `messageId` in the REST API identifies one message. A
//!   body has no ids, so the key of a message is its recipient.
//! - Time: `date_reception`, and `status.deliveryDate` or `sentDate`, as `yyyy-MM-dd HH:mm:ss` in Paris time, without an
//!   offset; the crate reads them as UTC.
//! - A REST API object without `status.value` is an incoming message.
//! - smsmode does not sign callbacks. If you do not answer one with a 2xx status, smsmode retries for 24 hours.
//!
//! Sources: the smsmode HTTP API documentation, versions 2.7 to 3.5; the reference of the REST API, section on status callbacks.

use crate::{
    smsmode::rest::{DETAILS, STATUSES},
    status::DeliveryStatus,
    table::{Mapping, Of, Table, Value},
    vocabulary::Language,
};

/// The values of `statut`: the [codes](DeliveryStatus::code) of the statuses.
pub static CODES: Table = Table { field: "statut", of: Of::Word, rows: &ROWS };

/// All tables in this module.
pub static TABLES: &[Table] = &[CODES, STATUSES, DETAILS];

static ROWS: [Mapping; CODE_COUNT] = {
    let mut rows = [row(0, DeliveryStatus::Undefined); CODE_COUNT];
    let (mut at, mut status) = (0, 0);
    while status < DeliveryStatus::COUNT {
        let mut codes = DeliveryStatus::VARIANTS[status].codes();
        while let [code, rest @ ..] = codes {
            rows[at] = row(*code, DeliveryStatus::VARIANTS[status]);
            at += 1;
            codes = rest;
        }
        status += 1;
    }
    rows
};

const CODE_COUNT: usize = {
    let (mut count, mut status) = (0, 0);
    while status < DeliveryStatus::COUNT {
        count += DeliveryStatus::VARIANTS[status].codes().len();
        status += 1;
    }
    count
};

const fn row(code: u16, status: DeliveryStatus) -> Mapping {
    Mapping { value: Value::Number(code as u32), status, reason: status.label(Language::English) }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        message_key::IdNames,
        wire::{Body, Mark, Wire},
    };

    Wire {
        body: Body::DeliveryReports,
        reports: &["/items"],
        word: &["statut", "/status/value"],
        cause: &["/status/detail"],
        message_id: &["smsID", "messageId"],
        recipient: &["numero", "/recipient/to"],
        sender: &["emetteur", "from"],
        reference: &["refClient"],
        network: &["mcc_mnc", "/status/lookup/mccMnc"],
        time: &["date_reception", "/status/deliveryDate", "sentDate", "acceptedAt"],
        others: &[Mark { field: "direction", values: &["MO"] }],
        incoming: &["messageId"],
        finish: Some(|item, draft| {
            if item.text("smsID").is_some() {
                draft.id_names = IdNames::Sending;
            }
        }),
        ..Wire::EMPTY
    }
};
