//! What all connections, the routes, the control interface and the test share.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use tokio::sync::{mpsc::UnboundedSender, oneshot};

use crate::{
    auth::Credentials,
    door::Order,
    fault::{Effect, Fault},
    fault_book::FaultBook,
    journal::Journal,
    rate::{Allowance, RateWindow},
    switches::Switches,
    world::World,
};

/// How a fake begins, and what a reset goes back to.
#[derive(Clone, Debug)]
pub(crate) struct Beginning {
    pub(crate) seed: usize,
    pub(crate) switches: Switches,
    pub(crate) latency_ms: u64,
}

pub(crate) struct Shared {
    pub(crate) credentials: Credentials,
    /// Scheme, host and port, for links.
    pub(crate) origin: String,
    pub(crate) started: Instant,
    beginning: Beginning,
    world: Mutex<World>,
    switches: Mutex<Switches>,
    faults: Mutex<FaultBook>,
    journal: Mutex<Journal>,
    rate: Mutex<RateWindow>,
    latency_ms: AtomicU64,
    connect_ms: AtomicU64,
    connections: AtomicU64,
    door: UnboundedSender<Order>,
}

/// Told when the door has done what it was asked; an error means that the fake has ended.
pub(crate) type Done = oneshot::Receiver<()>;

/// Lock, also after a test panicked while it held the lock: the next assertion tells more than a poisoned lock.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(crate) fn new(
        beginning: Beginning,
        credentials: Credentials,
        origin: String,
        door: UnboundedSender<Order>,
    ) -> Self {
        Self {
            credentials,
            origin,
            started: Instant::now(),
            world: Mutex::new(World::new(beginning.seed)),
            switches: Mutex::new(beginning.switches.clone()),
            faults: Mutex::default(),
            journal: Mutex::default(),
            rate: Mutex::default(),
            latency_ms: AtomicU64::new(beginning.latency_ms),
            connect_ms: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            beginning,
            door,
        }
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        locked(&self.world)
    }

    pub(crate) fn switches(&self) -> MutexGuard<'_, Switches> {
        locked(&self.switches)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, FaultBook> {
        locked(&self.faults)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        locked(&self.journal)
    }

    pub(crate) fn count_rate(&self, switches: &Switches) -> Allowance {
        locked(&self.rate).count(switches)
    }

    pub(crate) fn latency_ms(&self) -> u64 {
        self.latency_ms.load(Ordering::Relaxed)
    }

    pub(crate) fn set_latency_ms(&self, ms: u64) {
        self.latency_ms.store(ms, Ordering::Relaxed);
    }

    pub(crate) fn connect_ms(&self) -> u64 {
        self.connect_ms.load(Ordering::Relaxed)
    }

    pub(crate) fn set_connect_ms(&self, ms: u64) {
        self.connect_ms.store(ms, Ordering::Relaxed);
    }

    pub(crate) fn next_connection(&self) -> u64 {
        self.connections.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Arm a fault; one that closes the port is done only when the port is closed.
    pub(crate) fn arm(&self, fault: Fault) -> (u64, Option<Done>) {
        let refusal = match fault.effect {
            Effect::RefuseConnections { for_ms } => Some(for_ms),
            _ => None,
        };
        let id = self.faults().arm(fault);
        (
            id,
            refusal.map(|for_ms| self.order(|done| Order::Close { for_ms, done })),
        )
    }

    /// Disarm all faults; done when the port is open.
    pub(crate) fn disarm(&self) -> Done {
        self.faults().clear();
        self.order(|done| Order::Open { done })
    }

    /// Close all connections there are.
    pub(crate) fn drop_connections(&self) -> Done {
        self.order(|done| Order::DropConnections { done })
    }

    /// Go back to how it all began; done when the port is open.
    pub(crate) fn reset(&self) -> Done {
        *self.world() = World::new(self.beginning.seed);
        self.switches().clone_from(&self.beginning.switches);
        self.set_latency_ms(self.beginning.latency_ms);
        self.set_connect_ms(0);
        *locked(&self.rate) = RateWindow::default();
        self.journal().clear();
        self.disarm()
    }

    fn order(&self, order: impl FnOnce(oneshot::Sender<()>) -> Order) -> Done {
        let (done, wait) = oneshot::channel();
        // Without a door there is nothing to open or close; the waiting ends as the order is dropped.
        let _ = self.door.send(order(done));
        wait
    }
}
