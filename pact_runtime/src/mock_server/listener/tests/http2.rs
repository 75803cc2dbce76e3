//! HTTP/2 beside HTTP/1.1.

use super::*;

#[test]
fn speaks_both_protocols_on_one_port() {
    let (listener, recorder) = start();
    let old = reqwest::Client::new();
    let new = reqwest::Client::builder()
        .http2_prior_knowledge()
        .build()
        .unwrap();
    runtime().block_on(async {
        let body = vec![b'y'; 300_000];
        for client in [&old, &new, &new, &old] {
            let url = format!("{}/echo", listener.url());
            let response = client.post(url).body(body.clone()).send().await.unwrap();
            assert_eq!(response.status(), 200);
            assert_eq!(response.bytes().await.unwrap(), body);
        }
    });
    assert_eq!(
        recorder.lines(),
        [
            "POST /echo HTTP/1.1 300000 bytes".to_owned(),
            format!("POST {}/echo HTTP/2.0 300000 bytes", listener.url()),
            format!("POST {}/echo HTTP/2.0 300000 bytes", listener.url()),
            "POST /echo HTTP/1.1 300000 bytes".to_owned(),
        ]
    );
}

#[test]
fn records_what_is_not_http_2() {
    let goes_wrong = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x01\x04\x00\x00\x00\x00\x00\x00";
    let (listener, recorder) = start();
    let mut client = connect(&listener);
    client.write_all(goes_wrong).unwrap();
    let mut answer = Vec::new();
    let _ = client.read_to_end(&mut answer);
    assert!(!answer.is_empty());
    listener.stop();
    assert_eq!(
        recorder.lines(),
        [
            "0 the client broke HTTP/2: http2 error: connection error detected: unspecific protocol error detected (0 bytes)"
        ]
    );
}
