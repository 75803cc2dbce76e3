//! A client of a few lines, to send just the bytes that a test wants to send.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
};

use pact_dsl::Server;

/// Status and body of the answer to a request, whose head is given without the headers that every
/// request has.
pub(crate) fn send(server: &Server, head: &str, body: &[u8]) -> io::Result<(u16, Vec<u8>)> {
    let address = server.url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address)?;
    let length = body.len();
    let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
    let mut lines = vec![
        format!("{line} HTTP/1.1"),
        format!("host: {address}"),
        "connection: close".to_owned(),
        format!("content-length: {length}"),
    ];
    lines.extend(headers.lines().map(str::to_owned));
    let head = format!("{}\r\n\r\n", lines.join("\r\n"));
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    parsed(&answer).ok_or_else(|| io::Error::other("no answer of HTTP/1.1"))
}

fn parsed(answer: &[u8]) -> Option<(u16, Vec<u8>)> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let status = std::str::from_utf8(answer.get(9..12)?).ok()?;
    Some((status.parse().ok()?, answer[end + 4..].to_vec()))
}
