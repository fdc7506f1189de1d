use alloc::{
    borrow::Cow,
    string::{String, ToString},
    vec,
    vec::Vec,
};
use core::{slice, str};

use crate::{
    message_key::IdNames,
    platform::Platform,
    report::Report,
    smpp::Receipt,
    smsmode,
    status::DeliveryStatus,
    table::{Of, find_of},
    wire::{Body, Draft, Found, Layout, Node, Wire},
};

impl Platform {
    /// Reads the body or the query string of a callback, as you received it.
    ///
    /// It accepts the formats that the platform's page lists: forms, JSON or XML, one report or many, callbacks, polled
    /// lists, log lines, and message bus envelopes. A request may contain several JSON documents, one after another. The
    /// reader replaces invalid UTF-8 with U+FFFD.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, Platform};
    ///
    /// let body = b"MessageSid=SM01&MessageStatus=undelivered&ErrorCode=30003&To=%2B447700900123";
    /// for report in Platform::Twilio.read(body)? {
    ///     assert_eq!(report?.status, DeliveryStatus::TemporaryAbsenceError);
    /// }
    /// # Ok::<(), sms_status::ReadError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is empty, or is malformed or truncated JSON or XML. If a single report cannot be read, it
    /// is an `Err` in [`Reports`], and the other reports are still read.
    pub fn read(self, request: &[u8]) -> Result<Reports, ReadError> {
        let is_known = |of, text: &str| find_of(self.tables(), of, text).is_some();
        let to_report = |draft: Draft<'_>| {
            let row = self.find(&draft.word, draft.cause.as_deref());
            let mut report = report(draft, row.map(|row| row.status));
            report.platform = Some(self);
            report
        };
        read(request, self.layout(), &is_known, &to_report)
    }

    /// Returns the names of the fields that the crate reads.
    ///
    /// Use them to find message ids in a database of callbacks, or to read millions of similar callbacks faster.
    ///
    /// ```
    /// use sms_status::Platform;
    ///
    /// let fields = Platform::Plivo.fields();
    /// assert_eq!((fields.message_id, fields.word), (&["MessageUUID"][..], &["Status"][..]));
    /// ```
    #[must_use]
    pub const fn fields(self) -> Fields {
        let wire = &self.layout().wire;
        Fields {
            reports: wire.reports,
            word: wire.word,
            cause: wire.cause,
            message_id: wire.message_id,
            recipient: wire.recipient,
            sender: wire.sender,
            reference: wire.reference,
            network: wire.network,
            mcc_mnc: wire.mcc_mnc,
            reported_at: [wire.time, wire.time_unix, wire.time_unix_millis],
            id_names: wire.id_names,
            wire,
        }
    }
}

/// The names of the fields that the crate reads in a platform's reports, returned by [`Platform::fields`].
///
/// A plain name is the name of a field in the report. A name that begins with `/` is a JSON pointer that starts at the report.
/// Each `../` at the beginning moves the start to the parent, and `//` moves it to the whole document. If there are several
/// names, the first field that is not empty counts. For the word and the cause, the first value that is in a table counts.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Fields {
    /// Where reports are in a JSON or XML document: JSON pointers, in which `*` stands for each element of a list. The first
    /// pointer that leads to anything counts; if there is no pointer, the whole document counts. The last step of a pointer
    /// may be the word.
    pub reports: &'static [&'static str],
    /// The fields of the word.
    pub word: &'static [&'static str],
    /// The fields of the cause.
    pub cause: &'static [&'static str],
    /// The fields of the id.
    pub message_id: &'static [&'static str],
    /// The fields of the recipient.
    pub recipient: &'static [&'static str],
    /// The fields of the sender.
    pub sender: &'static [&'static str],
    /// The fields of your own reference.
    pub reference: &'static [&'static str],
    /// The fields of the network.
    pub network: &'static [&'static str],
    /// The fields of the country code and the network code, if the two are separate.
    pub mcc_mnc: &'static [&'static str],
    /// The fields of the time: those with a date, those with Unix time in seconds, and those with Unix time in
    /// milliseconds.
    pub reported_at: [&'static [&'static str]; 3],
    /// What the id names.
    pub id_names: IdNames,
    wire: &'static Wire<'static>,
}

impl Fields {
    /// Returns the names of all fields that decide whether an item with a word is a report, and which status it has.
    pub fn status(&self) -> impl Iterator<Item = &'static str> + use<> {
        let Wire { word, cause, also, embedded, others, opt_outs, opt_outs_without_word, .. } = *self.wire;
        let opt_outs = opt_outs.iter().chain(opt_outs_without_word).map(|opt_out| &opt_out.mark);
        let marks = others.iter().chain(opt_outs).map(|mark| mark.field);
        word.iter()
            .chain(cause)
            .chain(if self.wire.finish.is_some() { also } else { &[] })
            .chain(embedded)
            .copied()
            .chain(marks)
    }

    /// Returns the names of all fields that contribute to a report, or mark an item without a word as another event.
    pub fn all(&self) -> impl Iterator<Item = &'static str> + use<> {
        let opt_outs = self.wire.opt_outs.iter().chain(self.wire.opt_outs_without_word);
        let opt_outs = opt_outs.flat_map(|opt_out| opt_out.recipient);
        let Self { message_id, recipient, sender, reference, network, mcc_mnc, .. } = *self;
        let lists = [message_id, recipient, sender, reference, network, mcc_mnc, self.wire.incoming];
        self.status().chain(lists.into_iter().chain(self.reported_at).flatten().chain(opt_outs).copied())
    }
}

/// Reads a request by its layout.
pub(crate) fn read(
    request: &[u8],
    layout: &Layout<'_>,
    is_known: &dyn Fn(Of, &str) -> bool,
    to_report: &dyn Fn(Draft<'_>) -> Report,
) -> Result<Reports, ReadError> {
    // Looking at all bytes at once is faster than `from_utf8_lossy`, and few requests are not UTF-8.
    let text = str::from_utf8(request).map_or_else(|_| String::from_utf8_lossy(request), Cow::Borrowed);
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if text.is_empty() {
        return Err(ReadError { item: 0, kind: ReadErrorKind::Empty });
    }
    let mut reports = Reports { items: Vec::new(), others: 0 };
    match layout.wire.body {
        Body::Receipts if !text.starts_with(['{', '[', '<']) && Receipt::parse(text).is_ok() => {
            reports.read_receipts(text, to_report);
        }
        Body::DeliveryReports if !text.starts_with(['{', '[']) && !text.contains('=') => {
            reports.read_delivery_reports(text, to_report)?;
        }
        _ if text.starts_with(['{', '[']) => {
            for document in serde_json::Deserializer::from_str(text).into_iter::<Node<'_>>() {
                match document {
                    Ok(document) => reports.read_document(&document, layout, is_known, to_report),
                    Err(error) => {
                        let error = reports.error(ReadErrorKind::of(&error));
                        if reports.items.is_empty() && reports.others == 0 {
                            return Err(error);
                        }
                        reports.items.push(Err(error));
                        break;
                    }
                }
            }
        }
        _ if text.starts_with('<') => {
            let document =
                Node::xml(text).map_err(|offset| ReadError { item: 0, kind: ReadErrorKind::Xml { offset } })?;
            reports.read_document(&document, layout, is_known, to_report);
        }
        _ => reports.read_document(&Node::form(text), layout, is_known, to_report),
    }
    Ok(reports)
}

/// Makes a report of a draft and the status of its word and cause.
pub(crate) fn report(draft: Draft<'_>, status: Option<DeliveryStatus>) -> Report {
    let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
    let mut report = Report::new(draft.word, draft.status.or(status).unwrap_or(DeliveryStatus::Undefined));
    report.cause = owned(draft.cause);
    report.message_id = owned(draft.message_id);
    report.recipient = owned(draft.recipient);
    report.sender = owned(draft.sender);
    report.reference = owned(draft.reference);
    report.network = owned(draft.network);
    report.reported_at = draft.reported_at;
    report.part = draft.part;
    report.opted_out = draft.opted_out;
    report.id_names = draft.id_names;
    report.known = status.is_some() || draft.opted_out;
    report
}

/// The reports in a request, returned by [`Platform::read`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reports {
    items: Vec<Result<Report, ReadError>>,
    others: usize,
}

impl Reports {
    fn error(&self, kind: ReadErrorKind) -> ReadError {
        ReadError { item: self.items.len() + self.others, kind }
    }

    fn read_document(
        &mut self,
        document: &Node<'_>,
        layout: &Layout<'_>,
        is_known: &dyn Fn(Of, &str) -> bool,
        to_report: &dyn Fn(Draft<'_>) -> Report,
    ) {
        layout.read(document, is_known, &mut |found| match found {
            Found::Report(draft) => self.items.push(Ok(to_report(draft))),
            Found::Other => self.others += 1,
            Found::NoWord => self.items.push(Err(self.error(ReadErrorKind::NoWord))),
        });
    }

    fn read_receipts(&mut self, text: &str, to_report: &dyn Fn(Draft<'_>) -> Report) {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let item = match Receipt::parse(line) {
                Ok(receipt) => Ok(to_report(Draft {
                    word: receipt.stat.into(),
                    cause: receipt.err.map(Into::into),
                    message_id: receipt.id.map(Into::into),
                    reported_at: receipt.done_at().map(|local| crate::report_time::ReportTime::new(local, None)),
                    ..Draft::default()
                })),
                Err(_) => Err(self.error(ReadErrorKind::NoWord)),
            };
            self.items.push(item);
        }
    }

    fn read_delivery_reports(&mut self, body: &str, to_report: &dyn Fn(Draft<'_>) -> Report) -> Result<(), ReadError> {
        let records = smsmode::delivery_reports(body)
            .map_err(|error| ReadError { item: 0, kind: ReadErrorKind::Request { code: error.code } })?;
        for record in records {
            let item = match record {
                Ok(record) => {
                    let code = record.code.to_string();
                    Ok(to_report(Draft {
                        word: code.into(),
                        message_id: Some(record.recipient.into()),
                        recipient: Some(record.recipient.into()),
                        ..Draft::default()
                    }))
                }
                Err(error) => Err(self.error(ReadErrorKind::Record { offset: error.offset })),
            };
            self.items.push(item);
        }
        Ok(())
    }

    /// Returns an iterator over the reports, in the order of the request. If a report could not be read, its item is an
    /// error.
    pub fn iter(&self) -> slice::Iter<'_, Result<Report, ReadError>> {
        self.items.iter()
    }

    /// Returns the number of reports, including those that could not be read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns `true` if there are no reports.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns the number of events that are not delivery reports, such as incoming messages and subscription
    /// confirmations.
    #[must_use]
    pub const fn others(&self) -> usize {
        self.others
    }
}

impl IntoIterator for Reports {
    type Item = Result<Report, ReadError>;
    type IntoIter = vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a> IntoIterator for &'a Reports {
    type Item = &'a Result<Report, ReadError>;
    type IntoIter = slice::Iter<'a, Result<Report, ReadError>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// An error in a request, or in one of its reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("item {item}: {kind}")]
#[non_exhaustive]
pub struct ReadError {
    /// The position of the item in the request, from 0. Events that are not reports count too.
    pub item: usize,
    /// What is wrong.
    pub kind: ReadErrorKind,
}

/// What is wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The request is empty.
    #[error("the request is empty")]
    Empty,
    /// The JSON is malformed.
    #[error("the JSON is broken at line {line}, column {column}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes from 1.
        column: usize,
    },
    /// The JSON ends early.
    #[error("the JSON ends early, at line {line}, column {column}: the request was cut")]
    EndsEarly {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes from 1.
        column: usize,
    },
    /// The request begins like XML, but is malformed or ends early.
    #[error("the XML is broken at byte {offset}")]
    Xml {
        /// The offset in the request, in bytes.
        offset: usize,
    },
    /// No field contains a word that says what happened.
    #[error("no field says what happened to the message: check that it is a delivery report, and of this platform")]
    NoWord,
    /// The request is an smsmode error response.
    #[error("the request for delivery reports failed with code {code}")]
    Request {
        /// The code.
        code: u16,
    },
    /// A record in the body cannot be read.
    #[error("the record at byte {offset} is not a recipient and a code")]
    Record {
        /// The offset of the record in the body, in bytes.
        offset: usize,
    },
}

impl ReadErrorKind {
    fn of(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        if error.is_eof() { Self::EndsEarly { line, column } } else { Self::Json { line, column } }
    }
}
