//! `RunCloud\Check`

use crate::php::enums::CheckStatus;
use crate::php::reason::Reason;
use crate::php::value_class::value_class;
use crate::php::values::Values;

value_class!(crate::Check as "RunCloud\\Check", |check| {
    "name": &'static str = check.name,
    "status": CheckStatus = check.status.into(),
    "code": Reason = check.message.reason.into(),
    "finding": String = check.message.finding(),
    "nextStep": Option<String> = check.message.next_step(),
    "facts": Values = Values(check.message.values),
});
