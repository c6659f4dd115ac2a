//! One connection, from its acceptance to its end.

use std::{
    convert::Infallible,
    io,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::Router;
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use rustls::HandshakeKind;
use tokio::{io::AsyncReadExt as _, net::TcpStream, time::sleep};
use tokio_rustls::TlsAcceptor;

use crate::{
    fault::Effect,
    gate,
    journal::TlsUse,
    shared::{Shared, locked},
    wire::{Plan, Socket, Wire, reset_on_drop},
};

/// What the requests of one connection share with its bytes.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) number: u64,
    opened: TlsUse,
    requests: AtomicU32,
    plan: Mutex<Plan>,
}

impl Link {
    const fn new(number: u64, opened: TlsUse) -> Self {
        Self {
            number,
            opened,
            requests: AtomicU32::new(0),
            plan: Mutex::new(Plan::Pass),
        }
    }

    /// How the request that arrives now came to this connection.
    pub(crate) fn count_request(&self) -> TlsUse {
        // Before the body is read: "100 Continue" must not meet what is left of an earlier plan.
        *self.plan() = Plan::Pass;
        if self.requests.fetch_add(1, Ordering::Relaxed) == 0 {
            self.opened
        } else {
            TlsUse::Reused
        }
    }

    /// What is to happen to the next response.
    pub(crate) fn plan(&self) -> MutexGuard<'_, Plan> {
        locked(&self.plan)
    }
}

/// Serve a connection until either side ends it.
pub(crate) async fn serve(
    shared: Arc<Shared>,
    router: Router,
    tls: Option<TlsAcceptor>,
    mut tcp: TcpStream,
) {
    let number = {
        let mut journal = shared.journal();
        journal.connections += 1;
        shared.next_connection()
    };
    let met = shared.faults().meet_connection();
    match met {
        Some(Effect::ResetHandshake) => return reset_on_drop(&tcp),
        Some(_) => return wait_for_leaving(&mut tcp).await,
        None => {}
    }
    // Without it a response in several portions would wait for the client's acknowledgements.
    let _ = tcp.set_nodelay(true);
    // Elsewhere a connection costs round trips before its first request, and the loopback interface has none.
    let connect_ms = shared.connect_ms();
    if connect_ms > 0 {
        sleep(Duration::from_millis(connect_ms)).await;
    }
    let Ok((socket, opened)) = open(&shared, tls, tcp).await else {
        return;
    };
    let link = Arc::new(Link::new(number, opened));
    let service = service_fn(|request| {
        let (shared, router, link) = (Arc::clone(&shared), router.clone(), Arc::clone(&link));
        async move { Ok::<_, Infallible>(gate::pass(shared, router, link, request).await) }
    });
    // Its errors are the client's leaving or an armed fault; the journal tells of both.
    let _ = http1::Builder::new()
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(Wire::new(socket, Arc::clone(&link))), service)
        .await;
}

async fn open(
    shared: &Shared,
    tls: Option<TlsAcceptor>,
    tcp: TcpStream,
) -> io::Result<(Socket, TlsUse)> {
    let Some(tls) = tls else {
        return Ok((Socket::Plain(tcp), TlsUse::Plain));
    };
    let stream = tls
        .accept(tcp)
        .await
        .inspect_err(|_| shared.journal().handshakes.failed += 1)?;
    let resumed = stream.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed);
    let mut journal = shared.journal();
    let opened = if resumed {
        journal.handshakes.resumed += 1;
        TlsUse::Resumed
    } else {
        journal.handshakes.full += 1;
        TlsUse::Full
    };
    Ok((Socket::Tls(Box::new(stream)), opened))
}

async fn wait_for_leaving(tcp: &mut TcpStream) {
    let mut bytes = [0; 512];
    while tcp.read(&mut bytes).await.is_ok_and(|count| count > 0) {}
}
