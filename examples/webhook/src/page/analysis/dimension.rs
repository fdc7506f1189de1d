use crate::{
    numbering,
    page::text::{View, view, wording},
    store::Dimension,
};

wording! {
    Words;
    operator: "Operator" / "Opérateur",
    country: "Country" / "Pays",
    platform: "Platform" / "Plateforme",
    not_reported: "Not reported" / "Non indiqué",
    no_country: "Not known" / "Inconnu",
}

/// Returns what a dimension is called.
pub fn heading(view: &View, dimension: Dimension) -> &'static str {
    let words = Words::of(view.language);
    match dimension {
        Dimension::Network => words.operator,
        Dimension::Country => words.country,
        Dimension::Platform => words.platform,
    }
}

/// Returns what a value of a dimension is called.
pub fn label(view: &View, dimension: Dimension, value: &str) -> String {
    let words = Words::of(view.language);
    match dimension {
        Dimension::Network if value.is_empty() => words.not_reported.to_owned(),
        Dimension::Country if value.is_empty() => words.no_country.to_owned(),
        Dimension::Network => numbering::network(value).map_or_else(
            || view::short(value),
            |network| match numbering::country_name(network.country, view.language) {
                Some(country) => format!("{} ({country})", network.name),
                None => network.name.to_owned(),
            },
        ),
        Dimension::Country => {
            numbering::country_name(value, view.language).map_or_else(|| view::short(value), str::to_owned)
        }
        Dimension::Platform => value
            .parse::<sms_status::Platform>()
            .map_or_else(|_| view::short(value), |platform| platform.label().to_owned()),
    }
}
