//! `RunCloud\DomainResult`

use crate::php::enums::Outcome;
use crate::php::reason::Reason;
use crate::php::value_class::value_class;

value_class!(crate::DomainResult as "RunCloud\\DomainResult", |result| {
    "outcome": Outcome = result.outcome.into(),
    "domain": String = result.domain.clone(),
    "id": Option<i64> = result.id.map(super::integer),
    "www": Option<bool> = result.www,
    "servedBy": Option<String> = result.served_by.clone(),
    "reason": Reason = result.message().reason.into(),
    "message": String = result.message().sentence(),
});
