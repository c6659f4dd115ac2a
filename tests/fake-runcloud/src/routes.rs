//! The route table: one for both versions.

mod advanced;
mod basic_ssl;
mod certificates;
mod domain_ssl;
mod domains;
mod servers;
mod settings;
mod webapps;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::{
    Router,
    extract::Request,
    http::Method,
    middleware::{Next, from_fn},
    response::{IntoResponse as _, Response},
    routing::{any, get, patch, post},
};

use crate::{
    answer::Answer, call::Call, gate, refusal::Refusal, shared::Shared, switches::AcceptRule,
};

/// Everything under `/api`.
pub(crate) fn table(shared: Arc<Shared>) -> Router {
    let version = one_version();
    Router::new()
        .nest("/api/v2", version.clone())
        .nest("/api/v3", version)
        .method_not_allowed_fallback(wrong_verb)
        .route_layer(from_fn(admit))
        .fallback(async || Refusal::not_found())
        .with_state(shared)
}

fn one_version() -> Router<Arc<Shared>> {
    Router::new()
        .route(
            "/ping",
            get(async || Answer::json(serde_json::json!({"message": "pong"}))),
        )
        .route("/servers", get(servers::list))
        .route("/servers/{server}", get(servers::read))
        .route("/settings/externalapi", get(settings::external_apis))
        .route("/static/ssl/protocols", any(settings::ssl_protocols))
        .nest("/servers/{server}/webapps", webapp_routes())
}

fn webapp_routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(webapps::list))
        .route("/{app}", get(webapps::read))
        .route("/{app}/log", get(webapps::log))
        .route("/{app}/domains", get(domains::list).post(domains::create))
        .route(
            "/{app}/domains/{domain}",
            get(domains::read).delete(domains::delete),
        )
        .route("/{app}/domains/{domain}/meta", patch(domains::change_meta))
        .route("/{app}/domains/{domain}/dns", get(domains::dns))
        .route("/{app}/ssl", get(basic_ssl::read).post(basic_ssl::install))
        .route(
            "/{app}/ssl/{ssl}",
            patch(basic_ssl::change)
                .put(basic_ssl::redeploy)
                .delete(basic_ssl::delete),
        )
        .route(
            "/{app}/ssl/advanced",
            get(advanced::read).post(advanced::switch),
        )
        .route(
            "/{app}/ssl/advanced/{ssl}/redeploy",
            any(advanced::redeploy_that_is_nowhere),
        )
        .route(
            "/{app}/domains/{domain}/ssl",
            get(domain_ssl::read).merge(post(domain_ssl::install)),
        )
        .route(
            "/{app}/domains/{domain}/ssl/{ssl}",
            patch(domain_ssl::change)
                .put(domain_ssl::redeploy)
                .delete(domain_ssl::delete),
        )
}

/// What every existing address asks first: JSON wanted, credentials right, body declared.
async fn admit(call: Call, request: Request, next: Next) -> Response {
    if !call.accepts_json && call.switches.missing_accept == AcceptRule::Redirect {
        return gate::to_login();
    }
    if let Some(message) = call.verdict.refused {
        return Refusal::unauthorized(message).into_response();
    }
    if call.input.undeclared {
        return Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The request body must be application/json.",
        )
        .into_response();
    }
    next.run(request).await
}

async fn wrong_verb(method: Method) -> Refusal {
    not_allowed(&method)
}

fn not_allowed(method: &Method) -> Refusal {
    let text = format!("The {method} method is not supported for this route.");
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, text)
}
