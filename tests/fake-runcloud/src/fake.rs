//! A running fake, for tests that know nothing of async.

use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    thread::JoinHandle,
};

use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::{
    builder::Builder,
    fault::Fault,
    journal::{Entry, TlsCounts},
    shared::{Done, Shared},
    switches::Switches,
    world::World,
};

/// A RunCloud on a port of its own, in a thread of its own; it ends when this is dropped.
pub struct Fake {
    shared: Arc<Shared>,
    control: Option<SocketAddr>,
    ca_file: Option<PathBuf>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<io::Result<()>>>,
    /// Removed when this is dropped.
    _dir: Option<TempDir>,
}

impl Fake {
    /// Start one over TLS with one domain, or panic.
    #[must_use = "the fake ends when it is dropped"]
    pub fn start() -> Self {
        Self::builder().start()
    }

    /// Set one up.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) const fn new(
        shared: Arc<Shared>,
        control: Option<SocketAddr>,
        ca_file: Option<PathBuf>,
        dir: Option<TempDir>,
        stop: oneshot::Sender<()>,
        thread: JoinHandle<io::Result<()>>,
    ) -> Self {
        Self {
            shared,
            control,
            ca_file,
            stop: Some(stop),
            thread: Some(thread),
            _dir: dir,
        }
    }

    /// `https://127.0.0.1:PORT/api`; the version comes behind it.
    pub fn api_url(&self) -> String {
        format!("{}/api", self.shared.origin)
    }

    /// The authority to trust, in PEM; no such file without TLS.
    pub fn ca_file(&self) -> &Path {
        self.ca_file.as_deref().unwrap_or_else(|| Path::new(""))
    }

    /// `http://127.0.0.1:PORT` of the control interface, if it was asked for.
    pub fn control_url(&self) -> Option<String> {
        self.control.map(|address| format!("http://{address}"))
    }

    /// Change behaviours, from the next request on.
    pub fn switch<T>(&self, change: impl FnOnce(&mut Switches) -> T) -> T {
        change(&mut self.shared.switches())
    }

    /// Arm a fault; a closed port is closed when this returns.
    pub fn fault(&self, fault: Fault) {
        let (_, done) = self.shared.arm(fault);
        if let Some(done) = done {
            wait(done);
        }
    }

    /// Disarm all faults; a closed port is open when this returns.
    pub fn clear_faults(&self) {
        wait(self.shared.disarm());
    }

    /// Close all connections there are, busy or idle; they are closed when this returns.
    pub fn drop_connections(&self) {
        wait(self.shared.drop_connections());
    }

    /// Give [`crate::APP_ID`] so many domains and no certificate.
    pub fn seed(&self, domains: usize) {
        self.shared.world().seed(domains);
    }

    /// Set the milliseconds before every answer.
    pub fn set_latency_ms(&self, ms: u64) {
        self.shared.set_latency_ms(ms);
    }

    /// Set the milliseconds before the TLS handshake of every new connection.
    pub fn set_connect_ms(&self, ms: u64) {
        self.shared.set_connect_ms(ms);
    }

    /// Read or edit what the fake remembers. A request made from inside waits for ever.
    pub fn state<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.shared.world())
    }

    /// The requests since the start or the last clearing, by arrival.
    pub fn journal(&self) -> Vec<Entry> {
        self.shared.journal().entries()
    }

    /// Forget the requests and set the counts to nothing; numbers go on.
    pub fn clear_journal(&self) {
        self.shared.journal().clear();
    }

    /// TCP connections accepted since the start or the last clearing.
    pub fn connections(&self) -> u64 {
        self.shared.journal().connections
    }

    /// TLS handshakes since the start or the last clearing.
    pub fn handshakes(&self) -> TlsCounts {
        self.shared.journal().handshakes
    }

    /// Go back to how it began: state, switches, latency, faults, journal.
    pub fn reset(&self) {
        wait(self.shared.reset());
    }
}

/// Wait for the door. An error means that the fake has ended, and then nothing is open anyway.
fn wait(done: Done) {
    let _ = done.blocking_recv();
}

impl Drop for Fake {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
