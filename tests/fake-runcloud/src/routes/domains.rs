use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use serde_json::{Value, json};

use crate::{
    answer,
    answer::Answer,
    call::{Call, Version},
    envelope,
    fields::Fields,
    refusal::{INVALID, Refusal},
    shared::Shared,
    switches::{CreateReply, DomainFields, DuplicateReply, NewPrimary, Switches},
    target::Target,
    world::{Domain, DomainType, Redirection, World},
};

type Shares = State<Arc<Shared>>;

pub(super) async fn list(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let world = shared.world();
    let app = target.app(&world, &call.switches)?;
    envelope::list(
        &call,
        world
            .domains_of(app)
            .map(|domain| object(domain, &call.switches))
            .collect(),
    )
}

pub(super) async fn read(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let world = shared.world();
    let domain = found(&world, &target, &call)?;
    Ok(Answer::json(object(domain, &call.switches)))
}

pub(super) async fn create(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let switches = &call.switches;
    let mut world = shared.world();
    let app = target.app_to_change(&world, switches)?;
    let mut fields = Fields::of(&call.input);
    let name = fields.host("name");
    let www = fields.boolean("www", false).unwrap_or(false);
    let redirection = fields.choice("redirection", &Redirection::NAMES, false);
    let kind = fields
        .choice("type", &DomainType::NAMES, false)
        .and_then(DomainType::from_name);
    fields.check()?;
    let Some(name) = name else {
        return Err(Refusal::not_found());
    };
    if world.is_taken(app, &name, switches.unique_within)
        || switches.served_is_taken && world.is_served(app, &name)
    {
        return Err(duplicate(switches.duplicate));
    }
    let kind = match (kind.unwrap_or(DomainType::Alias), switches.new_primary) {
        (DomainType::Primary, NewPrimary::Refused) => return Err(second_primary()),
        (DomainType::Primary, NewPrimary::StoredAsAlias) => DomainType::Alias,
        (kind, _) => kind,
    };
    let id = world.insert_domain(Domain {
        kind,
        www,
        redirection: redirection
            .and_then(Redirection::from_name)
            .unwrap_or(Redirection::None),
        ..Domain::alias(app, &name)
    });
    world.log_info(app, format!("Added domain name {name}"));
    world.auto_issue(app, switches);
    let domain = world.domains.get(&id).ok_or_else(Refusal::not_found)?;
    Ok(match switches.create_reply {
        CreateReply::Object => Answer::json(object(domain, switches)),
        CreateReply::Created => Answer::created(object(domain, switches)),
        CreateReply::EmptyBody => Answer::empty(),
        CreateReply::EmptyObject => Answer::json(json!({})),
    })
}

pub(super) async fn change_meta(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let switches = &call.switches;
    documented_for(&call)?;
    let mut world = shared.world();
    let app = target.app_to_change(&world, switches)?;
    let id = target.domain(&world, app)?;
    let all = switches.meta_requires_all;
    let mut fields = Fields::of(&call.input);
    let kind = fields
        .choice("type", &DomainType::NAMES, all)
        .and_then(DomainType::from_name);
    let redirection = fields
        .choice("redirection", &Redirection::NAMES, all)
        .and_then(Redirection::from_name);
    let www = fields.boolean("www", all);
    fields.check()?;
    let domain = world.domains.get(&id).ok_or_else(Refusal::not_found)?;
    let kind = match (
        domain.kind,
        kind.unwrap_or(domain.kind),
        switches.new_primary,
    ) {
        (DomainType::Primary, DomainType::Alias | DomainType::Redirect, _) => {
            return Err(Refusal::field(
                "type",
                "The primary domain cannot be changed to another type.",
            ));
        }
        (DomainType::Alias | DomainType::Redirect, DomainType::Primary, NewPrimary::Refused) => {
            return Err(second_primary());
        }
        (old, DomainType::Primary, NewPrimary::StoredAsAlias) => old,
        (_, kind, _) => kind,
    };
    if kind == DomainType::Primary {
        world.demote_primary(app);
    }
    if let Some(domain) = world.domains.get_mut(&id) {
        domain.kind = kind;
        domain.www = www.unwrap_or(domain.www);
        domain.redirection = redirection.unwrap_or(domain.redirection);
    }
    Ok(Answer::json(
        json!({"message": "Domain settings have been successfully updated."}),
    ))
}

pub(super) async fn dns(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    documented_for(&call)?;
    let world = shared.world();
    let domain = found(&world, &target, &call)?;
    let server = world
        .apps
        .get(&domain.app)
        .and_then(|app| world.servers.get(&app.server));
    let ip = server.map(|server| server.ip.as_str()).unwrap_or_default();
    let mut records = vec![json!({"type": "A", "hostname": domain.name, "content": ip})];
    if domain.www {
        let twin = format!("www.{}", domain.name);
        records.push(json!({"type": "CNAME", "hostname": twin, "content": domain.name}));
    }
    Ok(Answer::json(Value::Array(records)))
}

pub(super) async fn delete(
    State(shared): Shares,
    target: Target,
    call: Call,
) -> Result<Answer, Refusal> {
    let switches = &call.switches;
    let mut world = shared.world();
    let app = target.app_to_change(&world, switches)?;
    let id = target.domain(&world, app)?;
    let is_primary = world
        .domains
        .get(&id)
        .is_some_and(|domain| domain.kind == DomainType::Primary);
    if is_primary && !switches.primary_deletable {
        return Err(Refusal::unprocessable(
            "The primary domain cannot be deleted.",
        ));
    }
    let domain = world.domains.remove(&id).ok_or_else(Refusal::not_found)?;
    world.log_info(app, format!("Deleted domain name {}", domain.name));
    Ok(Answer::to_write(
        switches.delete_reply,
        object(&domain, switches),
    ))
}

fn found<'w>(world: &'w World, target: &Target, call: &Call) -> Result<&'w Domain, Refusal> {
    let app = target.app(world, &call.switches)?;
    let id = target.domain(world, app)?;
    world.domains.get(&id).ok_or_else(Refusal::not_found)
}

/// Only v3 documents `meta` and `dns`.
fn documented_for(call: &Call) -> Result<(), Refusal> {
    if call.version == Version::V2 && !call.switches.v2_meta_and_dns {
        Err(Refusal::not_found())
    } else {
        Ok(())
    }
}

fn second_primary() -> Refusal {
    Refusal::field("type", "The web application has a primary domain already.")
}

/// A name in use. No source knows the words, so they differ from switch to switch on purpose.
fn duplicate(reply: DuplicateReply) -> Refusal {
    const EXISTS: &str = "Domain already exists.";
    const TAKEN: &str = "The name has already been taken.";
    match reply {
        DuplicateReply::Unprocessable => Refusal::field("name", EXISTS).saying(INVALID),
        DuplicateReply::LaravelTaken => Refusal::field("name", TAKEN).saying(TAKEN),
        DuplicateReply::MessageOnly => Refusal::unprocessable(EXISTS),
        DuplicateReply::Conflict => Refusal::new(StatusCode::CONFLICT, EXISTS),
        DuplicateReply::BadRequest => Refusal::new(
            StatusCode::BAD_REQUEST,
            "Domain already in use by a web application.",
        ),
    }
}

fn object(domain: &Domain, switches: &Switches) -> Value {
    let mut object = json!({
        "id": answer::id(domain.id, switches.ids),
        "name": domain.name,
        "type": domain.kind.name(),
        "www": u8::from(domain.www),
        "redirection": domain.redirection.name(),
        "wildcard": u8::from(domain.is_wildcard()),
        "dns_integration": domain.dns_integration,
        "status": null,
        "created_at": domain.created_at,
    });
    if let Value::Object(fields) = &mut object {
        match switches.domain_fields {
            DomainFields::Full => {}
            DomainFields::Untyped => drop(fields.shift_remove("type")),
            DomainFields::Minimal => {
                fields.retain(|name, _| ["id", "name", "created_at"].contains(&name.as_str()));
            }
        }
    }
    object
}
