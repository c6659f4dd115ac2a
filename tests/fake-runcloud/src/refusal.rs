//! A "no" of the API, worded only at the end because its wording is a switch.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use crate::switches::ErrorStyle;

/// What every failed validation says first.
pub(crate) const INVALID: &str = "The given data was invalid.";

/// A refused request.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    message: String,
    errors: Vec<(String, String)>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            errors: Vec::new(),
        }
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not Found")
    }

    pub(crate) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "This action is unauthorized.")
    }

    pub(crate) fn unauthorized(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
    }

    pub(crate) fn unprocessable(message: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, message)
    }

    /// 422 about fields, as Laravel's validator gives it.
    pub(crate) fn invalid(errors: Vec<(String, String)>) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            message: INVALID.to_owned(),
            errors,
        }
    }

    /// Put other words on top of the list of fields.
    pub(crate) fn saying(mut self, message: &str) -> Self {
        message.clone_into(&mut self.message);
        self
    }

    pub(crate) fn field(name: &str, text: &str) -> Self {
        Self::invalid(vec![(name.to_owned(), text.to_owned())])
    }

    pub(crate) fn render(&self, style: ErrorStyle) -> Value {
        let first = self.errors.first().map_or(&self.message, |(_, text)| text);
        match style {
            ErrorStyle::Laravel if self.errors.is_empty() => json!({"message": self.message}),
            ErrorStyle::Laravel => json!({"message": self.message, "errors": self.fields()}),
            ErrorStyle::MessageOnly => json!({"message": first}),
            ErrorStyle::ErrorsOnly if self.errors.is_empty() => {
                json!({"errors": {"base": [first]}})
            }
            ErrorStyle::ErrorsOnly => json!({"errors": self.fields()}),
            ErrorStyle::Error => json!({"error": first}),
        }
    }

    fn fields(&self) -> Value {
        let mut fields = Map::new();
        for (name, text) in &self.errors {
            let texts = fields.entry(name.clone()).or_insert_with(|| json!([]));
            if let Value::Array(texts) = texts {
                texts.push(json!(text));
            }
        }
        Value::Object(fields)
    }
}

impl IntoResponse for Refusal {
    /// Carry the refusal to the gate, which knows the style.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
