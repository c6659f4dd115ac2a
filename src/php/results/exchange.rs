//! `RunCloud\Exchange`

use crate::php::value_class::value_class;

value_class!(crate::Exchange as "RunCloud\\Exchange", |exchange| {
    "method": &'static str = exchange.method,
    "path": String = exchange.path,
    "status": Option<i64> = exchange.status.map(i64::from),
    "attempt": i64 = i64::from(exchange.attempt),
    "milliseconds": f64 = (exchange.elapsed.as_secs_f64() * 1e6).round() / 1e3,
    "rateLimitRemaining": Option<i64> = exchange.rate_limit_remaining.map(i64::from),
});
