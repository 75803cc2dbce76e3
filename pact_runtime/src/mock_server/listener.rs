//! Real sockets: HTTP/1.1, and with the feature `http2` HTTP/2 on the same port, plain or through TLS.
//!
//! [`Listener::start`] binds before it returns and needs no async runtime, so it works the same in synchronous
//! tests and inside any runtime. The listeners of a process share background threads, as many as there are listeners at
//! once and at most four, and stopping one closes its socket and all its connections before it returns.
//!
//! # Why no tokio
//! A test process starts and stops one server a test, in a debug build. A bare readiness loop takes a request
//! without a task, a scheduler or a second wake-up, lets the thread that starts or stops a server do so itself
//! instead of asking another one, and reads what has already arrived when a test ends.

mod acceptor;
pub(super) mod body;
mod connection;
mod exchange;
#[cfg(feature = "http2")]
mod http2;
#[cfg(feature = "tls")]
mod identity;
mod protocol;
mod reactor;
mod refusal;
mod socket;
mod stream;
#[cfg(feature = "tls")]
mod tls;

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri, Version};

pub use body::AnswerBody;
#[cfg(feature = "tls")]
pub use identity::{Identity, RootCertificate};
pub use protocol::{HEAD_LIMIT, HEADER_COUNT_LIMIT};
pub use refusal::{Cause, Refusal};

/// How many bytes of a request's body are taken, unless [`Options::body_limit`] says otherwise.
pub const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// A request, complete.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method as sent.
    pub method: Method,
    /// The target as sent: path and query, for some clients the whole address.
    pub uri: Uri,
    /// The protocol it came with.
    pub version: Version,
    /// All headers, in the order of their first appearance.
    pub headers: HeaderMap,
    /// The body, at most [`Options::body_limit`] bytes.
    pub body: Bytes,
}

/// What is sent back.
///
/// `Content-Length` and `Transfer-Encoding` follow from the body; where `headers` has them they are not sent, save for
/// a `Content-Length` in the answer to a `HEAD` request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status; those below 200 cannot be sent and become a 500.
    pub status: StatusCode,
    /// The headers; nothing is added but the length.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// Decides what a [`Listener`] answers.
///
/// Both functions are called from the listener's thread, or from the one that stops it, and keep other requests
/// waiting: they should compute, not wait. What they record is recorded before the client sees an answer.
pub trait Handler: Send + Sync + 'static {
    /// Learns where it listens, before the first request can come.
    fn listening(&self, _url: &str) {}

    /// Answers a complete request.
    fn answer(&self, request: Request) -> Answer;

    /// Takes notice of something that arrived and did not become a request.
    fn refused(&self, refusal: Refusal);
}

/// Where to listen and what to take.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The address; port 0 lets the system choose. `127.0.0.1:0` by default.
    pub address: SocketAddr,
    /// The largest body of a request in bytes; a larger one is answered with 413. [`BODY_LIMIT`] by default.
    pub body_limit: usize,
    /// What the listener shows to its clients if it is to speak HTTPS instead of HTTP.
    #[cfg(feature = "tls")]
    pub identity: Option<Identity>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            body_limit: BODY_LIMIT,
            #[cfg(feature = "tls")]
            identity: None,
        }
    }
}

/// A listening socket and its connections; dropping it stops it.
///
/// ```
/// use std::io::{Read, Write};
/// use std::sync::Arc;
///
/// use pact_runtime::mock_server::listener::{Answer, Handler, Listener, Options, Refusal, Request};
///
/// struct Hello;
///
/// impl Handler for Hello {
///     fn answer(&self, request: Request) -> Answer {
///         Answer {
///             status: http::StatusCode::OK,
///             headers: http::HeaderMap::new(),
///             body: format!("hello {}", request.uri.path()).into(),
///         }
///     }
///     fn refused(&self, _: Refusal) {}
/// }
///
/// let listener = Listener::start(Options::default(), Arc::new(Hello))?;
/// let mut client = std::net::TcpStream::connect(listener.address())?;
/// client.write_all(b"GET /you HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")?;
/// let mut answer = String::new();
/// client.read_to_string(&mut answer)?;
/// assert_eq!(answer, "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\nhello /you");
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use = "a listener stops when it is dropped"]
pub struct Listener {
    acceptor: Arc<acceptor::Acceptor>,
    address: SocketAddr,
    url: String,
}

impl Listener {
    /// Binds and listens; connections are accepted from now on.
    ///
    /// # Errors
    /// The address cannot be bound, or the process is out of descriptors or threads.
    pub fn start(options: Options, handler: Arc<dyn Handler>) -> io::Result<Self> {
        let socket = std::net::TcpListener::bind(options.address)?;
        socket.set_nonblocking(true)?;
        let address = socket.local_addr()?;
        let socket = mio::net::TcpListener::from_std(socket);
        #[cfg(feature = "tls")]
        let scheme = options.identity.as_ref().map_or("http", |_| "https");
        #[cfg(not(feature = "tls"))]
        let scheme = "http";
        let url = format!("{scheme}://{}", reachable(address));
        handler.listening(&url);
        let reactor = reactor::Reactor::least_loaded()?;
        let acceptor = acceptor::Acceptor::start(socket, options, handler, reactor)?;
        Ok(Self {
            acceptor,
            address,
            url,
        })
    }

    /// The address that is listened on, with the port the system chose.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://` or `https://`, address and port, without a trailing slash. One that listens on all addresses is reached at the loopback
    /// address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops listening and closes all connections; when it returns, the handler is called no more.
    ///
    /// Requests that have fully arrived are still answered and so recorded. One that has arrived in part is cut, and
    /// recorded as a [`Refusal`]. A connection gets no chance to go on: this waits for no client.
    pub fn stop(&self) {
        self.acceptor.stop();
    }
}

/// An address at which a client of this machine reaches what listens on `address`.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            SocketAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        });
    }
    address
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
