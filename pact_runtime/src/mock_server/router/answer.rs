//! The response of an interaction as it goes over the wire.

use bytes::Bytes;
use http::header::{InvalidHeaderName, InvalidHeaderValue};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::mock_server::listener::Answer;
use crate::model::{Headers, Response};

/// A response that cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsendable(Box<Kind>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Status(u16),
    HeaderName(String),
    HeaderValue { name: String, value: String },
}

impl std::fmt::Display for Unsendable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.0 {
            Kind::Status(status) => {
                write!(f, "a response has a status from 200 to 999, not `{status}`")
            }
            Kind::HeaderName(name) => {
                write!(
                    f,
                    "`{}` is no name of a header; it needs token characters",
                    name.escape_debug()
                )
            }
            Kind::HeaderValue { name, value } => write!(
                f,
                "`{}` cannot stand in the header `{name}`; leave out line ends and control characters",
                value.escape_debug()
            ),
        }
    }
}

impl std::error::Error for Unsendable {}

/// Makes the answer that plays a response. Rules and generators count for nothing here.
///
/// # Errors
/// The status or a header cannot go over HTTP.
pub(super) fn of_response(response: &Response) -> Result<Answer, Unsendable> {
    let status = StatusCode::from_u16(response.status)
        .ok()
        .filter(|status| !status.is_informational())
        .ok_or_else(|| Unsendable(Box::new(Kind::Status(response.status))))?;
    let mut headers = HeaderMap::new();
    for (name, values) in response.headers.iter().flat_map(Headers::iter) {
        let known: HeaderName = name.parse().map_err(|_: InvalidHeaderName| {
            Unsendable(Box::new(Kind::HeaderName(name.to_owned())))
        })?;
        for value in values {
            headers.append(known.clone(), header_value(name, value)?);
        }
    }
    Ok(Answer {
        status,
        headers,
        body: Bytes::from(response.body.to_bytes()),
    })
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Unsendable> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_: InvalidHeaderValue| {
        Unsendable(Box::new(Kind::HeaderValue {
            name: name.to_owned(),
            value: value.to_owned(),
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;

    fn response(status: u16, headers: &[(&str, &[&str])]) -> Response {
        let headers = headers.iter().map(|(name, values)| {
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            ((*name).to_owned(), values)
        });
        Response {
            status,
            headers: Some(Headers::from_entries(headers.collect())),
            ..Response::default()
        }
    }

    #[test]
    fn sends_what_is_declared_and_no_more() {
        let mut response = response(201, &[("X-One", &["1"]), ("set-cookie", &["a=b", "c=dé"])]);
        response.body = Body::text("hello", None);
        let answer = of_response(&response).unwrap();
        assert_eq!(answer.status, 201);
        assert_eq!(answer.body, "hello");
        let mut headers: Vec<_> = answer
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
            .collect();
        headers.sort();
        assert_eq!(headers, ["set-cookie: a=b", "set-cookie: c=dé", "x-one: 1"]);
    }

    fn check(status: u16, name: &str, value: &str, message: &str) {
        let error = of_response(&response(status, &[(name, &[value])])).unwrap_err();
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn refuses_what_http_cannot_carry() {
        let status = |status| format!("a response has a status from 200 to 999, not `{status}`");
        check(0, "a", "b", &status(0));
        check(101, "a", "b", &status(101));
        check(1000, "a", "b", &status(1000));
        check(
            200,
            "a b",
            "",
            "`a b` is no name of a header; it needs token characters",
        );
        check(
            200,
            "a",
            "b\nc",
            "`b\\nc` cannot stand in the header `a`; leave out line ends and control characters",
        );
    }
}
