//! What proves to RunCloud who is calling.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::settings::unusable;
use crate::{Error, Reason};

const TOKEN: &str = "WU_RUNCLOUD_API_TOKEN";
const KEY: &str = "WU_RUNCLOUD_API_KEY";
const SECRET: &str = "WU_RUNCLOUD_API_SECRET";

/// A version of RunCloud's HTTP API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiVersion {
    /// `/api/v2`: the API of the key and secret.
    V2,
    /// `/api/v3`: the API of the token.
    V3,
}

impl ApiVersion {
    /// Read `v2`, `2`, `v3` or `3`.
    pub fn parse(given: &str) -> Result<Self, Error> {
        match given {
            "v2" | "2" => Ok(Self::V2),
            "v3" | "3" => Ok(Self::V3),
            _ => Err(Error::Configuration(unusable(
                Reason::ApiVersionUnknown,
                "apiVersion",
            ))),
        }
    }

    /// The path segment of this version.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V2 => "v2",
            Self::V3 => "v3",
        }
    }
}

/// A token, or a key with its secret. Nothing of it is ever printed.
#[derive(Clone)]
pub enum Credentials {
    /// A workspace's token: `Authorization: Bearer`, version 3 unless told otherwise.
    Token(SecretString),
    /// A personal API key and secret: `Authorization: Basic`, version 2 unless told otherwise.
    KeyAndSecret {
        /// The API key.
        key: SecretString,
        /// The API secret.
        secret: SecretString,
    },
}

impl Credentials {
    /// Choose the form from what is there: a token wins over a key and secret; blank counts as absent.
    ///
    /// Returns [`Error::Configuration`] when neither is complete, or when a value holds a
    /// character that no HTTP header can carry.
    pub fn from_parts(
        token: Option<String>,
        key: Option<String>,
        secret: Option<String>,
    ) -> Result<Self, Error> {
        let token = usable(TOKEN, token)?;
        let key = usable(KEY, key)?;
        let secret = usable(SECRET, secret)?;
        match (token, key, secret) {
            (Some(token), _, _) => Ok(Self::Token(token)),
            (None, Some(key), Some(secret)) => Ok(Self::KeyAndSecret { key, secret }),
            (None, Some(_), None) => Err(half_of_a_pair(SECRET, KEY)),
            (None, None, Some(_)) => Err(half_of_a_pair(KEY, SECRET)),
            (None, None, None) => Err(Error::Configuration(
                unusable(Reason::CredentialsMissing, TOKEN)
                    .with("key", KEY)
                    .with("secret", SECRET),
            )),
        }
    }

    /// The API version that this form belongs to.
    #[must_use]
    pub const fn version(&self) -> ApiVersion {
        match self {
            Self::Token(_) => ApiVersion::V3,
            Self::KeyAndSecret { .. } => ApiVersion::V2,
        }
    }

    /// The value of the `Authorization` header.
    pub(crate) fn authorization(&self) -> SecretString {
        match self {
            Self::Token(token) => format!("Bearer {}", token.expose_secret()),
            Self::KeyAndSecret { key, secret } => {
                let pair = format!("{}:{}", key.expose_secret(), secret.expose_secret());
                format!("Basic {}", base64(pair.as_bytes()))
            }
        }
        .into()
    }

    /// Blot out every secret that a text happens to hold, as a server's echo might.
    pub(crate) fn redact(&self, text: &str) -> String {
        let secrets = match self {
            Self::Token(token) => [Some(token), None],
            Self::KeyAndSecret { key, secret } => [Some(key), Some(secret)],
        };
        let mut clean = text.to_owned();
        for secret in secrets.into_iter().flatten() {
            clean = clean.replace(secret.expose_secret(), "[redacted]");
        }
        let (_, encoded) = self
            .authorization()
            .expose_secret()
            .split_once(' ')
            .map_or_else(Default::default, |(form, value)| {
                (form.to_owned(), value.to_owned())
            });
        if encoded.is_empty() {
            clean
        } else {
            clean.replace(&encoded, "[redacted]")
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Token(_) => "Token([redacted])",
            Self::KeyAndSecret { .. } => "KeyAndSecret([redacted])",
        })
    }
}

fn half_of_a_pair(setting: &'static str, other: &'static str) -> Error {
    Error::Configuration(unusable(Reason::CredentialMissing, setting).with("other", other))
}

fn usable(setting: &'static str, value: Option<String>) -> Result<Option<SecretString>, Error> {
    let Some(value) = value else {
        return Ok(None);
    };
    if value.trim().is_empty() {
        return Ok(None);
    }
    if value.bytes().any(|b| !b.is_ascii_graphic()) {
        return Err(Error::Configuration(unusable(
            Reason::CredentialMalformed,
            setting,
        )));
    }
    Ok(Some(value.into()))
}

fn base64(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_token_means_bearer_and_version_three() {
        let credentials = Credentials::from_parts(some("tok"), some("k"), some("s")).unwrap();
        assert_eq!(credentials.version(), ApiVersion::V3);
        assert_eq!(credentials.authorization().expose_secret(), "Bearer tok");
    }

    #[test]
    fn key_and_secret_mean_basic_and_version_two() {
        let credentials =
            Credentials::from_parts(some(" "), some("Aladdin"), some("open")).unwrap();
        assert_eq!(credentials.version(), ApiVersion::V2);
        assert_eq!(
            credentials.authorization().expose_secret(),
            "Basic QWxhZGRpbjpvcGVu"
        );
    }

    #[test]
    fn half_a_pair_names_the_half_that_is_missing() {
        let missing = |key, secret| {
            Credentials::from_parts(None, key, secret)
                .map_err(|error| error.to_string())
                .unwrap_err()
        };
        assert!(missing(some("k"), None).contains("WU_RUNCLOUD_API_SECRET"));
        assert!(missing(None, some("s")).contains("WU_RUNCLOUD_API_KEY"));
        assert!(missing(None, None).contains("WU_RUNCLOUD_API_TOKEN"));
    }

    #[test]
    fn a_line_break_in_a_token_is_refused_without_showing_it() {
        let error = Credentials::from_parts(some("se\r\ncret"), None, None).unwrap_err();
        assert!(!error.to_string().contains("cret"));
    }

    #[test]
    fn nothing_of_a_secret_is_printed() {
        let token = Credentials::from_parts(some("hush-hush"), None, None).unwrap();
        let pair = Credentials::from_parts(None, some("hush-key"), some("hush-sec")).unwrap();
        assert!(!format!("{token:?} {pair:?}").contains("hush"));
        assert_eq!(token.redact("bad hush-hush!"), "bad [redacted]!");
        let echoed = format!("{} {}", "hush-sec", base64(b"hush-key:hush-sec"));
        assert_eq!(pair.redact(&echoed), "[redacted] [redacted]");
    }
}
