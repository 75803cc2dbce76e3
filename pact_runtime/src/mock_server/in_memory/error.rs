//! Why a request has no response.

use std::error::Error;
use std::fmt;

/// Why a request to a mock server without sockets has no response.
#[derive(Debug)]
pub struct InMemoryError(Box<Kind>);

#[derive(Debug)]
enum Kind {
    Body(Box<dyn Error + Send + Sync>),
    Ended,
}

impl InMemoryError {
    pub(super) fn body(source: Box<dyn Error + Send + Sync>) -> Self {
        Self(Box::new(Kind::Body(source)))
    }

    pub(super) fn ended() -> Self {
        Self(Box::new(Kind::Ended))
    }

    /// Whether the request came after the end of the test.
    pub fn is_ended(&self) -> bool {
        matches!(*self.0, Kind::Ended)
    }
}

impl fmt::Display for InMemoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self.0 {
            Kind::Body(_) => "the body of the request failed",
            Kind::Ended => "the mock server takes no request after the end of its test",
        })
    }
}

impl Error for InMemoryError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.0 {
            Kind::Body(source) => Some(&**source),
            Kind::Ended => None,
        }
    }
}
