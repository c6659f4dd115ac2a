//! How a fake is set up before it starts.

use std::{fs, io, path::PathBuf, sync::Arc, thread};

use tempfile::TempDir;
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
};

use crate::{
    auth::Credentials,
    control, door,
    fake::Fake,
    routes,
    shared::{Beginning, Shared},
    switches::Switches,
    tls::Tls,
};

/// The settings of a fake to come.
#[derive(Clone)]
#[must_use]
pub struct Builder {
    beginning: Beginning,
    credentials: Credentials,
    port: u16,
    plain: bool,
    control: bool,
    dir: Option<PathBuf>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            beginning: Beginning {
                seed: 1,
                switches: Switches::default(),
                latency_ms: 0,
            },
            credentials: Credentials::default(),
            port: 0,
            plain: false,
            control: false,
            dir: None,
        }
    }
}

impl Builder {
    /// The number of domains in [`crate::APP_ID`], 1 unless given; the first is the primary.
    pub const fn seed(mut self, domains: usize) -> Self {
        self.beginning.seed = domains;
        self
    }

    /// Choose behaviours.
    pub fn switch(mut self, change: impl FnOnce(&mut Switches)) -> Self {
        change(&mut self.beginning.switches);
        self
    }

    /// Milliseconds before every answer.
    pub const fn latency_ms(mut self, ms: u64) -> Self {
        self.beginning.latency_ms = ms;
        self
    }

    /// Other credentials than [`crate::TOKEN`], [`crate::KEY`] and [`crate::SECRET`].
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// A port instead of any.
    pub const fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// HTTP without TLS.
    pub const fn plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Open the control interface too.
    pub const fn control(mut self) -> Self {
        self.control = true;
        self
    }

    /// Where to put `ca.pem`, which then stays; a directory of its own, removed at the end, unless given.
    pub fn dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.dir = Some(dir.into());
        self
    }

    /// Start, or panic: a test without its server can only fail.
    #[must_use = "the fake ends when it is dropped"]
    #[allow(clippy::panic)]
    pub fn start(self) -> Fake {
        self.try_start()
            .unwrap_or_else(|error| panic!("cannot start the fake RunCloud: {error}"))
    }

    /// Start.
    ///
    /// # Errors
    /// When the port is taken, or the files or the thread cannot be made.
    pub fn try_start(self) -> io::Result<Fake> {
        let tls = if self.plain { None } else { Some(Tls::new()?) };
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let inside = runtime.enter();
        let listener = door::bind(self.port)?;
        let address = listener.local_addr()?;
        let control_listener = if self.control {
            Some(door::bind(0)?)
        } else {
            None
        };
        let control_address = control_listener
            .as_ref()
            .map(tokio::net::TcpListener::local_addr)
            .transpose()?;
        drop(inside);

        let scheme = if self.plain { "http" } else { "https" };
        let (orders_in, orders) = mpsc::unbounded_channel();
        let origin = format!("{scheme}://{address}");
        let shared = Arc::new(Shared::new(
            self.beginning,
            self.credentials,
            origin,
            orders_in,
        ));
        let (dir, ca_file) = match &tls {
            Some(tls) => {
                let (kept, path) = directory(self.dir)?;
                fs::write(&path, &tls.ca_pem)?;
                (kept, Some(path))
            }
            None => (None, None),
        };
        let (stop, stopped) = oneshot::channel();
        let router = routes::table(Arc::clone(&shared));
        let acceptor = tls.map(|tls| tls.acceptor);
        let inner = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("fake-runcloud".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    if let Some(listener) = control_listener {
                        tokio::spawn(control::serve(listener, Arc::clone(&inner)));
                    }
                    door::run(listener, inner, router, acceptor, orders, stopped).await
                })
            })?;
        Ok(Fake::new(
            shared,
            control_address,
            ca_file,
            dir,
            stop,
            thread,
        ))
    }
}

/// The directory to remove at the end, if any, and the file for the authority.
fn directory(given: Option<PathBuf>) -> io::Result<(Option<TempDir>, PathBuf)> {
    if let Some(dir) = given {
        fs::create_dir_all(&dir)?;
        return Ok((None, dir.join("ca.pem")));
    }
    let dir = tempfile::Builder::new()
        .prefix("fake-runcloud-")
        .tempdir()?;
    let path = dir.path().join("ca.pem");
    Ok((Some(dir), path))
}
