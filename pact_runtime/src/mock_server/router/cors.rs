//! What a browser needs so that a page of another origin may call the mock server.

use bytes::Bytes;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use crate::mock_server::listener::{Answer, Request};

const METHODS: &str = "OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE";

/// Whether a browser asks if it may send the real request (Fetch standard, "CORS-preflight request").
pub(super) fn is_preflight(request: &Request) -> bool {
    request.method == Method::OPTIONS
        && request.headers.contains_key(ORIGIN)
        && request.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// Yes to everything.
pub(super) fn preflight_answer(request: &HeaderMap) -> Answer {
    let mut answer = Answer {
        status: StatusCode::NO_CONTENT,
        headers: HeaderMap::new(),
        body: Bytes::new(),
    };
    // With credentials `*` means nothing, so what is asked for is named.
    if let Some(asked) = request.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        answer
            .headers
            .insert(ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    allow(request, &mut answer.headers);
    answer
}

/// Lets a browser hand the answer to the page, in all that `answer` does not say itself. Requests that come from
/// no page have no `Origin` and get nothing.
pub(super) fn allow(request: &HeaderMap, answer: &mut HeaderMap) {
    let Some(origin) = request.get(ORIGIN) else {
        return;
    };
    let mut add = |name: HeaderName, value: HeaderValue| {
        answer.entry(name).or_insert(value);
    };
    add(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    add(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*"));
    add(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static(METHODS),
    );
    add(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Location, Link"),
    );
    add(
        ACCESS_CONTROL_ALLOW_CREDENTIALS,
        HeaderValue::from_static("true"),
    );
}

/// Lets whoever asks see a failure, as the reference does.
pub(super) fn allow_any(answer: &mut HeaderMap) {
    answer
        .entry(ACCESS_CONTROL_ALLOW_ORIGIN)
        .or_insert(HeaderValue::from_static("*"));
}
