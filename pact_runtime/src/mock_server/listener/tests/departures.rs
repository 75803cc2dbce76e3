//! Clients that go while the server has still something to say.

use super::*;

/// What a client of HTTP/2 begins with: the preface, no settings, a GET.
const BEGINNING: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\
    \0\0\0\x04\0\0\0\0\0\
    \0\0\x0d\x01\x05\0\0\0\x01\x82\x86\x04\x06/quick\x01\x01x";

/// What it ends with, if it has manners.
const GOODBYE: &[u8] = b"\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// Lets clients say goodbye and go with a reset, so that the server's own goodbye finds nobody.
pub(super) fn check<C: Read + Write>(
    (listener, recorder): (Listener, Arc<Recorder>),
    client: impl Fn(&Listener) -> C,
    socket: impl Fn(&C) -> &TcpStream,
) {
    for _ in 0..50 {
        let mut client = client(&listener);
        client.write_all(BEGINNING).unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"fine") {
            let mut some = [0; 100];
            let count = client.read(&mut some).unwrap();
            assert_ne!(count, 0, "{answer:?}");
            answer.extend_from_slice(&some[..count]);
        }
        socket2::SockRef::from(socket(&client))
            .set_linger(Some(Duration::ZERO))
            .unwrap();
        client.write_all(GOODBYE).unwrap();
    }
    listener.stop();
    assert_eq!(
        recorder.lines(),
        vec!["GET http://x/quick HTTP/2.0 0 bytes"; 50]
    );
}

#[test]
fn a_client_may_go_without_waiting_for_the_last_word() {
    check(start(), connect, |client| client);
}
