//! How a stream comes to go through TLS.

use std::io;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, ready};

use super::{Arrival, Stream};
use crate::mock_server::listener::{Cause, Identity, Refusal, tls::Session};

/// The first byte of a TLS handshake.
const TLS_HANDSHAKE: u8 = 0x16;

impl Stream {
    /// Agrees with the client on TLS, if that is what it begins with. What else it sends is no request to be answered, but
    /// what it is can be told.
    pub(in super::super) fn poll_handshake(
        &mut self,
        identity: &Identity,
        context: &Context<'_>,
    ) -> Poll<io::Result<()>> {
        if self.tls.is_none() {
            match ready!(self.socket.poll_first())? {
                Some(TLS_HANDSHAKE) => {}
                Some(_) => {
                    self.arrival.lacks_tls.store(true, Ordering::Relaxed);
                    return Poll::Ready(Ok(()));
                }
                None => return Poll::Ready(Ok(())),
            }
        }
        let tls = match &mut self.tls {
            Some(tls) => tls,
            none => none.insert(Box::new(Session::new(identity)?)),
        };
        let agreed = tls.poll_handshake(&mut self.socket, context);
        self.arrival.note_hello(tls.hello_bytes());
        if let Some(cause) = tls.take_failure() {
            self.refuse(cause);
        }
        agreed
    }

    /// Sends what the session has to send.
    pub(super) fn poll_flush_tls(&mut self) -> Poll<io::Result<()>> {
        let Some(tls) = &mut self.tls else {
            return Poll::Ready(Ok(()));
        };
        let flushed = tls.poll_flush(&mut self.socket);
        if let Poll::Ready(Err(_)) = &flushed {
            self.arrival.note_end();
        }
        flushed
    }

    /// Lets the session say that nothing more will come.
    pub(super) fn poll_last_word(&mut self) -> Poll<io::Result<()>> {
        if let Some(tls) = &mut self.tls {
            tls.close();
        }
        self.poll_flush_tls()
    }

    pub(super) fn refuse(&self, cause: Cause) {
        self.arrival.acceptor.handler.refused(Refusal {
            head: None,
            received_bytes: self.arrival.take_unparsed(),
            cause,
        });
    }
}

impl Arrival {
    /// Counts what has arrived of a client's first message.
    fn note_hello(&self, bytes: usize) {
        self.unparsed_bytes.store(bytes, Ordering::Relaxed);
    }
}
