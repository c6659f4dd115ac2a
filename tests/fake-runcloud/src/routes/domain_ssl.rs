//! One certificate per domain.

use std::sync::Arc;

use axum::extract::State;

use super::{
    advanced,
    certificates::{self, Settings},
};
use crate::{
    answer::Answer,
    call::Call,
    fields::Fields,
    refusal::Refusal,
    shared::Shared,
    switches::InstallOver,
    target::Target,
    world::{Certificate, World},
};

type Shares = State<Arc<Shared>>;

pub(super) async fn read(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let app = target.app(&world, &call.switches)?;
    let id = target.domain(&world, app)?;
    certificates::plan_allows(&call)?;
    world.poll_domain(id, &call.switches);
    let domain = world.domains.get(&id).ok_or_else(Refusal::not_found)?;
    match visible(domain.certificate.as_ref()) {
        Some(certificate) => Ok(Answer::json(certificates::object(certificate, &call))),
        None => certificates::absent(&call, &[(domain.id, domain.name.clone())]),
    }
}

pub(super) async fn install(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let switches = &call.switches;
    let mut world = shared.world();
    let app = target.app_to_change(&world, switches)?;
    let id = target.domain(&world, app)?;
    certificates::plan_allows(&call)?;
    let settings = Settings::of_install(&call, &world, true)?;
    let domain = world.domains.get(&id).ok_or_else(Refusal::not_found)?;
    let (hosts, occupied) = (
        domain.hosts(),
        visible(domain.certificate.as_ref()).is_some(),
    );
    if occupied && switches.install_over_existing == InstallOver::Refused {
        return Err(Refusal::unprocessable("SSL is already installed."));
    }
    set_mode(&mut world, app, &call)?;
    if !world.apps.get(&app).is_some_and(|app| app.advanced_ssl) {
        return Err(Refusal::unprocessable("Advanced SSL is not enabled."));
    }
    let certificate = settings.install(world.new_ssl_id(), hosts, switches.issue_after_polls);
    let object = certificates::object(&certificate, &call);
    if let Some(domain) = world.domains.get_mut(&id) {
        domain.certificate = Some(certificate);
    }
    Ok(Answer::to_write(switches.ssl_write_reply, object))
}

pub(super) async fn change(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let (app, id) = chosen(&world, &target, &call)?;
    let method = certificate_of(&mut world, id)?.method;
    let settings = Settings::of_change(&call, &world, method)?;
    set_mode(&mut world, app, &call)?;
    let certificate = certificate_of(&mut world, id)?;
    settings.change(certificate);
    Ok(Answer::to_write(
        call.switches.ssl_write_reply,
        certificates::object(certificate, &call),
    ))
}

pub(super) async fn redeploy(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let (_, id) = chosen(&world, &target, &call)?;
    let hosts = world
        .domains
        .get(&id)
        .map(|domain| domain.hosts())
        .unwrap_or_default();
    let certificate = certificate_of(&mut world, id)?;
    certificates::redeploy(certificate, hosts, &call)?;
    Ok(Answer::to_write(
        call.switches.ssl_write_reply,
        certificates::object(certificate, &call),
    ))
}

pub(super) async fn delete(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let (app, id) = chosen(&world, &target, &call)?;
    let domain = world.domains.get_mut(&id).ok_or_else(Refusal::not_found)?;
    let line = format!("Removed SSL certificate of {}", domain.name);
    let removed = domain.certificate.take().ok_or_else(Refusal::not_found)?;
    world.log_info(app, line);
    Ok(Answer::to_write(
        call.switches.ssl_write_reply,
        certificates::object(&removed, &call),
    ))
}

/// The web application and the domain whose certificate the address names.
fn chosen(world: &World, target: &Target, call: &Call) -> Result<(u64, u64), Refusal> {
    let app = target.app_to_change(world, &call.switches)?;
    let id = target.domain(world, app)?;
    certificates::plan_allows(call)?;
    let present = world
        .domains
        .get(&id)
        .and_then(|domain| visible(domain.certificate.as_ref()));
    target
        .ssl(present.map(|certificate| certificate.id))
        .map(|_| (app, id))
}

/// The documented bodies of these writes carry the mode of the web application along.
fn set_mode(world: &mut World, app: u64, call: &Call) -> Result<(), Refusal> {
    let mut fields = Fields::of(&call.input);
    let (advanced, auto) = (
        fields.boolean("advancedSSL", false),
        fields.boolean("autoSSL", false),
    );
    fields.check()?;
    advanced::set(world, app, advanced, auto);
    Ok(())
}

fn certificate_of(world: &mut World, domain: u64) -> Result<&mut Certificate, Refusal> {
    world
        .domains
        .get_mut(&domain)
        .and_then(|domain| domain.certificate.as_mut())
        .ok_or_else(Refusal::not_found)
}

fn visible(certificate: Option<&Certificate>) -> Option<&Certificate> {
    certificate.filter(|certificate| !certificate.hidden)
}
