//! The faults that are armed.

use serde::Serialize;

use crate::{
    fault::{Effect, Fault, When},
    pattern,
};

/// A fault and how much of it is used up.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Armed {
    pub(crate) id: u64,
    #[serde(flatten)]
    fault: Fault,
    seen: u32,
    pub(crate) hits: u32,
}

/// All armed faults, first armed first.
#[derive(Debug, Default)]
pub(crate) struct FaultBook {
    last: u64,
    armed: Vec<Armed>,
}

impl FaultBook {
    pub(crate) fn arm(&mut self, fault: Fault) -> u64 {
        self.last += 1;
        self.armed.push(Armed {
            id: self.last,
            fault,
            seen: 0,
            hits: 0,
        });
        self.last
    }

    pub(crate) fn clear(&mut self) {
        self.armed.clear();
    }

    pub(crate) fn list(&self) -> Vec<Armed> {
        self.armed.clone()
    }

    /// The fault a request meets; it is used up by one.
    pub(crate) fn meet(
        &mut self,
        method: &str,
        path: &str,
        reused: bool,
    ) -> Option<(Effect, When)> {
        self.take(|fault| {
            fault.effect.is_for_requests()
                && fault
                    .method
                    .as_ref()
                    .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
                && fault
                    .path
                    .as_ref()
                    .is_none_or(|wanted| pattern::fits(wanted, path))
                && (reused || !fault.reused_only)
        })
    }

    /// The fault a new connection meets before its handshake.
    pub(crate) fn meet_connection(&mut self) -> Option<Effect> {
        self.take(|fault| {
            matches!(
                fault.effect,
                Effect::StallHandshake | Effect::ResetHandshake
            )
        })
        .map(|(effect, _)| effect)
    }

    fn take(&mut self, fits: impl Fn(&Fault) -> bool) -> Option<(Effect, When)> {
        for armed in &mut self.armed {
            if armed.fault.times.is_some_and(|times| armed.hits >= times) || !fits(&armed.fault) {
                continue;
            }
            armed.seen += 1;
            if armed.seen <= armed.fault.skip {
                continue;
            }
            armed.hits += 1;
            return Some((armed.fault.effect.clone(), armed.fault.moment()));
        }
        None
    }
}
