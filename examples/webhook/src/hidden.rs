use std::sync::LazyLock;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use regex_lite::Regex;

/// What stands for a secret.
pub const HIDDEN: &str = "•••";

/// The secrets of the settings, which are hidden in what came from outside before anybody sees it.
#[derive(Clone, Default)]
pub struct HiddenTexts(Vec<String>);

impl HiddenTexts {
    pub fn new(secrets: impl IntoIterator<Item = String>) -> Self {
        /// A shorter text occurs by chance, and hiding it would show that it is one.
        const SHORTEST: usize = 6;

        let secrets = secrets.into_iter().filter(|secret| secret.len() >= SHORTEST);
        Self(secrets.flat_map(|secret| [encoded(&secret), secret]).collect())
    }

    /// Returns a text without these secrets, without others that the server has now, and without what looks like a password by its name
    /// or by its place in a URL.
    pub fn hide(&self, text: &str, others: &[String]) -> String {
        static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
            let names = "passw(?:or)?d|passphrase|secret|token|api[-_]?key|access[-_]?key|authorization|signature|sig";
            Regex::new(&format!(
                r#"(?i)((?:^|[^a-z])[a-z0-9_-]*(?:{names})["']?\s*(?:=|:|%3D|>)\s*["']?)([^&"'\s,;<>}}]+)"#
            ))
            .ok()
        });
        static IN_URL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(://[^/@\s:]*:)[^/@\s]+@").ok());

        let mut text = text.to_owned();
        for secret in self.0.iter().chain(others) {
            text = text.replace(secret.as_str(), HIDDEN);
        }
        for (pattern, instead) in [(&IN_URL, format!("${{1}}{HIDDEN}@")), (&NAMED, format!("${{1}}{HIDDEN}"))] {
            if let Some(pattern) = pattern.as_ref() {
                text = pattern.replace_all(&text, instead.as_str()).into_owned();
            }
        }
        text
    }
}

fn encoded(secret: &str) -> String {
    utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string()
}

/// Hides the texts.
impl std::fmt::Debug for HiddenTexts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HiddenTexts")
    }
}

/// Returns a path in which everything is hidden that is long enough for a secret.
pub fn path_without_secrets(path: &str) -> String {
    /// The length of the shortest part that may be one, or most of one.
    const SHORTEST: usize = 16;

    let shown = |part: &str| if part.len() < SHORTEST { part.to_owned() } else { HIDDEN.to_owned() };
    path.split('/').map(shown).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_and_the_rest_stays() {
        let texts = HiddenTexts::new(["s3cr&t of Twilio".to_owned(), String::new(), "ab".to_owned()]);
        let others = ["0123456789abcdef".to_owned()];
        let cases = [
            ("a=1&b=s3cr&t of Twilio", "a=1&b=•••"),
            ("b=s3cr%26t%20of%20Twilio", "b=•••"),
            ("https://x/callback/0123456789abcdef/vonage", "https://x/callback/•••/vonage"),
            ("password=hunter2&statut=11", "password=•••&statut=11"),
            ("statut=11&api_key=k&api-secret=s", "statut=11&api_key=•••&api-secret=•••"),
            (r#"{"apiKey": "k", "accessToken":"t", "id": 7}"#, r#"{"apiKey": "•••", "accessToken":"•••", "id": 7}"#),
            (r#"{"token":12345}"#, r#"{"token":•••}"#),
            ("<password>p</password>", "<password>•••</password>"),
            ("x=1&sig=abc&timestamp=5", "x=1&sig=•••&timestamp=5"),
            (r#""Signature" : "abc==","#, r#""Signature" : "•••","#),
            ("url=https://ann:pass@x/", "url=https://ann:•••@x/"),
            // What only looks like it.
            ("signal=abc&design=abc&msig2=a", "signal=abc&design=abc&msig2=a"),
            ("statut=11&numero=33600000000", "statut=11&numero=33600000000"),
            ("to=a@b.example&time=10:00:00", "to=a@b.example&time=10:00:00"),
            ("é•", "é•"),
            ("", ""),
        ];
        for (text, shown) in cases {
            assert_eq!(texts.hide(text, &others), shown, "{text}");
        }
        assert!(!format!("{texts:?}").contains("Twilio"));
    }

    #[test]
    fn a_path_shows_no_part_that_may_be_a_secret() {
        for (path, shown) in [
            ("/callback", "/callback"),
            ("/callbacks/24f036723437c6b3f1ac28cd5fe59e36/vonage", "/callbacks/•••/vonage"),
            ("/24f036723437c6b3f1ac28cd5fe59e3", "/•••"),
            ("/", "/"),
        ] {
            assert_eq!(path_without_secrets(path), shown);
        }
    }
}
