mod twilio;
mod vonage;

use axum::http::HeaderMap;
use sms_status::Platform::{Twilio, Vonage};

pub use self::{
    twilio::TwilioKey,
    vonage::{VonageKey, VonageMethod},
};
use crate::{incoming::Incoming, platform::Platform::Known};

/// The keys by which platforms sign their callbacks. With the key of a platform, its callbacks have to be signed.
#[derive(Debug, Default)]
pub struct Keys {
    pub twilio: Option<TwilioKey>,
    pub vonage: Option<VonageKey>,
}

impl Keys {
    /// Returns whether a request is signed as it has to be. `path` is that of the request, with its query.
    pub fn accept(&self, incoming: &Incoming<'_>, headers: &HeaderMap, path: &str) -> bool {
        match incoming.platform {
            Known(Twilio) => self.twilio.as_ref().is_none_or(|key| key.accepts(incoming, headers, path)),
            Known(Vonage) => self.vonage.as_ref().is_none_or(|key| key.accepts(incoming, headers)),
            _ => true,
        }
    }
}
