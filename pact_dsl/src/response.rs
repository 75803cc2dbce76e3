//! Responses: what the provider answers.

use std::panic::Location;

use pact_runtime::{
    json::OwnedObject,
    model,
    path::PathExpr,
    rule::{Category, Rule, RuleList, StatusClass},
};

use crate::{
    content::{BodySlot, DeclaredBody, HttpContent, body_methods, header_methods},
    pattern::{IntoPattern, IntoText, compile::Sink},
};

/// A response that the provider is expected to give, and that the mock server gives in the test.
///
/// Made by [`ok`], [`created`], [`not_found`] and the like, or by [`status`]. It is a plain value: a
/// function can make one for many tests.
///
/// The provider may answer with more headers and more members of a JSON body than are declared.
#[derive(Debug, Clone)]
#[must_use = "a response says something only as part of an interaction; hand it to `.response(..)`"]
pub struct Response {
    status: u16,
    location: &'static Location<'static>,
    rules: RuleList,
    content: HttpContent,
}

macro_rules! statuses {
    ($($name:ident $status:literal $words:literal)*) => {$(
        #[doc = concat!("A response of status ", $status, " ", $words, ".")]
        #[track_caller]
        pub fn $name() -> Response {
            new(Location::caller(), $status)
        }
    )*};
}

statuses! {
    ok 200 "OK"
    created 201 "Created"
    accepted 202 "Accepted"
    no_content 204 "No Content"
    moved_permanently 301 "Moved Permanently"
    found 302 "Found"
    see_other 303 "See Other"
    not_modified 304 "Not Modified"
    bad_request 400 "Bad Request"
    unauthorized 401 "Unauthorized"
    forbidden 403 "Forbidden"
    not_found 404 "Not Found"
    method_not_allowed 405 "Method Not Allowed"
    conflict 409 "Conflict"
    gone 410 "Gone"
    precondition_failed 412 "Precondition Failed"
    unprocessable 422 "Unprocessable Content"
    too_many_requests 429 "Too Many Requests"
    internal_server_error 500 "Internal Server Error"
    bad_gateway 502 "Bad Gateway"
    service_unavailable 503 "Service Unavailable"
}

/// A response of any status, from 100 to 999.
#[track_caller]
pub fn status(status: u16) -> Response {
    new(Location::caller(), status)
}

macro_rules! classes {
    ($($name:ident $class:ident $statuses:literal)*) => {$(
        #[doc = concat!("A response of any status ", $statuses, "; in the test, of this one.")]
        ///
        /// Needs specification V4.
        #[track_caller]
        pub fn $name(example: u16) -> Response {
            of_class(Location::caller(), StatusClass::$class, example)
        }
    )*};
}

classes! {
    any_information Information "from 100 to 199"
    any_success Success "from 200 to 299"
    any_redirect Redirect "from 300 to 399"
    any_client_error ClientError "from 400 to 499"
    any_server_error ServerError "from 500 to 599"
    any_non_error NonError "below 400"
    any_error Error "from 400"
}

/// A response of one of these statuses; in the test, of the first.
///
/// Needs specification V4.
#[track_caller]
pub fn status_one_of(statuses: impl Into<Vec<u16>>) -> Response {
    let statuses = statuses.into();
    let example = statuses.first().copied().unwrap_or_default();
    of_class(Location::caller(), StatusClass::Codes(statuses), example)
}

fn of_class(location: &'static Location<'static>, class: StatusClass, example: u16) -> Response {
    let mut response = new(location, example);
    response.rules = RuleList::from(Rule::StatusCode(class));
    response
}

fn new(location: &'static Location<'static>, status: u16) -> Response {
    Response {
        status,
        location,
        rules: RuleList::default(),
        content: HttpContent::default(),
    }
}

impl Response {
    header_methods!();

    body_methods!();

    fn body_slot(&mut self) -> &mut BodySlot {
        &mut self.content.body
    }

    pub(crate) fn compile(self, sink: &mut Sink) -> model::Response {
        let root = PathExpr::root;
        sink.sources
            .add(sink.part, Category::Status, root(), self.location);
        if !(100..=999).contains(&self.status) {
            sink.refuse(
                self.location,
                format!("`{}` is no status; one from 100 to 999", self.status),
            );
        }
        if !self.rules.rules.is_empty() {
            sink.rules.add(Category::Status, root(), self.rules);
        }
        let (headers, body) = self.content.compile(sink);
        let (rules, generators) = sink.take_rules();
        model::Response {
            status: self.status,
            headers,
            body,
            rules,
            generators,
            extra: OwnedObject::new(),
        }
    }
}
