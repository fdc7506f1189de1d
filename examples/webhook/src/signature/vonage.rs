use std::fmt;

use axum::http::{HeaderMap, header};
use clap::ValueEnum;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac, digest::block_api::EagerHash};
use md5::Md5;
use serde::Deserialize;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use subtle::ConstantTimeEq;

use crate::incoming::Incoming;

/// The signature secret of a Vonage account.
///
/// The SMS API signs the parameters of a receipt, and the Messages API sends a token (JWT) with a digest of the body.
///
/// Source: Vonage, [Signing messages](https://developer.vonage.com/en/getting-started/concepts/signing-messages) and
/// [Webhooks](https://developer.vonage.com/en/getting-started/concepts/webhooks), section on signed webhooks.
pub struct VonageKey {
    secret: String,
    method: VonageMethod,
}

/// How the SMS API signs, as the settings of the account have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VonageMethod {
    /// The MD5 digest of the parameters and the secret.
    Md5hash,
    /// HMAC with MD5.
    Md5,
    /// HMAC with SHA-1.
    Sha1,
    /// HMAC with SHA-256.
    Sha256,
    /// HMAC with SHA-512.
    Sha512,
}

impl VonageKey {
    pub fn new(secret: String, method: VonageMethod) -> Self {
        Self { secret, method }
    }

    pub fn accepts(&self, incoming: &Incoming<'_>, headers: &HeaderMap) -> bool {
        let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        match authorization.and_then(|value| value.split_once(' ')) {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
                self.signs_token(token.trim(), incoming.body.unwrap_or_default().as_bytes()).is_some()
            }
            _ => parameters(incoming).is_some_and(|parameters| self.signs(parameters)),
        }
    }

    /// The parameters are written in their order, in a form that no value can break.
    fn signs(&self, mut parameters: Vec<(String, String)>) -> bool {
        let Some(place) = parameters.iter().position(|(name, _)| name == "sig") else { return false };
        let (_, signature) = parameters.swap_remove(place);
        let Ok(signature) = HEXLOWER_PERMISSIVE.decode(signature.as_bytes()) else { return false };
        parameters.sort();
        let written = |(name, value): (String, String)| format!("&{name}={}", value.replace(['&', '='], "_"));
        let text = parameters.into_iter().map(written).collect::<Vec<_>>().concat();
        match self.method {
            VonageMethod::Md5hash => Md5::digest(text + &self.secret).ct_eq(signature.as_slice()).into(),
            VonageMethod::Md5 => self.is_mac::<Md5>(&text, &signature),
            VonageMethod::Sha1 => self.is_mac::<Sha1>(&text, &signature),
            VonageMethod::Sha256 => self.is_mac::<Sha256>(&text, &signature),
            VonageMethod::Sha512 => self.is_mac::<Sha512>(&text, &signature),
        }
    }

    fn is_mac<D: EagerHash>(&self, text: &str, signature: &[u8]) -> bool
    where
        Hmac<D>: KeyInit + Mac,
    {
        let mac = <Hmac<D> as KeyInit>::new_from_slice(self.secret.as_bytes());
        mac.is_ok_and(|mac| mac.chain_update(text).verify_slice(signature).is_ok())
    }

    /// A token is three parts: what it is signed with, what it says, and the signature of the two.
    fn signs_token(&self, token: &str, body: &[u8]) -> Option<()> {
        #[derive(Deserialize)]
        struct Header {
            alg: String,
        }
        #[derive(Deserialize)]
        struct Claims {
            payload_hash: String,
        }

        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).ok();
        let header: Header = serde_json::from_slice(&decode(header)?).ok()?;
        if header.alg != "HS256" || !self.is_mac::<Sha256>(signed, &decode(signature)?) {
            return None;
        }
        let claims: Claims = serde_json::from_slice(&decode(claims)?).ok()?;
        (claims.payload_hash.to_ascii_lowercase() == HEXLOWER.encode(&Sha256::digest(body))).then_some(())
    }
}

/// Returns the parameters of a query, a form or a JSON object, as they are signed.
fn parameters(incoming: &Incoming<'_>) -> Option<Vec<(String, String)>> {
    if !incoming.is_json() {
        return serde_urlencoded::from_str(incoming.content()).ok();
    }
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(incoming.content()).ok()?;
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        value => value.to_string(),
    };
    Some(object.into_iter().map(|(name, value)| (name, text(value))).collect())
}

/// Hides the secret.
impl fmt::Debug for VonageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VonageKey").field("method", &self.method).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the tests of Vonage's library for Python.
    #[test]
    fn the_examples_of_vonage_are_accepted_and_nothing_else() {
        let cases = [
            (VonageMethod::Md5hash, "6af838ef94998832dbfc29020b564830"),
            (VonageMethod::Md5, "c15c21ced558c93a226c305f58f902f2"),
            (VonageMethod::Sha1, "3e19a4e6880fdc2c1426bfd0587c98b9532f0210"),
            (VonageMethod::Sha256, "a321e824b9b816be7c3f28859a31749a098713d39f613c80d455bbaffae1cd24"),
            (
                VonageMethod::Sha512,
                "812a18f76680fa0fe1b8bd9ee1625466ceb1bd96242e4d050d2cfd9a7b40166c63ed26ec9702168781b6edcf1633db8ff95af9341701004eec3fcf9550572ee8",
            ),
        ];
        let signed = |signature: &str, b: &str| {
            [("timestamp", "1461605396"), ("sig", signature), ("b", b), ("a", "1")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec()
        };
        for (method, signature) in cases {
            let key = VonageKey::new("secret".into(), method);
            assert!(key.signs(signed(signature, "2")), "{method:?}");
            assert!(key.signs(signed(&signature.to_uppercase(), "2")), "{method:?}");
            assert!(!key.signs(signed(signature, "3")), "{method:?}");
            assert!(!key.signs(signed(&signature[2..], "2")), "{method:?}");
            assert!(!key.signs(signed("", "2")), "{method:?}");
            assert!(!key.signs(signed(signature, "2")[2..].to_vec()), "{method:?}");
            assert!(!VonageKey::new("other".into(), method).signs(signed(signature, "2")), "{method:?}");
        }
    }

    #[test]
    fn no_value_makes_up_a_parameter() {
        let key = VonageKey::new("secret".into(), VonageMethod::Sha256);
        let mac = |text: &str| {
            let mac = Hmac::<Sha256>::new_from_slice(b"secret").unwrap().chain_update(text);
            HEXLOWER.encode(&mac.finalize().into_bytes())
        };
        let parameters = |signature: String| vec![("a".to_owned(), "1&b=2".to_owned()), ("sig".to_owned(), signature)];
        assert!(key.signs(parameters(mac("&a=1_b_2"))));
        assert!(!key.signs(parameters(mac("&a=1&b=2"))));
    }
}
