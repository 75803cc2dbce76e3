//! The provider's side of a message with answers, for the consumer under test to talk to.

use std::{
    borrow::Cow,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::Delivery;
use crate::{
    json::Object,
    matching::{ActualMessage, MessageMatcher, Mismatch},
    model::{ContentType, MessageContents},
};

/// Plays the provider in an exchange of messages: takes requests, gives the declared responses.
#[derive(Debug)]
#[must_use = "the exchange is used once the consumer under test has sent its request"]
pub struct Exchange {
    matcher: MessageMatcher,
    content_type: Option<ContentType>,
    responses: Vec<MessageContents>,
    journal: Arc<ExchangeJournal>,
}

/// What arrived at an exchange.
#[derive(Debug, Default)]
pub(crate) struct ExchangeJournal {
    state: Mutex<ExchangeState>,
}

/// What has arrived so far.
#[derive(Debug, Default)]
pub(crate) struct ExchangeState {
    /// How many requests arrived.
    pub(crate) count: usize,
    /// How many of them matched.
    pub(crate) matched: usize,
    /// The mismatches of those that did not, up to [`MAX_FAILED`].
    pub(crate) failed: Vec<Vec<Mismatch>>,
}

/// How many requests that do not match are kept for the report.
const MAX_FAILED: usize = 100;

impl Exchange {
    pub(crate) fn new(
        matcher: MessageMatcher,
        content_type: Option<ContentType>,
        responses: Vec<MessageContents>,
    ) -> (Self, Arc<ExchangeJournal>) {
        let journal = Arc::new(ExchangeJournal::default());
        let exchange = Self {
            matcher,
            content_type,
            responses,
            journal: Arc::clone(&journal),
        };
        (exchange, journal)
    }

    /// Sends a request without metadata; returns the responses to it.
    ///
    /// # Errors
    /// If it does not match. The test fails then, whatever becomes of the error, and its report tells what
    /// does not match.
    pub fn send(&self, contents: impl AsRef<[u8]>) -> Result<Vec<Delivery>, Unanswered> {
        self.answer(contents.as_ref(), &Object::new())
    }

    /// Sends a request with metadata; returns the responses to it.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_with<'a>(
        &self,
        contents: impl AsRef<[u8]>,
        metadata: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Vec<Delivery>, Unanswered> {
        let metadata = metadata.into_iter();
        let metadata = metadata.map(|(key, value)| (Cow::Borrowed(key), value));
        self.answer(contents.as_ref(), &metadata.collect())
    }

    fn answer(&self, contents: &[u8], metadata: &Object<'_>) -> Result<Vec<Delivery>, Unanswered> {
        let request = ActualMessage::new(metadata)
            .with_contents(contents)
            .with_content_type(self.content_type.clone());
        let mismatches = self.matcher.compare(&request);
        let mut state = self.journal.lock();
        state.count += 1;
        if mismatches.is_empty() {
            state.matched += 1;
            let responses = self.responses.iter().cloned();
            return Ok(responses
                .map(|response| Delivery::new(response).0)
                .collect());
        }
        let count = mismatches.len();
        if state.failed.len() < MAX_FAILED {
            state.failed.push(mismatches);
        }
        Err(Unanswered { count })
    }
}

impl ExchangeJournal {
    /// What has arrived, also after a panic in the test: nothing is left half done in it.
    pub(crate) fn lock(&self) -> MutexGuard<'_, ExchangeState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that does not match what the exchange expects; the report of the test tells why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    count: usize,
}

impl std::fmt::Display for Unanswered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mismatches = if self.count == 1 {
            "mismatch"
        } else {
            "mismatches"
        };
        write!(
            f,
            "the request has {} {mismatches} with the pact",
            self.count
        )
    }
}

impl std::error::Error for Unanswered {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        json::Json,
        matching::MatchOptions,
        model::Body,
        path::PathExpr,
        rule::{Category, Rule},
    };

    #[test]
    fn answers_what_matches_and_keeps_what_does_not() {
        let mut request = MessageContents {
            body: Body::json(Json::from(1)),
            ..MessageContents::default()
        };
        request
            .rules
            .add(Category::Body, PathExpr::root(), Rule::Integer);
        request.metadata.insert("topic", "prices");
        let response = MessageContents {
            body: Body::json(Json::from("yes")),
            ..MessageContents::default()
        };
        let matcher = MessageMatcher::compile(&request, &MatchOptions::default()).unwrap();
        let content_type = request.body.content_type().cloned();
        let (exchange, journal) = Exchange::new(matcher, content_type, vec![response]);

        let answers = exchange.send_with("7", [("topic", "prices")]).unwrap();
        assert_eq!(answers[0].text(), Ok("\"yes\""));
        let refused = exchange.send("\"7\"").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the request has 2 mismatches with the pact"
        );

        let state = journal.lock();
        assert_eq!((state.count, state.matched, state.failed.len()), (2, 1, 1));
    }
}
