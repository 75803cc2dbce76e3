//! Headers and body as a test declares them: what requests and responses have in common.

mod body;
mod methods;

use std::panic::Location;

use pact_runtime::{
    harness::DefinitionProblem,
    model::{Body, ContentType, Headers},
    path::{PathExpr, Token},
    rule::Category,
};

use crate::pattern::{Pattern, Shape, compile::Sink};

pub(crate) use {body::DeclaredBody, methods::content_methods};

/// Headers and body of a request or a response.
#[derive(Debug, Clone, Default)]
pub(crate) struct HttpContent {
    headers: NamedPatterns,
    body: DeclaredBody,
    problems: Vec<DefinitionProblem>,
}

impl HttpContent {
    /// Adds a value to a header. `Content-Type` stands only once: the last one counts.
    pub(crate) fn add_header(&mut self, name: &str, value: Pattern) {
        if !is_header_name(name) {
            self.problems.push(DefinitionProblem {
                location: value.node().location,
                message: format!(
                    "`{name}` cannot be the name of a header; use letters, digits and `-`"
                ),
            });
            return;
        }
        if name.eq_ignore_ascii_case("content-type") {
            self.headers.remove(name);
        }
        self.headers.add(name, value);
    }

    /// Sets the body; a second one is a problem, since only one of them can be meant.
    pub(crate) fn set_body(&mut self, body: DeclaredBody) {
        if let (false, Some(location)) = (self.body.is_missing(), body.location()) {
            self.problems.push(DefinitionProblem {
                location,
                message: "the body is declared twice; keep one of the calls".to_owned(),
            });
        }
        self.body = body;
    }

    /// Compiles headers and body. The kind of the body sets `Content-Type` unless a header does.
    pub(crate) fn compile(self, sink: &mut Sink) -> (Option<Headers>, Body) {
        sink.problems.extend(self.problems);
        let mut headers = Headers::default();
        for (name, pattern) in self.headers.grouped(str::eq_ignore_ascii_case) {
            let at = PathExpr::from_tokens(vec![Token::field(name.as_str())]);
            headers.set(&name, sink.texts(Category::Header, at, pattern));
        }
        let declared = headers
            .get("content-type")
            .and_then(|values| values.first())
            .and_then(|value| ContentType::parse(value));
        let is_declared = headers.get("content-type").is_some();
        let body = self.body.compile(declared, sink);
        if let (false, Some(content_type)) = (is_declared, body.content_type()) {
            headers.add("Content-Type", content_type.to_string());
        }
        ((!headers.is_empty()).then_some(headers), body)
    }
}

/// Patterns under names that may come several times, as those of headers and query parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct NamedPatterns(Vec<(String, Pattern)>);

impl NamedPatterns {
    pub(crate) fn add(&mut self, name: &str, pattern: Pattern) {
        self.0.push((name.to_owned(), pattern));
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
