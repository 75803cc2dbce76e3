//! What arrived and did not become a request.

use std::fmt;
use std::io;

use http::{Method, StatusCode, Uri};

use super::{HEAD_LIMIT, HEADER_COUNT_LIMIT};

/// Something that arrived and could not be handed on as a request.
#[derive(Debug)]
pub struct Refusal {
    /// Method and target, where the head was complete.
    pub head: Option<(Method, Uri)>,
    /// How many bytes had arrived: of the body if there is a head, else of the head.
    pub received_bytes: usize,
    /// Why it did not become a request.
    pub cause: Cause,
}

/// Why something that arrived did not become a request.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// It is not HTTP; the reason is hyper's.
    Malformed(String),
    /// It began as HTTP/2, which needs the feature `http2`. The connection was closed.
    Http2,
    /// It began as HTTP/2 and went on as something else; the reason is hyper's. The connection was closed.
    BrokenHttp2(String),
    /// It is the start of a TLS connection, and this port speaks plain HTTP.
    Tls,
    /// It is HTTP, but not over TLS, and this port speaks HTTPS. Answered with 400, without TLS.
    NotTls,
    /// It began as TLS and went on as something else, or came to nothing; the reason is rustls's. The connection was closed.
    BrokenTls(String),
    /// The client did not accept the certificate.
    Untrusted {
        /// What it said, as RFC 8446 names it.
        alert: &'static str,
    },
    /// The head is larger than [`HEAD_LIMIT`], or has more than [`HEADER_COUNT_LIMIT`] headers. Answered with 431.
    HeadTooLarge,
    /// The body is larger than this limit in bytes. Answered with 413.
    BodyTooLarge {
        /// The limit in bytes.
        limit_bytes: usize,
    },
    /// The client closed the connection, or broke the protocol, before the request was complete.
    Incomplete,
    /// The body of a request that came without a socket failed with this error.
    BodyFailed(String),
    /// The listener was stopped before the request was complete.
    Cut,
    /// The handler panicked. Nothing is answered.
    Panicked,
    /// A connection could not be accepted.
    NotAccepted(io::Error),
}

impl Cause {
    /// The status the client was sent, if it was sent one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Malformed(_) | Self::Tls | Self::NotTls => Some(StatusCode::BAD_REQUEST),
            Self::HeadTooLarge => Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
            Self::BodyTooLarge { .. } => Some(StatusCode::PAYLOAD_TOO_LARGE),
            Self::Http2
            | Self::BrokenHttp2(_)
            | Self::BrokenTls(_)
            | Self::Untrusted { .. }
            | Self::BodyFailed(_)
            | Self::Incomplete
            | Self::Cut
            | Self::Panicked
            | Self::NotAccepted(_) => None,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(reason) => write!(f, "what arrived is not HTTP: {reason}"),
            Self::Http2 => f.write_str(
                "HTTP/2 arrived, which the mock server speaks with the feature `http2`; turn it on, or use HTTP/1.1",
            ),
            Self::BrokenHttp2(reason) => write!(f, "the client broke HTTP/2: {reason}"),
            Self::Tls => f.write_str(
                "a TLS handshake arrived at a port that speaks plain HTTP; use `http://`, or start the server with \
                 `ServerSettings::https` of the feature `tls`",
            ),
            Self::NotTls => {
                f.write_str("plain HTTP arrived at a port that speaks HTTPS; use `https://`")
            }
            Self::BrokenTls(reason) => write!(f, "TLS came to nothing: {reason}"),
            Self::Untrusted { alert } => write!(
                f,
                "the client does not trust the mock server's certificate (TLS alert `{alert}`); let it trust \
                 `server.root_certificate()`, and call the server as `server.url()` does"
            ),
            Self::HeadTooLarge => write!(
                f,
                "the head is larger than {HEAD_LIMIT} bytes or has more than {HEADER_COUNT_LIMIT} headers"
            ),
            Self::BodyTooLarge { limit_bytes } => {
                write!(f, "the body is larger than {limit_bytes} bytes")
            }
            Self::Incomplete => {
                f.write_str("the client closed the connection before the request was complete")
            }
            Self::BodyFailed(error) => write!(f, "the body of the request failed: {error}"),
            Self::Cut => f.write_str("the test ended before the request was complete"),
            Self::Panicked => f.write_str("answering the request panicked"),
            Self::NotAccepted(error) => write!(f, "a connection could not be accepted: {error}"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((method, uri)) = &self.head {
            write!(f, "{method} {uri}: ")?;
        }
        self.cause.fmt(f)
    }
}
