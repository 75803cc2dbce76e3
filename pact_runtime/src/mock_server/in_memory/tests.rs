//! Requests without sockets, as they reach a handler and as they come back.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Mutex;
use std::task::Waker;

use hyper::body::{Body, Frame};
use std::pin::Pin;
use std::task::{Context, Poll};
use tower_service::Service;

use super::*;

/// Answers with what the path asks for and writes down what came.
#[derive(Default)]
struct Recorder(Mutex<Vec<String>>);

impl Handler for Recorder {
    fn answer(&self, request: Request) -> Answer {
        let Request {
            method,
            uri,
            headers,
            body,
            ..
        } = request;
        let mut headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        headers.sort();
        let text = String::from_utf8_lossy(&body);
        self.write(format!("{method} {uri} [{}] {text}", headers.join(", ")));
        Answer {
            status: match uri.path() {
                "/none" => StatusCode::NO_CONTENT,
                _ => StatusCode::OK,
            },
            headers: HeaderMap::new(),
            body: Bytes::from_static(b"fine"),
        }
    }

    fn refused(&self, refusal: Refusal) {
        let bytes = refusal.received_bytes;
        self.write(format!("{refusal} ({bytes} bytes)"));
    }
}

impl Recorder {
    fn write(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

/// What a body does when it is asked for more.
enum Step {
    Data(&'static str),
    Wait,
    Fail,
}

struct Steps(VecDeque<Step>);

impl Steps {
    fn new<const N: usize>(steps: [Step; N]) -> Self {
        Self(steps.into())
    }
}

impl Body for Steps {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        match self.0.pop_front() {
            None => Poll::Ready(None),
            Some(Step::Data(data)) => Poll::Ready(Some(Ok(Frame::data(data.into())))),
            Some(Step::Wait) => Poll::Pending,
            Some(Step::Fail) => Poll::Ready(Some(Err(std::io::Error::other("no more disk")))),
        }
    }
}

fn start() -> (InMemoryServer, Arc<Recorder>) {
    let recorder = Arc::<Recorder>::default();
    let server = InMemoryServer::with_body_limit(Arc::clone(&recorder) as _, 10);
    (server, recorder)
}

fn post<B>(uri: &str, body: B) -> http::Request<B> {
    http::Request::post(uri).body(body).unwrap()
}

fn poll(future: &mut InMemoryFuture) -> Poll<Result<http::Response<AnswerBody>, InMemoryError>> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn requests_and_responses_are_those_of_a_socket() {
    let (server, recorder) = start();
    assert_eq!(server.url(), "http://localhost");
    let response = server
        .send(post("http://me@shop.test:81/a?b=1", "ab"))
        .unwrap();
    assert_eq!(response.headers()["content-length"], "4");
    assert_eq!(response.body(), "fine");
    let response = server
        .send(http::Request::get("/none").body("").unwrap())
        .unwrap();
    assert!(response.headers().is_empty() && response.body().is_empty());
    let head = http::Request::head("/a").header("host", "other").body("");
    let response = server.send(head.unwrap()).unwrap();
    assert_eq!(response.headers()["content-length"], "4");
    assert!(response.body().is_empty());
    assert_eq!(
        recorder.lines(),
        [
            "POST /a?b=1 [content-length: 2, host: shop.test:81] ab",
            "GET /none [host: localhost] ",
            "HEAD /a [host: other] ",
        ]
    );
}

#[test]
fn bodies_arrive_whole_or_are_refused() {
    let (mut server, recorder) = start();
    let steps = Steps::new([Step::Data("ab"), Step::Wait, Step::Data("cd")]);
    let mut whole = server.call(post("/a", steps));
    assert!(poll(&mut whole).is_pending());
    let Poll::Ready(Ok(response)) = poll(&mut whole) else {
        unreachable!("the body is at its end");
    };
    assert_eq!(response.status(), 200);

    let steps = Steps::new([Step::Data("abcdef"), Step::Data("ghijkl")]);
    let Poll::Ready(Ok(response)) = poll(&mut server.call(post("/b", steps))) else {
        unreachable!("the body is past its limit");
    };
    assert_eq!(response.status(), 413);
    let response = server
        .send(post("http://localhost/c", "abcdefghijkl"))
        .unwrap();
    assert_eq!(response.status(), 413);

    let steps = Steps::new([Step::Data("a"), Step::Fail]);
    let Poll::Ready(Err(error)) = poll(&mut server.call(post("/d", steps))) else {
        unreachable!("the body fails");
    };
    assert_eq!(error.to_string(), "the body of the request failed");
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "no more disk");
    assert!(!error.is_ended());

    let mut given_up = server.call(post("/e", Steps::new([Step::Data("a"), Step::Wait])));
    assert!(poll(&mut given_up).is_pending());
    drop(given_up);
    drop(server.call(post("/f", Steps::new([]))));
    assert_eq!(
        recorder.lines(),
        [
            "POST /a [content-length: 4, host: localhost] abcd",
            "POST /b: the body is larger than 10 bytes (12 bytes)",
            "POST /c: the body is larger than 10 bytes (12 bytes)",
            "POST /d: the body of the request failed: no more disk (1 bytes)",
            "POST /e: the body of the request failed: the client gave it up (1 bytes)",
        ]
    );
}

#[test]
fn nothing_is_taken_after_the_end() {
    let (server, recorder) = start();
    let mut clone = server.clone();
    let mut pending = clone.call(post("/a", Steps::new([Step::Wait])));
    assert!(poll(&mut pending).is_pending());
    server.stop();
    let error = clone.send(post("/a", "")).unwrap_err();
    assert!(error.is_ended());
    assert_eq!(
        error.to_string(),
        "the mock server takes no request after the end of its test"
    );
    assert!(matches!(poll(&mut pending), Poll::Ready(Err(error)) if error.is_ended()));
    drop(clone.call(post("/a", Steps::new([Step::Wait]))));
    assert_eq!(recorder.lines(), [] as [&str; 0]);
}
