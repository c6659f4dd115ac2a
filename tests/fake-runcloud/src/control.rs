//! The same controls over HTTP and JSON, for tests that are not written in Rust.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    fault::Fault,
    shared::Shared,
    switches::Switches,
    world::{StateChange, World},
};

type Shares = State<Arc<Shared>>;
type Told = Result<Json<Value>, Misunderstood>;

/// A request the control interface cannot make sense of: 400 with the reason.
struct Misunderstood(String);

impl IntoResponse for Misunderstood {
    fn into_response(self) -> Response {
        (StatusCode::BAD_REQUEST, Json(json!({"message": self.0}))).into_response()
    }
}

/// Serve the control interface until the runtime ends.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) -> std::io::Result<()> {
    let router = Router::new()
        .route("/journal", get(read_journal).delete(clear_journal))
        .route("/switches", get(read_switches).patch(change_switches))
        .route(
            "/faults",
            get(list_faults).post(arm_fault).delete(clear_faults),
        )
        .route("/connections", axum::routing::delete(drop_connections))
        .route("/seed", post(seed))
        .route("/latency", get(read_latency).put(set_latency))
        .route("/state", get(read_state).patch(change_state))
        .route("/reset", put(reset).post(reset))
        .with_state(shared);
    axum::serve(listener, router).await
}

async fn read_journal(State(shared): Shares) -> Told {
    let journal = shared.journal();
    told(json!({
        "entries": journal.entries(),
        "connections": journal.connections,
        "handshakes": journal.handshakes,
    }))
}

async fn clear_journal(State(shared): Shares) -> Told {
    shared.journal().clear();
    told(json!({}))
}

async fn read_switches(State(shared): Shares) -> Told {
    written(&*shared.switches())
}

async fn change_switches(State(shared): Shares, body: Bytes) -> Told {
    let wanted: Value = parsed(&body)?;
    let mut switches = shared.switches();
    let mut merged = serde_json::to_value(&*switches).map_err(because)?;
    match (&mut merged, wanted) {
        (Value::Object(merged), Value::Object(wanted)) => merged.extend(wanted),
        _ => return Err(Misunderstood("expected an object of switches".to_owned())),
    }
    *switches = serde_json::from_value::<Switches>(merged).map_err(because)?;
    written(&*switches)
}

async fn list_faults(State(shared): Shares) -> Told {
    written(&shared.faults().list())
}

async fn arm_fault(State(shared): Shares, body: Bytes) -> Told {
    let (id, done) = shared.arm(parsed::<Fault>(&body)?);
    if let Some(done) = done {
        let _ = done.await;
    }
    told(json!({"id": id}))
}

async fn clear_faults(State(shared): Shares) -> Told {
    let _ = shared.disarm().await;
    told(json!({}))
}

async fn drop_connections(State(shared): Shares) -> Told {
    let _ = shared.drop_connections().await;
    told(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    domains: usize,
}

async fn seed(State(shared): Shares, body: Bytes) -> Told {
    let Seed { domains } = parsed(&body)?;
    shared.world().seed(domains);
    told(json!({"domains": domains}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Latency {
    ms: u64,
    #[serde(default)]
    connect_ms: u64,
}

async fn read_latency(State(shared): Shares) -> Told {
    told(json!({"ms": shared.latency_ms(), "connect_ms": shared.connect_ms()}))
}

async fn set_latency(State(shared): Shares, body: Bytes) -> Told {
    let Latency { ms, connect_ms } = parsed(&body)?;
    shared.set_latency_ms(ms);
    shared.set_connect_ms(connect_ms);
    told(json!({"ms": ms, "connect_ms": connect_ms}))
}

async fn read_state(State(shared): Shares) -> Told {
    written(&*shared.world())
}

async fn change_state(State(shared): Shares, body: Bytes) -> Told {
    let change: StateChange = parsed(&body)?;
    let switches = shared.switches().clone();
    let mut world = shared.world();
    // All or nothing: a change that fails in the middle leaves no trace.
    let mut changed: World = world.clone();
    changed.apply(change, &switches).map_err(Misunderstood)?;
    *world = changed;
    written(&*world)
}

async fn reset(State(shared): Shares) -> Told {
    let _ = shared.reset().await;
    told(json!({}))
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, Misunderstood> {
    serde_json::from_slice(body).map_err(because)
}

fn written(value: &impl serde::Serialize) -> Told {
    serde_json::to_value(value).map(Json).map_err(because)
}

fn because(error: impl std::fmt::Display) -> Misunderstood {
    Misunderstood(error.to_string())
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "every handler answers the same way"
)]
const fn told(value: Value) -> Told {
    Ok(Json(value))
}
