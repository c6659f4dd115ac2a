//! `RunCloud\Domain`

use crate::php::value_class::value_class;

value_class!(crate::Domain as "RunCloud\\Domain", |domain| {
    "id": i64 = super::integer(domain.id),
    "name": String = domain.name,
    "type": Option<String> = domain.kind,
    "www": Option<bool> = domain.www,
    "redirection": Option<String> = domain.redirection,
    "wildcard": Option<bool> = domain.wildcard,
    "dnsIntegration": Option<String> = domain.dns_integration,
    "status": Option<String> = domain.status,
    "createdAt": Option<String> = domain.created_at,
});
