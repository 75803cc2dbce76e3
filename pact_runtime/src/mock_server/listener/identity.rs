//! The certificates of mock servers that speak HTTPS, made on the fly and kept in memory alone.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::server::NoServerSessionStorage;

use crate::codec::base64;

/// HTTP/2 goes before HTTP/1.1 if the client can speak both.
const PROTOCOLS: &[&[u8]] = &[
    #[cfg(feature = "http2")]
    b"h2",
    b"http/1.1",
];

/// How many days before and after the clock's time a certificate is valid.
struct Validity {
    before: u32,
    after: u32,
}

const OF_ROOTS: Validity = Validity {
    before: 3650,
    after: 3650,
};

/// Apple's clients take no certificate of a server that is valid for more than 825 days, and some none past 398.
const OF_SERVERS: Validity = Validity {
    before: 30,
    after: 365,
};

const DAY: Duration = Duration::from_hours(24);

/// What a client has to trust to reach a mock server over HTTPS.
///
/// # Why there is one in a process
/// A client is often made once for all tests, before any server is started. With one root certificate it trusts
/// them all. The key behind it never leaves the process.
#[derive(Clone, PartialEq, Eq)]
pub struct RootCertificate {
    pem: String,
    der: Vec<u8>,
}

impl RootCertificate {
    /// As PEM text, for `reqwest::Certificate::from_pem` and its like, or for a file.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// As the bytes of DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}

impl fmt::Debug for RootCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RootCertificate").finish_non_exhaustive()
    }
}

/// The certificate of one server, with its key.
///
/// ```
/// use pact_runtime::mock_server::listener::Identity;
///
/// let identity = Identity::of_server([127, 0, 0, 1].into())?;
/// let pem = Identity::root_certificate()?.pem();
/// assert!(pem.starts_with("-----BEGIN CERTIFICATE-----\n"));
/// # let _ = identity;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct Identity {
    pub(super) config: Arc<ServerConfig>,
}

impl Identity {
    /// A fresh certificate, signed by the process's root, for `localhost`, the loopback addresses and `address`.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn of_server(address: IpAddr) -> io::Result<Self> {
        let root = Root::of_process()?;
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let mut params = params(&OF_SERVERS, "pact mock server");
        params.subject_alt_names = names(address)?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params
            .signed_by(&key, &root.issuer)
            .map_err(io::Error::other)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.into()], key.into())
            .map_err(io::Error::other)?;
        config.alpn_protocols = PROTOCOLS.iter().map(|name| name.to_vec()).collect();
        // A session that is resumed would bring something of one test into another.
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        Ok(Self {
            config: Arc::new(config),
        })
    }

    /// The certificate that has signed those of all servers of the process.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn root_certificate() -> io::Result<&'static RootCertificate> {
        Root::of_process().map(|root| &root.certificate)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

/// What signs the certificates of servers.
struct Root {
    certificate: RootCertificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Root {
    fn of_process() -> io::Result<&'static Self> {
        static ROOT: OnceLock<Result<Root, rcgen::Error>> = OnceLock::new();
        let root = ROOT.get_or_init(Self::new).as_ref();
        root.map_err(|error| io::Error::other(error.clone()))
    }

    fn new() -> Result<Self, rcgen::Error> {
        let key = KeyPair::generate()?;
        let mut params = params(&OF_ROOTS, "pact mock server root");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let der = params.self_signed(&key)?.der().to_vec();
        Ok(Self {
            certificate: RootCertificate {
                pem: pem(&der),
                der,
            },
            issuer: Issuer::new(params, key),
        })
    }
}

fn params(validity: &Validity, name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    // A clock that stands before 1970 is out of order; what stands wrong by as much as the validity still works.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now = date_time_ymd(1970, 1, 1) + now.unwrap_or_default();
    params.not_before = now - DAY * validity.before;
    params.not_after = now + DAY * validity.after;
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// What a client may call the server.
fn names(address: IpAddr) -> io::Result<Vec<SanType>> {
    let localhost = "localhost".try_into().map_err(io::Error::other)?;
    let mut names = vec![SanType::DnsName(localhost)];
    let loopback = [
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
    ];
    names.extend(loopback.map(SanType::IpAddress));
    if !loopback.contains(&address) && !address.is_unspecified() {
        names.push(SanType::IpAddress(address));
    }
    Ok(names)
}

/// Text of RFC 7468.
fn pem(der: &[u8]) -> String {
    let digits = base64::encode(der);
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = digits.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str("-----END CERTIFICATE-----\n");
    text
}
