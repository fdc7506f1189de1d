use std::fmt;

use axum::http::HeaderMap;
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::incoming::Incoming;

/// The auth token of a Twilio account, by which Twilio signs the URL and the form of a callback.
///
/// Source: Twilio, [Webhooks security](https://www.twilio.com/docs/usage/webhooks/webhooks-security).
pub struct TwilioKey {
    token: String,
    /// The URL of this server as Twilio has it, to which the path of a request is added.
    public_url: String,
}

impl TwilioKey {
    pub fn new(token: String, public_url: String) -> Self {
        Self { token, public_url }
    }

    pub fn accepts(&self, incoming: &Incoming<'_>, headers: &HeaderMap, path: &str) -> bool {
        let signature = headers.get("x-twilio-signature").and_then(|value| BASE64.decode(value.as_bytes()).ok());
        let form = incoming.body.map_or(Ok(Vec::new()), serde_urlencoded::from_str);
        match (signature, form) {
            (Some(signature), Ok(form)) => self.signs(&format!("{}{path}", self.public_url), form, &signature),
            _ => false,
        }
    }

    /// The URL is followed by the parameters in their order, each once, with nothing between them.
    fn signs(&self, url: &str, mut form: Vec<(String, String)>, signature: &[u8]) -> bool {
        form.sort();
        form.dedup();
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(self.token.as_bytes()) else { return false };
        mac.update(url.as_bytes());
        for (name, value) in form {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        mac.verify_slice(signature).is_ok()
    }
}

/// Hides the token.
impl fmt::Debug for TwilioKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TwilioKey").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of Twilio's documents and of the tests of its own libraries.
    #[test]
    fn the_examples_of_twilio_are_accepted_and_nothing_else() {
        let key = TwilioKey::new("12345".into(), String::new());
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        let cases = [
            (
                "Digits=1234&CallSid=CA1234567890ABCDE&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309",
                "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
            ),
            ("Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234", "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
        ];
        for (form, signature) in cases {
            let form = || serde_urlencoded::from_str::<Vec<(String, String)>>(form).unwrap();
            let signature = BASE64.decode(signature.as_bytes()).unwrap();
            assert!(key.signs(url, form(), &signature));
            assert!(!key.signs(&url[..url.len() - 1], form(), &signature));
            assert!(!key.signs(url, form()[1..].to_vec(), &signature));
            assert!(!key.signs(url, form(), &signature[1..]));
            assert!(!TwilioKey::new("12346".into(), String::new()).signs(url, form(), &signature));
        }
    }
}
