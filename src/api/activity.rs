//! The activity log of a web application.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::error::Resource;
use crate::operation::Operation;
use crate::{Error, text};

/// One entry of the log. RunCloud documents no fields; this is what clients saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityEntry {
    /// RunCloud's kind of entry, when it tells.
    pub kind: Option<String>,
    /// What happened, in RunCloud's words: one line, no markup.
    pub message: String,
    /// When, as RunCloud writes it.
    pub created_at: Option<String>,
}

impl<'de> Deserialize<'de> for ActivityEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entry = Value::deserialize(deserializer)?;
        let first = |keys: &[&str]| {
            keys.iter()
                .find_map(|key| entry.get(key).and_then(Value::as_str))
                .map(text::quote)
        };
        Ok(Self {
            kind: first(&["kind", "type", "event"]),
            message: first(&["content", "message", "description", "log", "action"])
                .unwrap_or_default(),
            created_at: first(&["created_at", "createdAt", "date"]),
        })
    }
}

impl Operation<'_> {
    /// The newest entries, newest first: one page is all that anybody reads.
    pub(crate) fn activity(&mut self) -> Result<Vec<ActivityEntry>, Error> {
        let path = format!("{}/log", self.client.app);
        self.first_page(&path, Resource::WebApplication)
            .map_err(|error| self.explain(error))
    }
}
