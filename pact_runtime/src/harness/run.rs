//! One test's run, from its body to the verdict.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
};

use super::{
    OwnFailure, Session, TestOutput, runtime,
    session::{Refused, Shared},
};
use crate::registry::PactTest;

/// Runs an async pact test: on a fresh current-thread tokio runtime, as `#[tokio::test]` does.
///
/// # Panics
/// If the test fails; the message is the report.
#[track_caller]
pub fn run_async<P, Fut>(test: &'static PactTest, body: fn(P) -> Fut)
where
    P: From<Session>,
    Fut: Future<Output: TestOutput>,
{
    run(test, &mut |session| {
        let body = pin!(body(P::from(session)));
        let body: Pin<&mut dyn Future<Output = Fut::Output>> = body;
        ended(runtime::block_on(body))
    });
}

/// Runs a pact test that is a plain function.
///
/// # Panics
/// If the test fails; the message is the report.
#[track_caller]
pub fn run_blocking<P, T>(test: &'static PactTest, body: fn(P) -> T)
where
    P: From<Session>,
    T: TestOutput,
{
    run(test, &mut |session| ended(Ok(body(P::from(session)))));
}

fn ended(output: std::io::Result<impl TestOutput>) -> Option<String> {
    match output {
        Ok(output) => output.failure(),
        Err(error) => Some(format!("failed to make a runtime for the test: {error}")),
    }
}

#[track_caller]
fn run(_test: &'static PactTest, body: &mut dyn FnMut(Session) -> Option<String>) {
    let shared = Arc::new(Shared::default());
    let session = Session::new(Arc::clone(&shared));
    let ended = catch_unwind(AssertUnwindSafe(|| body(session)));
    let _own_failure = match ended {
        Ok(error) => error.map(OwnFailure::Returned),
        Err(payload) => own_failure(&*payload),
    };
}

fn own_failure(payload: &(dyn Any + Send)) -> Option<OwnFailure> {
    if payload.is::<Refused>() {
        return None;
    }
    Some(OwnFailure::of_panic(payload))
}
