//! The mock server as a test sees it, and what a test may say of it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::mock_server::listener::{self, BODY_LIMIT};

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
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            body_limit: BODY_LIMIT,
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

    pub(crate) fn to_options(&self) -> listener::Options {
        listener::Options {
            address: self.address,
            body_limit: self.body_limit,
        }
    }
}

impl Server {
    pub(crate) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
        }
    }

    /// Where the server listens: `http://127.0.0.1:PORT`, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }
}
