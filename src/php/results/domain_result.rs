//! `RunCloud\DomainResult`

use crate::php::enums::Outcome;
use crate::php::value_class::value_class;

value_class!(crate::DomainResult as "RunCloud\\DomainResult", |result| {
    "outcome": Outcome = result.outcome.into(),
    "domain": String = result.domain.clone(),
    "id": Option<i64> = result.id.map(super::integer),
    "www": Option<bool> = result.www,
    "servedBy": Option<String> = result.served_by.clone(),
    "message": String = message(&result),
});

fn message(result: &crate::DomainResult) -> String {
    let domain = &result.domain;
    if let Some(entry) = &result.served_by {
        return format!("{domain} is served by {entry} already.");
    }
    match result.outcome {
        crate::Outcome::Added => format!("{domain} was added."),
        crate::Outcome::AlreadyPresent => format!("{domain} was there already."),
        crate::Outcome::Removed => format!("{domain} was removed."),
        crate::Outcome::AlreadyAbsent => format!("{domain} was not there."),
    }
}
