//! What a client is told whose request no interaction answers.

use std::fmt;
use std::num::NonZeroUsize;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::Route;
use crate::json::{Json, Object};
use crate::matching::{Mismatch, MismatchKind};
use crate::mock_server::journal::NearMiss;
use crate::mock_server::listener::{Answer, Request};

/// How many mismatches of one interaction are told.
const TOLD_MISMATCHES: usize = 100;

/// How many bytes of the request's body are told.
const TOLD_BODY_BYTES: usize = 1024;

const X_PACT: HeaderName = HeaderName::from_static("x-pact");

const MISMATCH: &str = "Request-Mismatch";
const UNEXPECTED: &str = "Unexpected-Request";

/// Method and path match, the rest does not.
pub(super) fn mismatched(routes: &[Route], request: &Request, nearest: &[NearMiss]) -> Answer {
    answer(MISMATCH, &Shown(request), told(routes, nearest))
}

/// Nothing has this method and path.
pub(super) fn unexpected(routes: &[Route], request: &Request, nearest: &[NearMiss]) -> Answer {
    answer(UNEXPECTED, &Shown(request), told(routes, nearest))
}

/// It matches, but once too often.
pub(super) fn used_up(description: &str, request: &Request, times: NonZeroUsize) -> Answer {
    let text = format!("expected {times} requests but this is one more");
    answer(UNEXPECTED, &Shown(request), vec![said(description, text)])
}

/// It matches, but there is no response.
pub(super) fn not_generated(description: &str, reasons: &[String]) -> Answer {
    let told = reasons
        .iter()
        .map(|reason| said(description, reason.clone()));
    answer("Response-Not-Generated", &description, told.collect())
}

fn answer(key: &'static str, what: &dyn fmt::Debug, mismatches: Vec<Json<'_>>) -> Answer {
    let body = Object::from_iter([
        ("error", Json::from(format!("{key} : {what:?}"))),
        ("mismatches", Json::from(mismatches)),
    ]);
    let mut headers = HeaderMap::new();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    headers.insert(X_PACT, HeaderValue::from_static(key));
    Answer {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        headers,
        body: Bytes::from(Json::from(body).to_string()),
    }
}

fn told<'a>(routes: &'a [Route], nearest: &'a [NearMiss]) -> Vec<Json<'a>> {
    nearest
        .iter()
        .flat_map(|near| {
            let description = &routes[near.interaction].description;
            let mismatches = near.mismatches.iter().take(TOLD_MISMATCHES);
            mismatches.map(move |mismatch| tell(description, mismatch))
        })
        .collect()
}

fn said(description: &str, text: String) -> Json<'_> {
    Json::from(Object::from_iter([
        ("interaction", Json::from(description)),
        ("mismatch", Json::from(text)),
    ]))
}

/// A mismatch with the names of the reference's results.
fn tell<'a>(description: &'a str, mismatch: &Mismatch) -> Json<'a> {
    let mut told: Object<'a> = Object::from_iter([
        ("interaction", Json::from(description)),
        ("type", Json::from(mismatch.kind.name())),
    ]);
    let name = mismatch.name().map(|name| Json::from(name.to_owned()));
    match (mismatch.kind, name) {
        (MismatchKind::Query, Some(name)) => told.insert("parameter", name),
        (MismatchKind::Header, Some(name)) => told.insert("key", name),
        (MismatchKind::Body, _) => told.insert("path", Json::from(mismatch.reference_path())),
        _ => None,
    };
    for (key, value) in [
        ("expected", &mismatch.expected),
        ("actual", &mismatch.actual),
    ] {
        let value = value.as_ref().map(ToString::to_string);
        told.insert(key, value.map_or(Json::Null, Json::from));
    }
    told.insert("mismatch", Json::from(mismatch.message()));
    Json::from(told)
}

/// A request as the reference shows it.
struct Shown<'a>(&'a Request);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request {
            method,
            uri,
            headers,
            body,
            ..
        } = self.0;
        let told = &body[..body.len().min(TOLD_BODY_BYTES)];
        f.debug_struct("HttpRequest")
            .field("method", &method.as_str())
            .field("path", &uri.path())
            .field("query", &uri.query())
            .field("headers", headers)
            .field("body", &String::from_utf8_lossy(told))
            .finish()
    }
}
