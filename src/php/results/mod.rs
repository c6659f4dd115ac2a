//! What PHP gets back, one file for each noun.

mod activity_entry;
mod certificate;
mod check;
mod dns_record;
mod domain;
mod domain_result;
mod exchange;
mod plan;
mod ssl_result;

use ext_php_rs::error::Result;

use super::value_class::register as class;

/// Register all result classes; only at startup.
pub(super) fn register() -> Result<()> {
    class::<crate::DomainResult>()?;
    class::<crate::Redeployment>()?;
    class::<crate::Domain>()?;
    class::<crate::Certificate>()?;
    class::<crate::DnsRecord>()?;
    class::<crate::ActivityEntry>()?;
    class::<crate::Plan>()?;
    class::<crate::Check>()?;
    class::<crate::Exchange>()
}

/// RunCloud's ids as PHP's integers; the numbers in use are far below the limit.
pub(super) fn integer(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(i64::MAX)
}
