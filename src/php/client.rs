//! `RunCloud\Client`

#![allow(
    non_snake_case,
    clippy::too_many_arguments,
    reason = "the constructor's parameters are PHP's, by name and number"
)]

use ext_php_rs::builders::ClassBuilder;
use ext_php_rs::class::RegisteredClass;
use ext_php_rs::error::Result as ZendResult;
use ext_php_rs::flags::ClassFlags;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::arguments::{self, Float, Text, desired, hint};
use super::class_slot::ClassSlot;
use super::{environment, guard, ini, sensitive};
use crate::{
    ActivityEntry, Addition, ApiUrl, ApiVersion, Certificate, Check, Credentials, DnsRecord,
    Domain, DomainResult, Error, Exchange, Fact, Id, Inspection, Plan, Redeployment, Removal,
    Settings,
};

/// The operations on one web application.
#[php_class]
#[php(
    name = "RunCloud\\Client",
    flags = ClassFlags::Final.union(ClassFlags::NoDynamicProperties)
)]
pub(crate) struct Client {
    core: crate::Client,
}

#[php_impl]
impl Client {
    fn __construct(
        serverId: i64,
        appId: i64,
        token: Option<Text>,
        apiKey: Option<Text>,
        apiSecret: Option<Text>,
        apiVersion: Option<Text>,
        apiUrl: Option<Text>,
        timeout: Option<Float>,
    ) -> PhpResult<Self> {
        guard::run(|| {
            let text = |argument: Option<Text>| argument.map(|text| text.to_text());
            let credentials = Credentials::from_parts(text(token), text(apiKey), text(apiSecret))
                .map_err(in_words_of_arguments)?;
            let mut settings = Settings::new(
                Id::parse("serverId", &serverId.to_string())?,
                Id::parse("appId", &appId.to_string())?,
                credentials,
            );
            if let Some(version) = text(apiVersion) {
                settings.version = Some(ApiVersion::parse(&version)?);
            }
            ini::connection(&mut settings)?;
            match text(apiUrl) {
                Some(url) => {
                    settings.api_url = ApiUrl::parse(&url).map_err(in_words_of_arguments)?;
                }
                None => ini::api_url(&mut settings)?,
            }
            match timeout {
                Some(Float(seconds)) => settings.timeout = crate::seconds("timeout", seconds)?,
                None => ini::timeout(&mut settings)?,
            }
            crate::Client::new(settings).map(|core| Self { core })
        })
    }

    #[php(name = "fromEnvironment")]
    fn from_environment() -> PhpResult<Self> {
        guard::run(|| environment::client().map(|core| Self { core }))
    }

    #[php(name = "addDomain")]
    fn add_domain(&self, domain: Text, www: Option<bool>) -> PhpResult<DomainResult> {
        self.operate(|core| add_domain(core, &domain, www))
    }

    #[php(name = "removeDomain")]
    fn remove_domain(&self, domain: Text, id: Option<i64>) -> PhpResult<DomainResult> {
        self.operate(|core| remove_domain(core, &domain, id))
    }

    #[php(name = "redeploySsl")]
    #[php(defaults(install = false))]
    fn redeploy_ssl(&self, domain: Option<Text>, install: bool) -> PhpResult<Redeployment> {
        self.operate(|core| redeploy_ssl(core, domain.as_ref(), install))
    }

    #[php(name = "certificate")]
    fn certificate(&self, domain: Option<Text>) -> PhpResult<Option<Certificate>> {
        self.operate(|core| {
            let name = domain.map(|domain| domain.domain()).transpose()?;
            core.certificate(name.as_ref())
        })
    }

    #[php(name = "domains")]
    fn domains(&self) -> PhpResult<Vec<Domain>> {
        self.operate(|core| core.domains())
    }

    #[php(name = "domain")]
    fn domain(&self, domain: Text) -> PhpResult<Option<Domain>> {
        self.operate(|core| core.domain(&domain.domain()?))
    }

    #[php(name = "dnsRecords")]
    fn dns_records(&self, domain: Text) -> PhpResult<Vec<DnsRecord>> {
        self.operate(|core| core.dns_records(&domain.domain()?))
    }

    #[php(name = "activity")]
    fn activity(&self) -> PhpResult<Vec<ActivityEntry>> {
        self.operate(|core| core.activity())
    }

    #[php(name = "plan")]
    fn plan(&self, domains: &ZendHashTable) -> PhpResult<Plan> {
        let desired = desired(domains)?;
        self.operate(|core| core.plan(&desired))
    }

    #[php(name = "diagnose")]
    fn diagnose(&self) -> PhpResult<Vec<Check>> {
        self.operate(|core| Ok(core.diagnose()))
    }

    #[php(name = "checkDns")]
    fn check_dns(&self, domains: &ZendHashTable) -> PhpResult<Vec<Check>> {
        let domains = arguments::pointing(domains)?;
        self.operate(|core| core.check_dns(&domains))
    }

    #[php(name = "inspect")]
    fn inspect(
        &self,
        domain: Text,
        addresses: Option<&ZendHashTable>,
        at: Option<Text>,
    ) -> PhpResult<Vec<Check>> {
        let addresses = addresses
            .map(|list| arguments::addresses(list, "inspect"))
            .transpose()?;
        self.operate(|core| {
            let inspection = Inspection::new(domain.domain()?).addresses(addresses).at(at
                .map(|at| crate::host_and_port_of("at", &at.to_text()))
                .transpose()?);
            Ok(core.inspect(&inspection))
        })
    }

    #[php(name = "exchanges")]
    fn exchanges(&self) -> PhpResult<Vec<Exchange>> {
        guard::run(|| Ok(self.core.exchanges()))
    }
}

impl Client {
    /// Run an operation of a method. One that is refused before anything is sent has no exchanges.
    pub(super) fn operate<T>(
        &self,
        operation: impl FnOnce(&crate::Client) -> Result<T, Error>,
    ) -> PhpResult<T> {
        self.core.forget_exchanges();
        guard::run(|| operation(&self.core))
    }
}

pub(super) fn add_domain(
    client: &crate::Client,
    domain: &Text,
    www: Option<bool>,
) -> Result<DomainResult, Error> {
    client.add_domain(&Addition::new(domain.domain()?).www(www))
}

pub(super) fn remove_domain(
    client: &crate::Client,
    domain: &Text,
    id: Option<i64>,
) -> Result<DomainResult, Error> {
    client.remove_domain(&Removal::new(domain.domain()?).id_hint(hint(id)))
}

pub(super) fn redeploy_ssl(
    client: &crate::Client,
    domain: Option<&Text>,
    install: bool,
) -> Result<Redeployment, Error> {
    let name = domain.map(Text::domain).transpose()?;
    client.redeploy_ssl(name.as_ref(), install)
}

/// The core names settings as the environment does; a caller of the constructor knows them as arguments.
fn in_words_of_arguments(error: Error) -> Error {
    const NAMES: [(&str, &str); 4] = [
        ("WU_RUNCLOUD_API_TOKEN", "token"),
        ("WU_RUNCLOUD_API_KEY", "apiKey"),
        ("WU_RUNCLOUD_API_SECRET", "apiSecret"),
        ("runcloud.api_url", "apiUrl"),
    ];
    let Error::Configuration(mut message) = error else {
        return error;
    };
    for (_, value) in &mut message.values {
        let argument = NAMES.iter().find(|(name, _)| *value == Fact::from(*name));
        if let Some((_, argument)) = argument {
            *value = Fact::from(*argument);
        }
    }
    Error::Configuration(message)
}

/// Register the class; only at startup.
///
/// By hand and not in the module table, because the constructor's attributes can be added only where the
/// class entry is at hand and still private to startup.
pub(super) fn register() -> ZendResult<()> {
    static SLOT: ClassSlot = ClassSlot::new();
    let mut builder = ClassBuilder::new(Client::CLASS_NAME).flags(Client::FLAGS);
    for (method, flags) in Client::method_builders() {
        builder = builder.method(method, flags);
    }
    let class = SLOT.register(builder.object_override::<Client>())?;
    // Positions of $token, $apiKey and $apiSecret.
    sensitive::mark_constructor(class, &[2, 3, 4])?;
    Client::get_metadata().set_ce(class);
    Ok(())
}
