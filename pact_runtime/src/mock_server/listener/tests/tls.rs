//! Clients over TLS: good ones, slow ones, and those that break it.

use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::*;
use crate::mock_server::listener::Identity;

type Client = StreamOwned<ClientConnection, TcpStream>;

const GET: &[u8] = b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n";

fn start_secure() -> (Listener, Arc<Recorder>) {
    let loopback = [127, 0, 0, 1].into();
    start_with(Options {
        identity: Some(Identity::of_server(loopback).unwrap()),
        ..Options::default()
    })
}

fn config_of(
    roots: RootCertStore,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

fn trusting() -> RootCertStore {
    let der = Identity::root_certificate().unwrap().der().to_vec();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(der)).unwrap();
    roots
}

fn client_of(listener: &Listener, config: ClientConfig, name: &'static str) -> Client {
    let name = ServerName::try_from(name).unwrap();
    let session = ClientConnection::new(Arc::new(config), name).unwrap();
    let socket = connect(listener);
    // Otherwise a request waits for the server to confirm the end of the handshake, and has not arrived.
    socket.set_nodelay(true).unwrap();
    StreamOwned::new(session, socket)
}

fn client(listener: &Listener) -> Client {
    client_of(listener, config_of(trusting(), &[&TLS13]), "127.0.0.1")
}

/// All that the server says before it closes, in due form or not.
fn read_all(client: &mut Client) -> String {
    let mut all = Vec::new();
    let _ = client.read_to_end(&mut all);
    String::from_utf8(all).unwrap()
}

/// The first flight of a client.
fn client_hello() -> Vec<u8> {
    let name = ServerName::try_from("localhost").unwrap();
    let config = config_of(trusting(), &[&TLS13]);
    let mut session = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut hello = Vec::new();
    session.write_tls(&mut hello).unwrap();
    hello
}

fn check_bytes(bytes: impl AsRef<[u8]>, answer: &str, lines: &[&str]) {
    let (listener, recorder) = start_secure();
    let mut client = connect(&listener);
    client.write_all(bytes.as_ref()).unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    let mut got = Vec::new();
    let _ = client.read_to_end(&mut got);
    let got = String::from_utf8_lossy(&got);
    assert!(got.starts_with(answer), "{got}");
    listener.stop();
    assert_eq!(recorder.lines(), lines);
}

#[test]
fn answers_over_every_version_and_by_every_name() {
    let (listener, recorder) = start_secure();
    assert!(listener.url().starts_with("https://127.0.0.1:"));
    for versions in [[&TLS12], [&TLS13]] {
        for name in ["127.0.0.1", "localhost", "::1"] {
            let mut client = client_of(&listener, config_of(trusting(), &versions), name);
            client.write_all(GET).unwrap();
            let mut answer = String::new();
            // Fails unless the server says that it closes.
            client.read_to_string(&mut answer).unwrap();
            assert!(answer.ends_with("fine"), "{answer}");
        }
    }
    listener.stop();
    assert_eq!(recorder.lines(), vec!["GET / HTTP/1.1 0 bytes"; 6]);
}

#[test]
fn names_the_address_it_is_told() {
    let identity = Identity::of_server([10, 1, 2, 3].into()).unwrap();
    let (listener, _) = start_with(Options {
        identity: Some(identity),
        ..Options::default()
    });
    let mut client = client_of(&listener, config_of(trusting(), &[&TLS13]), "10.1.2.3");
    client.write_all(GET).unwrap();
    assert!(read_all(&mut client).ends_with("fine"));
}

#[test]
fn keeps_a_connection_alive() {
    let (listener, recorder) = start_secure();
    let mut client = client(&listener);
    let mut answer = [0; 39];
    for _ in 0..3 {
        let head = b"POST /echo HTTP/1.1\r\ncontent-length: 1\r\n\r\nx";
        client.write_all(head).unwrap();
        client.read_exact(&mut answer).unwrap();
        assert!(answer.ends_with(b"\r\n\r\nx"));
    }
    // Pipelined in one record: there is no event of the socket for the second and the third.
    let one = "POST /echo HTTP/1.1\r\ncontent-length: 1\r\n\r\ny";
    client.write_all(one.repeat(3).as_bytes()).unwrap();
    let mut answers = [0; 117];
    client.read_exact(&mut answers).unwrap();
    listener.stop();
    assert_eq!(recorder.lines(), vec!["POST /echo HTTP/1.1 1 bytes"; 6]);
}

#[test]
fn takes_bytes_one_at_a_time() {
    struct OneByOne(TcpStream);
    impl Read for OneByOne {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(buffer)
        }
    }
    impl Write for OneByOne {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.write(&bytes[..1])
        }
        fn flush(&mut self) -> std::io::Result<()> {
            self.0.flush()
        }
    }
    let (listener, recorder) = start_secure();
    let socket = connect(&listener);
    socket.set_nodelay(true).unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let config = Arc::new(config_of(trusting(), &[&TLS13]));
    let session = ClientConnection::new(config, name).unwrap();
    let mut client = StreamOwned::new(session, OneByOne(socket));
    client.write_all(GET).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with("fine"), "{answer}");
    assert_eq!(recorder.lines(), ["GET / HTTP/1.1 0 bytes"]);
}

#[test]
fn carries_large_bodies_both_ways() {
    let (listener, recorder) = start_secure();
    let mut client = client(&listener);
    let body: Vec<u8> = (0..5_000_000_u32).map(|at| (at % 251) as u8).collect();
    let head = format!(
        "POST /echo HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    client.write_all(head.as_bytes()).unwrap();
    client.write_all(&body).unwrap();
    let mut answer = Vec::new();
    client.read_to_end(&mut answer).unwrap();
    assert!(answer.ends_with(&body));
    assert_eq!(recorder.lines(), ["POST /echo HTTP/1.1 5000000 bytes"]);
}

#[test]
fn delivers_a_large_answer_to_a_client_that_reads_little_by_little() {
    let (listener, _) = start_secure();
    let mut client = client(&listener);
    client
        .write_all(b"GET /large HTTP/1.1\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut got = 0;
    let mut buffer = [0; 1500];
    loop {
        match client.read(&mut buffer).unwrap() {
            0 => break,
            count => got += count,
        }
    }
    assert!(got > LARGE);
}

#[test]
fn records_what_is_not_tls() {
    check_bytes("", "", &[]);
    check_bytes(
        "GET /orders/42 HTTP/1.1\r\nhost: x\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\n",
        &[
            "400 GET /orders/42: plain HTTP arrived at a port that speaks HTTPS; use `https://` (0 bytes)",
        ],
    );
    check_bytes(
        "nonsense\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\n",
        &["0 TLS came to nothing: what arrived is neither TLS nor HTTP (12 bytes)"],
    );
    check_bytes(
        "GET /or",
        "",
        &["0 the client closed the connection before the request was complete (7 bytes)"],
    );
}

#[test]
fn records_what_is_not_tls_after_all() {
    check_bytes(
        b"\x16\x03\x01\x00\x05hello and more",
        "\u{15}\u{3}",
        &[
            "0 TLS came to nothing: received corrupt message of type HandshakePayloadTooLarge (19 bytes)",
        ],
    );
    let mut hello = client_hello();
    hello[5] = 0x63;
    let length = hello.len();
    let line = format!(
        "0 TLS came to nothing: received unexpected handshake message: got HandshakeType(0x63) when expecting ClientHello ({length} bytes)"
    );
    check_bytes(&hello, "\u{15}\u{3}", &[&line]);
}

#[test]
fn records_half_a_first_message_and_no_more() {
    let hello = client_hello();
    let incomplete =
        "0 the client closed the connection before the request was complete (100 bytes)";
    check_bytes(&hello[..100], "", &[incomplete]);
    // It may have found a better connection meanwhile.
    check_bytes(&hello, "\u{16}\u{3}", &[]);

    let (listener, recorder) = start_secure();
    let mut half = connect(&listener);
    half.write_all(&hello[..100]).unwrap();
    let mut whole = connect(&listener);
    whole.write_all(&hello).unwrap();
    let _silent = connect(&listener);
    listener.stop();
    assert_eq!(
        recorder.lines(),
        ["0 the test ended before the request was complete (100 bytes)"]
    );
}

#[test]
fn tells_of_a_client_that_does_not_trust_it() {
    let refused = |alert: &str| {
        format!(
            "0 the client does not trust the mock server's certificate (TLS alert `{alert}`); let it trust \
             `server.root_certificate()`, and call the server as `server.url()` does (0 bytes)"
        )
    };
    for versions in [[&TLS12], [&TLS13]] {
        for (roots, name, alert) in [
            (RootCertStore::empty(), "127.0.0.1", "unknown_ca"),
            (trusting(), "other.test", "bad_certificate"),
        ] {
            let (listener, recorder) = start_secure();
            let mut client = client_of(&listener, config_of(roots, &versions), name);
            assert!(client.write_all(GET).is_err());
            // The client's alert may still be on its way out.
            let _ = client.conn.write_tls(&mut client.sock);
            drop(client);
            listener.stop();
            assert_eq!(recorder.lines(), [refused(alert)]);
        }
    }
}

#[test]
fn takes_the_end_of_a_connection_as_it_comes() {
    let (listener, recorder) = start_secure();
    let head = b"POST /echo HTTP/1.1\r\ncontent-length: 1\r\n\r\nx";
    for says_so in [true, false] {
        let mut client = client(&listener);
        client.write_all(head).unwrap();
        if says_so {
            client.conn.send_close_notify();
            client.conn.write_tls(&mut client.sock).unwrap();
        }
        client.sock.shutdown(Shutdown::Write).unwrap();
        assert!(read_all(&mut client).ends_with("\r\n\r\nx"));
    }
    let mut cut_short = client(&listener);
    cut_short.write_all(&head[..head.len() - 1]).unwrap();
    cut_short.sock.shutdown(Shutdown::Write).unwrap();
    read_all(&mut cut_short);
    listener.stop();
    assert_eq!(
        recorder.lines(),
        [
            "POST /echo HTTP/1.1 1 bytes",
            "POST /echo HTTP/1.1 1 bytes",
            "0 POST /echo: the client closed the connection before the request was complete (0 bytes)",
        ]
    );
}

#[test]
fn records_what_breaks_in_the_middle() {
    let (listener, recorder) = start_secure();
    let mut client = client(&listener);
    client
        .write_all(b"POST /a HTTP/1.1\r\ncontent-length: 9\r\n\r\nabc")
        .unwrap();
    client
        .sock
        .write_all(b"\x17\x03\x03\x00\x20this was encrypted by no one, no!")
        .unwrap();
    read_all(&mut client);
    drop(client);
    listener.stop();
    assert_eq!(
        recorder.lines(),
        [
            "0 TLS came to nothing: cannot decrypt peer's message (0 bytes)",
            "0 POST /a: the client closed the connection before the request was complete (3 bytes)",
        ]
    );
}

#[test]
fn records_what_arrived_before_it_stopped_and_cuts_the_rest() {
    let (listener, recorder) = start_secure();
    let mut clients: Vec<_> = BEFORE_THE_STOP
        .map(|bytes| {
            let mut client = client(&listener);
            while client.conn.is_handshaking() {
                client.conn.complete_io(&mut client.sock).unwrap();
            }
            client.write_all(bytes.as_bytes()).unwrap();
            client
        })
        .into();
    listener.stop();
    let mut lines = recorder.lines();
    lines.sort();
    assert_eq!(lines, RECORDED_AT_THE_STOP);
    assert!(read_all(&mut clients[1]).ends_with("fine"));
    assert_eq!(recorder.lines().len(), 5);
}

#[test]
fn stops_at_once_whatever_a_client_does() {
    let (listener, recorder) = start_secure();
    let mut never_reads = client(&listener);
    never_reads
        .write_all(b"GET /large HTTP/1.1\r\n\r\n")
        .unwrap();
    let sent = Arc::new(AtomicUsize::new(0));
    let mut floods = client(&listener);
    let count = Arc::clone(&sent);
    let flood = thread::spawn(move || {
        let head = b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n";
        let mut sent = floods.write_all(head);
        while sent.is_ok() {
            sent = floods.write_all(b"5\r\nabcde\r\n");
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    while sent.load(Ordering::Relaxed) < 100 {
        thread::yield_now();
    }
    let before = Instant::now();
    listener.stop();
    assert!(before.elapsed() < Duration::from_secs(10));
    flood.join().unwrap();
    let lines = recorder.lines();
    assert!(
        lines.contains(&"GET /large HTTP/1.1 0 bytes".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn serves_many_connections_at_once() {
    let (listener, recorder) = start_secure();
    let mut clients: Vec<_> = (0..50).map(|_| client(&listener)).collect();
    for client in &mut clients {
        client.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    }
    for client in &mut clients {
        client.write_all(b"connection: close\r\n\r\n").unwrap();
    }
    for client in &mut clients {
        assert!(read_all(client).ends_with("fine"));
    }
    assert_eq!(recorder.lines().len(), 50);
}

#[test]
fn tells_a_plain_port_from_a_secure_one() {
    let (listener, recorder) = start();
    let mut client = client(&listener);
    assert!(client.write_all(GET).is_err());
    drop(client);
    listener.stop();
    let lines = recorder.lines();
    assert!(lines[0].contains("speaks plain HTTP"), "{lines:?}");
}

#[test]
fn makes_certificates_anew_and_under_one_root() {
    let certificate = || {
        let (listener, _) = start_secure();
        let mut client = client(&listener);
        client.write_all(GET).unwrap();
        client.conn.peer_certificates().unwrap()[0].to_vec()
    };
    assert_ne!(certificate(), certificate());
    let root = Identity::root_certificate().unwrap();
    assert!(root.pem().lines().all(|line| line.len() <= 64));
    let lines: Vec<_> = root.pem().lines().collect();
    let digits = lines[1..lines.len() - 1].concat();
    assert_eq!(
        crate::codec::base64::decode(&digits).as_deref(),
        Some(root.der())
    );
}

#[test]
fn survives_a_first_message_that_is_broken_anywhere() {
    let (listener, recorder) = start_secure();
    let hello = client_hello();
    for at in 0..hello.len() {
        let mut broken = hello.clone();
        broken[at] ^= 0xff;
        let mut client = connect(&listener);
        client.write_all(&broken).unwrap();
        client.shutdown(Shutdown::Write).unwrap();
        let _ = client.read_to_end(&mut Vec::new());
    }
    let mut client = client(&listener);
    client.write_all(GET).unwrap();
    assert!(read_all(&mut client).ends_with("fine"));
    listener.stop();
    let lines = recorder.lines();
    assert!(
        lines.iter().all(|line| !line.contains("panicked")),
        "{lines:?}"
    );
    assert!(lines.len() > 10, "{lines:?}");
}

#[cfg(feature = "http2")]
#[test]
fn a_client_may_go_without_waiting_for_the_last_word() {
    departures::check(start_secure(), client, |client| &client.sock);
}
