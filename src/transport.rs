//! One HTTP exchange: the only way out to the network.

use std::fmt;
use std::time::Duration;

use thiserror::Error as ThisError;

use crate::{Message, Reason};
use secrecy::SecretString;

/// Carries one request to a server and one answer back.
///
/// A trait so that a test, or another HTTP stack, can stand in for the network. An implementation
/// answers within the request's timeout, follows no redirect and repeats nothing.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Send one request and read its whole answer.
    fn exchange(&self, request: Request<'_>) -> Result<Response, TransportError>;
}

/// An HTTP method that RunCloud's API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    /// The method as it goes over the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request, ready to be sent.
#[derive(Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// The absolute URL; holds no secret.
    pub url: &'a str,
    /// The value of the `Authorization` header.
    pub authorization: &'a SecretString,
    /// A JSON body.
    pub body: Option<&'a [u8]>,
    /// The longest the whole exchange may take.
    pub timeout: Duration,
    /// Whether it must not travel over a kept-alive connection.
    pub fresh: bool,
}

/// An answer, whatever its status.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The `Retry-After` header.
    pub retry_after: Option<String>,
    /// The `X-RateLimit-Remaining` header.
    pub rate_limit_remaining: Option<u32>,
    /// The body, at most 8 MiB.
    pub body: Vec<u8>,
}

/// Why no complete answer arrived.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[error("{}", self.message())]
pub struct TransportError {
    /// Who should have answered; `None` where the transport does not know.
    pub peer: Option<Peer>,
    /// At which stage the exchange failed.
    pub failure: TransportFailure,
    /// The network stack's own words; may be empty.
    pub detail: String,
}

/// Who should have answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// Host and port of the API.
    pub host: String,
    /// Host and port of the proxy in between.
    pub proxy: Option<String>,
}

/// The stage at which an exchange failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportFailure {
    /// The host name could not be resolved.
    Resolve,
    /// The host name of the proxy could not be resolved.
    ResolveProxy,
    /// No connection came about.
    Connect,
    /// The server's certificate or the TLS handshake was not acceptable.
    Tls,
    /// Time ran out before a connection stood.
    ConnectTimeout,
    /// Time ran out while waiting for the answer.
    Timeout,
    /// The operation's time was used up; the detail is how many seconds it had.
    OutOfTime,
    /// The connection broke while sending or while reading the answer.
    Interrupted,
    /// The answer was no HTTP, or larger than 8 MiB.
    Garbled,
}

impl TransportFailure {
    const fn reason(self) -> Reason {
        match self {
            Self::Resolve => Reason::HostNotResolved,
            Self::ResolveProxy => Reason::ProxyNotResolved,
            Self::Connect => Reason::ConnectionRefused,
            Self::Tls => Reason::TlsUntrusted,
            Self::ConnectTimeout => Reason::ConnectionTimeout,
            Self::Timeout => Reason::AnswerTimeout,
            Self::OutOfTime => Reason::TimeUsedUp,
            Self::Interrupted => Reason::ConnectionLost,
            Self::Garbled => Reason::AnswerGarbled,
        }
    }
}

impl TransportError {
    pub(crate) fn new(failure: TransportFailure, detail: impl Into<String>) -> Self {
        Self {
            peer: None,
            failure,
            detail: detail.into(),
        }
    }

    /// Say who should have answered.
    pub(crate) fn of(mut self, peer: &Peer) -> Self {
        self.peer = Some(peer.clone());
        self
    }

    /// Whether the same request may go through later: all but a certificate that is not trusted.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        !matches!(self.failure, TransportFailure::Tls)
    }

    /// Whether the server may have received the request.
    #[must_use]
    pub const fn may_have_been_sent(&self) -> bool {
        matches!(
            self.failure,
            TransportFailure::Timeout
                | TransportFailure::OutOfTime
                | TransportFailure::Interrupted
                | TransportFailure::Garbled
        )
    }

    /// What happened, and what to do next.
    pub(crate) fn message(&self) -> Message {
        let proxy = self.peer.as_ref().and_then(|peer| peer.proxy.as_deref());
        let host = self
            .peer
            .as_ref()
            .map_or("RunCloud", |peer| peer.host.as_str());
        let detail = match self.failure {
            TransportFailure::OutOfTime => "seconds",
            _ => "detail",
        };
        Message::new(self.failure.reason())
            .with("host", host)
            .with_some("proxy", proxy)
            .with_some(
                detail,
                Some(self.detail.as_str()).filter(|detail| !detail.is_empty()),
            )
    }
}
