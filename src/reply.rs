//! A body from RunCloud, read with all the tolerance its documentation calls for.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::refusal::{FieldErrors, Refusal};
use crate::{Credentials, Error, Message, Reason, text};

/// An answer whose status was success.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    body: Vec<u8>,
}

impl Reply {
    pub(crate) const fn new(status: u16, body: Vec<u8>) -> Self {
        Self { status, body }
    }

    /// The body as JSON of a type; `None` when it is something else.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The body as JSON; `None` when it is empty or something else.
    pub(crate) fn json(&self) -> Option<Value> {
        self.parse()
    }

    /// The object in the body, bare or wrapped in `data`.
    pub(crate) fn object(&self) -> Option<Value> {
        match self.json()? {
            Value::Object(mut map) => match map.remove("data") {
                Some(Value::Object(inner)) if map.is_empty() => Some(Value::Object(inner)),
                Some(data) => {
                    map.insert("data".to_owned(), data);
                    Some(Value::Object(map))
                }
                None => Some(Value::Object(map)),
            },
            _ => None,
        }
    }

    /// The object in the body as a type of the API.
    ///
    /// Returns [`Error::UnexpectedReply`] when it is none.
    pub(crate) fn read<T: DeserializeOwned>(&self, expected: &'static str) -> Result<T, Error> {
        self.object()
            .and_then(|object| serde_json::from_value(object).ok())
            .ok_or_else(|| self.is_no(expected))
    }

    /// The failure of an answer that is something else than expected.
    pub(crate) fn is_no(&self, expected: &'static str) -> Error {
        self.unexpected(unexpected(expected))
    }

    pub(crate) fn unexpected(&self, message: Message) -> Error {
        let words = if self.json().is_some() {
            String::new()
        } else {
            text::quote(&String::from_utf8_lossy(self.head()))
        };
        Error::UnexpectedReply {
            message,
            refusal: Refusal {
                status: self.status,
                message: words,
                is_page: self.is_page(),
                ..Refusal::default()
            },
        }
    }

    /// RunCloud's words in a refusal: `message`, else the first field error, else `error`.
    pub(crate) fn refusal(&self, credentials: &Credentials) -> Refusal {
        let clean = |raw: &str| text::quote(&credentials.redact(raw));
        let Some(json) = self.json() else {
            return Refusal {
                status: self.status,
                message: clean(&String::from_utf8_lossy(self.head())),
                is_page: self.is_page(),
                ..Refusal::default()
            };
        };
        let errors = field_errors(json.get("errors"), clean);
        let word = |key: &str| json.get(key).and_then(Value::as_str).map(clean);
        let first = || errors.values().flatten().next().cloned();
        let message = word("message")
            .filter(|message| !message.is_empty())
            .or_else(first)
            .or_else(|| word("error"))
            .unwrap_or_default();
        Refusal {
            status: self.status,
            message,
            errors,
            ..Refusal::default()
        }
    }

    fn is_page(&self) -> bool {
        let head = self.head().trim_ascii_start();
        head.first() == Some(&b'<')
    }

    fn head(&self) -> &[u8] {
        self.body
            .get(..self.body.len().min(8192))
            .unwrap_or_default()
    }
}

/// What is said of an answer that is something else than expected.
pub(crate) fn unexpected(expected: &'static str) -> Message {
    Message::new(Reason::AnswerUnexpected).with("expected", expected)
}

/// Laravel's `errors`: texts by field; a lone text or a list without names is taken as well.
fn field_errors(errors: Option<&Value>, clean: impl Fn(&str) -> String) -> FieldErrors {
    const FIELDS: usize = 20;
    let texts = |value: &Value| -> Vec<String> {
        match value {
            Value::String(text) => vec![clean(text)],
            Value::Array(list) => list
                .iter()
                .filter_map(Value::as_str)
                .take(FIELDS)
                .map(&clean)
                .collect(),
            _ => Vec::new(),
        }
    };
    match errors {
        Some(Value::Object(map)) => map
            .iter()
            .take(FIELDS)
            .map(|(field, value)| (clean(field), texts(value)))
            .filter(|(_, texts)| !texts.is_empty())
            .collect(),
        Some(other) => {
            let found = texts(other);
            if found.is_empty() {
                FieldErrors::new()
            } else {
                FieldErrors::from([(String::new(), found)])
            }
        }
        None => FieldErrors::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(body: &str) -> Refusal {
        let credentials =
            Credentials::from_parts(Some("hush-hush".to_owned()), None, None).unwrap();
        Reply::new(422, body.as_bytes().to_vec()).refusal(&credentials)
    }

    #[test]
    fn the_message_is_found_wherever_a_version_puts_it() {
        for (body, message) in [
            (r#"{"message":"Server Error"}"#, "Server Error"),
            (r#"{"errors":{"name":["Taken."]}}"#, "Taken."),
            (r#"{"errors":["Taken."]}"#, "Taken."),
            (r#"{"error":"Nope"}"#, "Nope"),
            (r#"{"message":"","error":"Nope"}"#, "Nope"),
            (r#"{"message":{"a":1}}"#, ""),
            ("[]", ""),
            ("", ""),
            ("<html><title>Bad Gateway</title>", "Bad Gateway"),
            ("plain words", "plain words"),
        ] {
            assert_eq!(refusal(body).message, message, "{body}");
        }
    }

    #[test]
    fn a_secret_that_the_server_echoes_is_blotted_out() {
        let refusal = refusal(r#"{"message":"bad token hush-hush","errors":{"t":["hush-hush"]}}"#);
        assert!(!format!("{refusal:?}").contains("hush"));
    }

    #[test]
    fn an_object_may_be_wrapped_in_data() {
        for body in [r#"{"id":7}"#, r#"{"data":{"id":7}}"#] {
            let reply = Reply::new(200, body.as_bytes().to_vec());
            assert_eq!(
                reply.object().and_then(|o| o.get("id").cloned()),
                Some(7.into())
            );
        }
        assert!(Reply::new(200, b"[1]".to_vec()).object().is_none());
    }
}
