//! What basic and advanced SSL have in common: the fields of requests and the objects of answers.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    answer,
    answer::Answer,
    call::{Call, Version},
    fields::Fields,
    refusal::Refusal,
    switches::{AdvancedAccess, NoCertificate, ProtocolField, RedeployWhilePending},
    world::{Certificate, Method, World},
};

/// The settings a request gives; what it leaves out stays as it is.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) method: Option<Method>,
    enable_http: Option<bool>,
    enable_hsts: Option<bool>,
    enable_hsts_subdomains: Option<bool>,
    enable_hsts_preload: Option<bool>,
    ssl_protocol_id: Option<u64>,
    authorization_method: Option<String>,
    staging: Option<bool>,
    api_id: Option<u64>,
    private_key: Option<String>,
    certificate: Option<String>,
}

impl Settings {
    /// Read a POST.
    pub(super) fn of_install(
        call: &Call,
        world: &World,
        per_domain: bool,
    ) -> Result<Self, Refusal> {
        let mut fields = Fields::of(&call.input);
        let provider = fields.choice("provider", &Method::NAMES, true);
        let mut settings = Self {
            method: provider.and_then(Method::from_name),
            ..Self::default()
        };
        settings.read_flags(&mut fields, true);
        settings.read_protocol(&mut fields, call, !per_domain);
        match settings.method {
            Some(Method::Letsencrypt) => settings.read_letsencrypt(&mut fields, world, true),
            Some(Method::Custom) => settings.read_pem(&mut fields, true),
            Some(Method::Csr) => {
                fields.choice(
                    "csrKeyType",
                    &["rsa-2048", "rsa-4096", "ecdsa-p256", "ecdsa-p384"],
                    true,
                );
                for name in ["organization", "department", "city", "state", "country"] {
                    fields.text(name, false);
                }
            }
            None => {}
        }
        fields.check()?;
        Ok(settings)
    }

    /// Read a PATCH of a certificate.
    pub(super) fn of_change(call: &Call, world: &World, method: Method) -> Result<Self, Refusal> {
        let mut fields = Fields::of(&call.input);
        let mut settings = Self::default();
        settings.read_flags(&mut fields, false);
        if call.input.map.contains_key(protocol_name(call)) {
            settings.read_protocol(&mut fields, call, false);
        }
        match method {
            Method::Letsencrypt => settings.read_letsencrypt(&mut fields, world, false),
            Method::Custom | Method::Csr => settings.read_pem(&mut fields, false),
        }
        fields.check()?;
        Ok(settings)
    }

    fn read_flags(&mut self, fields: &mut Fields<'_>, required: bool) {
        self.enable_http = fields.boolean("enableHttp", required);
        self.enable_hsts = fields.boolean("enableHsts", required);
        self.enable_hsts_subdomains = fields.boolean("enableHstsSubdomains", false);
        self.enable_hsts_preload = fields.boolean("enableHstsPreload", false);
    }

    fn read_protocol(&mut self, fields: &mut Fields<'_>, call: &Call, v2_may_demand: bool) {
        let required = match call.version {
            Version::V2 => v2_may_demand && call.switches.v2_protocol_required,
            Version::V3 => call.switches.v3_protocol != ProtocolField::Optional,
        };
        let name = protocol_name(call);
        self.ssl_protocol_id = fields.integer(name, required);
        if self
            .ssl_protocol_id
            .is_some_and(|id| !(1..=3).contains(&id))
        {
            fields.wrong(name, "The selected ssl protocol id is invalid.");
        }
    }

    fn read_letsencrypt(&mut self, fields: &mut Fields<'_>, world: &World, required: bool) {
        let method = fields.choice("authorizationMethod", &["http-01", "dns-01"], required);
        let by_dns = method == Some("dns-01");
        self.authorization_method = method.map(str::to_owned);
        self.staging = fields
            .choice("environment", &["live", "staging"], false)
            .map(|name| name == "staging");
        self.api_id = fields.integer("externalApi", by_dns);
        if self
            .api_id
            .is_some_and(|id| !world.external_apis.iter().any(|key| key.id == id))
        {
            fields.wrong("externalApi", "The selected external api is invalid.");
        }
    }

    fn read_pem(&mut self, fields: &mut Fields<'_>, required: bool) {
        let mut pem = |name| {
            let text = fields.text(name, required)?;
            if !text.trim_start().starts_with("-----BEGIN ") {
                fields.wrong(name, format!("The {name} is not in PEM format."));
            }
            Some(text.to_owned())
        };
        self.private_key = pem("privateKey");
        self.certificate = pem("certificate");
    }

    /// A new certificate, requested or, where no authority is asked, in use at once.
    pub(super) fn install(self, id: u64, hosts: Vec<String>, polls: u32) -> Certificate {
        let mut certificate = Certificate::letsencrypt(id);
        certificate.method = self.method.unwrap_or(Method::Letsencrypt);
        match certificate.method {
            Method::Letsencrypt => certificate.request(hosts, polls),
            Method::Custom => {
                certificate.authorization_method = None;
                certificate.issue(hosts, 365);
            }
            Method::Csr => certificate.authorization_method = None,
        }
        self.change(&mut certificate);
        certificate
    }

    /// Change what was given.
    pub(super) fn change(self, certificate: &mut Certificate) {
        fn put<T>(given: Option<T>, place: &mut T) {
            if let Some(value) = given {
                *place = value;
            }
        }
        put(self.enable_http, &mut certificate.enable_http);
        put(self.enable_hsts, &mut certificate.enable_hsts);
        put(
            self.enable_hsts_subdomains,
            &mut certificate.enable_hsts_subdomains,
        );
        put(
            self.enable_hsts_preload,
            &mut certificate.enable_hsts_preload,
        );
        put(self.ssl_protocol_id, &mut certificate.ssl_protocol_id);
        put(self.staging, &mut certificate.staging);
        if self.authorization_method.as_deref() == Some("http-01") {
            certificate.api_id = None;
        }
        put(
            self.authorization_method.map(Some),
            &mut certificate.authorization_method,
        );
        put(self.api_id.map(Some), &mut certificate.api_id);
        put(self.private_key.map(Some), &mut certificate.private_key);
        put(self.certificate.map(Some), &mut certificate.certificate);
    }
}

/// The protocol field of a request: v3 takes one spelling only while it demands one.
fn protocol_name(call: &Call) -> &'static str {
    const CAMEL: &str = "sslProtocolId";
    const SNAKE: &str = "ssl_protocol_id";
    match (call.version, call.switches.v3_protocol) {
        (Version::V2, _) | (Version::V3, ProtocolField::RequiredSnake) => SNAKE,
        (Version::V3, ProtocolField::RequiredCamel) => CAMEL,
        (Version::V3, ProtocolField::Optional) => {
            if call.input.map.contains_key(CAMEL) || !call.input.map.contains_key(SNAKE) {
                CAMEL
            } else {
                SNAKE
            }
        }
    }
}

/// Ask for the same certificate again.
pub(super) fn redeploy(
    certificate: &mut Certificate,
    hosts: Vec<String>,
    call: &Call,
) -> Result<(), Refusal> {
    const PENDING: &str = "A redeployment is in progress already.";
    if certificate.method != Method::Letsencrypt {
        return Err(Refusal::unprocessable(
            "Only Let's Encrypt certificates can be redeployed.",
        ));
    }
    if certificate.is_pending() {
        match call.switches.redeploy_while_pending {
            RedeployWhilePending::Accepted => {}
            RedeployWhilePending::Conflict => {
                return Err(Refusal::new(StatusCode::CONFLICT, PENDING));
            }
            RedeployWhilePending::Unprocessable => return Err(Refusal::unprocessable(PENDING)),
        }
    }
    certificate.request(hosts, call.switches.issue_after_polls);
    Ok(())
}

/// Whether the plan has advanced SSL at all.
pub(super) fn plan_allows(call: &Call) -> Result<(), Refusal> {
    const PLAN: &str = "Your current plan does not include this feature.";
    match call.switches.advanced {
        AdvancedAccess::Available => Ok(()),
        AdvancedAccess::Forbidden => Err(Refusal::new(StatusCode::FORBIDDEN, PLAN)),
        AdvancedAccess::NotFound => Err(Refusal::not_found()),
        AdvancedAccess::Unprocessable => Err(Refusal::unprocessable(PLAN)),
    }
}

/// The answer to a read where no certificate is. `hosts` are the id and name of the domains concerned.
pub(super) fn absent(call: &Call, hosts: &[(u64, String)]) -> Result<Answer, Refusal> {
    const MESSAGE: &str = "SSL not installed!";
    let found = match (call.switches.no_certificate, call.version) {
        (NoCertificate::PerDomainNull, _) => {
            let ids = call.switches.ids;
            let null = |(id, name): &(u64, String)| json!({"id": answer::id(*id, ids), "name": name, "ssl": null});
            return Ok(Answer::json(
                json!({"data": hosts.iter().map(null).collect::<Vec<_>>()}),
            ));
        }
        (NoCertificate::EmptyObject, _) => return Ok(Answer::json(json!({}))),
        (NoCertificate::Message200, _) => true,
        (NoCertificate::Message404, _) => false,
        (NoCertificate::ByVersion, version) => version == Version::V2,
        (NoCertificate::Swapped, version) => version == Version::V3,
    };
    if found {
        Ok(Answer::json(json!({"message": MESSAGE})))
    } else {
        Err(Refusal::new(StatusCode::NOT_FOUND, MESSAGE))
    }
}

/// The certificate with all its fields.
pub(super) fn object(certificate: &Certificate, call: &Call) -> Value {
    let mut object = json!({
        "id": answer::id(certificate.id, call.switches.ids),
        "method": certificate.method.name(),
        "privateKey": certificate.private_key,
        "certificate": certificate.certificate,
        "enableHttp": certificate.enable_http,
        "enableHsts": certificate.enable_hsts,
    });
    let rest = match call.version {
        Version::V2 => json!({"ssl_protocol_id": certificate.ssl_protocol_id}),
        Version::V3 => json!({
            "enableHstsSubdomains": certificate.enable_hsts_subdomains,
            "enableHstsPreload": certificate.enable_hsts_preload,
            "sslProtocolId": certificate.ssl_protocol_id,
        }),
    };
    extend(&mut object, rest);
    extend(
        &mut object,
        json!({
            "authorizationMethod": certificate.authorization_method,
            "staging": certificate.staging,
            "api_id": certificate.api_id,
            "validUntil": certificate.valid_until,
            "renewalDate": certificate.renewal_date,
            "created_at": certificate.created_at,
        }),
    );
    object
}

/// The certificate as an entry of a list per domain has it.
pub(super) fn summary(certificate: &Certificate, call: &Call) -> Value {
    json!({
        "id": answer::id(certificate.id, call.switches.ids),
        "method": certificate.method.name(),
        "validUntil": certificate.valid_until,
        "renewalDate": certificate.renewal_date,
        "enableHttp": certificate.enable_http,
        "enableHsts": certificate.enable_hsts,
        "enableHstsPreload": certificate.enable_hsts_preload,
        "authorizationMethod": certificate.authorization_method,
        "staging": certificate.staging,
        "created_at": certificate.created_at,
    })
}

fn extend(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}
