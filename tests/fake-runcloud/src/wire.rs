//! The bytes of a connection, and the harm that can be done to them.
//!
//! It stands between hyper and TLS, so that a response can be cut or slowed down anywhere, its headers included.

use std::{
    io,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use socket2::SockRef;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Sleep, sleep},
};
use tokio_rustls::server::TlsStream;

use crate::{connection::Link, fault::Ending};

/// What is to happen to the bytes of the next response.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Plan {
    /// Nothing.
    #[default]
    Pass,
    /// So many bytes, then an end.
    Cut { left: usize, then: Ending },
    /// So many bytes at a time.
    Drip { bytes: usize, every: Duration },
    /// All of them, then a close.
    CloseWhenIdle { written: bool, flushed: bool },
}

/// The connection below HTTP.
pub(crate) enum Socket {
    Tls(Box<TlsStream<TcpStream>>),
    Plain(TcpStream),
}

pub(crate) struct Wire {
    socket: Socket,
    link: Arc<Link>,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Wire {
    pub(crate) const fn new(socket: Socket, link: Arc<Link>) -> Self {
        Self {
            socket,
            link,
            pause: None,
        }
    }

    fn tcp(&self) -> &TcpStream {
        match &self.socket {
            Socket::Tls(tls) => tls.get_ref().0,
            Socket::Plain(tcp) => tcp,
        }
    }

    /// End the response here. Never succeeds: hyper drops the connection on an error.
    fn end(&mut self, cx: &mut Context<'_>, then: Ending) -> Poll<io::Result<usize>> {
        match then {
            Ending::Close => {
                // An error of the closing itself changes nothing: the client is gone already.
                let _ = ready!(Pin::new(&mut self.socket).poll_shutdown(cx));
            }
            Ending::Drop => {
                let _ = ready!(Pin::new(&mut self.socket).poll_flush(cx));
            }
            Ending::Reset => {
                let _ = ready!(Pin::new(&mut self.socket).poll_flush(cx));
                reset_on_drop(self.tcp());
            }
            Ending::Stall => {
                let _ = ready!(Pin::new(&mut self.socket).poll_flush(cx));
                ready!(self.wait_for_leaving(cx));
            }
        }
        Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()))
    }

    fn wait_for_leaving(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; 512];
        loop {
            let mut unread = ReadBuf::new(&mut bytes);
            match ready!(Pin::new(&mut self.socket).poll_read(cx, &mut unread)) {
                Ok(()) if !unread.filled().is_empty() => {}
                _ => return Poll::Ready(()),
            }
        }
    }
}

/// Make the close of a connection an RST.
pub(crate) fn reset_on_drop(tcp: &TcpStream) {
    // It fails only on a socket that is closed already, and then there is nothing left to reset.
    let _ = SockRef::from(tcp).set_linger(Some(Duration::ZERO));
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if let Plan::CloseWhenIdle {
            written: true,
            flushed: true,
        } = *this.link.plan()
        {
            // End of file is what makes hyper close in order.
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut this.socket).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let plan = *this.link.plan();
        match plan {
            Plan::Pass => Pin::new(&mut this.socket).poll_write(cx, bytes),
            Plan::Cut { left: 0, then } => this.end(cx, then),
            Plan::Cut { left, then } => {
                let part = bytes.get(..left).unwrap_or(bytes);
                let written = ready!(Pin::new(&mut this.socket).poll_write(cx, part))?;
                *this.link.plan() = Plan::Cut {
                    left: left - written,
                    then,
                };
                Poll::Ready(Ok(written))
            }
            Plan::Drip {
                bytes: portion,
                every,
            } => {
                if let Some(pause) = &mut this.pause {
                    ready!(Pin::new(&mut this.socket).poll_flush(cx))?;
                    ready!(pause.as_mut().poll(cx));
                    this.pause = None;
                }
                let part = bytes.get(..portion.max(1)).unwrap_or(bytes);
                let written = ready!(Pin::new(&mut this.socket).poll_write(cx, part))?;
                this.pause = Some(Box::pin(sleep(every)));
                Poll::Ready(Ok(written))
            }
            Plan::CloseWhenIdle { .. } => {
                let written = ready!(Pin::new(&mut this.socket).poll_write(cx, bytes))?;
                *this.link.plan() = Plan::CloseWhenIdle {
                    written: true,
                    flushed: false,
                };
                Poll::Ready(Ok(written))
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(Pin::new(&mut this.socket).poll_flush(cx))?;
        if let Plan::CloseWhenIdle {
            written: true,
            flushed: flushed @ false,
        } = &mut *this.link.plan()
        {
            *flushed = true;
            // hyper reads again only when the client says something; now it is to find the end of file.
            cx.waker().wake_by_ref();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_shutdown(cx)
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Tls(tls) => pin!(tls).poll_read(cx, buffer),
            Self::Plain(tcp) => pin!(tcp).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Tls(tls) => pin!(tls).poll_write(cx, bytes),
            Self::Plain(tcp) => pin!(tcp).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Tls(tls) => pin!(tls).poll_flush(cx),
            Self::Plain(tcp) => pin!(tcp).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Tls(tls) => pin!(tls).poll_shutdown(cx),
            Self::Plain(tcp) => pin!(tcp).poll_shutdown(cx),
        }
    }
}
