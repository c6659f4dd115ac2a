//! One request as the routes see it: version, query, body, and the switches it was met with.

use std::{convert::Infallible, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};
use serde_json::{Map, Value};

use crate::{auth::Verdict, switches::Switches};

/// The version of the API in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V2,
    V3,
}

/// The fields a request brought.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input {
    pub(crate) map: Map<String, Value>,
    /// Sent as a form: everything is text, and `0` and `1` are booleans.
    pub(crate) form: bool,
    /// A body came without being declared as JSON.
    pub(crate) undeclared: bool,
}

/// What a route needs to know of a request beside its address.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) version: Version,
    pub(crate) verdict: Verdict,
    pub(crate) accepts_json: bool,
    pub(crate) input: Arc<Input>,
    pub(crate) switches: Arc<Switches>,
    /// The address without its query, for links.
    pub(crate) address: String,
    query: Arc<Vec<(String, String)>>,
}

impl Call {
    pub(crate) fn new(
        version: Version,
        verdict: Verdict,
        accepts_json: bool,
        input: Input,
        switches: Switches,
    ) -> Self {
        Self {
            version,
            verdict,
            accepts_json,
            input: Arc::new(input),
            switches: Arc::new(switches),
            address: String::new(),
            query: Arc::default(),
        }
    }

    /// Add where it was sent.
    pub(crate) fn at(mut self, address: String, query: &str) -> Self {
        self.address = address;
        self.query = Arc::new(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        );
        self
    }

    /// A parameter of the query; the last of several, as in PHP.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

impl<S: Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let call = parts.extensions.get::<Self>().cloned();
        Ok(call.unwrap_or_else(|| {
            let nobody = Verdict {
                form: crate::AuthForm::None,
                refused: Some("Missing API Token."),
            };
            Self::new(
                Version::V3,
                nobody,
                true,
                Input::default(),
                Switches::default(),
            )
        }))
    }
}
