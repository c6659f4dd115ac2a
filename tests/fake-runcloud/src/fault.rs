//! What can be made to go wrong, and for which requests.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Whether the request still has its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The fault comes first: nothing was changed.
    Before,
    /// The request was carried out; only its answer is lost or damaged.
    After,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// In order: TLS `close_notify`, then FIN.
    #[default]
    Close,
    /// FIN without `close_notify`.
    Drop,
    /// RST.
    Reset,
    /// Not at all: silence until the client leaves.
    Stall,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// An answer of the test's own.
    Reply {
        /// Its status.
        status: u16,
        /// Its body; a JSON text unless `headers` say otherwise.
        #[serde(default)]
        body: String,
        /// Its headers.
        #[serde(default)]
        headers: BTreeMap<String, String>,
    },
    /// No answer but an RST.
    Reset,
    /// No answer but an orderly close.
    Close,
    /// No answer; the connection stays open until the client leaves.
    Stall,
    /// The first bytes of the answer, headers included, then an end.
    Truncate {
        /// How many bytes of the HTTP response are sent.
        at: usize,
        /// How the connection ends then.
        #[serde(default)]
        then: Ending,
    },
    /// The whole answer, so many bytes at a time.
    Drip {
        /// Bytes per portion.
        bytes: usize,
        /// Milliseconds between portions.
        every_ms: u64,
    },
    /// The whole answer, later.
    Delay {
        /// Milliseconds before the answer.
        ms: u64,
    },
    /// The whole answer, then the idle connection is closed though the answer promised to keep it.
    CloseAfterReply,
    /// Connecting is refused, and open connections are dropped, until the faults are cleared or the time is over.
    RefuseConnections {
        /// Milliseconds until the port is open again.
        #[serde(default)]
        for_ms: Option<u64>,
    },
    /// The connection is taken and then met with silence, before any TLS handshake.
    StallHandshake,
    /// The connection is taken and then reset, before any TLS handshake.
    ResetHandshake,
}

/// A fault, armed for the requests it fits.
///
/// Of several that fit, the one armed first is taken. A fault on an answer that is told to come before the request
/// damages the answer of a request not carried out: 500 `Server Error`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub effect: Effect,
    /// Before or after the request was carried out; unless given, after it where the effect is on an answer
    /// (`Truncate`, `Drip`, `Delay`, `CloseAfterReply`), else before it.
    #[serde(default)]
    pub when: Option<When>,
    /// Only requests of this method.
    #[serde(default)]
    pub method: Option<String>,
    /// Only paths that fit: a glob with `*`, else a prefix, a final `$` for an exact path; `/api/vN` may be left out.
    #[serde(default)]
    pub path: Option<String>,
    /// Only requests that are not the first of their connection.
    #[serde(default)]
    pub reused_only: bool,
    /// How many fitting requests pass first.
    #[serde(default)]
    pub skip: u32,
    /// How many fitting requests (connections, for a handshake fault) it is for; all of them unless given.
    #[serde(default)]
    pub times: Option<u32>,
}

impl Fault {
    /// A fault for every request, before it is carried out.
    pub const fn new(effect: Effect) -> Self {
        Self {
            effect,
            when: None,
            method: None,
            path: None,
            reused_only: false,
            skip: 0,
            times: None,
        }
    }

    /// An answer with a status and a body.
    pub fn reply(status: u16, body: &str) -> Self {
        Self::new(Effect::Reply {
            status,
            body: body.to_owned(),
            headers: BTreeMap::new(),
        })
    }

    /// 500 as Laravel words it.
    pub fn server_error() -> Self {
        Self::reply(500, r#"{"message":"Server Error"}"#)
    }

    /// 502, 503 or 504 with the HTML of an edge.
    pub fn edge_error(status: u16) -> Self {
        Self::reply(status, "<html><body><h1>Bad gateway</h1></body></html>")
            .header("content-type", "text/html")
    }

    /// 429, with `Retry-After` as given.
    pub fn rate_limited(retry_after: Option<&str>) -> Self {
        let fault = Self::reply(429, r#"{"message":"Too Many Attempts."}"#);
        match retry_after {
            Some(value) => fault.header("retry-after", value),
            None => fault,
        }
    }

    /// RST instead of an answer.
    pub const fn reset() -> Self {
        Self::new(Effect::Reset)
    }

    /// An orderly close instead of an answer.
    pub const fn close() -> Self {
        Self::new(Effect::Close)
    }

    /// Silence instead of an answer.
    pub const fn stall() -> Self {
        Self::new(Effect::Stall)
    }

    /// The first bytes of the answer, then an end.
    pub const fn truncate(at: usize, then: Ending) -> Self {
        Self::new(Effect::Truncate { at, then })
    }

    /// The answer in portions.
    pub const fn drip(bytes: usize, every_ms: u64) -> Self {
        Self::new(Effect::Drip { bytes, every_ms })
    }

    /// The answer late.
    pub const fn delay(ms: u64) -> Self {
        Self::new(Effect::Delay { ms })
    }

    /// A stale connection: closed once the answer is out.
    pub const fn close_after_reply() -> Self {
        Self::new(Effect::CloseAfterReply)
    }

    /// A closed port.
    pub const fn refuse_connections() -> Self {
        Self::new(Effect::RefuseConnections { for_ms: None })
    }

    /// A closed port that opens by itself.
    pub const fn refuse_connections_for(ms: u64) -> Self {
        Self::new(Effect::RefuseConnections { for_ms: Some(ms) })
    }

    /// Silence before TLS.
    pub const fn stall_handshake() -> Self {
        Self::new(Effect::StallHandshake)
    }

    /// Before or after the request, as told or as the effect suggests.
    pub(crate) const fn moment(&self) -> When {
        match self.when {
            Some(when) => when,
            None if self.effect.needs_answer() => When::After,
            None => When::Before,
        }
    }

    /// Let the request be carried out first.
    #[must_use]
    pub const fn after(mut self) -> Self {
        self.when = Some(When::After);
        self
    }

    /// Do not let the request be carried out.
    #[must_use]
    pub const fn before(mut self) -> Self {
        self.when = Some(When::Before);
        self
    }

    /// Limit it to a method and a path.
    #[must_use]
    pub fn on(mut self, method: &str, path: &str) -> Self {
        self.method = Some(method.to_owned());
        self.path = Some(path.to_owned());
        self
    }

    /// Limit it to requests on a connection that was used before.
    #[must_use]
    pub const fn on_reused(mut self) -> Self {
        self.reused_only = true;
        self
    }

    /// Let some pass first.
    #[must_use]
    pub const fn skip(mut self, skip: u32) -> Self {
        self.skip = skip;
        self
    }

    /// Limit how often it happens.
    #[must_use]
    pub const fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Limit it to the next time.
    #[must_use]
    pub const fn once(self) -> Self {
        self.times(1)
    }

    /// Add a header to the answer of [`Fault::reply`]; no effect on other faults.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Effect::Reply { headers, .. } = &mut self.effect {
            headers.insert(name.to_owned(), value.to_owned());
        }
        self
    }
}

impl Effect {
    /// For the journal.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Reply { status, .. } => format!("reply {status}"),
            Self::Reset => "reset".to_owned(),
            Self::Close => "close".to_owned(),
            Self::Stall => "stall".to_owned(),
            Self::Truncate { at, .. } => format!("truncate {at}"),
            Self::Drip { bytes, every_ms } => format!("drip {bytes} bytes every {every_ms} ms"),
            Self::Delay { ms } => format!("delay {ms} ms"),
            Self::CloseAfterReply => "close after reply".to_owned(),
            Self::RefuseConnections { .. } => "refuse connections".to_owned(),
            Self::StallHandshake => "stall handshake".to_owned(),
            Self::ResetHandshake => "reset handshake".to_owned(),
        }
    }

    /// Whether it damages an answer, which there must be for that.
    const fn needs_answer(&self) -> bool {
        matches!(
            self,
            Self::Truncate { .. } | Self::Drip { .. } | Self::Delay { .. } | Self::CloseAfterReply
        )
    }

    pub(crate) const fn is_for_requests(&self) -> bool {
        !matches!(
            self,
            Self::RefuseConnections { .. } | Self::StallHandshake | Self::ResetHandshake
        )
    }
}
