//! TLS between a socket and hyper.

use std::io::{self, IoSlice, Read as _, Write as _};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use rustls::{AlertDescription, Error, ServerConnection};

use super::socket::Socket;
use super::{Cause, Identity};

/// After how many reads that bring nothing to read in plain text other connections get their turn.
const READS_IN_A_ROW: usize = 16;

/// The server's side of one TLS connection.
///
/// # Wake-ups
/// An event says once that bytes have arrived. So [`poll_read`](Self::poll_read) is pending only when the socket is, and
/// not while anything is left in here.
pub(super) struct Session {
    connection: ServerConnection,
    hello: Hello,
    failure: Failure,
}

/// The client's first message.
enum Hello {
    /// So many bytes of it have arrived.
    Arriving(usize),
    Answered,
}

/// What has gone wrong; there is no more to read after that.
enum Failure {
    None,
    /// Nobody has taken notice yet.
    New(Error),
    Noted,
}

impl Session {
    pub(super) fn new(identity: &Identity) -> io::Result<Self> {
        let connection =
            ServerConnection::new(Arc::clone(&identity.config)).map_err(io::Error::other)?;
        Ok(Self {
            connection,
            hello: Hello::Arriving(0),
            failure: Failure::None,
        })
    }

    /// How much has arrived of the client's first message, until it is answered. After that a connection that comes to
    /// nothing may be one that the client has no use for any more.
    pub(super) fn hello_bytes(&self) -> usize {
        match self.hello {
            Hello::Arriving(bytes) => bytes,
            Hello::Answered => 0,
        }
    }

    /// What has gone wrong, once.
    pub(super) fn take_failure(&mut self) -> Option<Cause> {
        match std::mem::replace(&mut self.failure, Failure::Noted) {
            Failure::New(error) => Some(cause_of(&error)),
            other => {
                self.failure = other;
                None
            }
        }
    }

    /// Goes on until both sides have agreed.
    pub(super) fn poll_handshake(
        &mut self,
        socket: &mut Socket,
        context: &Context<'_>,
    ) -> Poll<io::Result<()>> {
        for _ in 0..READS_IN_A_ROW {
            // What comes with the last message of the handshake is for `poll_read`, whatever it is.
            if !self.connection.is_handshaking() {
                return Poll::Ready(Ok(()));
            }
            if self.has_failed() {
                return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
            }
            if ready!(self.poll_take(socket))? == 0 {
                return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
            }
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }

    /// Reads plain text. No byte is the end, announced or not: whether the request is whole, HTTP knows.
    pub(super) fn poll_read(
        &mut self,
        socket: &mut Socket,
        buffer: &mut [u8],
        context: &Context<'_>,
    ) -> Poll<io::Result<usize>> {
        for _ in 0..READS_IN_A_ROW {
            match self.connection.reader().read(buffer) {
                Ok(count) => return Poll::Ready(Ok(count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return Poll::Ready(Ok(0)),
            }
            if self.has_failed() {
                return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
            }
            ready!(self.poll_take(socket))?;
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }

    /// Takes plain text, as soon as what it took before is on its way.
    pub(super) fn poll_write(
        &mut self,
        socket: &mut Socket,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_flush(socket))?;
        let count = self.connection.writer().write_vectored(slices)?;
        match self.poll_flush(socket) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Ready(Ok(())) | Poll::Pending => Poll::Ready(Ok(count)),
        }
    }

    /// Sends what is to be sent.
    pub(super) fn poll_flush(&mut self, socket: &mut Socket) -> Poll<io::Result<()>> {
        while self.connection.wants_write() {
            let connection = &mut self.connection;
            let count = ready!(socket.poll_write_with(|stream| connection.write_tls(stream)))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Says that nothing more will come, once that is flushed.
    pub(super) fn close(&mut self) {
        self.connection.send_close_notify();
    }

    fn has_failed(&self) -> bool {
        !matches!(self.failure, Failure::None)
    }

    /// Takes in what has arrived. No byte is the end.
    fn poll_take(&mut self, socket: &mut Socket) -> Poll<io::Result<usize>> {
        let connection = &mut self.connection;
        let count = ready!(socket.poll_read_with(|stream| connection.read_tls(stream)))?;
        if let Hello::Arriving(bytes) = &mut self.hello {
            *bytes += count;
        }
        match self.connection.process_new_packets() {
            Ok(state) if state.tls_bytes_to_write() > 0 => self.hello = Hello::Answered,
            Ok(_) => {}
            Err(error) => self.failure = Failure::New(error),
        }
        // Answers and alerts of TLS itself. What does not fit the socket is sent when it is ready for more; that it cannot be
        // sent shows in what is read.
        let _ = self.poll_flush(socket);
        Poll::Ready(Ok(count))
    }
}

fn cause_of(error: &Error) -> Cause {
    let Error::AlertReceived(alert) = error else {
        return Cause::BrokenTls(error.to_string());
    };
    // As RFC 8446 spells them in 6.2.
    let distrust = match alert {
        AlertDescription::BadCertificate => "bad_certificate",
        AlertDescription::UnsupportedCertificate => "unsupported_certificate",
        AlertDescription::CertificateRevoked => "certificate_revoked",
        AlertDescription::CertificateExpired => "certificate_expired",
        AlertDescription::CertificateUnknown => "certificate_unknown",
        AlertDescription::UnknownCA => "unknown_ca",
        _ => return Cause::BrokenTls(format!("the client gave up: {alert:?}")),
    };
    Cause::Untrusted { alert: distrust }
}
