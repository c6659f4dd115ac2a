use std::sync::Arc;

use axum::{extract::State, http::Method};
use serde_json::{Value, json};

use super::not_allowed;
use crate::{
    answer,
    answer::Answer,
    call::{Call, Version},
    envelope,
    refusal::Refusal,
    shared::Shared,
    switches::ProtocolsVerb,
    world::ExternalApi,
};

/// The DNS keys; on v2 a list without `meta`.
pub(super) async fn external_apis(
    State(shared): State<Arc<Shared>>,
    call: Call,
) -> Result<Answer, Refusal> {
    let world = shared.world();
    let entry = |key: &ExternalApi| {
        json!({
            "id": answer::id(key.id, call.switches.ids),
            "label": key.label,
            "service": key.service,
            "username": key.username,
            "secret": key.secret,
        })
    };
    let entries: Vec<Value> = world.external_apis.iter().map(entry).collect();
    match call.version {
        Version::V2 => Ok(Answer::json(json!({"data": entries}))),
        Version::V3 => envelope::list(&call, entries),
    }
}

/// The TLS versions to choose from.
pub(super) async fn ssl_protocols(method: Method, call: Call) -> Result<Answer, Refusal> {
    let right = match call.switches.protocols_verb {
        ProtocolsVerb::Get => method == Method::GET,
        ProtocolsVerb::Post => method == Method::POST,
        ProtocolsVerb::Both => method == Method::GET || method == Method::POST,
    };
    if !right {
        return Err(not_allowed(&method));
    }
    let protocols = [
        (1, "TLSv1.1 TLSv1.2 TLSv1.3"),
        (2, "TLSv1.2 TLSv1.3"),
        (3, "TLSv1.3"),
    ];
    let entry = |(id, name)| json!({"id": answer::id(id, call.switches.ids), "name": name});
    Ok(Answer::json(Value::Array(
        protocols.into_iter().map(entry).collect(),
    )))
}
