//! What every request passes, in this order: journal, fault, edge, rate limit, routes, fault, latency.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, header},
};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use serde_json::Value;
use tokio::time::sleep;
use tower::ServiceExt as _;

use crate::{
    auth::Verdict,
    call::{Call, Input, Version},
    connection::Link,
    edge,
    fault::{Effect, Ending, When},
    journal::{self, Entry},
    rate::Allowance,
    refusal::Refusal,
    shared::Shared,
    switches::{AcceptRule, Switches},
    wire::Plan,
};

const LARGEST_BODY: usize = 1 << 20;

/// Answer one request.
pub(crate) async fn pass(
    shared: Arc<Shared>,
    router: Router,
    link: Arc<Link>,
    request: Request<Incoming>,
) -> Response<Full<Bytes>> {
    let tls = link.count_request();
    let (parts, body) = request.into_parts();
    let at_ms = u64::try_from(shared.started.elapsed().as_millis()).unwrap_or(u64::MAX);
    // A client that leaves in the middle of its body gets an answer nobody reads.
    let body = Limited::new(body, LARGEST_BODY)
        .collect()
        .await
        .map(|body| body.to_bytes())
        .unwrap_or_default();
    let switches = shared.switches().clone();
    let version = if parts.uri.path().starts_with("/api/v2") {
        Version::V2
    } else {
        Version::V3
    };
    let verdict = Verdict::of(&parts.headers, version, &shared.credentials, &switches);
    let input = read(&parts.headers, &body, version, &switches);
    let path = parts
        .uri
        .path_and_query()
        .map_or_else(|| parts.uri.path().to_owned(), ToString::to_string);
    let seq = shared.journal().open(Entry {
        seq: 0,
        at_ms,
        method: parts.method.to_string(),
        path: path.clone(),
        body: written(&body, &input),
        user_agent: text(&parts.headers, header::USER_AGENT),
        auth: verdict.form,
        accepted: verdict.refused.is_none(),
        status: None,
        handled: None,
        fault: None,
        connection: link.number,
        tls,
    });
    let met = shared
        .faults()
        .meet(parts.method.as_str(), &path, tls == journal::TlsUse::Reused);

    let mut handled = None;
    let mut response = match &met {
        Some((_, When::Before)) => plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            r#"{"message":"Server Error"}"#,
        ),
        _ => {
            let address = parts.uri.path().trim_end_matches('/').to_owned();
            let accepts =
                text(&parts.headers, header::ACCEPT).is_some_and(|accept| names_json(&accept));
            let call = Call::new(version, verdict, accepts, input, switches.clone()).at(
                format!("{}{address}", shared.origin),
                parts.uri.query().unwrap_or_default(),
            );
            let request = Request::from_parts(parts, Body::empty());
            let response = handle(&shared, router, request, &address, call).await;
            handled = Some(response.status().as_u16());
            response
        }
    };

    let mut plan = Plan::Pass;
    let mut latency = Duration::from_millis(shared.latency_ms());
    if let Some((effect, _)) = &met {
        (plan, latency) = harm(effect, &mut response, latency);
    }
    if !latency.is_zero() {
        sleep(latency).await;
    }
    let (parts, body) = response.into_parts();
    let body = body
        .collect()
        .await
        .map(|body| body.to_bytes())
        .unwrap_or_default();
    shared.journal().settle(seq, |entry| {
        entry.handled = handled;
        // "HTTP/1.1 200" is twelve bytes; with fewer no client knows the status.
        let unsent = matches!(plan, Plan::Cut { left: 0..12, .. });
        entry.status = (!unsent).then_some(parts.status.as_u16());
        entry.fault = met.as_ref().map(|(effect, _)| effect.name());
    });
    *link.plan() = plan;
    Response::from_parts(parts, Full::new(body))
}

/// Have the edge and then RunCloud answer.
async fn handle(
    shared: &Shared,
    router: Router,
    mut request: Request<Body>,
    address: &str,
    call: Call,
) -> Response<Body> {
    let switches = Arc::clone(&call.switches);
    if let Some(response) = edge::turn_away(request.headers(), &switches) {
        return response;
    }
    let allowance = shared.count_rate(&switches);
    let mut response = if allowance.exceeded {
        too_many(&switches, &allowance)
    } else {
        let accepts_json = call.accepts_json;
        // Laravel knows no difference between an address with and without a final slash.
        if let Ok(uri) = address.parse() {
            *request.uri_mut() = uri;
        }
        request.extensions_mut().insert(call);
        let answered = router
            .oneshot(request)
            .await
            .unwrap_or_else(|never| match never {});
        worded(answered, accepts_json, &switches)
    };
    let headers = response.headers_mut();
    set(headers, "x-ratelimit-limit", &allowance.limit.to_string());
    set(
        headers,
        "x-ratelimit-remaining",
        &allowance.remaining.to_string(),
    );
    response
}

/// Put a refusal into the words of the day.
fn worded(mut response: Response<Body>, accepts_json: bool, switches: &Switches) -> Response<Body> {
    let Some(refusal) = response.extensions_mut().remove::<Refusal>() else {
        return response;
    };
    let redirected =
        [StatusCode::UNAUTHORIZED, StatusCode::UNPROCESSABLE_ENTITY].contains(&refusal.status);
    if !accepts_json && redirected && switches.missing_accept == AcceptRule::RedirectOnFailure {
        return to_login();
    }
    let body = refusal.render(switches.error_style).to_string();
    let (mut parts, _) = response.into_parts();
    set(&mut parts.headers, "content-type", "application/json");
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

/// Where Laravel sends a browser that is not logged in.
pub(crate) fn to_login() -> Response<Body> {
    let mut response = plain(
        StatusCode::FOUND,
        "<html><body>Redirecting to /login</body></html>",
    );
    set(
        response.headers_mut(),
        "content-type",
        "text/html; charset=UTF-8",
    );
    set(response.headers_mut(), "location", "/login");
    response
}

fn too_many(switches: &Switches, allowance: &Allowance) -> Response<Body> {
    let mut response = plain(
        StatusCode::TOO_MANY_REQUESTS,
        r#"{"message":"Too Many Attempts."}"#,
    );
    if let Some(value) = allowance.retry_after(switches.rate_retry_after) {
        set(response.headers_mut(), "retry-after", &value);
        set(
            response.headers_mut(),
            "x-ratelimit-reset",
            &allowance.reset().to_string(),
        );
    }
    response
}

/// What a fault does to a response, to its bytes, and to the time before it.
fn harm(effect: &Effect, response: &mut Response<Body>, latency: Duration) -> (Plan, Duration) {
    let cut = |left, then| (Plan::Cut { left, then }, latency);
    match effect {
        Effect::Reply {
            status,
            body,
            headers,
        } => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            *response = plain(status, body);
            for (name, value) in headers {
                set(response.headers_mut(), name, value);
            }
            (Plan::Pass, latency)
        }
        Effect::Reset => cut(0, Ending::Reset),
        Effect::Close => cut(0, Ending::Close),
        Effect::Stall => cut(0, Ending::Stall),
        Effect::Truncate { at, then } => cut(*at, *then),
        Effect::Drip { bytes, every_ms } => (
            Plan::Drip {
                bytes: *bytes,
                every: Duration::from_millis(*every_ms),
            },
            latency,
        ),
        Effect::Delay { ms } => (Plan::Pass, latency + Duration::from_millis(*ms)),
        Effect::CloseAfterReply => (
            Plan::CloseWhenIdle {
                written: false,
                flushed: false,
            },
            latency,
        ),
        // Met at the door, never here.
        Effect::RefuseConnections { .. } | Effect::StallHandshake | Effect::ResetHandshake => {
            (Plan::Pass, latency)
        }
    }
}

/// The fields of a body, as far as this version reads such bodies.
fn read(headers: &HeaderMap, body: &[u8], version: Version, switches: &Switches) -> Input {
    let declared = text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let is_form = declared.starts_with("application/x-www-form-urlencoded");
    if names_json(&declared) {
        let map = match serde_json::from_slice(body) {
            Ok(Value::Object(map)) => map,
            // Laravel reads a body that is no JSON object as one without fields.
            _ => serde_json::Map::new(),
        };
        return Input {
            map,
            ..Input::default()
        };
    }
    let undeclared = !body.is_empty() && version == Version::V3 && switches.v3_json_only;
    if !is_form || undeclared {
        return Input {
            undeclared,
            ..Input::default()
        };
    }
    let fields = form_urlencoded::parse(body).into_owned();
    Input {
        map: fields
            .map(|(name, value)| (name, Value::String(value)))
            .collect(),
        form: true,
        undeclared,
    }
}

/// A body as the journal keeps it.
fn written(body: &[u8], input: &Input) -> Option<Value> {
    if body.is_empty() {
        return None;
    }
    let mut value = if input.form {
        Value::Object(input.map.clone())
    } else {
        serde_json::from_slice(body)
            .unwrap_or_else(|_| Value::String(format!("{} bytes, not JSON", body.len())))
    };
    journal::redact(&mut value);
    Some(value)
}

fn names_json(value: &str) -> bool {
    value
        .split([',', ';'])
        .map(str::trim)
        .any(|name| name == "application/json" || name.ends_with("+json"))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn plain(status: StatusCode, body: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_owned()));
    *response.status_mut() = status;
    set(response.headers_mut(), "content-type", "application/json");
    response
}

/// Set a header; one that no HTTP message can hold is left out.
fn set(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        headers.insert(name, value);
    }
}
