use common::{escaped::Escaped, reason::Reason, wording::Wording};
use serde::Serialize;
use sms_status::Language;

/// How much of a text that cannot be read is shown, in characters.
const EXCERPT: usize = 60;

/// What could not be read: how much it was, and the first of it in detail.
#[derive(Debug)]
pub struct Unreadable {
    pub total: u64,
    pub listed: Vec<Item>,
    limit: usize,
}

/// Something that could not be read.
#[derive(Debug, Serialize)]
pub struct Item {
    pub file: String,
    #[serde(flatten)]
    pub place: Place,
    pub reason: Reason,
    /// What is there, or the start of it.
    pub text: String,
}

/// Where something is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The first byte is byte 0.
    Byte(u64),
    /// The first line is line 1.
    Line(u64),
}

impl Item {
    /// Returns the place, with or without the name of the file, the reason and what is there.
    pub fn text(&self, name_file: bool, wording: Wording) -> String {
        let Self { file, place, reason, text } = self;
        let file = if name_file { format!("{}, ", Escaped(file)) } else { String::new() };
        let (unit, number) = match place {
            Place::Byte(offset) => (wording.text("byte", "octet"), offset),
            Place::Line(number) => (wording.text("line", "ligne"), number),
        };
        let (reason, text) = (reason.text(wording), Escaped(text));
        match wording.language {
            Language::French => format!("{file}{unit} {number}\u{A0}: {reason} («\u{A0}{text}\u{A0}»)"),
            _ => format!("{file}{unit} {number}: {reason} (\"{text}\")"),
        }
    }
}

impl Unreadable {
    /// Creates an empty list, of up to `limit` items.
    pub const fn new(limit: usize) -> Self {
        Self { total: 0, listed: Vec::new(), limit }
    }

    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// Counts an item, and lists it if there is room.
    pub fn add(&mut self, file: &str, place: Place, reason: Reason, text: &str) {
        self.total += 1;
        if self.listed.len() < self.limit {
            let text = text.trim().chars().take(EXCERPT).collect();
            self.listed.push(Item { file: file.to_owned(), place, reason, text });
        }
    }

    /// Adds what several threads could not read of one file, each from front to back.
    pub fn extend(&mut self, parts: impl IntoIterator<Item = Self>) {
        let mut items = Vec::new();
        for part in parts {
            self.total += part.total;
            items.extend(part.listed);
        }
        items.sort_by_key(|item| item.place);
        items.truncate(self.limit - self.listed.len());
        self.listed.append(&mut items);
    }
}
