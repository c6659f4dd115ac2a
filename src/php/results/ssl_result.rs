//! `RunCloud\SslResult`

use crate::php::enums::{SslMode, SslOutcome};
use crate::php::reason::Reason;
use crate::php::value_class::value_class;

value_class!(crate::Redeployment as "RunCloud\\SslResult", |result| {
    "outcome": SslOutcome = result.outcome.into(),
    "mode": SslMode = result.mode.into(),
    "domain": Option<String> = result.domain,
    "certificateId": Option<i64> = result.certificate_id.map(super::integer),
    "reason": Reason = result.outcome.message().reason.into(),
    "message": String = result.outcome.message().sentence(),
});
