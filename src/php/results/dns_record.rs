//! `RunCloud\DnsRecord`

use crate::php::value_class::value_class;

value_class!(crate::DnsRecord as "RunCloud\\DnsRecord", |record| {
    "type": String = record.kind,
    "hostname": String = record.hostname,
    "content": String = record.content,
});
