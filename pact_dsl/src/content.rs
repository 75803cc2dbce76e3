//! Headers and body as a test declares them: what requests and responses have in common.

mod body;
mod form;
pub(crate) mod graphql;
mod methods;

use std::panic::Location;

use pact_runtime::{
    codec::split_header,
    model::{Body, ContentType, Headers},
    path::{PathExpr, Token},
    rule::{Category, Rule},
};

use crate::pattern::{Pattern, Shape, compile::Sink};

pub(crate) use {
    body::{BodySlot, DeclaredBody},
    methods::{body_methods, header_methods},
};

/// A content type of `multipart/form-data` with any boundary, as other Pact tools write it.
const ANY_BOUNDARY: &str = r"multipart/form-data;(\s*charset=[^;]*;)?\s*boundary=.*";

/// Headers and body of a request or a response.
#[derive(Debug, Clone, Default)]
pub(crate) struct HttpContent {
    headers: NamedPatterns,
    pub(crate) body: BodySlot,
}

impl HttpContent {
    /// Adds a value to a header. `Content-Type` stands only once: the last one counts.
    pub(crate) fn add_header(&mut self, name: &str, value: Pattern) {
        let value = if is_header_name(name) {
            value
        } else {
            value.with_problem(format!(
                "`{name}` cannot be the name of a header; use letters, digits and `-`"
            ))
        };
        if name.eq_ignore_ascii_case("content-type") {
            self.headers.remove(name);
        }
        self.headers.add(name, value);
    }

    /// Compiles headers and body. The kind of the body sets `Content-Type` unless a header does.
    pub(crate) fn compile(self, sink: &mut Sink) -> (Option<Headers>, Body) {
        let mut headers = Headers::default();
        for (name, pattern) in self.headers.grouped(str::eq_ignore_ascii_case) {
            let values = header_values(&name, pattern, sink);
            headers.set(&name, values);
        }
        let declared = headers.get("content-type").map(|values| {
            let first = values.first();
            first.and_then(|value| ContentType::parse(value))
        });
        let is_declared = declared.is_some();
        let location = self.body.location();
        let body = self.body.compile(declared.flatten(), sink);
        if let (false, Some(content_type)) = (is_declared, body.content_type()) {
            headers.add("Content-Type", content_type.to_string());
            let at = PathExpr::from_tokens(vec![Token::field("Content-Type")]);
            if content_type.is_multipart() {
                let rule = Rule::Regex(ANY_BOUNDARY.to_owned());
                sink.rules.add(Category::Header, at.clone(), rule);
            }
            if let Some(location) = location {
                sink.sources.add(sink.part, Category::Header, at, location);
            }
        }
        ((!headers.is_empty()).then_some(headers), body)
    }
}

/// Text of a header that is a list by itself is split as it is when it comes over the wire.
fn header_values(name: &str, pattern: Pattern, sink: &mut Sink) -> Vec<String> {
    let is_plain = pattern.node().rules.rules.is_empty();
    let at = PathExpr::from_tokens(vec![Token::field(name)]);
    let values = sink.texts(Category::Header, at, pattern);
    match values.as_slice() {
        [only] if is_plain => split_header(name, only),
        _ => values,
    }
}

/// Patterns under names that may come several times, as those of headers and query parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct NamedPatterns(Vec<(String, Pattern)>);

impl NamedPatterns {
    pub(crate) fn add(&mut self, name: &str, pattern: Pattern) {
        self.0.push((name.to_owned(), pattern));
    }

    /// The names and patterns in order.
    pub(crate) fn into_entries(self) -> impl Iterator<Item = (String, Pattern)> {
        self.0.into_iter()
    }

    /// Takes out all patterns under a name of a header.
    fn remove(&mut self, name: &str) {
        self.0.retain(|(its, _)| !its.eq_ignore_ascii_case(name));
    }

    /// Each name once, in order; several patterns under one name become one pattern of a list.
    pub(crate) fn grouped(self, same: fn(&str, &str) -> bool) -> Vec<(String, Pattern)> {
        let mut groups: Vec<(String, Vec<Pattern>)> = Vec::with_capacity(self.0.len());
        for (name, pattern) in self.0 {
            match groups.iter_mut().find(|(its, _)| same(its, &name)) {
                Some((_, patterns)) => patterns.push(pattern),
                None => groups.push((name, vec![pattern])),
            }
        }
        let together = |(name, patterns)| match <[Pattern; 1]>::try_from(patterns) {
            Ok([pattern]) => (name, pattern),
            Err(patterns) => (name, list(patterns)),
        };
        groups.into_iter().map(together).collect()
    }
}

fn list(patterns: Vec<Pattern>) -> Pattern {
    let first = patterns.first().map(|pattern| pattern.node().location);
    let location = first.unwrap_or(Location::caller());
    Pattern::of_shape(location, Shape::Array(patterns))
}

/// Whether the text is a token of RFC 9110 §5.6.2, as names of headers are.
fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
