//! What is wrong with a domain name, and what to give instead.

use thiserror::Error as ThisError;

/// Why a name was refused before any byte was sent.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[error("{}", self.finding())]
pub struct InvalidDomain {
    /// The beginning of what was given.
    pub given: String,
    /// What is wrong with it.
    pub reason: DomainProblem,
}

impl InvalidDomain {
    /// No name was given where advanced SSL needs one.
    pub(crate) const fn missing() -> Self {
        Self {
            given: String::new(),
            reason: DomainProblem::Missing,
        }
    }

    fn finding(&self) -> String {
        let Self { given, reason } = self;
        match reason {
            DomainProblem::Empty => "no domain name was given".to_owned(),
            DomainProblem::Missing => reason.to_string(),
            _ => format!("\"{given}\" is not a domain name that can be used: {reason}"),
        }
    }
}

/// What can be wrong with a domain name.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum DomainProblem {
    /// Nothing was given.
    #[error("it is empty")]
    Empty,
    /// The bytes are not UTF-8.
    #[error("it is not valid UTF-8")]
    NotUtf8,
    /// NUL, CR, LF or another control character.
    #[error("it holds a control character")]
    ControlCharacter,
    /// A blank or a tab.
    #[error("it holds white space")]
    WhiteSpace,
    /// A scheme is in front.
    #[error("it is a URL")]
    Url,
    /// A path, a query or a fragment.
    #[error("it holds a path")]
    Path,
    /// A user name in front.
    #[error("it holds an @ sign")]
    User,
    /// Percent encoding.
    #[error("it holds percent encoding")]
    PercentEncoding,
    /// A port behind.
    #[error("it holds a port")]
    Port,
    /// An IPv4 or IPv6 address.
    #[error("it is an IP address")]
    IpAddress,
    /// A wildcard, which RunCloud's API has no request field for.
    #[error("it is a wildcard")]
    Wildcard,
    /// Only one label.
    #[error("it has no dot")]
    OneLabel,
    /// Two dots in a row, or one in front.
    #[error("it has an empty label")]
    EmptyLabel,
    /// A label that DNS host names do not allow.
    #[error("the label \"{0}\" is not allowed in a host name")]
    BadLabel(String),
    /// A label of over 63 octets.
    #[error("the label \"{0}\" is longer than 63 octets")]
    LabelTooLong(String),
    /// Over 253 octets.
    #[error("it is longer than 253 octets")]
    TooLong,
    /// Digits behind the last dot.
    #[error("its last label is a number")]
    NumericTopLevel,
    /// Letters of several scripts in one label.
    #[error("one label mixes letters of several scripts, as look-alike names do")]
    MixedScripts,
    /// Letters of one other script that all look like Latin ones.
    #[error("the letters of one label look like Latin letters and are not")]
    LookAlike,
    /// Advanced SSL keeps a certificate for each domain.
    #[error("the web application uses advanced SSL, where every domain has its own certificate")]
    Missing,
}

impl DomainProblem {
    /// What to give instead.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Wildcard => "add wildcards in RunCloud's panel, with a DNS integration",
            Self::MixedScripts | Self::LookAlike => {
                "check the spelling; if it is meant, give the punycode form (xn--…)"
            }
            Self::Missing => "name the domain whose certificate is meant",
            _ => "give a host name alone, such as shop.example.com",
        }
    }
}

/// What is shown of an input: its beginning, with nothing that could break a line or a terminal.
pub(crate) fn excerpt(given: &[u8]) -> String {
    const SHOWN: usize = 60;
    let text = String::from_utf8_lossy(given.get(..given.len().min(4 * SHOWN)).unwrap_or(given));
    let clean: String = text
        .chars()
        .take(SHOWN)
        .map(|c| {
            if crate::text::is_plain(c) {
                c
            } else {
                '\u{fffd}'
            }
        })
        .collect();
    if given.len() > clean.len() && text.chars().count() > SHOWN {
        clean + "…"
    } else {
        clean
    }
}
