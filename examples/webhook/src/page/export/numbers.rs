use axum::response::Response;
use sms_status::AddressBookAction;

use super::{
    file::{AT_ONCE, File, page, text},
    format::Format,
    names::Names,
};
use crate::{answer::Unavailable, page::text::View, sources::Sources, store::Number};

/// Answers with the numbers for which their history advises an action.
pub async fn numbers(
    sources: &Sources,
    view: &View,
    action: AddressBookAction,
    format: Format,
) -> Result<Response, Unavailable> {
    let name = match action {
        AddressBookAction::Suppress => Names::of(view.language).suppress,
        AddressBookAction::Remove => Names::of(view.language).remove,
        _ => Names::of(view.language).review,
    };
    let file = File { name, format, columns: ["number", "status", "since", "code", "label"] };
    let (readers, language) = (sources.readers.clone(), view.language);
    let read = move |after| {
        let readers = readers.clone();
        async move {
            let numbers = readers.numbers(action, after, AT_ONCE).await?;
            let row = |number: &Number| {
                [
                    number.digits.as_str().into(),
                    number.status.name().into(),
                    text(number.at),
                    number.status.code().into(),
                    number.status.label(language).into(),
                ]
            };
            Ok(page(&numbers, AT_ONCE, row, |last| Some(last.digits.clone())))
        }
    };
    file.send(None, read).await
}
