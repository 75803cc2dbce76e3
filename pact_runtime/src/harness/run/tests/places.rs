//! Where the interactions of a run are played.

use super::*;
use crate::{harness::ServerSettings, report::Palette};

#[test]
fn names_an_address_that_a_client_can_use() {
    let (verdict, _) = run(|session| {
        session.declare([draft("a", "/a")]);
        let server = session.start_with(ServerSettings::default().address([0, 0, 0, 0]));
        let port = server.url().strip_prefix("http://127.0.0.1:").unwrap();
        assert_ne!(port.parse(), Ok(0_u16));
        fetch(server.url(), "/a");
    });
    assert!(verdict.passed(), "{verdict:?}");
}

#[test]
fn listens_on_ipv6() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        return;
    }
    let loopback = std::net::Ipv6Addr::LOCALHOST;
    for address in [loopback, std::net::Ipv6Addr::UNSPECIFIED] {
        let (verdict, _) = run(|session| {
            session.declare([draft("a", "/a")]);
            let server = session.start_with(ServerSettings::default().address(address));
            assert!(
                server.url().starts_with("http://[::1]:"),
                "{}",
                server.url()
            );
            fetch(server.url(), "/a");
        });
        assert!(verdict.passed(), "{verdict:?}");
    }
}

#[test]
fn gives_the_same_server_again_unless_another_one_is_wanted() {
    let limited = || ServerSettings::default().body_limit(10);
    let (verdict, _) = run(|session| {
        session.declare([draft("a", "/a")]);
        let server = session.start_with(limited());
        assert_eq!(server.url(), session.start().url());
        assert_eq!(server.url(), session.start_with(limited()).url());
        fetch(server.url(), "/a");
    });
    assert!(verdict.passed(), "{verdict:?}");

    let (verdict, _) = run(|session| {
        session.declare([draft("a", "/a")]);
        fetch(session.start().url(), "/a");
        session.start_with(limited());
        unreachable!("the body ends at the second start");
    });
    assert_eq!(verdict.own_failure, None);
    let problem = &verdict.definition_problems[0];
    assert_eq!(
        problem.message,
        "the mock server was started before in another way; a test has one server"
    );
    assert_eq!(problem.location.file(), file!());
}

#[test]
fn says_where_a_server_cannot_listen() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let (verdict, _) = run(|session| {
        session.declare([draft("a", "/a")]);
        session.start_with(ServerSettings::default().port(address.port()));
        unreachable!("the body ends at the start");
    });
    let report = report::text(&verdict, Palette::PLAIN, 100);
    let heading = format!("the mock server could not be started on {address}: ");
    assert!(report.contains(&heading), "{report}");
    assert!(report.contains("must not run at once"), "{report}");
}
