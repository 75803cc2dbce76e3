//! Requests: what the consumer sends.

use std::panic::Location;

use pact_runtime::{
    json::OwnedObject,
    model,
    path::{PathExpr, Token},
    rule::Category,
};

use crate::{
    content::{
        BodySlot, DeclaredBody, HttpContent, NamedPatterns, body_methods, graphql, header_methods,
    },
    pattern::{IntoPattern, IntoText, Pattern, compile::Sink},
};

/// A request that the consumer is expected to send.
///
/// Made by [`get`], [`post`], [`put`], [`patch`], [`delete`], [`head`], [`options`] or [`method`].
/// It is a plain value: a function can make one for many tests.
///
/// The request must have all that is declared here, and no more query parameters and no more members
/// of a JSON body than are declared; further headers are allowed.
#[derive(Debug, Clone)]
#[must_use = "a request says something only as part of an interaction; hand it to `.request(..)`"]
pub struct Request {
    method: String,
    location: &'static Location<'static>,
    path: Pattern,
    query: NamedPatterns,
    content: HttpContent,
}

macro_rules! methods {
    ($($name:ident $method:literal)*) => {$(
        #[doc = concat!("A `", $method, "` request to a path: text, or a matcher of text.")]
        #[track_caller]
        pub fn $name(path: impl IntoText) -> Request {
            new(Location::caller(), $method, path.into_pattern())
        }
    )*};
}

methods! {
    get "GET"
    post "POST"
    put "PUT"
    patch "PATCH"
    delete "DELETE"
    head "HEAD"
    options "OPTIONS"
}

/// A request of any method to a path: text, or a matcher of text.
#[track_caller]
pub fn method(method: &str, path: impl IntoText) -> Request {
    new(Location::caller(), method, path.into_pattern())
}

fn new(location: &'static Location<'static>, method: &str, path: Pattern) -> Request {
    Request {
        method: method.to_ascii_uppercase(),
        location,
        path,
        query: NamedPatterns::default(),
        content: HttpContent::default(),
    }
}

impl Request {
    /// Adds a query parameter. A parameter that comes more than once has its values in this order; a
    /// list, or a matcher of lists, gives several values at once.
    #[track_caller]
    pub fn query(mut self, name: &str, value: impl IntoText) -> Self {
        self.query.add(name, value.into_pattern());
        self
    }

    /// Adds a query parameter without a value: `?verbose`, with no `=` behind it.
    #[track_caller]
    pub fn query_flag(mut self, name: &str) -> Self {
        self.query.add(name, ().into_pattern());
        self
    }

    /// A GraphQL query as JSON, with its variables: an object, or `()` for none. White space and commas
    /// in the query may differ.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let request = post("/graphql").graphql(
    ///     "query ($id: ID!) { order(id: $id) { status } }",
    ///     json_pattern!({ "id": string("42") }),
    /// );
    /// # let _ = request;
    /// ```
    ///
    /// The answer is JSON: `ok().json(json_pattern!({ "data": { .. } }))`.
    #[track_caller]
    pub fn graphql(mut self, query: &str, variables: impl IntoPattern) -> Self {
        let location = Location::caller();
        let document = graphql::document(location, query, variables.into_pattern());
        self.body_slot().set(DeclaredBody::Json(document));
        self
    }

    header_methods!();

    body_methods!();

    fn body_slot(&mut self) -> &mut BodySlot {
        &mut self.content.body
    }

    pub(crate) fn compile(self, sink: &mut Sink) -> model::Request {
        let root = PathExpr::root;
        sink.sources
            .add(sink.part, Category::Method, root(), self.location);
        if !is_method(&self.method) {
            sink.refuse(
                self.location,
                format!("`{}` cannot be a method; use letters", self.method),
            );
        }
        let location = self.path.node().location;
        let path = sink.text(Category::Path, root(), self.path);
        if let Some(message) = path_problem(&path) {
            sink.refuse(location, message);
        }
        let query = compile_query(self.query, sink);
        let (headers, body) = self.content.compile(sink);
        let (rules, generators) = sink.take_rules();
        model::Request {
            method: self.method,
            path,
            query,
            headers,
            body,
            rules,
            generators,
            extra: OwnedObject::new(),
        }
    }
}

fn compile_query(declared: NamedPatterns, sink: &mut Sink) -> Option<model::Query> {
    let mut query = model::Query::default();
    for (name, pattern) in declared.grouped(|one, other| one == other) {
        let at = PathExpr::from_tokens(vec![Token::field(name.as_str())]);
        query.set(&name, sink.optional_texts(Category::Query, at, pattern));
    }
    (!query.is_empty()).then_some(query)
}

fn is_method(method: &str) -> bool {
    !method.is_empty()
        && method
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// What keeps a text from being a path as it goes over the wire.
fn path_problem(path: &str) -> Option<String> {
    if !path.starts_with('/') {
        return Some(format!("the path `{path}` must begin with `/`"));
    }
    if path.contains('?') {
        return Some(format!(
            "the path `{path}` must not contain `?`; use `.query(name, value)`"
        ));
    }
    let misplaced = path
        .chars()
        .find(|character| !character.is_ascii_graphic() || *character == '#')?;
    Some(format!(
        "the path `{path}` goes over the wire as it stands; write {misplaced:?} percent-encoded"
    ))
}
