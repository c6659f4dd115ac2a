//! The one time budget of an operation.

use std::time::{Duration, Instant};

/// A moment that retries, waits and pages of one operation must not outlive.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    start: Instant,
    budget: Duration,
}

impl Deadline {
    pub(crate) fn after(budget: Duration) -> Self {
        Self {
            start: Instant::now(),
            budget,
        }
    }

    /// The whole budget.
    pub(crate) const fn budget(&self) -> Duration {
        self.budget
    }

    /// What is left of the budget; zero when it is spent.
    pub(crate) fn remaining(&self) -> Duration {
        self.budget.saturating_sub(self.start.elapsed())
    }

    /// Whether something of a useful length can still follow a wait of this length.
    pub(crate) fn leaves_room_after(&self, wait: Duration) -> bool {
        const USEFUL: Duration = Duration::from_millis(10);
        self.remaining().saturating_sub(wait) > USEFUL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_as_long_as_the_budget_leaves_no_room() {
        let deadline = Deadline::after(Duration::from_secs(5));
        assert!(deadline.leaves_room_after(Duration::from_secs(1)));
        assert!(!deadline.leaves_room_after(Duration::from_secs(5)));
        assert_eq!(Deadline::after(Duration::ZERO).remaining(), Duration::ZERO);
    }
}
