//! What stands before RunCloud: an edge that knows no API, and its HTML.

use axum::{
    body::Body,
    http::{HeaderMap, Response, StatusCode, header},
};

use crate::switches::{Switches, UserAgentRule};

/// The beginnings of User-Agents that libraries and tools send when nobody chose one.
const GENERIC: [&str; 19] = [
    "aiohttp",
    "apache-httpclient",
    "axios",
    "curl/",
    "got ",
    "go-http-client",
    "guzzlehttp",
    "java/",
    "libcurl",
    "libwww",
    "node",
    "okhttp",
    "php",
    "postman",
    "python",
    "reqwest",
    "ruby",
    "ureq",
    "wget",
];

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head>\
<body><center><h1>403 Forbidden</h1></center><hr><center>edge</center></body></html>\n";

/// Turn the request away if its User-Agent is not to the edge's liking.
pub(crate) fn turn_away(headers: &HeaderMap, switches: &Switches) -> Option<Response<Body>> {
    let refused = match switches.user_agent {
        UserAgentRule::AcceptAny => false,
        UserAgentRule::RefuseAll => true,
        UserAgentRule::RefuseGeneric => is_generic(headers),
    };
    refused.then(|| {
        let mut response = Response::new(Body::from(HTML));
        *response.status_mut() = StatusCode::FORBIDDEN;
        let html = header::HeaderValue::from_static("text/html; charset=UTF-8");
        response.headers_mut().insert(header::CONTENT_TYPE, html);
        response
    })
}

fn is_generic(headers: &HeaderMap) -> bool {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let agent = agent.trim().to_ascii_lowercase();
    agent.is_empty() || GENERIC.iter().any(|generic| agent.starts_with(generic))
}
