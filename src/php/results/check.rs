//! `RunCloud\Check`

use crate::php::enums::CheckStatus;
use crate::php::value_class::value_class;

value_class!(crate::Check as "RunCloud\\Check", |check| {
    "name": &'static str = check.name,
    "status": CheckStatus = check.status.into(),
    "finding": String = check.finding,
    "nextStep": Option<String> = check.next_step,
});
