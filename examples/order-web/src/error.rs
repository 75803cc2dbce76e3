//! What can go wrong with a request.

/// Why a request did not give what was asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no such order or customer.
    NotFound,
    /// The token is missing or no longer good.
    Unauthorized,
    /// The API refused the request for this reason.
    Refused(String),
    /// The API could not be reached, or answered with something else.
    Http(reqwest::Error),
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        match error.status() {
            Some(reqwest::StatusCode::NOT_FOUND) => Self::NotFound,
            Some(reqwest::StatusCode::UNAUTHORIZED) => Self::Unauthorized,
            _ => Self::Http(error),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("the order API knows nothing of it"),
            Self::Unauthorized => f.write_str("the order API wants a valid token"),
            Self::Refused(reason) => write!(f, "the order API refused: {reason}"),
            Self::Http(_) => f.write_str("the request to the order API failed"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Http(error) => Some(error),
            Self::NotFound | Self::Unauthorized | Self::Refused(_) => None,
        }
    }
}
