use sms_status::{DeliveryStatus, Outcome};

use super::{message_filter::MessageFilter, route_query::with_routes};
use crate::{
    page::{
        text::View,
        time::{
            between::Between,
            step::{Bar, slot_start},
        },
    },
    store::RouteFilter,
};

/// The addresses of the lists of messages behind the figures of a page.
#[derive(Clone, Copy, Debug)]
pub struct MessageLinks<'a> {
    view: &'a View,
    path: &'a str,
    filter: MessageFilter,
    routes: &'a RouteFilter,
}

impl<'a> MessageLinks<'a> {
    /// Returns those of a page that shows the messages that went some routes. `path` is that of the list of all its messages.
    pub fn new(view: &'a View, path: &'a str, routes: &'a RouteFilter) -> Self {
        Self { view, path, filter: MessageFilter::default(), routes }
    }

    /// Returns the same for messages whose first reports arrived between two times.
    #[must_use]
    pub fn between(self, between: Between) -> Self {
        Self { filter: MessageFilter { between, ..self.filter }, ..self }
    }

    pub fn all(&self) -> String {
        self.filtered(self.filter)
    }

    pub fn with_outcome(&self, outcome: Outcome) -> String {
        self.filtered(MessageFilter { outcome: Some(outcome), ..self.filter })
    }

    pub fn with_status(&self, status: DeliveryStatus) -> String {
        self.filtered(MessageFilter { status: Some(status), ..self.filter })
    }

    /// Returns that of the pending messages whose final report should have come by now.
    pub fn overdue(&self) -> String {
        let in_time = slot_start(self.view.first_slot_in_time(), self.view.zone()).timestamp();
        let to = self.filter.between.to.map_or(in_time, |to| to.min(in_time));
        let between = Between { to: Some(to), ..self.filter.between };
        self.filtered(MessageFilter { outcome: Some(Outcome::Pending), between, ..self.filter })
    }

    /// Returns that of the messages that a bar of a chart shows.
    pub fn of_bar(&self, bar: &Bar) -> String {
        let [from, to] = [&bar.start, &bar.end].map(|time| Some(time.timestamp()));
        self.filtered(MessageFilter { between: Between { from, to }, ..self.filter })
    }

    /// Returns the same for other routes.
    #[must_use]
    pub fn of_routes(self, routes: &'a RouteFilter) -> Self {
        Self { routes, ..self }
    }

    fn filtered(&self, filter: MessageFilter) -> String {
        self.view.href(&with_routes(&filter.address(self.path), self.routes))
    }
}
