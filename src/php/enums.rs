//! The enums of results, backed by words that are fit for storage and logs.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, PoisonError};

use ext_php_rs::args::ArgInfoTables;
use ext_php_rs::builders::EnumBuilder;
use ext_php_rs::class::RegisteredClass;
use ext_php_rs::enum_::RegisteredEnum;
use ext_php_rs::error::{Error, Result};
use ext_php_rs::flags::ClassFlags;
use ext_php_rs::prelude::*;
use ext_php_rs::zend::ClassEntry;

use super::reason;

/// Register all enums; only at startup.
pub(super) fn register() -> Result<()> {
    register_plain::<Outcome>()?;
    register_plain::<SslOutcome>()?;
    register_plain::<SslMode>()?;
    register_plain::<CheckStatus>()?;
    reason::register()
}

fn register_plain<T: RegisteredClass + RegisteredEnum>() -> Result<()> {
    register_final::<T>(EnumBuilder::new(T::CLASS_NAME))
}

/// Register one enum as final, which the engine does for userland enums and forgets for others: a class
/// that extends an enum would be neither.
pub(super) fn register_final<T: RegisteredClass + RegisteredEnum>(
    builder: EnumBuilder,
) -> Result<()> {
    // The builder takes a function pointer, which cannot know where to keep what it is given.
    static REGISTERED: AtomicPtr<ClassEntry> = AtomicPtr::new(ptr::null_mut());
    static TABLES: Mutex<Vec<Tables>> = Mutex::new(Vec::new());
    T::CASES
        .iter()
        .fold(builder, EnumBuilder::case)
        .registration(|entry, tables| {
            REGISTERED.store(entry, Ordering::Release);
            let mut kept = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
            kept.push(Tables(tables));
        })
        .register()?;
    // SAFETY: just given by the engine at startup, where one thread runs and nothing else refers to it.
    let class = unsafe { REGISTERED.swap(ptr::null_mut(), Ordering::AcqRel).as_mut() }
        .ok_or(Error::InvalidPointer)?;
    class.ce_flags |= ClassFlags::Final.bits();
    T::get_metadata().set_ce(class);
    Ok(())
}

/// The argument tables of an enum's methods, which the engine points into.
struct Tables(#[expect(dead_code, reason = "kept for the engine, never read here")] ArgInfoTables);

// SAFETY: written at startup, where one thread runs; afterwards only the engine reads what they hold.
unsafe impl Send for Tables {}

/// `RunCloud\Outcome`
#[php_enum]
#[php(name = "RunCloud\\Outcome")]
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    #[php(value = "added")]
    Added,
    #[php(value = "already-present")]
    AlreadyPresent,
    #[php(value = "removed")]
    Removed,
    #[php(value = "already-absent")]
    AlreadyAbsent,
}

impl From<crate::Outcome> for Outcome {
    fn from(outcome: crate::Outcome) -> Self {
        match outcome {
            crate::Outcome::Added => Self::Added,
            crate::Outcome::AlreadyPresent => Self::AlreadyPresent,
            crate::Outcome::Removed => Self::Removed,
            crate::Outcome::AlreadyAbsent => Self::AlreadyAbsent,
        }
    }
}

/// `RunCloud\SslOutcome`
#[php_enum]
#[php(name = "RunCloud\\SslOutcome")]
#[derive(Clone, Copy)]
pub(crate) enum SslOutcome {
    #[php(value = "redeploy-requested")]
    RedeployRequested,
    #[php(value = "install-requested")]
    InstallRequested,
    #[php(value = "automatic")]
    Automatic,
    #[php(value = "custom-certificate")]
    CustomCertificate,
    #[php(value = "no-certificate")]
    NoCertificate,
}

impl From<crate::SslOutcome> for SslOutcome {
    fn from(outcome: crate::SslOutcome) -> Self {
        match outcome {
            crate::SslOutcome::RedeployRequested => Self::RedeployRequested,
            crate::SslOutcome::InstallRequested => Self::InstallRequested,
            crate::SslOutcome::Automatic => Self::Automatic,
            crate::SslOutcome::CustomCertificate => Self::CustomCertificate,
            crate::SslOutcome::NoCertificate => Self::NoCertificate,
        }
    }
}

/// `RunCloud\SslMode`
#[php_enum]
#[php(name = "RunCloud\\SslMode")]
#[derive(Clone, Copy)]
pub(crate) enum SslMode {
    #[php(value = "basic")]
    Basic,
    #[php(value = "advanced")]
    Advanced,
}

impl From<crate::SslMode> for SslMode {
    fn from(mode: crate::SslMode) -> Self {
        match mode {
            crate::SslMode::Basic => Self::Basic,
            crate::SslMode::Advanced => Self::Advanced,
        }
    }
}

/// `RunCloud\CheckStatus`
#[php_enum]
#[php(name = "RunCloud\\CheckStatus")]
#[derive(Clone, Copy)]
pub(crate) enum CheckStatus {
    #[php(value = "ok")]
    Ok,
    #[php(value = "warning")]
    Warning,
    #[php(value = "failed")]
    Failed,
    #[php(value = "skipped")]
    Skipped,
}

impl From<crate::CheckStatus> for CheckStatus {
    fn from(status: crate::CheckStatus) -> Self {
        match status {
            crate::CheckStatus::Ok => Self::Ok,
            crate::CheckStatus::Warning => Self::Warning,
            crate::CheckStatus::Failed => Self::Failed,
            crate::CheckStatus::Skipped => Self::Skipped,
        }
    }
}
