//! The functions: the client's methods of the same names, on the given client or on one from the environment.

use ext_php_rs::builders::FunctionBuilder;
use ext_php_rs::prelude::*;

use super::arguments::Text;
use super::client::{self, Client};
use super::{environment, guard};
use crate::{DomainResult, Error, Redeployment};

/// The functions, for the module table.
pub(super) fn table() -> [FunctionBuilder<'static>; 3] {
    [
        wrap_function!(runcloud_add_domain),
        wrap_function!(runcloud_remove_domain),
        wrap_function!(runcloud_redeploy_ssl),
    ]
}

#[php_function]
#[php(name = "runcloud_add_domain")]
fn runcloud_add_domain(
    domain: Text,
    www: Option<bool>,
    client: Option<&Client>,
) -> PhpResult<DomainResult> {
    on(client, |core| client::add_domain(core, &domain, www))
}

#[php_function]
#[php(name = "runcloud_remove_domain")]
fn runcloud_remove_domain(
    domain: Text,
    id: Option<i64>,
    client: Option<&Client>,
) -> PhpResult<DomainResult> {
    on(client, |core| client::remove_domain(core, &domain, id))
}

#[php_function]
#[php(name = "runcloud_redeploy_ssl")]
#[php(defaults(install = false))]
fn runcloud_redeploy_ssl(
    domain: Option<Text>,
    install: bool,
    client: Option<&Client>,
) -> PhpResult<Redeployment> {
    on(client, |core| {
        client::redeploy_ssl(core, domain.as_ref(), install)
    })
}

/// Without a client, one is made for this call alone: in one worker the next call may come from another
/// site with other constants. Connections are shared by the whole process anyway.
fn on<T>(
    client: Option<&Client>,
    operation: impl FnOnce(&crate::Client) -> Result<T, Error>,
) -> PhpResult<T> {
    match client {
        Some(client) => client.operate(operation),
        None => guard::run(|| operation(&environment::client()?)),
    }
}
