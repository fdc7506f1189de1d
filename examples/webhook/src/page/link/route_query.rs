use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use crate::{
    page::text::view,
    store::{Dimension, RouteFilter},
};

/// The part of a query that says which routes are asked for. What is empty is as if it were not there.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct RouteQuery {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    network: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    platform: Option<String>,
}

impl From<RouteQuery> for RouteFilter {
    fn from(query: RouteQuery) -> Self {
        /// The names of platforms may be long, but not as long as this.
        const LONGEST: usize = 100;

        let value = |text: Option<String>| text.filter(|text| !text.is_empty() && text.len() <= LONGEST);
        let if_known = |text: String| if text == NONE { String::new() } else { text };
        Self {
            network: value(query.network).map(if_known),
            country: value(query.country).map(if_known),
            // Every report is of a platform, and one may have that name.
            platform: value(query.platform),
        }
    }
}

/// What is in an address for an operator or a country that is not known.
const NONE: &str = "none";

/// Returns the value of a dimension that a filter asks for, as an address has it.
fn in_address(filter: &RouteFilter, dimension: Dimension) -> Option<String> {
    filter.get(dimension).map(|value| if value.is_empty() { NONE } else { value }.to_owned())
}

/// Returns the query for some routes, which is empty if it asks for all.
pub fn query(filter: &RouteFilter) -> String {
    let [network, country, platform] =
        [Dimension::Network, Dimension::Country, Dimension::Platform].map(|dimension| in_address(filter, dimension));
    // Texts can be written.
    serde_urlencoded::to_string(RouteQuery { network, country, platform }).unwrap_or_default()
}

/// Keeps the routes in the address that a form leads to.
pub fn kept(filter: &RouteFilter) -> Markup {
    html! {
        @for dimension in Dimension::ALL {
            @if let Some(value) = in_address(filter, dimension) {
                input type="hidden" name=(dimension.name()) value=(value);
            }
        }
    }
}

/// Returns an address with the query for some routes after the one that it may have.
pub fn with_routes(address: &str, filter: &RouteFilter) -> String {
    view::with_query(address, &query(filter))
}
