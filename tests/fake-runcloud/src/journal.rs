//! What the fake was asked, for a test to count and compare. It never holds a credential.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::auth::AuthForm;

/// How a request came to its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TlsUse {
    /// The connection's first request, after a full handshake.
    Full,
    /// The connection's first request, after a resumed handshake.
    Resumed,
    /// The connection's first request, without TLS.
    Plain,
    /// A later request of the connection.
    Reused,
}

/// One request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its number since the start; never given twice, not even after the journal was cleared.
    pub seq: u64,
    /// Milliseconds from the start to its arrival.
    pub at_ms: u64,
    /// Its method.
    pub method: String,
    /// Its path and query.
    pub path: String,
    /// Its body as JSON; keys and certificates are redacted, a body that is neither JSON nor a form is a string
    /// that says how long it was.
    pub body: Option<Value>,
    /// Its User-Agent.
    pub user_agent: Option<String>,
    /// The form of its credentials.
    pub auth: AuthForm,
    /// Whether the credentials were right.
    pub accepted: bool,
    /// The status sent; `None` when no whole status line was, or not yet.
    pub status: Option<u16>,
    /// The status the API came to, sent or not; `None` when a fault came first.
    pub handled: Option<u16>,
    /// The fault it met.
    pub fault: Option<String>,
    /// The number of its connection, from 1.
    pub connection: u64,
    /// How it came to that.
    pub tls: TlsUse,
}

/// TLS handshakes by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TlsCounts {
    /// With the certificate sent and checked.
    pub full: u64,
    /// With an earlier session resumed.
    pub resumed: u64,
    /// Given up by either side.
    pub failed: u64,
}

/// The entries and counts since the start or the last clearing.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    next: u64,
    entries: Vec<Entry>,
    pub(crate) connections: u64,
    pub(crate) handshakes: TlsCounts,
}

impl Journal {
    /// Note a request at its arrival and return its number.
    pub(crate) fn open(&mut self, mut entry: Entry) -> u64 {
        self.next += 1;
        entry.seq = self.next;
        self.entries.push(entry);
        self.next
    }

    /// Complete a request's entry, if it was not cleared meanwhile.
    pub(crate) fn settle(&mut self, seq: u64, settle: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.iter_mut().rev().find(|entry| entry.seq == seq) {
            settle(entry);
        }
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.clone()
    }

    /// Forget everything but the last number.
    pub(crate) fn clear(&mut self) {
        *self = Self {
            next: self.next,
            ..Self::default()
        };
    }
}

/// Take keys and certificates out of a body.
pub(crate) fn redact(body: &mut Value) {
    match body {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.to_ascii_lowercase().replace('_', "");
                if [
                    "privatekey",
                    "certificate",
                    "certificatechain",
                    "secret",
                    "token",
                ]
                .contains(&key.as_str())
                {
                    *value = Value::String("[redacted]".to_owned());
                } else {
                    redact(value);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(redact),
        _ => {}
    }
}
