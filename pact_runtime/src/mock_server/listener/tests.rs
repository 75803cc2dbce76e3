use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::{Answer, Cause, Handler, Listener, Options, Refusal, Request, reactor};

#[cfg(feature = "http2")]
mod departures;
#[cfg(feature = "http2")]
mod http2;
#[cfg(feature = "tls")]
mod tls;

/// Answers each path in its own way and writes down what came.
#[derive(Default)]
struct Recorder(Mutex<Vec<String>>);

impl Recorder {
    fn write_down(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Handler for Recorder {
    fn answer(&self, request: Request) -> Answer {
        let Request {
            method,
            uri,
            version,
            headers,
            body,
        } = request;
        self.write_down(format!("{method} {uri} {version:?} {} bytes", body.len()));
        let mut answer = Answer {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::from_static(b"fine"),
        };
        match uri.path() {
            "/echo" => answer.body = body,
            "/host" => answer.body = headers["host"].as_bytes().to_vec().into(),
            "/large" => answer.body = vec![b'x'; LARGE].into(),
            "/none" => answer.status = StatusCode::NO_CONTENT,
            "/panic" => panic!("on purpose"),
            "/length" => {
                answer
                    .headers
                    .insert("content-length", HeaderValue::from_static("42"));
                answer
                    .headers
                    .insert("transfer-encoding", HeaderValue::from_static("chunked"));
            }
            _ => {}
        }
        answer
    }

    fn refused(&self, refusal: Refusal) {
        let status = refusal.cause.status().map_or(0, |status| status.as_u16());
        let received = refusal.received_bytes;
        self.write_down(format!("{status} {refusal} ({received} bytes)"));
    }
}

/// More than any socket buffer takes.
const LARGE: usize = 32 * 1024 * 1024;

fn start() -> (Listener, Arc<Recorder>) {
    start_with(Options::default())
}

fn start_with(options: Options) -> (Listener, Arc<Recorder>) {
    let recorder = Arc::<Recorder>::default();
    let listener = Listener::start(options, Arc::clone(&recorder) as Arc<dyn Handler>).unwrap();
    (listener, recorder)
}

fn connect(listener: &Listener) -> TcpStream {
    let client = TcpStream::connect(listener.address()).unwrap();
    client
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    client
}

/// Reads until the server closes; a reset counts as closing.
fn read_all(client: &mut TcpStream) -> String {
    let mut all = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(count) = client.read(&mut buffer)
        && count > 0
    {
        all.extend_from_slice(&buffer[..count]);
    }
    String::from_utf8(all).unwrap()
}

/// Sends bytes, ends its side, and returns what the server says until it closes.
fn send(listener: &Listener, bytes: &[u8]) -> String {
    let mut client = connect(listener);
    client.write_all(bytes).unwrap();
    let _ = client.shutdown(Shutdown::Write);
    read_all(&mut client)
}

/// Sends `bytes` on a connection of its own, expects the answer to start so, and that this is recorded.
fn check(bytes: impl AsRef<[u8]>, answer: &str, lines: &[&str]) {
    let (listener, recorder) = start_with(Options {
        body_limit: 1000,
        ..Options::default()
    });
    let got = send(&listener, bytes.as_ref());
    assert!(got.starts_with(answer), "{got}");
    listener.stop();
    assert_eq!(recorder.lines(), lines);
}

#[test]
fn answers_http_1() {
    let ok = "HTTP/1.1 200 OK\r\n";
    check(
        "GET / HTTP/1.1\r\nhost: x\r\n\r\n",
        ok,
        &["GET / HTTP/1.1 0 bytes"],
    );
    check(
        "GET /a?b=%20 HTTP/1.0\r\n\r\n",
        "HTTP/1.0 200 OK\r\n",
        &["GET /a?b=%20 HTTP/1.0 0 bytes"],
    );
    check(
        "PURGE /a HTTP/1.1\r\n\r\n",
        ok,
        &["PURGE /a HTTP/1.1 0 bytes"],
    );
    check(
        "POST /echo HTTP/1.1\r\ncontent-length: 2\r\n\r\nab",
        ok,
        &["POST /echo HTTP/1.1 2 bytes"],
    );
    check(
        "POST /echo HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc",
        &["POST /echo HTTP/1.1 3 bytes"],
    );
    check("", "", &[]);
    check("\r\n", "", &[]);
}

#[test]
fn answers_requests_of_one_connection_in_order() {
    let one = "POST /echo HTTP/1.1\r\ncontent-length: 1\r\n\r\n";
    check(
        format!("{one}a{one}b\r\n{one}c"),
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na\
         HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nb\
         HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nc",
        &["POST /echo HTTP/1.1 1 bytes"; 3],
    );
}

#[test]
fn sends_a_length_that_fits_the_body() {
    let fits = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine";
    check(
        "GET /length HTTP/1.1\r\n\r\n",
        fits,
        &["GET /length HTTP/1.1 0 bytes"],
    );
    check(
        "HEAD /length HTTP/1.1\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 42\r\n\r\n",
        &["HEAD /length HTTP/1.1 0 bytes"],
    );
    check(
        "HEAD / HTTP/1.1\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n",
        &["HEAD / HTTP/1.1 0 bytes"],
    );
    check(
        "GET /none HTTP/1.1\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        &["GET /none HTTP/1.1 0 bytes"],
    );
}

#[test]
fn records_what_is_not_http() {
    let bad = "HTTP/1.1 400 Bad Request\r\n";
    let recorded = |part: &str, bytes: usize| {
        format!("400 what arrived is not HTTP: invalid HTTP {part} parsed ({bytes} bytes)")
    };
    check("nonsense\r\n\r\n", bad, &[&recorded("method", 12)]);
    check("GET / HTTP/7.7\r\n\r\n", bad, &[&recorded("version", 18)]);
    check(
        "GET /\x01 HTTP/1.1\r\n\r\n",
        bad,
        &["400 what arrived is not HTTP: invalid URI (19 bytes)"],
    );
    check(
        "GET / HTTP/1.1\r\na\0b: c\r\n\r\n",
        bad,
        &[&recorded("header", 26)],
    );
    check("PRI * HTTP/2.0\r\n\r\n", "", &[&recorded("version", 18)]);
    check(
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        bad,
        &[
            "400 a TLS handshake arrived at a port that speaks plain HTTP; use `http://`, or start the server with `ServerSettings::https` of the feature `tls` (9 bytes)",
        ],
    );
}

#[cfg(not(feature = "http2"))]
#[test]
fn says_what_http_2_needs() {
    let needs = "0 HTTP/2 arrived, which the mock server speaks with the feature `http2`; turn it on, or use HTTP/1.1 (0 bytes)";
    check("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", &[needs]);
}

#[test]
fn records_what_ends_too_early() {
    let incomplete = "the client closed the connection before the request was complete";
    check("GET / HT", "", &[&format!("0 {incomplete} (8 bytes)")]);
    check(
        "POST /a HTTP/1.1\r\ncontent-length: 9\r\n\r\nabc",
        "",
        &[&format!("0 POST /a: {incomplete} (3 bytes)")],
    );
}

#[test]
fn refuses_a_head_that_is_too_large() {
    let answer = "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    let refused = |bytes: usize| {
        format!(
            "431 the head is larger than 65536 bytes or has more than 100 headers ({bytes} bytes)"
        )
    };
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(101));
    check(&many, answer, &[&refused(many.len())]);

    let (listener, recorder) = start();
    let mut client = connect(&listener);
    let long = format!("GET / HTTP/1.1\r\na: {}\r\n\r\n", "x".repeat(1024 * 1024));
    client.write_all(long.as_bytes()).unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    assert!(read_all(&mut client).starts_with(answer));
    listener.stop();
    assert!(recorder.lines()[0].starts_with("431 the head is larger"));
}

#[test]
fn refuses_a_body_that_is_too_large_and_lets_the_client_know() {
    let refused = "413 POST /: the body is larger than 1000 bytes";
    let answer = "HTTP/1.1 413 Payload Too Large\r\n";
    let announced = format!(
        "POST / HTTP/1.1\r\ncontent-length: 9000000\r\n\r\n{}",
        "x".repeat(9_000_000)
    );
    check(announced, answer, &[&format!("{refused} (0 bytes)")]);
    let chunked = format!(
        "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3e9\r\n{}\r\n",
        "x".repeat(1001)
    );
    check(chunked, answer, &[&format!("{refused} (1001 bytes)")]);
}

#[test]
fn tells_a_client_that_asks_to_go_on() {
    let (listener, recorder) = start();
    let mut client = connect(&listener);
    client
        .write_all(b"POST /echo HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 2\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut go_on = [0; 25];
    client.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    client.write_all(b"ok").unwrap();
    assert!(read_all(&mut client).ends_with("\r\n\r\nok"));
    assert_eq!(recorder.lines(), ["POST /echo HTTP/1.1 2 bytes"]);
}

#[test]
fn a_panicking_handler_closes_one_connection_and_is_recorded() {
    let (listener, recorder) = start();
    let mut other = connect(&listener);
    assert_eq!(send(&listener, b"GET /panic HTTP/1.1\r\n\r\n"), "");
    other
        .write_all(b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n")
        .unwrap();
    assert!(read_all(&mut other).ends_with("fine"));
    assert_eq!(
        recorder.lines(),
        [
            "GET /panic HTTP/1.1 0 bytes",
            "0 GET /panic: answering the request panicked (0 bytes)",
            "GET / HTTP/1.1 0 bytes",
        ]
    );
}

#[test]
fn delivers_a_large_answer_to_a_slow_client() {
    let (listener, _) = start();
    let got = send(
        &listener,
        b"GET /large HTTP/1.1\r\nconnection: close\r\n\r\n",
    );
    assert!(got.len() > LARGE);
}

#[test]
fn serves_many_connections_at_once() {
    let (listener, recorder) = start();
    let mut clients: Vec<_> = (0..100).map(|_| connect(&listener)).collect();
    for client in &mut clients {
        client.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    }
    for client in &mut clients {
        client.write_all(b"connection: close\r\n\r\n").unwrap();
    }
    for client in &mut clients {
        assert!(read_all(client).ends_with("fine"));
    }
    assert_eq!(recorder.lines().len(), 100);
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .unwrap()
}

#[test]
fn serves_a_client_that_blocks_the_only_thread_of_its_runtime() {
    runtime().block_on(async {
        let (listener, _) = start();
        assert!(send(&listener, b"GET / HTTP/1.1\r\n\r\n").ends_with("fine"));
        listener.stop();
    });
}

/// What clients have sent when the listener stops, each on its connection.
const BEFORE_THE_STOP: [&str; 5] = [
    "",
    "GET /whole HTTP/1.1\r\n\r\n",
    "GET /par",
    "POST /body HTTP/1.1\r\ncontent-length: 9\r\n\r\nabc",
    "GET /pipelined HTTP/1.1\r\n\r\nGET /pipelined HTTP/1.1\r\n\r\n",
];

/// What comes of it, sorted.
const RECORDED_AT_THE_STOP: [&str; 5] = [
    "0 POST /body: the test ended before the request was complete (3 bytes)",
    "0 the test ended before the request was complete (8 bytes)",
    "GET /pipelined HTTP/1.1 0 bytes",
    "GET /pipelined HTTP/1.1 0 bytes",
    "GET /whole HTTP/1.1 0 bytes",
];

#[test]
fn records_what_arrived_before_it_stopped_and_cuts_the_rest() {
    let (listener, recorder) = start();
    let mut clients: Vec<_> = BEFORE_THE_STOP
        .map(|bytes| {
            let mut client = connect(&listener);
            client.write_all(bytes.as_bytes()).unwrap();
            client
        })
        .into();
    listener.stop();
    let mut lines = recorder.lines();
    lines.sort();
    assert_eq!(lines, RECORDED_AT_THE_STOP);
    for client in &mut clients {
        read_all(client);
    }
    assert!(TcpStream::connect(listener.address()).is_err());
    assert_eq!(recorder.lines().len(), 5);
}

#[test]
fn stops_at_once_whatever_a_client_does() {
    let (listener, recorder) = start();
    let mut never_reads = connect(&listener);
    never_reads
        .write_all(b"GET /large HTTP/1.1\r\n\r\n")
        .unwrap();
    let mut floods = connect(&listener);
    let flood = thread::spawn(move || {
        let head = b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n";
        let mut sent = floods.write_all(head);
        while sent.is_ok() {
            sent = floods.write_all(b"5\r\nabcde\r\n");
        }
    });
    // Proof that the server is up to its ears in it.
    assert!(send(&listener, b"GET / HTTP/1.1\r\n\r\n").ends_with("fine"));
    let before = Instant::now();
    listener.stop();
    assert!(before.elapsed() < Duration::from_secs(10));
    flood.join().unwrap();
    assert!(
        recorder
            .lines()
            .contains(&"GET /large HTTP/1.1 0 bytes".to_owned())
    );
}

#[test]
fn leaves_nothing_behind() {
    let mut gone: Vec<Weak<super::acceptor::Acceptor>> = Vec::new();
    let mut clients = Vec::new();
    for _ in 0..50 {
        let (listener, _) = start();
        let mut client = connect(&listener);
        client.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        client.read_exact(&mut [0; 10]).unwrap();
        gone.push(Arc::downgrade(&listener.acceptor));
        clients.push(client);
    }
    let patience = Instant::now() + Duration::from_secs(20);
    while gone.iter().any(|acceptor| acceptor.strong_count() > 0) {
        assert!(Instant::now() < patience);
        thread::yield_now();
    }
    assert!(reactor::running_threads() <= reactor::MAX_THREADS);
}

#[test]
fn says_why_it_cannot_start() {
    let (listener, recorder) = start();
    let taken = Options {
        address: listener.address(),
        ..Options::default()
    };
    let error = Listener::start(taken, recorder).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
}

#[test]
fn every_refusal_says_what_happened() {
    let refusal = Refusal {
        head: None,
        received_bytes: 0,
        cause: Cause::NotAccepted(std::io::Error::other("too many open files")),
    };
    assert_eq!(
        refusal.to_string(),
        "a connection could not be accepted: too many open files"
    );
}
