use alloc::{borrow::Cow, string::ToString, vec::Vec};
use core::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};

use super::form;
use crate::table::is_trimmed;

/// A request as a tree of the texts in it: a JSON document, or a form, which is an object of texts.
///
/// Nothing in it has a type that it must have, so an odd field never costs a report.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    Null,
    Flag(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Self>),
    Object(Object<'a>),
}

/// As many fields as most objects have, at most.
const USUAL: usize = 16;

/// The fields of an object, in their order. A field may come twice.
#[derive(Debug, Default)]
pub(crate) struct Object<'a> {
    fields: Vec<(Cow<'a, str>, Node<'a>)>,
    /// The [`bit`] of each name: a look-up of a name that is not there, which most are, seldom looks at the fields.
    bits: u64,
}

impl<'a> Object<'a> {
    fn push(&mut self, name: Cow<'a, str>, value: Node<'a>) {
        self.bits |= bit(name.as_bytes());
        self.fields.push((name, value));
    }

    /// Returns `false` if there is no field of this name, as is the case for most names that are looked up.
    #[inline]
    const fn may_have(&self, name: &str) -> bool {
        self.bits & bit(name.as_bytes()) != 0
    }

    /// Returns the fields of this name.
    fn get<'n>(&'n self, name: &str) -> impl Iterator<Item = &'n Node<'a>> {
        let fields = if self.may_have(name) { &self.fields[..] } else { &[] };
        fields.iter().filter(move |(known, _)| known == name).map(|(_, node)| node)
    }
}

impl<'a> FromIterator<(Cow<'a, str>, Node<'a>)> for Object<'a> {
    fn from_iter<I: IntoIterator<Item = (Cow<'a, str>, Node<'a>)>>(fields: I) -> Self {
        let fields = fields.into_iter();
        let length = fields.size_hint().1.unwrap_or(USUAL);
        let mut object = Self { fields: Vec::with_capacity(length), bits: 0 };
        fields.for_each(|(name, value)| object.push(name, value));
        object
    }
}

/// Returns one of 64 bits for a name.
pub(super) const fn bit(name: &[u8]) -> u64 {
    let (first, last) = match name {
        [] => (0, 0),
        [first, .., last] => (*first, *last),
        [only] => (*only, *only),
    };
    1 << ((name.len() + first as usize * 7 + last as usize * 3) % 64)
}

/// Returns the name that the first step of a JSON pointer leads to, and the rest; or `None` if the pointer has no step.
#[inline]
pub(super) fn first_step(pointer: &str) -> Option<(Cow<'_, str>, &str)> {
    let steps = pointer.strip_prefix('/')?;
    // Steps are short, so that a search for many bytes at once would take longer.
    let end = steps.bytes().position(|byte| matches!(byte, b'/' | b'~')).unwrap_or(steps.len());
    let (step, rest) = steps.split_at(end);
    Some(if rest.starts_with('~') { first_escaped_step(steps) } else { (Cow::Borrowed(step), rest) })
}

/// Does the same for a step in which `~1` is `/` and `~0` is `~`.
#[cold]
fn first_escaped_step(steps: &str) -> (Cow<'_, str>, &str) {
    let (step, rest) = steps.split_at(steps.find('/').unwrap_or(steps.len()));
    (Cow::Owned(step.replace("~1", "/").replace("~0", "~")), rest)
}

impl<'a> Node<'a> {
    /// Reads the fields of a form or of a query string.
    pub(crate) fn form(request: &'a str) -> Self {
        let fields = form::fields(request.strip_prefix('?').unwrap_or(request));
        Self::Object(fields.map(|(name, value)| (name, Self::Text(value))).collect())
    }

    /// Returns what the node says as text, or `None` if it says nothing: it is `null`, empty, a list of several, or an object.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Text(text) => {
                let text = if is_trimmed(text) { text } else { text.trim() };
                if text.is_empty() {
                    return None;
                }
                Cow::Borrowed(text)
            }
            Self::Flag(true) => Cow::Borrowed("true"),
            Self::Flag(false) => Cow::Borrowed("false"),
            Self::Unsigned(number) => Cow::Owned(number.to_string()),
            Self::Signed(number) => Cow::Owned(number.to_string()),
            Self::Float(number) => Cow::Owned(number.to_string()),
            Self::List(list) => match &list[..] {
                [only] => return only.text(),
                _ => return None,
            },
            Self::Null | Self::Object(_) => return None,
        })
    }

    /// Returns the first node at the end of a JSON pointer that `f` takes. An empty pointer is the node itself.
    fn find_map<'n, T>(&'n self, pointer: &str, f: &impl Fn(&'n Self) -> Option<T>) -> Option<T> {
        match (self, first_step(pointer)) {
            (_, None) => f(self),
            // A field may come twice.
            (Self::Object(object), Some((step, rest))) => object.get(&step).find_map(|child| child.find_map(rest, f)),
            (Self::List(list), Some((step, rest))) => list.get(step.parse::<usize>().ok()?)?.find_map(rest, f),
            _ => None,
        }
    }

    /// Returns the first node that a step of a JSON pointer leads to and that is not `null`.
    pub(super) fn child(&self, step: &str) -> Option<&Self> {
        match self {
            Self::Object(object) => object.get(step).find(|node| !matches!(node, Self::Null)),
            Self::List(list) => list.get(step.parse::<usize>().ok()?).filter(|node| !matches!(node, Self::Null)),
            _ => None,
        }
    }

    /// Returns the first text that a field has. A name that begins with `/` is a JSON pointer (RFC 6901).
    #[inline]
    pub(crate) fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        match (self, name.as_bytes()) {
            (Self::Object(object), [first, ..]) if *first != b'/' => object.get(name).find_map(Self::text),
            (_, [] | [b'/', ..]) => self.find_map(name, &Self::text),
            _ => None,
        }
    }

    /// Returns `false` if this is an object that has no field with one of these [`bit`]s.
    #[inline]
    pub(super) const fn may_have(&self, bits: u64) -> bool {
        match self {
            Self::Object(object) => object.bits & bits != 0,
            _ => bits != 0,
        }
    }

    /// Returns a list of objects, if the fields hold lists: one for each value of the first of these fields that says something. A list
    /// of another length is left out.
    pub(super) fn rows(&self, names: &[&str], separator: char) -> Option<Node<'_>> {
        let Self::Object(object) = self else { return None };
        let length = names.iter().find_map(|name| self.field(name))?.split(separator).count();
        if length < 2 {
            return None;
        }
        let mut rows: Vec<Object<'_>> = (0..length).map(|_| Object::default()).collect();
        for (name, node) in &object.fields {
            let Self::Text(list) = node else { continue };
            if list.split(separator).count() == length {
                for (row, value) in rows.iter_mut().zip(list.split(separator)) {
                    row.push(Cow::Borrowed(&**name), Node::Text(Cow::Borrowed(value)));
                }
            }
        }
        Some(Node::List(rows.into_iter().map(Node::Object).collect()))
    }

    pub(super) const fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// Returns whether there is a field of this name that is not `null`, whatever it holds.
    pub(crate) fn has(&self, name: &str) -> bool {
        let is_there = |node: &Self| (!matches!(node, Self::Null)).then_some(());
        match self {
            _ if name.starts_with('/') => self.find_map(name, &is_there).is_some(),
            Self::Object(object) => object.get(name).any(|node| is_there(node).is_some()),
            _ => false,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Node<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node<'de>, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(Node::Unsigned(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(Node::Signed(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node<'de>, E> {
        Ok(Node::Float(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.into())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            list.push(element);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node<'de>, A::Error> {
        let mut object = Object { fields: Vec::with_capacity(USUAL), bits: 0 };
        while let Some(Name(name)) = entries.next_key()? {
            object.push(name, entries.next_value()?);
        }
        Ok(Node::Object(object))
    }
}

/// The name of a field, borrowed where the document has it as it is.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.into())))
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}
