//! When a request is sent again within an operation's budget, and after how long.

use std::time::{Duration, SystemTime};

/// How often and how fast one request is repeated.
///
/// Exponential back-off with full jitter: the n-th wait is drawn evenly from zero to
/// `base · 2ⁿ⁻¹`, at most `cap`, so that many workers do not come back together.
#[derive(Debug, Clone, Copy)]
pub struct RetryPolicy {
    /// Requests sent at the most, the first one counted.
    pub attempts: u32,
    /// The longest first wait.
    pub base: Duration,
    /// The longest wait of all.
    pub cap: Duration,
    /// After how long RunCloud's rate limit has surely begun anew. It publishes none; a minute is the
    /// default of the framework whose headers it sends. Waits for it only where the budget has that much time.
    pub window: Duration,
}

impl RetryPolicy {
    /// Four attempts, waits of at most 0.5 s, 1 s and 2 s.
    pub const DEFAULT: Self = Self {
        attempts: 4,
        base: Duration::from_millis(500),
        cap: Duration::from_secs(8),
        window: Duration::from_secs(60),
    };

    /// Draw the wait that follows the given attempt (1 is the first).
    pub(crate) fn wait_after(&self, attempt: u32) -> Duration {
        let doubled = 1_u32
            .checked_shl(attempt.saturating_sub(1))
            .unwrap_or(u32::MAX);
        let longest = self.base.saturating_mul(doubled).min(self.cap);
        longest.mul_f64(fraction())
    }
}

/// A random number from 0 to 1.
///
/// Drawn from the operating system each time: a generator of our own would be copied by `fork`, and
/// all children would wait in step.
fn fraction() -> f64 {
    getrandom::u32().map_or(0.5, |drawn| f64::from(drawn) / f64::from(u32::MAX))
}

/// Read a `Retry-After` header: seconds, or a date ([RFC 9110 §10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)).
///
/// A date in the past means now; what is neither means nothing was said.
pub(crate) fn retry_after(header: &str, now: SystemTime) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let date = httpdate::parse_http_date(header).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_stay_below_a_ceiling_that_doubles() {
        let policy = RetryPolicy::DEFAULT;
        for (attempt, ceiling) in [(1, 500), (2, 1_000), (3, 2_000), (5, 8_000), (40, 8_000)] {
            for _ in 0..50 {
                assert!(policy.wait_after(attempt) <= Duration::from_millis(ceiling));
            }
        }
        let drawn: Vec<_> = (0..20).map(|_| policy.wait_after(5)).collect();
        assert!(drawn.windows(2).any(|pair| pair.first() != pair.last()));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = httpdate::parse_http_date("Sun, 22 Nov 2026 10:00:00 GMT").unwrap();
        for (header, wait) in [
            ("7", Some(7)),
            (" 0 ", Some(0)),
            ("Sun, 22 Nov 2026 10:01:30 GMT", Some(90)),
            ("Sun, 22 Nov 2026 09:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(
                retry_after(header, now),
                wait.map(Duration::from_secs),
                "{header}"
            );
        }
    }
}
