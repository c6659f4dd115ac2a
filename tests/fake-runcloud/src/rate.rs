//! The count behind `X-RateLimit-*`; number and window are invented, RunCloud publishes neither.

use crate::{
    clock,
    switches::{RetryAfterForm, Switches},
};

/// The requests of the present window.
#[derive(Debug, Default)]
pub(crate) struct RateWindow {
    started: u64,
    used: u32,
}

/// Where the caller stands after this request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowance {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    pub(crate) exceeded: bool,
    reset: u64,
}

impl RateWindow {
    /// Count one request.
    pub(crate) fn count(&mut self, switches: &Switches) -> Allowance {
        let now = clock::now();
        if now >= self.started + switches.rate_window_s {
            *self = Self {
                started: now,
                used: 0,
            };
        }
        let exceeded = switches.rate_enforced && self.used >= switches.rate_limit;
        self.used = self.used.saturating_add(1);
        Allowance {
            limit: switches.rate_limit,
            remaining: switches.rate_limit.saturating_sub(self.used),
            exceeded,
            reset: self.started + switches.rate_window_s,
        }
    }
}

impl Allowance {
    /// The value of `Retry-After` of a 429.
    pub(crate) fn retry_after(&self, form: RetryAfterForm) -> Option<String> {
        match form {
            RetryAfterForm::Seconds => {
                Some(self.reset.saturating_sub(clock::now()).max(1).to_string())
            }
            RetryAfterForm::HttpDate => Some(clock::http_date(self.reset)),
            RetryAfterForm::Absent => None,
        }
    }

    pub(crate) const fn reset(&self) -> u64 {
        self.reset
    }
}
