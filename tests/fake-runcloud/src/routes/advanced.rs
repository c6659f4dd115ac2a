//! The switch between one certificate for all and one per domain, and AutoSSL.

use std::sync::Arc;

use axum::{extract::State, http::Method};
use serde_json::json;

use super::{certificates::plan_allows, not_allowed};
use crate::{
    answer::Answer, call::Call, fields::Fields, refusal::Refusal, shared::Shared,
    switches::MissingRoute, target::Target, world::World,
};

type Shares = State<Arc<Shared>>;

pub(super) async fn read(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let world = shared.world();
    let app = target.app(&world, &call.switches)?;
    plan_allows(&call)?;
    status(&world, app)
}

pub(super) async fn switch(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let app = target.app_to_change(&world, &call.switches)?;
    plan_allows(&call)?;
    let mut fields = Fields::of(&call.input);
    let (advanced, auto) = (
        fields.boolean("advancedSSL", true),
        fields.boolean("autoSSL", true),
    );
    fields.check()?;
    set(&mut world, app, advanced, auto);
    world.auto_issue(app, &call.switches);
    status(&world, app)
}

/// The address one client calls for a redeploy, and no source documents.
pub(super) async fn redeploy_that_is_nowhere(method: Method, call: Call) -> Refusal {
    match call.switches.advanced_redeploy_route {
        MissingRoute::NotFound => Refusal::not_found(),
        MissingRoute::MethodNotAllowed => not_allowed(&method),
    }
}

/// Set what was given.
pub(super) fn set(world: &mut World, app: u64, advanced: Option<bool>, auto: Option<bool>) {
    if let Some(app) = world.apps.get_mut(&app) {
        app.advanced_ssl = advanced.unwrap_or(app.advanced_ssl);
        app.auto_ssl = auto.unwrap_or(app.auto_ssl);
    }
}

fn status(world: &World, app: u64) -> Result<Answer, Refusal> {
    let app = world.apps.get(&app).ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(
        json!({"advancedSSL": app.advanced_ssl, "autoSSL": app.auto_ssl}),
    ))
}
