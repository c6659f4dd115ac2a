//! `RunCloud\Certificate`

use crate::php::value_class::value_class;

value_class!(crate::Certificate as "RunCloud\\Certificate", |certificate| {
    "id": i64 = super::integer(certificate.id),
    "method": Option<String> = certificate.method,
    "authorizationMethod": Option<String> = certificate.authorization_method,
    "staging": Option<bool> = certificate.staging,
    "validUntil": Option<String> = certificate.valid_until,
    "renewalDate": Option<String> = certificate.renewal_date,
    "createdAt": Option<String> = certificate.created_at,
});
