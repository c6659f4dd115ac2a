use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use crate::{
    SERVER_ID, answer, answer::Answer, call::Call, envelope, refusal::Refusal, shared::Shared,
    switches::Switches, target::Target, world::Server,
};

pub(super) async fn list(State(shared): State<Arc<Shared>>, call: Call) -> Result<Answer, Refusal> {
    let search = call.query("search").unwrap_or_default();
    let world = shared.world();
    let servers = world
        .servers
        .values()
        .filter(|server| server.own && server.name.contains(search));
    envelope::list(
        &call,
        servers
            .map(|server| object(server, &call.switches))
            .collect(),
    )
}

pub(super) async fn read(
    State(shared): State<Arc<Shared>>,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let world = shared.world();
    let id = target.server(&world, &call.switches)?;
    let server = world.servers.get(&id).ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(object(server, &call.switches)))
}

fn object(server: &Server, switches: &Switches) -> Value {
    let up = !(switches.server_offline && server.id == SERVER_ID);
    json!({
        "id": answer::id(server.id, switches.ids),
        "name": server.name,
        "provider": "Akamai (Linode)",
        "stack": "nginx",
        "ipAddress": server.ip,
        "country_iso_code": "JP",
        "os": "Ubuntu",
        "osVersion": "focal",
        "connected": up && server.connected,
        "online": up && server.online,
        "agentVersion": "2.8.7-1+ubuntu20.04+11",
        "phpCLIVersion": "php81rc",
        "softwareUpdate": false,
        "securityUpdate": true,
        "transferStatus": "AVAILABLE",
        "created_at": server.created_at,
        "tags": [],
    })
}
