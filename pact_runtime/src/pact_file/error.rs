//! Why a pact file was not written.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::codec;

/// Why a pact file was not read or written. The file is as it was.
#[derive(Debug)]
pub struct Error(Box<Failure>);

#[derive(Debug)]
struct Failure {
    kind: Kind,
    kept: Option<PathBuf>,
}

#[derive(Debug)]
enum Kind {
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    Pact {
        path: PathBuf,
        source: codec::Error,
    },
    ReadOnly {
        path: PathBuf,
    },
    OtherPact {
        path: PathBuf,
        found: String,
        expected: String,
    },
    Lock {
        path: PathBuf,
        seconds: u64,
    },
}

impl Error {
    fn new(kind: Kind) -> Self {
        Self(Box::new(Failure { kind, kept: None }))
    }

    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| {
            Self::new(Kind::Io {
                action,
                path,
                source,
            })
        }
    }

    pub(super) fn pact(path: &Path, source: codec::Error) -> Self {
        let path = path.to_owned();
        Self::new(Kind::Pact { path, source })
    }

    pub(super) fn read_only(path: &Path) -> Self {
        let path = path.to_owned();
        Self::new(Kind::ReadOnly { path })
    }

    pub(super) fn other_pact(path: &Path, found: String, expected: String) -> Self {
        let path = path.to_owned();
        Self::new(Kind::OtherPact {
            path,
            found,
            expected,
        })
    }

    pub(super) fn lock(path: &Path, seconds: u64) -> Self {
        let path = path.to_owned();
        Self::new(Kind::Lock { path, seconds })
    }

    pub(super) fn kept_at(mut self, path: PathBuf) -> Self {
        self.0.kept = Some(path);
        self
    }

    /// The file that the results of the tests are kept in instead, as a pact of its own.
    pub fn kept(&self) -> Option<&Path> {
        self.0.kept.as_deref()
    }

    /// Whether the existing file is written in a version of the specification later than V4.
    pub fn is_newer_version(&self) -> bool {
        matches!(&self.0.kind, Kind::Pact { source, .. } if source.is_newer_version())
    }

    /// Whether the existing file cannot be read as a pact.
    pub fn is_unreadable_pact(&self) -> bool {
        matches!(&self.0.kind, Kind::Pact { .. })
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0.kind {
            Kind::Io { action, path, .. } => write!(f, "failed to {action} `{}`", path.display())?,
            Kind::Pact { path, .. } => write!(
                f,
                "the existing pact file `{}` cannot be read, and is left as it is",
                path.display()
            )?,
            Kind::ReadOnly { path } => write!(
                f,
                "pact file `{}` would change but is marked read-only; make it writable",
                path.display()
            )?,
            Kind::OtherPact {
                path,
                found,
                expected,
            } => write!(
                f,
                "pact file `{}` is of {found}, not of {expected}; name another directory for one of \
                 the two pacts",
                path.display()
            )?,
            Kind::Lock { path, seconds } => write!(
                f,
                "another process has held the lock `{}` for {seconds} s; end that process",
                path.display()
            )?,
        }
        match &self.0.kept {
            Some(kept) => write!(
                f,
                "; what the tests recorded is kept in `{}` for the next run",
                kept.display()
            ),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            Kind::Io { source, .. } => Some(source),
            Kind::Pact { source, .. } => Some(source),
            Kind::ReadOnly { .. } | Kind::OtherPact { .. } | Kind::Lock { .. } => None,
        }
    }
}
