//! The PHP boundary: the only place with Zend types and `unsafe`.
//!
//! [`get_module`] and [`startup`] list all that PHP gets. Startup registers names and does nothing else:
//! PHP-FPM's master runs it and forks, so there is no socket, thread or agent before the first call.
//!
//! Classes come in three forms, for measured reasons. [`Client`](client::Client) keeps a Rust value
//! inside its object. Results ([`results`]) and exceptions ([`exception`]) are registered by hand with
//! the engine's own properties and keep none: an exception class with a Rust value inside is thrown
//! without file, line and trace, and a property of such a class is neither typed nor read-only, whatever
//! its attribute says.

mod arguments;
mod class_slot;
mod client;
mod enums;
mod environment;
mod exception;
mod functions;
mod guard;
mod info;
mod ini;
mod reason;
mod results;
mod sensitive;
mod typed_property;
mod value_class;
mod values;
mod zend;

use std::panic;

use ext_php_rs::prelude::*;

#[php_module]
#[php(startup = "startup")]
pub(crate) fn get_module(module: ModuleBuilder) -> ModuleBuilder {
    let [add_domain, remove_domain, redeploy_ssl] = functions::table();
    module
        .name("runcloud")
        .info_function(info::print)
        .function(add_domain)
        .function(remove_domain)
        .function(redeploy_ssl)
}

/// Register everything else by hand: each kind of class needs a touch that the module table has no word for.
///
/// On failure PHP says that it cannot start the module; a panic would end the process instead.
fn startup(_type: i32, module: i32) -> i32 {
    let registered = panic::catch_unwind(|| {
        ini::register(module);
        exception::register()?;
        enums::register()?;
        results::register()?;
        client::register()
    });
    match registered {
        Ok(Ok(())) => zend::SUCCESS,
        _ => zend::FAILURE,
    }
}
