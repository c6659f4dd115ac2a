//! RunCloud's API, one file for each noun: wire types, and one function for each exchange.
//!
//! Paths and fields are those of <https://runcloud.io/docs/api/v3>; where sources contradict each
//! other, every variant is accepted and the doc comment says so.

pub(crate) mod activity;
pub(crate) mod dns;
pub(crate) mod domains;
pub(crate) mod page;
pub(crate) mod servers;
pub(crate) mod ssl;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// An id: a number in the documentation, a numeric string from some endpoints.
pub(crate) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let value = Value::deserialize(deserializer)?;
    as_id(&value).ok_or_else(|| serde::de::Error::custom("not an id"))
}

pub(crate) fn as_id(value: &Value) -> Option<u64> {
    let id = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(digits) => digits.parse().ok(),
        _ => None,
    };
    id.filter(|id| *id > 0)
}

/// A flag: requests take booleans, answers hold 0 and 1.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(as_flag(&Value::deserialize(deserializer)?))
}

pub(crate) fn as_flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => match number.as_u64()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
        Value::String(text) => match text.as_str() {
            "0" | "false" => Some(false),
            "1" | "true" => Some(true),
            _ => None,
        },
        _ => None,
    }
}

/// A text that a broken or older answer may hold as something else.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
