//! One certificate for the whole web application.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::certificates::{self, Settings};
use crate::{
    answer,
    answer::Answer,
    call::{Call, Version},
    refusal::Refusal,
    shared::Shared,
    switches::{BasicWhileAdvanced, InstallOver, SslShape},
    target::Target,
    world::{Certificate, World},
};

type Shares = State<Arc<Shared>>;

pub(super) async fn read(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let switches = &call.switches;
    let mut world = shared.world();
    let id = target.app(&world, switches)?;
    let advanced = world.apps.get(&id).is_some_and(|app| app.advanced_ssl);
    let per_domain = call.version == Version::V3 && switches.v3_ssl_shape == SslShape::PerDomain;
    if per_domain && advanced {
        world.poll_all(id, switches);
    } else {
        world.poll_basic(id, switches);
    }
    let app = world.apps.get(&id).ok_or_else(Refusal::not_found)?;
    let basic = app.transient.as_ref().or(app.basic.as_ref());
    if per_domain && (advanced || basic.is_some()) {
        return Ok(Answer::json(each_domain(&world, id, advanced, &call)));
    }
    let Some(basic) = basic else {
        return certificates::absent(&call, &concerned(&world, id));
    };
    let object = certificates::object(basic, &call);
    let wrapped = call.version == Version::V3 && switches.v3_ssl_shape == SslShape::Wrapped;
    Ok(Answer::json(if wrapped {
        json!({"data": object})
    } else {
        object
    }))
}

pub(super) async fn install(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let switches = &call.switches;
    let mut world = shared.world();
    let id = target.app_to_change(&world, switches)?;
    let settings = Settings::of_install(&call, &world, false)?;
    let app = world.apps.get(&id).ok_or_else(Refusal::not_found)?;
    let (advanced, occupied) = (app.advanced_ssl, app.basic.is_some());
    let transient = match (advanced, switches.basic_post_while_advanced) {
        (true, BasicWhileAdvanced::Ignored) => {
            return Ok(Answer::to_write(switches.ssl_write_reply, json!({})));
        }
        (true, BasicWhileAdvanced::Refused) => {
            return Err(Refusal::unprocessable("Advanced SSL is enabled."));
        }
        (true, BasicWhileAdvanced::Transient) => true,
        (false, _) => false,
    };
    if occupied && !transient && switches.install_over_existing == InstallOver::Refused {
        return Err(Refusal::unprocessable("SSL is already installed."));
    }
    let hosts = world.hosts_of(id);
    let certificate = settings.install(world.new_ssl_id(), hosts, switches.issue_after_polls);
    let object = certificates::object(&certificate, &call);
    if let Some(app) = world.apps.get_mut(&id) {
        let place = if transient {
            &mut app.transient
        } else {
            &mut app.basic
        };
        *place = Some(certificate);
    }
    Ok(Answer::to_write(switches.ssl_write_reply, object))
}

pub(super) async fn change(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let mut world = shared.world();
    let app = chosen(&world, &target, &call)?;
    let method = basic_of(&mut world, app)?.method;
    let settings = Settings::of_change(&call, &world, method)?;
    let certificate = basic_of(&mut world, app)?;
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
    let app = chosen(&world, &target, &call)?;
    let hosts = world.hosts_of(app);
    let certificate = basic_of(&mut world, app)?;
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
    let app = chosen(&world, &target, &call)?;
    let removed = world
        .apps
        .get_mut(&app)
        .and_then(|app| app.basic.take())
        .ok_or_else(Refusal::not_found)?;
    world.log_info(app, "Removed SSL certificate");
    Ok(Answer::to_write(
        call.switches.ssl_write_reply,
        certificates::object(&removed, &call),
    ))
}

/// The web application whose basic certificate the address names.
fn chosen(world: &World, target: &Target, call: &Call) -> Result<u64, Refusal> {
    let app = target.app_to_change(world, &call.switches)?;
    let present = world
        .apps
        .get(&app)
        .and_then(|app| app.basic.as_ref())
        .map(|basic| basic.id);
    target.ssl(present).map(|_| app)
}

fn basic_of(world: &mut World, app: u64) -> Result<&mut Certificate, Refusal> {
    world
        .apps
        .get_mut(&app)
        .and_then(|app| app.basic.as_mut())
        .ok_or_else(Refusal::not_found)
}

fn concerned(world: &World, app: u64) -> Vec<(u64, String)> {
    world
        .domains_of(app)
        .map(|domain| (domain.id, domain.name.clone()))
        .collect()
}

/// Shape B: every domain with the certificate that serves it.
fn each_domain(world: &World, app: u64, advanced: bool, call: &Call) -> Value {
    let basic = world.apps.get(&app).and_then(|app| app.basic.as_ref());
    let entries = world.domains_of(app).map(|domain| {
        let own = domain
            .certificate
            .as_ref()
            .filter(|certificate| !certificate.hidden);
        let serving = if advanced { own } else { basic };
        json!({
            "id": answer::id(domain.id, call.switches.ids),
            "name": domain.name,
            "ssl": serving.map(|certificate| certificates::summary(certificate, call)),
        })
    });
    json!({"data": entries.collect::<Vec<_>>()})
}
