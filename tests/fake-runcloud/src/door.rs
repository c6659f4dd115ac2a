//! The port: open, or closed so that connecting is refused.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::Router;
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{mpsc::UnboundedReceiver, oneshot},
    task::JoinSet,
    time::{Instant, sleep_until},
};
use tokio_rustls::TlsAcceptor;

use crate::{connection, shared::Shared};

const BACKLOG: u32 = 1024;

/// What the door can be told.
#[derive(Debug)]
pub(crate) enum Order {
    Close {
        for_ms: Option<u64>,
        done: oneshot::Sender<()>,
    },
    Open {
        done: oneshot::Sender<()>,
    },
    DropConnections {
        done: oneshot::Sender<()>,
    },
}

enum Port {
    Open(TcpListener),
    /// Bound but not listening: nobody gets in, and nobody else gets the port.
    Closed {
        held: TcpSocket,
        until: Option<Instant>,
    },
    /// Neither, because the port could not be had again.
    Lost,
}

/// Take a port of the loopback interface; 0 is any.
pub(crate) fn bind(port: u16) -> io::Result<TcpListener> {
    hold(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?.listen(BACKLOG)
}

fn hold(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

/// Accept and serve connections until told to stop.
pub(crate) async fn run(
    listener: TcpListener,
    shared: Arc<Shared>,
    router: Router,
    tls: Option<TlsAcceptor>,
    mut orders: UnboundedReceiver<Order>,
    mut stop: oneshot::Receiver<()>,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    let mut port = Port::Open(listener);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            _ = &mut stop => return Ok(()),
            Some(order) = orders.recv() => match order {
                Order::Close { for_ms, done } => {
                    let until = for_ms.map(|ms| Instant::now() + Duration::from_millis(ms));
                    drop(port);
                    port = hold(address).map_or(Port::Lost, |held| Port::Closed { held, until });
                    connections.shutdown().await;
                    let _ = done.send(());
                }
                Order::Open { done } => {
                    port = open(port, address)?;
                    let _ = done.send(());
                }
                Order::DropConnections { done } => {
                    connections.shutdown().await;
                    let _ = done.send(());
                }
            },
            accepted = accept(&port) => match accepted {
                Some(tcp) => {
                    connections.spawn(connection::serve(Arc::clone(&shared), router.clone(), tls.clone(), tcp));
                }
                None => port = open(port, address)?,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

/// The next connection, or `None` when a closed port is to be opened.
async fn accept(port: &Port) -> Option<TcpStream> {
    loop {
        match port {
            Port::Open(listener) => {
                if let Ok((tcp, _)) = listener.accept().await {
                    return Some(tcp);
                }
                // Out of file descriptors, or the client left: the next one may do better.
                tokio::task::yield_now().await;
            }
            Port::Closed {
                until: Some(until), ..
            } => {
                sleep_until(*until).await;
                return None;
            }
            Port::Closed { until: None, .. } | Port::Lost => std::future::pending().await,
        }
    }
}

fn open(port: Port, address: SocketAddr) -> io::Result<Port> {
    Ok(Port::Open(match port {
        Port::Open(listener) => listener,
        Port::Closed { held, .. } => held.listen(BACKLOG)?,
        Port::Lost => hold(address)?.listen(BACKLOG)?,
    }))
}
