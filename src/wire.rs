//! How the requests of a platform are laid out, and how one is read by that.
//!
//! ```text
//! request ──► Node (tree of texts) ──► Item (where a report lies) ──► Draft (its texts, by a list of names)
//! ```
//!
//! A platform is a constant [`Wire`]: lists of names. Only what no list can say is a function.

mod form;
mod node;
mod xml;

use alloc::{borrow::Cow, format};

pub(crate) use node::Node;
use node::{bit, first_step};

use crate::{
    message_key::IdNames,
    report_time::ReportTime,
    status::DeliveryStatus,
    table::{Key, Of},
};

/// The layout of the requests of a platform.
///
/// A field is the name of a field of the report. A name that begins with `/` is a JSON pointer from the report on, one that begins
/// with `../` starts at what the report lies in, as often as it comes, and one that begins with `//` at the whole document. Of several names, the
/// first whose field says something counts; for the word and the cause it is the first that a table knows.
#[derive(Debug)]
pub(crate) struct Wire<'a> {
    /// What a request is.
    pub(crate) body: Body,
    /// Where reports lie: JSON pointers, in which `*` is each element of a list. The first that leads to anything counts. A
    /// list at the end is a list of reports. Without a pointer it is the document. If a report has no word, the last step of its
    /// pointer is the word, if a table has it.
    pub(crate) reports: &'a [&'a str],
    /// Fields of the document, or of a report, whose text is a JSON document of its own, which counts in place of that.
    pub(crate) embedded: &'a [&'a str],
    /// What separates the values of a field, if the fields of one form are lists with a value for each report. A list that is not as
    /// long as that of the word says nothing.
    pub(crate) separator: Option<char>,
    pub(crate) word: &'a [&'a str],
    pub(crate) cause: &'a [&'a str],
    pub(crate) message_id: &'a [&'a str],
    pub(crate) recipient: &'a [&'a str],
    pub(crate) sender: &'a [&'a str],
    pub(crate) reference: &'a [&'a str],
    pub(crate) network: &'a [&'a str],
    /// The country code and the network code, where they are two fields.
    pub(crate) mcc_mnc: &'a [&'a str],
    /// The time in a form that [`ReportTime`] parses from.
    pub(crate) time: &'a [&'a str],
    /// Whether a time without an offset is UTC, because the platform says so.
    pub(crate) time_is_utc: bool,
    /// The time in seconds of Unix time.
    pub(crate) time_unix: &'a [&'a str],
    /// The time in milliseconds of Unix time.
    pub(crate) time_unix_millis: &'a [&'a str],
    /// What the id names.
    pub(crate) id_names: IdNames,
    /// What marks an event that is not a delivery report.
    pub(crate) others: &'a [Mark<'a>],
    /// Fields of an incoming message or another event. They count only if there is no word.
    pub(crate) incoming: &'a [&'a str],
    /// What marks an opt-out that comes as an event of its own.
    pub(crate) opt_outs: &'a [OptOut<'a>],
    /// The same, with fields that a report may have, too. They count only if there is no word.
    pub(crate) opt_outs_without_word: &'a [OptOut<'a>],
    /// Other fields that `finish` reads, and those of which it makes something else than their text.
    pub(crate) also: &'a [&'a str],
    /// Does what the lists cannot say. The word is empty if no field has one; it may be given then.
    pub(crate) finish: Option<for<'n> fn(&Item<'_, 'n>, &mut Draft<'n>)>,
}

/// What the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// A form, a query string, JSON or XML.
    Request,
    /// As `Request`, or the text of SMPP delivery receipts, one a line.
    Receipts,
    /// As `Request`, or the body of a delivery report response of smsmode.
    DeliveryReports,
}

/// A field that marks an event, and the values that do. Without values, it is enough that the field is there.
#[derive(Debug)]
pub(crate) struct Mark<'a> {
    pub(crate) field: &'a str,
    pub(crate) values: &'a [&'a str],
}

/// An opt-out that comes as an event of its own.
#[derive(Debug)]
pub(crate) struct OptOut<'a> {
    pub(crate) mark: Mark<'a>,
    /// The number of the person who opts out.
    pub(crate) recipient: &'a [&'a str],
}

impl Wire<'_> {
    /// A layout without names.
    pub(crate) const EMPTY: Self = Self {
        body: Body::Request,
        reports: &[],
        embedded: &[],
        separator: None,
        word: &[],
        cause: &[],
        message_id: &[],
        recipient: &[],
        sender: &[],
        reference: &[],
        network: &[],
        mcc_mnc: &[],
        time: &[],
        time_is_utc: false,
        time_unix: &[],
        time_unix_millis: &[],
        id_names: IdNames::Message,
        others: &[],
        incoming: &[],
        opt_outs: &[],
        opt_outs_without_word: &[],
        also: &[],
        finish: None,
    };
}

/// A [`Wire`], made ready to read by: a list of names that are all absent, as most are, is passed over at one look.
#[derive(Debug)]
pub(crate) struct Layout<'a> {
    pub(crate) wire: Wire<'a>,
    bits: Bits,
}

/// The [`bits`] of the lists of a [`Wire`].
#[derive(Debug)]
struct Bits {
    reports: u64,
    cause: u64,
    sender: u64,
    reference: u64,
    network: u64,
    mcc_mnc: u64,
    time: u64,
    time_unix: u64,
    time_unix_millis: u64,
    others: u64,
    opt_outs: u64,
}

impl<'a> Layout<'a> {
    pub(crate) const fn new(wire: Wire<'a>) -> Self {
        let (mut others, mut opt_outs, mut at) = (0, 0, 0);
        while at < wire.others.len() {
            others |= bits(&[wire.others[at].field]);
            at += 1;
        }
        at = 0;
        while at < wire.opt_outs.len() {
            opt_outs |= bits(&[wire.opt_outs[at].mark.field]);
            at += 1;
        }
        let bits = Bits {
            reports: bits(wire.reports),
            cause: bits(wire.cause),
            sender: bits(wire.sender),
            reference: bits(wire.reference),
            network: bits(wire.network),
            mcc_mnc: bits(wire.mcc_mnc),
            time: bits(wire.time),
            time_unix: bits(wire.time_unix),
            time_unix_millis: bits(wire.time_unix_millis),
            others,
            opt_outs,
        };
        Self { wire, bits }
    }
}

/// Returns the bits of the fields of an item that names can lead to; all of them, if a name leads elsewhere.
const fn bits(names: &[&str]) -> u64 {
    let (mut bits, mut at) = (0, 0);
    while at < names.len() {
        bits |= match names[at].as_bytes() {
            [] | [b'.', ..] | [b'/', b'/', ..] => u64::MAX,
            [b'/', pointer @ ..] => {
                let mut end = 0;
                while end < pointer.len() && !matches!(pointer[end], b'/' | b'~') {
                    end += 1;
                }
                match pointer.split_at(end) {
                    // An escaped step is not the name as it is, and `*` is any.
                    (_, [b'~', ..]) | (b"*", _) => u64::MAX,
                    (step, _) => bit(step),
                }
            }
            name => bit(name),
        };
        at += 1;
    }
    bits
}

/// A place in a document, with what it lies in.
pub(crate) struct Item<'p, 'n> {
    node: &'n Node<'n>,
    parent: Option<&'p Item<'p, 'n>>,
}

impl<'n> Item<'_, 'n> {
    /// Returns the place that a name starts from, and the rest of the name.
    #[inline]
    fn start<'s>(&self, name: &'s str) -> (&'n Node<'n>, &'s str) {
        match name.as_bytes() {
            [b'.', ..] | [b'/', b'/', ..] => self.start_elsewhere(name),
            _ => (self.node, name),
        }
    }

    fn start_elsewhere<'s>(&self, name: &'s str) -> (&'n Node<'n>, &'s str) {
        if name.starts_with("//") {
            let mut root = self;
            while let Some(parent) = root.parent {
                root = parent;
            }
            return (root.node, &name[1..]);
        }
        let (mut item, mut rest) = (self, name);
        while let (Some(after), Some(parent)) = (rest.strip_prefix("../"), item.parent) {
            (item, rest) = (parent, after);
        }
        (item.node, rest)
    }

    /// Returns the text of a field, or `None` if it says nothing.
    #[inline]
    pub(crate) fn text(&self, name: &str) -> Option<Cow<'n, str>> {
        let (node, name) = self.start(name);
        node.field(name)
    }

    /// Returns whether a field is there, whatever it holds.
    fn has(&self, name: &str) -> bool {
        let (node, name) = self.start(name);
        node.has(name)
    }

    /// Returns the number of the part that fields name, and of how many; or `None` if there is only one.
    pub(crate) fn part(&self, number: &str, of: &str) -> Option<(u16, u16)> {
        let whole = |name| self.text(name)?.parse::<u16>().ok();
        let (number, of) = (whole(number)?, whole(of)?);
        (of > 1 && (1..=of).contains(&number)).then_some((number, of))
    }

    /// Returns a list of names, or an empty one if their [`bits`] show that none of the fields is there.
    #[inline]
    const fn present<'s, T>(&self, names: &'s [T], bits: u64) -> &'s [T] {
        if self.node.may_have(bits) { names } else { &[] }
    }

    fn first(&self, names: &[&str]) -> Option<Cow<'n, str>> {
        names.iter().find_map(|name| self.text(name))
    }

    /// Returns the country code and the network code as one, or `None` if one of them says nothing. A network code has at least two
    /// digits, which it loses as a number.
    fn joined(&self, names: &[&str]) -> Option<Cow<'n, str>> {
        let codes = names.iter().map(|name| self.text(name));
        codes.reduce(|country, network| Some(format!("{}{:0>2}", country?, network?).into()))?
    }

    /// Returns the first text that `is_known` takes, or else the first text.
    fn first_known(&self, names: &[&str], is_known: impl Fn(&str) -> bool) -> Option<Cow<'n, str>> {
        let mut texts = names.iter().filter_map(|name| self.text(name));
        let first = texts.next()?;
        match texts.next() {
            Some(second) if !is_known(&first) => {
                Some(core::iter::once(second).chain(texts).find(|text| is_known(text)).unwrap_or(first))
            }
            _ => Some(first),
        }
    }

    /// Returns the value that a mark is there with.
    pub(crate) fn marked(&self, mark: &Mark<'_>) -> Option<Cow<'n, str>> {
        let (node, name) = self.start(mark.field);
        if mark.values.is_empty() {
            return node.has(name).then(|| node.field(name).unwrap_or_default());
        }
        node.field(name).filter(|text| {
            let key = Key::new(text);
            mark.values.iter().any(|value| key.is(value))
        })
    }
}

/// Reads a whole number, also one that is written with a fraction.
fn whole(text: &str) -> Option<i64> {
    text.split_once('.').map_or(text, |(whole, _)| whole).parse().ok()
}

/// What a report says, as it is in the request.
#[derive(Debug, Default)]
pub(crate) struct Draft<'n> {
    pub(crate) word: Cow<'n, str>,
    pub(crate) cause: Option<Cow<'n, str>>,
    pub(crate) message_id: Option<Cow<'n, str>>,
    pub(crate) recipient: Option<Cow<'n, str>>,
    pub(crate) sender: Option<Cow<'n, str>>,
    pub(crate) reference: Option<Cow<'n, str>>,
    pub(crate) network: Option<Cow<'n, str>>,
    pub(crate) reported_at: Option<ReportTime>,
    pub(crate) part: Option<(u16, u16)>,
    pub(crate) id_names: IdNames,
    /// The status, if it is another than that of the word and the cause.
    pub(crate) status: Option<DeliveryStatus>,
    pub(crate) opted_out: bool,
}

/// What lies at a place where a report may be.
pub(crate) enum Found<'n> {
    Report(Draft<'n>),
    /// An event that is not a delivery report.
    Other,
    /// No field has a word.
    NoWord,
}

impl Layout<'_> {
    /// Calls `found` with everything that a document holds.
    ///
    /// `is_known` tells the words and causes that the tables have.
    pub(crate) fn read(
        &self,
        document: &Node<'_>,
        is_known: &dyn Fn(Of, &str) -> bool,
        found: &mut dyn FnMut(Found<'_>),
    ) {
        self.read_within(document, is_known, found, 4);
    }

    fn read_within(
        &self,
        document: &Node<'_>,
        is_known: &dyn Fn(Of, &str) -> bool,
        found: &mut dyn FnMut(Found<'_>),
        levels: u8,
    ) {
        let rows = self.wire.separator.and_then(|separator| document.rows(self.wire.word, separator));
        let root = Item { node: rows.as_ref().unwrap_or(document), parent: None };
        if self.read_embedded(&root, is_known, found, levels) {
            return;
        }
        let mut at_item = |item: &Item<'_, '_>, pointer: &str| {
            if item.parent.is_none() || !self.read_embedded(item, is_known, found, levels) {
                found(self.read_item(item, pointer, is_known));
            }
        };
        let mut visit = |pointer: &str| root.visit(pointer, &mut |item| at_item(item, pointer));
        if !root.present(self.wire.reports, self.bits.reports).iter().any(|pointer| visit(pointer)) {
            visit("");
        }
    }

    /// Reads the document that is a text in an item, and returns whether there is one.
    fn read_embedded(
        &self,
        item: &Item<'_, '_>,
        is_known: &dyn Fn(Of, &str) -> bool,
        found: &mut dyn FnMut(Found<'_>),
        levels: u8,
    ) -> bool {
        for text in self.wire.embedded.iter().filter_map(|name| item.text(name)) {
            if levels == 0 || !text.starts_with(['{', '[']) {
                continue;
            }
            if let Ok(inner) = serde_json::from_str(&text) {
                self.read_within(&inner, is_known, found, levels - 1);
                return true;
            }
        }
        false
    }

    fn read_item<'n>(&self, item: &Item<'_, 'n>, pointer: &str, is_known: &dyn Fn(Of, &str) -> bool) -> Found<'n> {
        let Self { wire, bits } = self;
        if let Some(opt_out) = self.opt_out(item, item.present(wire.opt_outs, bits.opt_outs)) {
            return opt_out;
        }
        if item.present(wire.others, bits.others).iter().any(|mark| item.marked(mark).is_some()) {
            return Found::Other;
        }
        let word = item.first_known(wire.word, |text| is_known(Of::Word, text));
        let step = || pointer.rsplit('/').next().filter(|step| is_known(Of::Word, step));
        let first = |names, bits| item.first(item.present(names, bits));
        let mut draft = Draft {
            word: word.or_else(|| Some(Cow::Owned(step()?.into()))).unwrap_or_default(),
            cause: item.first_known(item.present(wire.cause, bits.cause), |text| is_known(Of::Cause, text)),
            message_id: item.first(wire.message_id),
            recipient: item.first(wire.recipient),
            sender: first(wire.sender, bits.sender),
            reference: first(wire.reference, bits.reference),
            network: first(wire.network, bits.network)
                .or_else(|| item.joined(item.present(wire.mcc_mnc, bits.mcc_mnc))),
            reported_at: self.time(item),
            id_names: wire.id_names,
            ..Draft::default()
        };
        if let Some(finish) = wire.finish {
            finish(item, &mut draft);
        }
        if !draft.word.is_empty() {
            return Found::Report(draft);
        }
        if let Some(opt_out) = self.opt_out(item, wire.opt_outs_without_word) {
            return opt_out;
        }
        let is_incoming = wire.incoming.iter().any(|name| item.has(name));
        if is_incoming { Found::Other } else { Found::NoWord }
    }

    /// Returns the first time that a field has. Unix time 0, in any zone, is what systems write that have no time.
    fn time(&self, item: &Item<'_, '_>) -> Option<ReportTime> {
        const SECONDS_A_DAY: i64 = 86_400;
        let Self { wire, bits } = self;
        let of = |names: &[&str], bits, read: &dyn Fn(&str) -> Option<ReportTime>| {
            let mut times = item.present(names, bits).iter().filter_map(|name| read(&item.text(name)?));
            times.find(|time| time.unix_seconds() > SECONDS_A_DAY)
        };
        let utc = wire.time_is_utc.then_some(0);
        let date =
            |text: &str| text.parse().ok().map(|time: ReportTime| ReportTime::new(time.local, time.offset.or(utc)));
        of(wire.time, bits.time, &date)
            .or_else(|| of(wire.time_unix, bits.time_unix, &|text| ReportTime::from_unix_seconds(whole(text)?)))
            .or_else(|| {
                of(wire.time_unix_millis, bits.time_unix_millis, &|text| ReportTime::from_unix_millis(whole(text)?))
            })
    }

    /// Returns the opt-out that an item is by its marks.
    fn opt_out<'n>(&self, item: &Item<'_, 'n>, opt_outs: &[OptOut<'_>]) -> Option<Found<'n>> {
        opt_outs.iter().find_map(|opt_out| {
            let word = item.marked(&opt_out.mark)?;
            let recipient = item.first(opt_out.recipient);
            let reported_at = self.time(item);
            let status = Some(DeliveryStatus::Undefined);
            Some(Found::Report(Draft { word, recipient, reported_at, status, opted_out: true, ..Draft::default() }))
        })
    }
}

impl<'n> Item<'_, 'n> {
    /// Calls `f` with each place that a pointer leads to, and returns whether it leads anywhere.
    fn visit(&self, pointer: &str, f: &mut dyn FnMut(&Item<'_, 'n>)) -> bool {
        let Some((step, rest)) = first_step(pointer) else {
            return match self.node {
                Node::List(_) if pointer.is_empty() => self.visit("/*", f),
                _ => {
                    f(self);
                    true
                }
            };
        };
        match (&*step, self.node) {
            ("*", Node::List(list)) => {
                // An empty list of reports is not an error, but an empty list on the way to them leads nowhere.
                let mut leads = list.is_empty() && rest.is_empty();
                for node in list {
                    let item = Item { node, parent: Some(self) };
                    // A list of lists is one list of reports. A list of anything else is an odd report.
                    let has_reports = matches!(node, Node::List(list) if list.iter().any(Node::is_object));
                    if rest.is_empty() && !has_reports {
                        f(&item);
                        leads = true;
                    } else {
                        leads |= item.visit(rest, f);
                    }
                }
                leads
            }
            ("*", _) => self.visit(rest, f),
            _ => {
                let child = self.node.child(&step);
                child.is_some_and(|node| Item { node, parent: Some(self) }.visit(rest, f))
            }
        }
    }
}
