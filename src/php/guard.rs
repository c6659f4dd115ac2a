//! What stands between an operation and PHP: no panic crosses it, and every error becomes an exception.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use ext_php_rs::exception::PhpResult;

use super::exception;
use crate::Error;

/// Run an operation. It touches no PHP value and calls nothing in PHP while a request is in flight,
/// as a fatal error there would jump over everything it holds.
pub(super) fn run<T>(operation: impl FnOnce() -> Result<T, Error>) -> PhpResult<T> {
    quiet_panics();
    match panic::catch_unwind(AssertUnwindSafe(operation)) {
        Ok(outcome) => outcome.map_err(Into::into),
        Err(_) => Err(exception::internal()),
    }
}

/// Report a panic by its place alone: its words could hold what a caller passed in.
///
/// The hook is this library's own, since the standard library is linked into it; it is set at the first
/// call because startup registers and does nothing else.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|info| {
            let place = info
                .location()
                .map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
            // Nothing can be done about a closed standard error.
            let _ = writeln!(std::io::stderr(), "runcloud: internal error{place}");
        }));
    });
}
