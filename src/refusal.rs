//! An answer other than success.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::{Message, Reason};

/// RunCloud's words by field name.
pub type FieldErrors = BTreeMap<String, Vec<String>>;

/// An answer other than success, with RunCloud's words made fit to be quoted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// RunCloud's message: one line, no markup, at most 300 characters; may be empty.
    pub message: String,
    /// RunCloud's words for each field.
    pub errors: FieldErrors,
    /// How long RunCloud asks to wait.
    pub retry_after: Option<Duration>,
    /// Whether the answer was an HTML page, as an edge or a proxy sends.
    pub is_page: bool,
}

impl Refusal {
    /// Whether it is about an earlier request that is still being carried out, as a redeploy may be
    /// refused while another one is pending. Undocumented: the status 409, or words to that effect.
    pub(crate) fn is_busy(&self) -> bool {
        let words = self.message.to_ascii_lowercase();
        self.status == 409
            || ["pending", "in progress"]
                .iter()
                .any(|word| words.contains(word))
    }
}

impl Refusal {
    /// A message about this answer.
    pub(crate) fn told(&self, reason: Reason) -> Message {
        self.add_to(Message::new(reason))
    }

    pub(crate) fn add_to(&self, message: Message) -> Message {
        message
            .with("answer", self.to_string())
            .with("status", u64::from(self.status))
    }

    /// How many whole seconds RunCloud asks to wait, rounded up: who waits them has waited long enough.
    pub(crate) fn seconds(&self) -> Option<u64> {
        let wait = self.retry_after?;
        Some(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.status)?;
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        let fields = self
            .errors
            .iter()
            .flat_map(|(field, texts)| texts.iter().map(move |text| (field, text)))
            .filter(|(_, text)| **text != self.message)
            .take(5);
        for (field, text) in fields {
            write!(f, "; {field}: {text}")?;
        }
        Ok(())
    }
}
