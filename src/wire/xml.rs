use alloc::{borrow::Cow, string::String, vec::Vec};

use super::Node;

/// How deep elements may lie in one another.
const MAX_DEPTH: usize = 64;

impl<'a> Node<'a> {
    /// Reads an XML document as an object with one field, its root element; or returns where it is broken.
    ///
    /// An element is an object of the elements in it or, without any, a text. Elements of one name that follow one another are a
    /// list. Prefixes and attributes do not count, and no entity is read but the five of XML and characters by number.
    pub(crate) fn xml(document: &'a str) -> Result<Self, usize> {
        let mut reader = Reader { rest: document };
        match reader.content("", MAX_DEPTH) {
            Some(root @ Self::Object(_)) => Ok(root),
            _ => Err(document.len() - reader.rest.len()),
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads what an element of this name holds, and its end tag. The document itself has no name and ends with the text.
    fn content(&mut self, name: &str, levels: usize) -> Option<Node<'a>> {
        let mut fields: Vec<(Cow<'a, str>, Node<'a>)> = Vec::new();
        let mut text = Cow::Borrowed("");
        loop {
            let Some((before, rest)) = self.rest.split_once('<') else {
                return (name.is_empty() && self.rest.trim().is_empty())
                    .then_some(Node::Object(fields.into_iter().collect()));
            };
            text += unescaped(before);
            if let Some(comment) = rest.strip_prefix("!--") {
                self.rest = comment.split_once("-->")?.1;
            } else if let Some(section) = rest.strip_prefix("![CDATA[") {
                let (characters, after) = section.split_once("]]>")?;
                text += characters;
                self.rest = after;
            } else if rest.starts_with(['?', '!']) {
                self.rest = rest.split_once('>')?.1;
            } else if let Some(end) = rest.strip_prefix('/') {
                let (ended, after) = end.split_once('>')?;
                if name.is_empty() || ended.trim_end() != name {
                    return None;
                }
                self.rest = after;
                return Some(if fields.is_empty() {
                    Node::Text(text)
                } else {
                    Node::Object(fields.into_iter().collect())
                });
            } else {
                let (child, node) = self.element(rest, levels.checked_sub(1)?)?;
                match fields.last_mut() {
                    Some((known, Node::List(list))) if *known == child => list.push(node),
                    Some((known, first)) if *known == child => {
                        *first = Node::List(Vec::from([core::mem::replace(first, Node::Null), node]));
                    }
                    _ => fields.push((child.into(), node)),
                }
            }
        }
    }

    /// Reads an element from its name on, and returns the name without its prefix.
    fn element(&mut self, tag: &'a str, levels: usize) -> Option<(&'a str, Node<'a>)> {
        let name = &tag[..tag.find(|end: char| end.is_whitespace() || matches!(end, '/' | '>'))?];
        if name.is_empty() {
            return None;
        }
        let mut quote = None;
        let end = tag.find(|character| {
            match (quote, character) {
                (None, '"' | '\'') => quote = Some(character),
                (Some(opened), _) if opened == character => quote = None,
                _ => {}
            }
            quote.is_none() && character == '>'
        })?;
        self.rest = &tag[end + 1..];
        let node = if tag[..end].ends_with('/') { Node::Null } else { self.content(name, levels)? };
        Some((name.rsplit_once(':').map_or(name, |(_, name)| name), node))
    }
}

/// Returns a text with the characters that its entities stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    let Some((start, mut rest)) = text.split_once('&') else { return Cow::Borrowed(text) };
    let mut characters = String::from(start);
    loop {
        let end = rest.find(|end: char| end != '#' && !end.is_ascii_alphanumeric());
        let named = end.and_then(|end| Some((entity(&rest[..end])?, rest[end..].strip_prefix(';')?)));
        match named {
            Some((character, after)) => {
                characters.push(character);
                rest = after;
            }
            None => characters.push('&'),
        }
        let Some((before, after)) = rest.split_once('&') else {
            characters.push_str(rest);
            return Cow::Owned(characters);
        };
        characters.push_str(before);
        rest = after;
    }
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            return char::from_u32(number.ok()?);
        }
    })
}
