//! `RunCloud\ActivityEntry`

use crate::php::value_class::value_class;

value_class!(crate::ActivityEntry as "RunCloud\\ActivityEntry", |entry| {
    "kind": Option<String> = entry.kind,
    "message": String = entry.message,
    "createdAt": Option<String> = entry.created_at,
});
