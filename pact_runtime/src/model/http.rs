//! HTTP interactions.

use super::{Body, Meta, Query, merge_by};
use crate::{generator::Generators, json::OwnedObject, rule::MatchingRules};

/// A request and the response to it: `Synchronous/HTTP` of specification V4.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HttpInteraction {
    /// Description, states and the rest that every kind of interaction has.
    pub meta: Meta,
    /// What the consumer sends.
    pub request: Request,
    /// What the provider answers.
    pub response: Response,
}

/// An HTTP request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The method, in upper case.
    pub method: String,
    /// The path, decoded nowhere: as it goes over the wire.
    pub path: String,
    /// The query parameters; `None` if the file says nothing of them.
    pub query: Option<Query>,
    /// The headers; `None` if the file says nothing of them.
    pub headers: Option<Headers>,
    /// The body.
    pub body: Body,
    /// Rules of the request.
    pub rules: MatchingRules,
    /// Generators of the request, for the provider's side.
    pub generators: Generators,
    /// Keys that we do not know.
    pub extra: OwnedObject,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            method: "GET".to_owned(),
            path: "/".to_owned(),
            query: None,
            headers: None,
            body: Body::Missing,
            rules: MatchingRules::default(),
            generators: Generators::default(),
            extra: OwnedObject::new(),
        }
    }
}

/// An HTTP response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The headers; `None` if the file says nothing of them.
    pub headers: Option<Headers>,
    /// The body.
    pub body: Body,
    /// Rules of the response.
    pub rules: MatchingRules,
    /// Generators of the response, for the consumer's side.
    pub generators: Generators,
    /// Keys that we do not know.
    pub extra: OwnedObject,
}

impl Default for Response {
    fn default() -> Self {
        Self {
            status: 200,
            headers: None,
            body: Body::Missing,
            rules: MatchingRules::default(),
            generators: Generators::default(),
            extra: OwnedObject::new(),
        }
    }
}

/// Headers in order: each name, as it was written, with its values. Names are compared without regard
/// to case (RFC 9110 §5.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headers(Vec<(String, Vec<String>)>);

impl Headers {
    /// The headers of these names and values; values of names that differ only in case are put
    /// together under the first of them.
    pub fn from_entries(entries: Vec<(String, Vec<String>)>) -> Self {
        Self(merge_by(entries, str::to_ascii_lowercase))
    }

    /// Appends one value to the header called `name`.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self
            .0
            .iter_mut()
            .find(|(its, _)| its.eq_ignore_ascii_case(name))
        {
            Some((_, values)) => values.push(value),
            None => self.0.push((name.to_owned(), vec![value])),
        }
    }

    /// Sets all values of the header called `name`.
    pub fn set(&mut self, name: &str, values: Vec<String>) {
        match self
            .0
            .iter_mut()
            .find(|(its, _)| its.eq_ignore_ascii_case(name))
        {
            Some((_, old)) => *old = values,
            None => self.0.push((name.to_owned(), values)),
        }
    }

    /// The values of the header called `name`.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        self.0
            .iter()
            .find(|(its, _)| its.eq_ignore_ascii_case(name))
            .map(|(_, values)| values.as_slice())
    }

    /// The headers in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// Whether there are no headers.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}
