//! The mock server against bare hyper: `cargo run -q --release -p benches --bin server`.
//!
//! Both sides answer the same requests over kept-alive connections; ours chooses each answer among 1,000
//! interactions and keeps a journal, hyper always gives the same one. Prints the requests per second of
//! ours, as a part of those of hyper.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark shows its figures"
)]

use std::{
    convert::Infallible,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

use benches::{
    pairs::{Cost, Pairs},
    served,
};
use bytes::Bytes;
use http_body_util::Full;
use hyper::{Response, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, runtime};

const INTERACTIONS: usize = 1_000;
const CONNECTIONS: usize = 2;
const REQUESTS: usize = 5_000;

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> io::Result<()> {
    let ours = served::start_small(INTERACTIONS);
    let ours_at = ours.address();
    let theirs_at = start_bare()?;
    // The pairs hold times, so the ratio of theirs to ours is that of our rate to theirs.
    let pairs = Pairs::measure(15, || load(theirs_at), || load(ours_at))?;
    let rate = pairs.wall_ratio();
    println!(
        "{INTERACTIONS} interactions, small bodies: {rate} of the requests per second of bare hyper"
    );
    ours.stop();
    Ok(())
}

/// Hyper with a fixed answer, on one thread.
fn start_bare() -> io::Result<SocketAddr> {
    let runtime = runtime::Builder::new_current_thread().enable_io().build()?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        runtime.block_on(async {
            while let Ok((stream, _)) = listener.accept().await {
                let answer = service_fn(async |_| {
                    let answer = Response::builder().header("content-type", "application/json");
                    Ok::<_, Infallible>(
                        answer
                            .body(Full::new(Bytes::from_static(b"42")))
                            .expect("a response of one header is well-formed"),
                    )
                });
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
            }
        });
    });
    Ok(address)
}

/// Sends all requests over a few connections and waits for all answers.
fn load(address: SocketAddr) -> io::Result<Cost> {
    let start = Instant::now();
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|at| thread::spawn(move || client(address, at)))
        .collect();
    for client in clients {
        client
            .join()
            .map_err(|_| io::Error::other("a client panicked"))??;
    }
    Ok(Cost {
        wall: start.elapsed(),
        cpu: Duration::ZERO,
    })
}

fn client(address: SocketAddr, first: usize) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut answers = BufReader::new(stream.try_clone()?);
    for at in 0..REQUESTS {
        let id = (first + at * CONNECTIONS) % INTERACTIONS;
        stream.write_all(
            format!("GET /orders/{id} HTTP/1.1\r\nhost: {address}\r\n\r\n").as_bytes(),
        )?;
        read_answer(&mut answers)?;
    }
    Ok(())
}

fn read_answer(answers: &mut impl BufRead) -> io::Result<()> {
    let mut line = String::new();
    answers.read_line(&mut line)?;
    if !line.starts_with("HTTP/1.1 200") {
        return Err(io::Error::other(format!("unexpected answer {line:?}")));
    }
    let mut length = 0;
    loop {
        line.clear();
        answers.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    io::copy(&mut answers.take(length), &mut io::sink()).map(drop)
}
