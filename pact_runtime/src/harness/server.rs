//! The mock server as a test sees it, and what a test may say of it.

use std::{
    io,
    net::{IpAddr, SocketAddr},
};

use crate::mock_server::listener::Options;
#[cfg(feature = "tls")]
use crate::mock_server::listener::{Identity, RootCertificate};

/// The mock server of one test; it stops when the test has ended.
#[derive(Debug)]
pub struct Server {
    url: String,
}

/// Where the mock server of a test listens, and what it takes.
///
/// ```
/// use pact_runtime::harness::ServerSettings;
///
/// let settings = ServerSettings::default().address([0, 0, 0, 0]).port(8080).body_limit(1024);
/// # let _ = settings;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "settings count once a server is started with them"]
#[non_exhaustive]
pub struct ServerSettings {
    address: SocketAddr,
    body_limit: usize,
    #[cfg(feature = "tls")]
    speaks_https: bool,
}

impl Default for ServerSettings {
    fn default() -> Self {
        let options = Options::default();
        Self {
            address: options.address,
            body_limit: options.body_limit,
            #[cfg(feature = "tls")]
            speaks_https: false,
        }
    }
}

impl ServerSettings {
    /// The port; without it, or with 0, the system chooses one that is free. For a client whose address cannot be
    /// changed: two tests with one port must not run at once.
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }

    /// The address; `127.0.0.1` without it. A client in a container or on another machine reaches `[0, 0, 0, 0]`, which
    /// is all addresses of this machine; [`Server::url`] then names the loopback address.
    pub fn address(mut self, address: impl Into<IpAddr>) -> Self {
        self.address.set_ip(address.into());
        self
    }

    /// How many bytes the body of a request may have; 64 MiB without it. A larger one is answered with 413 and fails the
    /// test.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    pub(crate) fn socket_address(&self) -> SocketAddr {
        self.address
    }

    /// HTTPS instead of HTTP: with a certificate made for this server, which clients accept that trust
    /// [`Server::root_certificate`].
    #[cfg(feature = "tls")]
    pub fn https(mut self) -> Self {
        self.speaks_https = true;
        self
    }

    /// What the listener is to do.
    ///
    /// # Errors
    /// No certificate can be made.
    #[cfg_attr(
        not(feature = "tls"),
        expect(clippy::unnecessary_wraps, reason = "certificates can fail")
    )]
    pub(crate) fn to_options(&self) -> io::Result<Options> {
        Ok(Options {
            address: self.address,
            body_limit: self.body_limit,
            #[cfg(feature = "tls")]
            identity: self
                .speaks_https
                .then(|| Identity::of_server(self.address.ip()))
                .transpose()?,
        })
    }
}

impl Server {
    pub(crate) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
        }
    }

    /// Where the server listens: `http://127.0.0.1:PORT`, or `https://` and so on, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The root certificate that clients of an HTTPS server have to trust. All servers of the process have the same, so that a
    /// client may be made once for all tests; a server of plain HTTP has it too, and no use for it.
    ///
    /// # Panics
    /// If the system has no random bytes to make it from.
    #[cfg(feature = "tls")]
    #[track_caller]
    pub fn root_certificate(&self) -> &'static RootCertificate {
        Identity::root_certificate().expect("the system has random bytes for a key")
    }
}
