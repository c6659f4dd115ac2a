//! A message: its code and the values that its sentences are made from.

use std::fmt;

use crate::{DomainName, Reason};

/// One value of a message, or one thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A name, a date or a word of RunCloud's, fit to be quoted.
    Text(String),
    /// A count.
    Number(u64),
    /// Yes or no.
    Flag(bool),
}

impl Fact {
    /// A server's words, made fit to be quoted.
    pub(crate) fn quoted(text: &str) -> Self {
        Self::Text(crate::text::quote(text))
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
        }
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&DomainName> for Fact {
    fn from(name: &DomainName) -> Self {
        name.as_str().into()
    }
}

impl From<u64> for Fact {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Fact {
    fn from(number: usize) -> Self {
        Self::Number(number.try_into().unwrap_or(u64::MAX))
    }
}

impl From<bool> for Fact {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// What happened, as a code with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The code.
    pub reason: Reason,
    /// The values by name, in the order told; what is not known is left out.
    pub values: Vec<(&'static str, Fact)>,
}

impl Message {
    /// A message without values yet.
    #[must_use]
    pub const fn new(reason: Reason) -> Self {
        Self {
            reason,
            values: Vec::new(),
        }
    }

    /// Add a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Fact>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Add a value where it is known.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Fact>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// What happened, as a sentence.
    #[must_use]
    pub fn finding(&self) -> String {
        self.fill(self.reason.finding())
    }

    /// What to do next, as one or two sentences; `None` where there is nothing to do.
    #[must_use]
    pub fn next_step(&self) -> Option<String> {
        let text = self.reason.next_step();
        (!text.is_empty()).then(|| self.fill(text))
    }

    /// What happened and what to do next.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.next_step() {
            Some(next_step) => format!("{} {next_step}", self.finding()),
            None => self.finding(),
        }
    }

    /// Put the values in their places, in one pass: what they hold is never taken for a place.
    fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 64);
        for (at, part) in text.split(['[', ']']).enumerate() {
            let is_optional = at % 2 == 1;
            if let Some(part) = self.fill_part(part, is_optional) {
                filled.push_str(&part);
            }
        }
        filled
    }

    /// `None` for an optional part with a value that is not known.
    fn fill_part(&self, part: &str, is_optional: bool) -> Option<String> {
        let mut pieces = part.split('{');
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
            match self.values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(&value.to_string()),
                None if is_optional => return None,
                None => filled.push('?'),
            }
            filled.push_str(rest);
        }
        Some(filled)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out_with_what_stands_around_it() {
        let bare = Message::new(Reason::ConnectionRefused).with("host", "a.example:443");
        assert_eq!(
            bare.finding(),
            "The connection to a.example:443 was refused."
        );
        let full = bare
            .with("proxy", "b.example:3128")
            .with("detail", "os error 111");
        assert_eq!(
            full.finding(),
            "The connection to a.example:443 through the proxy b.example:3128 was refused (os error 111)."
        );
    }

    #[test]
    fn a_value_is_never_taken_for_a_place() {
        let message = Message::new(Reason::DomainTaken)
            .with("domain", "{answer}[")
            .with("answer", "HTTP 422: {domain}]");
        assert!(
            message
                .finding()
                .starts_with("{answer}[ belongs to another web application (HTTP 422: {domain}]).")
        );
    }

    #[test]
    fn every_code_is_told_once_and_reads_as_sentences() {
        let mut codes = std::collections::HashSet::new();
        for reason in Reason::ALL {
            let (code, finding) = (reason.code(), reason.finding());
            assert!(codes.insert(code), "{code}");
            assert!(
                code.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{code}"
            );
            for text in [finding, reason.next_step()] {
                assert!(text.is_empty() || text.ends_with('.'), "{code}: {text}");
                assert_eq!(
                    text.matches('[').count(),
                    text.matches(']').count(),
                    "{code}"
                );
                assert_eq!(
                    text.matches('{').count(),
                    text.matches('}').count(),
                    "{code}"
                );
            }
            assert!(!finding.is_empty(), "{code}");
        }
    }
}
