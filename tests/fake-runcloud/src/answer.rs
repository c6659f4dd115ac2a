//! A "yes" of the API.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::switches::{IdForm, WriteReply};

/// A successful answer: a status and, mostly, JSON.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    body: Option<Value>,
}

impl Answer {
    pub(crate) const fn json(body: Value) -> Self {
        Self {
            status: StatusCode::OK,
            body: Some(body),
        }
    }

    pub(crate) const fn created(body: Value) -> Self {
        Self {
            status: StatusCode::CREATED,
            body: Some(body),
        }
    }

    pub(crate) const fn empty() -> Self {
        Self {
            status: StatusCode::OK,
            body: None,
        }
    }

    /// The answer of a write, in the form the switch asks for.
    pub(crate) fn to_write(form: WriteReply, object: Value) -> Self {
        match form {
            WriteReply::EmptyObject => Self::json(json!({})),
            WriteReply::EmptyBody => Self::empty(),
            WriteReply::Object => Self::json(object),
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self.body {
            Some(body) => (self.status, Json(body)).into_response(),
            None => self.status.into_response(),
        }
    }
}

/// Write an id as a number or as digits in a string.
pub(crate) fn id(id: u64, form: IdForm) -> Value {
    match form {
        IdForm::Number => json!(id),
        IdForm::Text => json!(id.to_string()),
    }
}
