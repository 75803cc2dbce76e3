//! Runs that fail, as verdicts.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    num::NonZeroUsize,
    panic::Location,
};

use super::*;
use crate::{
    harness::{DefinitionProblem, InteractionDraft, RequestFailure, Sources},
    model::{HttpInteraction, Interaction, SpecVersion},
};

static TEST: PactTest = PactTest {
    name: "web::orders",
    file: "src/lib.rs",
    line: 1,
    column: 1,
    package: "web",
    binary: "web",
    manifest_dir: "/web",
    consumer: "web",
    provider: "api",
    spec: SpecVersion::V4,
    dir: None,
    ignored: false,
    should_panic: false,
};

/// An interaction that expects a `GET` request.
#[track_caller]
fn draft(description: &str, path: &str) -> InteractionDraft {
    let mut http = HttpInteraction::default();
    http.meta.description = description.to_owned();
    http.request.path = path.to_owned();
    InteractionDraft {
        interaction: Interaction::Http(Box::new(http)),
        sources: Sources::default(),
        problems: Vec::new(),
        location: Location::caller(),
        times: None,
    }
}

fn fetch(url: &str, path: &str) {
    let host = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
}

/// Runs a body and says what it came to, and how many interactions would be recorded.
fn run(body: impl FnOnce(&Session)) -> (Verdict, usize) {
    let shared = Arc::new(Shared::new(TEST.spec));
    let session = Session::new(Arc::clone(&shared));
    let ended = catch_unwind(AssertUnwindSafe(|| {
        body(&session);
        Body {
            error: None,
            runtime: None,
        }
    }));
    let assessed = assess(&TEST, &shared, ended);
    (assessed.verdict, assessed.exercised.len())
}

#[test]
fn passes_if_all_that_is_declared_is_exercised_and_nothing_else() {
    let (verdict, exercised) = run(|session| {
        session.declare([draft("a", "/a"), draft("b", "/b")]);
        let server = session.start();
        fetch(server.url(), "/b");
        fetch(server.url(), "/a");
    });
    assert!(verdict.passed(), "{verdict:?}");
    assert_eq!((verdict.request_count, exercised), (2, 2));
}

#[test]
fn keeps_the_own_failure_apart_from_its_findings() {
    let (verdict, _) = run(|session| {
        session.declare([draft("a", "/a")]);
        fetch(session.start().url(), "/a");
        assert_eq!(1, 2, "one is not two");
    });
    assert!(!verdict.passed() && !verdict.has_findings(), "{verdict:?}");
    let Some(OwnFailure::Panicked(Some(message))) = verdict.own_failure else {
        panic!("{verdict:?}");
    };
    assert!(message.contains("one is not two"), "{message}");
}

#[test]
fn names_the_nearest_interaction_of_a_request_that_matches_none() {
    let (verdict, _) = run(|session| {
        session.declare([draft("a", "/a"), draft("b", "/b")]);
        let server = session.start();
        fetch(server.url(), "/a?page=2");
        fetch(server.url(), "/b");
    });
    assert_eq!(verdict.failed_request_count, 1);
    let failed = &verdict.failed_requests[0];
    assert_eq!(failed.request.as_deref(), Some("GET /a?page=2"));
    assert_eq!(failed.nearest().unwrap().description, "a");
    let RequestFailure::Unmatched(candidates) = &failed.failure else {
        panic!("{failed:?}");
    };
    assert_eq!(candidates[0].mismatches.len(), 1);
    assert_eq!(verdict.unexercised.len(), 1);
}

#[test]
fn tells_interactions_with_the_same_request_apart() {
    let (verdict, _) = run(|session| {
        session.declare([draft("first", "/a"), draft("second", "/a")]);
        fetch(session.start().url(), "/a");
    });
    let open: Vec<_> = verdict
        .unexercised
        .iter()
        .map(|its| its.interaction.description.as_str())
        .collect();
    assert_eq!(open, ["second"]);
}

#[test]
fn counts_calls_where_the_test_says_how_many() {
    let twice = || InteractionDraft {
        times: NonZeroUsize::new(2),
        ..draft("a", "/a")
    };
    let after = |calls: usize| {
        run(|session| {
            session.declare([twice()]);
            let server = session.start();
            (0..calls).for_each(|_| fetch(server.url(), "/a"));
        })
        .0
    };
    let too_few = after(1);
    assert_eq!(
        (too_few.unexercised[0].calls, too_few.unexercised[0].times),
        (1, 2)
    );
    assert!(after(2).passed());
    let too_many = after(3);
    assert!(matches!(
        too_many.failed_requests[0].failure,
        RequestFailure::UsedUp(_, 2)
    ));
}

#[test]
fn tells_what_keeps_a_run_from_beginning() {
    let (verdict, _) = run(|_| {});
    assert!(matches!(
        verdict.start_problem,
        Some(StartProblem::NothingDeclared)
    ));
    let (verdict, _) = run(|session| session.declare([draft("a", "/a")]));
    assert!(matches!(
        verdict.start_problem,
        Some(StartProblem::NeverStarted)
    ));
    let (verdict, exercised) = run(|session| {
        session.declare([draft("a", "/a")]);
        session.start();
    });
    assert_eq!(
        (verdict.request_count, verdict.unexercised.len(), exercised),
        (0, 1, 1)
    );
}

#[test]
fn ends_the_body_where_the_definition_is_wrong_and_blames_nothing_else() {
    let (verdict, exercised) = run(|session| {
        let problem = DefinitionProblem {
            location: Location::caller(),
            message: "min (5) must not exceed max (3)".to_owned(),
        };
        session.declare([InteractionDraft {
            problems: vec![problem],
            ..draft("a", "/a")
        }]);
        session.start();
        unreachable!("the body ends at the start");
    });
    assert_eq!(verdict.own_failure, None);
    assert_eq!(verdict.definition_problems.len(), 1);
    assert_eq!(exercised, 0);
}

#[test]
fn refuses_interactions_that_come_too_late() {
    let (verdict, _) = run(|session| {
        session.declare([draft("a", "/a")]);
        fetch(session.start().url(), "/a");
        session.declare([draft("b", "/b")]);
    });
    assert!(
        verdict.definition_problems[0].message.contains("before"),
        "{verdict:?}"
    );
}

mod places;
