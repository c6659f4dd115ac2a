//! Where the engine's entry of a class registered by hand is kept.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, PoisonError};

use ext_php_rs::args::ArgInfoTables;
use ext_php_rs::builders::ClassBuilder;
use ext_php_rs::error::{Error, Result};
use ext_php_rs::zend::ClassEntry;

/// The class entry of one class, and the argument tables that the engine points into meanwhile.
///
/// Stored anew at each startup: a server that restarts its modules within one process makes the former
/// entry invalid, so this is no `OnceLock`.
pub(super) struct ClassSlot {
    entry: AtomicPtr<ClassEntry>,
    tables: Mutex<Option<Tables>>,
}

struct Tables(#[expect(dead_code, reason = "kept for the engine, never read here")] ArgInfoTables);

// SAFETY: written at startup, where one thread runs; afterwards only the engine reads what they hold.
unsafe impl Send for Tables {}

impl ClassSlot {
    pub(super) const fn new() -> Self {
        Self {
            entry: AtomicPtr::new(ptr::null_mut()),
            tables: Mutex::new(None),
        }
    }

    /// The class entry; `None` before startup.
    pub(super) fn get(&self) -> Option<&'static ClassEntry> {
        // SAFETY: the pointer is null or was given by the engine at this process' latest startup, and
        // the engine keeps internal classes until shutdown.
        unsafe { self.entry.load(Ordering::Acquire).as_ref() }
    }

    /// Register the class with the engine and keep its entry.
    ///
    /// Only at startup, where one thread runs.
    pub(super) fn register(&self, builder: ClassBuilder) -> Result<&'static mut ClassEntry> {
        // The builder takes a function pointer, which cannot know this slot.
        static ENTRY: AtomicPtr<ClassEntry> = AtomicPtr::new(ptr::null_mut());
        static TABLES: Mutex<Option<Tables>> = Mutex::new(None);
        builder
            .registration(|entry, tables| {
                ENTRY.store(entry, Ordering::Release);
                *TABLES.lock().unwrap_or_else(PoisonError::into_inner) = Some(Tables(tables));
            })
            .register()?;
        let entry = ENTRY.swap(ptr::null_mut(), Ordering::AcqRel);
        self.entry.store(entry, Ordering::Release);
        *self.tables.lock().unwrap_or_else(PoisonError::into_inner) =
            TABLES.lock().unwrap_or_else(PoisonError::into_inner).take();
        // SAFETY: see `get`; no other reference exists yet, as startup is still under way.
        unsafe { entry.as_mut() }.ok_or(Error::InvalidPointer)
    }
}
