//! Exceptions: the one place where an [`Error`] becomes one.
//!
//! They are classes without a Rust value inside (see the module above), so the engine fills file, line
//! and trace in, and PHP code can make and extend them like its own.

use ext_php_rs::builders::ClassBuilder;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::error::{Error as ZendError, Result};
use ext_php_rs::exception::PhpException;
use ext_php_rs::types::{ZendObject, Zval};
use ext_php_rs::zend::{ClassEntry, ce};

use super::class_slot::ClassSlot;
use super::reason as php;
use super::results::integer;
use super::typed_property::{self, Initial, Type};
use super::values::Values;
use super::zend;
use crate::{Error, Message, Reason, Refusal};

/// An exception class of the extension.
struct ExceptionClass {
    name: &'static str,
    slot: ClassSlot,
}

impl ExceptionClass {
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            slot: ClassSlot::new(),
        }
    }

    fn entry(&self) -> &'static ClassEntry {
        self.slot.get().unwrap_or_else(ce::exception)
    }
}

static ROOT: ExceptionClass = ExceptionClass::new("RunCloud\\Exception");
static CONFIGURATION: ExceptionClass = ExceptionClass::new("RunCloud\\ConfigurationException");
static INVALID_DOMAIN: ExceptionClass = ExceptionClass::new("RunCloud\\InvalidDomainException");
static AUTHENTICATION: ExceptionClass = ExceptionClass::new("RunCloud\\AuthenticationException");
static PERMISSION: ExceptionClass = ExceptionClass::new("RunCloud\\PermissionException");
static NOT_FOUND: ExceptionClass = ExceptionClass::new("RunCloud\\NotFoundException");
static CONFLICT: ExceptionClass = ExceptionClass::new("RunCloud\\ConflictException");
static PROTECTED_DOMAIN: ExceptionClass = ExceptionClass::new("RunCloud\\ProtectedDomainException");
static VALIDATION: ExceptionClass = ExceptionClass::new("RunCloud\\ValidationException");
static RATE_LIMIT: ExceptionClass = ExceptionClass::new("RunCloud\\RateLimitException");
static SERVER: ExceptionClass = ExceptionClass::new("RunCloud\\ServerException");
static TRANSPORT: ExceptionClass = ExceptionClass::new("RunCloud\\TransportException");
static OUTCOME_UNKNOWN: ExceptionClass = ExceptionClass::new("RunCloud\\OutcomeUnknownException");

static LEAVES: [&ExceptionClass; 12] = [
    &CONFIGURATION,
    &INVALID_DOMAIN,
    &AUTHENTICATION,
    &PERMISSION,
    &NOT_FOUND,
    &CONFLICT,
    &PROTECTED_DOMAIN,
    &VALIDATION,
    &RATE_LIMIT,
    &SERVER,
    &TRANSPORT,
    &OUTCOME_UNKNOWN,
];

fn runtime_exception() -> &'static ClassEntry {
    // SAFETY: null, or the class that PHP's SPL registered before any shared extension started.
    unsafe { zend::spl_ce_RuntimeException.as_ref() }.unwrap_or_else(ce::exception)
}

/// Register all exception classes; only at startup.
pub(super) fn register() -> Result<()> {
    let builder = ClassBuilder::new(ROOT.name).extends((runtime_exception, "\\RuntimeException"));
    let root = ROOT.slot.register(builder)?;
    let properties = [
        ("reason", Type::of::<Option<php::Reason>>(), Initial::Null),
        ("context", Type::of::<Values>(), Initial::EmptyArray),
        ("status", Type::of::<Option<i64>>(), Initial::Null),
        ("retryable", Type::of::<bool>(), Initial::False),
        ("retryAfter", Type::of::<Option<i64>>(), Initial::Null),
        ("errors", Type::of::<Vec<Zval>>(), Initial::EmptyArray),
    ];
    for (name, kind, initial) in properties {
        typed_property::declare(root, name, kind, initial)?;
    }
    // After the root's properties, which a class takes over when it is registered.
    for leaf in LEAVES {
        let builder = ClassBuilder::new(leaf.name).extends((|| ROOT.entry(), ROOT.name));
        leaf.slot.register(builder)?;
    }
    Ok(())
}

/// The class for an error. One that this version does not know is thrown as the root.
fn class_of(error: &Error) -> &'static ExceptionClass {
    match error {
        Error::Configuration(_) => &CONFIGURATION,
        Error::InvalidDomain(_) => &INVALID_DOMAIN,
        Error::Authentication(_) => &AUTHENTICATION,
        Error::Permission { .. } => &PERMISSION,
        Error::NotFound { .. } | Error::NotListed(_) => &NOT_FOUND,
        Error::Conflict { .. } => &CONFLICT,
        Error::ProtectedDomain { .. } => &PROTECTED_DOMAIN,
        Error::Validation(_) => &VALIDATION,
        Error::RateLimit(_) => &RATE_LIMIT,
        Error::Server(_) | Error::UnexpectedReply { .. } | Error::UnreadableList(_) => &SERVER,
        Error::Transport(_) => &TRANSPORT,
        Error::OutcomeUnknown { .. } => &OUTCOME_UNKNOWN,
        #[allow(
            unreachable_patterns,
            reason = "the core may grow a variant before this page does"
        )]
        _ => &ROOT,
    }
}

impl From<Error> for PhpException {
    fn from(error: Error) -> Self {
        thrown(class_of(&error), &error.message(), Some(&error))
    }
}

/// An exception for a fault of the extension's own.
pub(super) fn internal() -> PhpException {
    thrown(&ROOT, &Message::new(Reason::InternalError), None)
}

fn thrown(class: &ExceptionClass, message: &Message, error: Option<&Error>) -> PhpException {
    let bare = PhpException::new(message.sentence(), 0, class.entry());
    match object(class.entry(), message, error) {
        Ok(object) => bare.with_object(object),
        Err(_) => bare,
    }
}

/// The exception object. Made without its constructor, which a callback could come from: the engine
/// fills file, line and trace in when it makes the object.
fn object(class: &'static ClassEntry, message: &Message, error: Option<&Error>) -> Result<Zval> {
    let root = ROOT.slot.get().ok_or(ZendError::InvalidPointer)?;
    let mut object = ZendObject::new(class);
    let mut write = |name, value| typed_property::write(root, &mut object, name, value);
    write(
        "reason",
        php::Reason::from(message.reason).into_zval(false)?,
    )?;
    write("context", Values(message.values.clone()).into_zval(false)?)?;
    if let Some(error) = error {
        write("status", error.status().map(i64::from).into_zval(false)?)?;
        write("retryable", error.is_retryable().into_zval(false)?)?;
        let seconds = error.refusal().and_then(Refusal::seconds);
        write("retryAfter", seconds.map(integer).into_zval(false)?)?;
        if let Some(errors) = error.errors().filter(|errors| !errors.is_empty()) {
            write("errors", errors.clone().into_zval(false)?)?;
        }
    }
    typed_property::write(ce::exception(), &mut object, "message", message.sentence())?;
    object.into_zval(false)
}
