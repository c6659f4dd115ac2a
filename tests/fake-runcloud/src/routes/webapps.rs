use std::sync::Arc;

use axum::extract::State;
use serde_json::{Map, Value, json};

use crate::{
    answer,
    answer::Answer,
    call::Call,
    envelope,
    refusal::Refusal,
    shared::Shared,
    switches::{IdForm, LogField},
    target::Target,
    world::{LogLine, WebApp},
};

pub(super) async fn list(
    State(shared): State<Arc<Shared>>,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let world = shared.world();
    let server = target.server(&world, &call.switches)?;
    let search = call.query("search").unwrap_or_default();
    let apps = world
        .apps
        .values()
        .filter(|app| app.server == server && app.name.contains(search));
    let mut apps: Vec<&WebApp> = apps.collect();
    match call.query("sortColumn") {
        Some("name") => apps.sort_by(|one, other| one.name.cmp(&other.name)),
        Some("created_at") => apps.sort_by(|one, other| one.created_at.cmp(&other.created_at)),
        _ => {}
    }
    if call.query("sortDirection") == Some("desc") {
        apps.reverse();
    }
    envelope::list(
        &call,
        apps.into_iter()
            .map(|app| object(app, call.switches.ids))
            .collect(),
    )
}

pub(super) async fn read(
    State(shared): State<Arc<Shared>>,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let world = shared.world();
    let id = target.app(&world, &call.switches)?;
    let app = world.apps.get(&id).ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(object(app, call.switches.ids)))
}

/// The activity log, newest first. Reading it lets the requests it tells of go on, as every read does.
pub(super) async fn log(
    State(shared): State<Arc<Shared>>,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let id = target.app(&world, &call.switches)?;
    world.poll_all(id, &call.switches);
    let app = world.apps.get(&id).ok_or_else(Refusal::not_found)?;
    let lines = app
        .log
        .iter()
        .enumerate()
        .rev()
        .map(|(index, line)| log_line(index, line, &call));
    envelope::page(&call, &lines.collect::<Vec<_>>())
}

fn log_line(index: usize, line: &LogLine, call: &Call) -> Value {
    let field = match call.switches.log_field {
        LogField::Content => "content",
        LogField::Message => "message",
        LogField::Description => "description",
    };
    let mut object = Map::new();
    object.insert(
        "id".to_owned(),
        answer::id(index as u64 + 1, call.switches.ids),
    );
    object.insert("kind".to_owned(), json!(line.kind));
    object.insert(field.to_owned(), json!(line.text));
    object.insert("created_at".to_owned(), json!(line.created_at));
    Value::Object(object)
}

fn object(app: &WebApp, ids: IdForm) -> Value {
    let path = format!("/home/runcloud/webapps/{}", app.name);
    json!({
        "id": answer::id(app.id, ids),
        "server_user_id": answer::id(1647, ids),
        "name": app.name,
        "rootPath": path,
        "publicPath": path,
        "phpVersion": "php81rc",
        "stack": "hybrid",
        "stackMode": "production",
        "type": "wordpress",
        "defaultApp": false,
        "alias": null,
        "primaryDomain": null,
        "pullKey1": "fake-pull-key-1-for-tests",
        "pullKey2": "fake-pull-key-2-for-tests",
        "created_at": app.created_at,
    })
}
