//! What arrived at a mock server, in order, and what was answered.

use std::num::NonZeroUsize;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri, Version};

use super::listener::{Refusal, Request};
use crate::matching::Mismatch;

/// How many requests that matched are kept; the rest is counted.
pub const KEPT_MATCHES: usize = 1000;

/// How many requests that did not match are kept; the rest is counted.
pub const KEPT_FAILURES: usize = 50;

/// How many bytes of the body of such a request are kept.
pub const KEPT_BODY_BYTES: usize = 64 * 1024;

/// What arrived, and how often each interaction was exercised.
#[derive(Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    calls: Vec<usize>,
    matches: usize,
    failures: usize,
    preflights: usize,
}

/// Something that arrived.
#[derive(Debug)]
pub struct Entry {
    /// Its position among all that arrived, from 0; a gap is something that was not kept.
    pub number: usize,
    /// The request; nothing if what arrived did not become one.
    pub request: Option<Received>,
    /// What was made of it.
    pub outcome: Outcome,
}

/// A request as the journal keeps it.
#[derive(Debug, Clone)]
pub struct Received {
    /// The method.
    pub method: Method,
    /// The target as it was sent.
    pub uri: Uri,
    /// The protocol.
    pub version: Version,
    /// The headers; empty for a request that matched.
    pub headers: HeaderMap,
    /// The first [`KEPT_BODY_BYTES`] of the body; empty for a request that matched.
    pub body: Bytes,
    /// How long the body was.
    pub body_bytes: usize,
}

/// What was made of something that arrived. Interactions are named by their position among those that are played.
#[derive(Debug)]
pub enum Outcome {
    /// It matched this interaction and was answered with its response.
    Matched {
        /// The interaction.
        interaction: usize,
    },
    /// Method and path of some interactions matched, but not the rest. Answered with 500.
    Mismatched {
        /// The interactions with this method and path that come closest, the closest first.
        nearest: Vec<NearMiss>,
    },
    /// No interaction has this method and path. Answered with 500.
    Unexpected {
        /// The interactions that come closest, the closest first.
        nearest: Vec<NearMiss>,
    },
    /// It matched, but the interaction had been answered as often as its test said. Answered with 500.
    UsedUp {
        /// The interaction.
        interaction: usize,
        /// How often it was to be answered.
        times: NonZeroUsize,
    },
    /// It matched, but a generator of the response failed. Answered with 500.
    NotGenerated {
        /// The interaction.
        interaction: usize,
        /// What the generators say.
        reasons: Vec<String>,
    },
    /// A browser asked whether it may send a request of another origin, and no interaction said anything of it.
    /// Answered with 204.
    Preflight,
    /// It did not become a request.
    Refused(Refusal),
}

/// An interaction that nearly matched.
#[derive(Debug, Clone)]
pub struct NearMiss {
    /// The interaction.
    pub interaction: usize,
    /// All that keeps it from matching; the last one may say how many more there are.
    pub mismatches: Vec<Mismatch>,
}

impl Outcome {
    /// Whether it speaks against the test.
    pub fn is_failure(&self) -> bool {
        match self {
            Self::Matched { .. } | Self::Preflight => false,
            Self::Mismatched { .. }
            | Self::Unexpected { .. }
            | Self::UsedUp { .. }
            | Self::NotGenerated { .. }
            | Self::Refused(_) => true,
        }
    }
}

impl Journal {
    pub(super) fn new(interactions: usize) -> Self {
        Self {
            calls: vec![0; interactions],
            ..Self::default()
        }
    }

    /// What was kept, in the order of its arrival.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What speaks against the test, in the order of its arrival, as far as it was kept.
    pub fn failures(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.outcome.is_failure())
    }

    /// How often each interaction was answered with its response.
    pub fn calls(&self) -> &[usize] {
        &self.calls
    }

    /// How many requests arrived, and other things that did not become requests.
    pub fn total(&self) -> usize {
        self.matches + self.failures + self.preflights
    }

    /// How many of them speak against the test.
    pub fn total_failures(&self) -> usize {
        self.failures
    }

    pub(super) fn note_call(&mut self, interaction: usize) {
        if let Some(calls) = self.calls.get_mut(interaction) {
            *calls += 1;
        }
    }

    pub(super) fn note(&mut self, request: Option<Request>, outcome: Outcome) {
        let number = self.total();
        let is_failure = outcome.is_failure();
        let is_kept = match outcome {
            Outcome::Preflight => {
                self.preflights += 1;
                self.preflights <= KEPT_MATCHES
            }
            _ if is_failure => {
                self.failures += 1;
                self.failures <= KEPT_FAILURES
            }
            _ => {
                self.matches += 1;
                self.matches <= KEPT_MATCHES
            }
        };
        if is_kept {
            self.entries.push(Entry {
                number,
                request: request.map(|request| Received::of(request, is_failure)),
                outcome,
            });
        }
    }
}

impl Received {
    fn of(request: Request, is_failure: bool) -> Self {
        let body_bytes = request.body.len();
        let (headers, body) = if is_failure {
            (request.headers, beginning(request.body))
        } else {
            (HeaderMap::new(), Bytes::new())
        };
        Self {
            method: request.method,
            uri: request.uri,
            version: request.version,
            headers,
            body,
            body_bytes,
        }
    }
}

/// The part of a body that is kept, without the rest.
fn beginning(body: Bytes) -> Bytes {
    if body.len() <= KEPT_BODY_BYTES {
        body
    } else {
        Bytes::copy_from_slice(&body[..KEPT_BODY_BYTES])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(body: usize) -> Request {
        Request {
            method: Method::POST,
            uri: Uri::from_static("/"),
            version: Version::HTTP_11,
            headers: HeaderMap::from_iter([(http::header::ACCEPT, "x".parse().unwrap())]),
            body: vec![b'x'; body].into(),
        }
    }

    #[test]
    fn keeps_so_many_and_counts_the_rest() {
        let mut journal = Journal::new(1);
        for _ in 0..=KEPT_MATCHES {
            journal.note_call(0);
            journal.note(Some(request(1)), Outcome::Matched { interaction: 0 });
        }
        for _ in 0..=KEPT_FAILURES {
            let nearest = Vec::new();
            journal.note(
                Some(request(KEPT_BODY_BYTES + 1)),
                Outcome::Unexpected { nearest },
            );
        }
        assert_eq!(journal.calls(), [KEPT_MATCHES + 1]);
        assert_eq!(journal.total(), KEPT_MATCHES + KEPT_FAILURES + 2);
        assert_eq!(journal.total_failures(), KEPT_FAILURES + 1);
        assert_eq!(journal.entries().len(), KEPT_MATCHES + KEPT_FAILURES);
        let first = journal.failures().next().unwrap();
        assert_eq!(first.number, KEPT_MATCHES + 1);
        let kept = first.request.as_ref().unwrap();
        assert_eq!(kept.body.len(), KEPT_BODY_BYTES);
        assert_eq!(kept.body_bytes, KEPT_BODY_BYTES + 1);
        assert_eq!(kept.headers.len(), 1);
        let matched = journal.entries()[0].request.as_ref().unwrap();
        assert_eq!((matched.body.len(), matched.body_bytes), (0, 1));
    }
}
