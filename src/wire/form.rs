use alloc::borrow::Cow;

/// Returns the names and values of a form or of a query string, as [`form_urlencoded::parse`] does.
///
/// That function decodes every name and value. Most of them stand in a form as they are, so only those with a `%` or a `+`
/// are decoded here.
pub(super) fn fields(form: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    let mut rest = form;
    let fields = core::iter::from_fn(move || {
        let (field, after) = (!rest.is_empty()).then(|| split_at(rest, b'&'))?;
        rest = after.get(1..).unwrap_or_default();
        Some(field)
    });
    fields.filter(|field| !field.is_empty()).map(|field| {
        let (name, value) = split_at(field, b'=');
        // The value is decoded with the `=` before it, because it may have others.
        let value = if is_plain(value) { value.get(1..).unwrap_or_default().into() } else { decoded(value).1 };
        (if is_plain(name) { name.into() } else { decoded(name).0 }, value)
    })
}

/// Splits a text before the first such byte.
fn split_at(text: &str, byte: u8) -> (&str, &str) {
    // Names and values are short, so that a search for many bytes at once would take longer.
    text.split_at(text.bytes().position(|it| it == byte).unwrap_or(text.len()))
}

fn is_plain(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, b'%' | b'+'))
}

/// Decodes a name, or a value with the `=` before it.
fn decoded(field: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    form_urlencoded::parse(field.as_bytes()).next().unwrap_or_default()
}
