//! One test's run, from its body to the verdict.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::Arc,
    thread,
};

use super::{
    OwnFailure, Session, StartProblem, TestOutput, Verdict,
    books::Exercised,
    options::ReportStyle,
    process::{Ended, Process},
    runtime::{self, Used},
    session::{Refused, Shared, State},
};
use crate::{registry::PactTest, report};

/// The run of one pact test: begins, gives the test its session, then runs the test's body and judges.
///
/// # Why
/// Every async test has a type of its own. What is generic over it is compiled anew for each test, so nothing is but the
/// three lines that make the future.
#[derive(Debug)]
#[must_use = "a run that is not brought to its end judges nothing"]
pub struct Run {
    test: &'static PactTest,
    shared: Arc<Shared>,
}

impl Run {
    /// Begins the run of a test.
    pub fn begin(test: &'static PactTest) -> Self {
        Process::this().begin();
        Self {
            test,
            shared: Arc::new(Shared::new(test.spec)),
        }
    }

    /// What the test holds of its run.
    pub fn session(&self) -> Session {
        Session::new(Arc::clone(&self.shared))
    }

    /// Runs the body of an async test: on a current-thread tokio runtime, as `#[tokio::test]` does.
    ///
    /// # Panics
    /// If the test fails; the message is the report.
    #[track_caller]
    pub fn drive<T: TestOutput>(self, body: Pin<&mut dyn Future<Output = T>>) {
        let ended = catch_unwind(AssertUnwindSafe(|| match runtime::block_on(body) {
            Ok((output, used)) => Body {
                error: output.failure(),
                runtime: Some(used),
            },
            Err(error) => Body {
                error: Some(format!("failed to make a runtime for the test: {error}")),
                runtime: None,
            },
        }));
        judge(self.test, &self.shared, ended);
    }

    /// Runs the body of a test that is a plain function.
    ///
    /// # Panics
    /// If the test fails; the message is the report.
    #[track_caller]
    pub fn call<T: TestOutput>(self, body: impl FnOnce() -> T) {
        let ended = catch_unwind(AssertUnwindSafe(|| Body {
            error: body().failure(),
            runtime: None,
        }));
        judge(self.test, &self.shared, ended);
    }
}

/// A body that came to its end.
pub(crate) struct Body {
    /// The error that it returned.
    pub(crate) error: Option<String>,
    /// What it ran on.
    pub(crate) runtime: Option<Used>,
}

/// Comes to the verdict on a run whose body has ended, records what it exercised, and fails the test if the verdict does.
#[track_caller]
pub(crate) fn judge(
    test: &'static PactTest,
    shared: &Shared,
    ended: Result<Body, Box<dyn Any + Send>>,
) {
    let process = Process::this();
    let Assessed {
        mut verdict,
        exercised,
        payload,
    } = assess(test, shared, ended);
    let ended = if test.should_panic {
        // Whether it passes is not known here, and it must not: a contract is made by tests that do not panic.
        Ended::Passed(Vec::new())
    } else if verdict.passed() {
        Ended::Passed(exercised)
    } else {
        Ended::Failed
    };
    verdict.record_problems = process.end(test, ended);
    conclude(&verdict, payload, process.options().report);
}

/// What a run came to, before it is told to anyone.
struct Assessed {
    verdict: Verdict,
    /// What is to be recorded if the test passes.
    exercised: Vec<Exercised>,
    /// What the body panicked with.
    payload: Option<Box<dyn Any + Send>>,
}

fn assess(test: &'static PactTest, shared: &Shared, ended: thread::Result<Body>) -> Assessed {
    let mut verdict = Verdict::new(test);
    let mut exercised = end(shared, &mut verdict);
    exercised.extend(shared.messages.end(&mut verdict));
    let payload = own_failure(ended, &mut verdict);
    Assessed {
        verdict,
        exercised,
        payload,
    }
}

/// Adds to the verdict how far the run came, and gives what it has to record if nothing is wrong.
fn end(shared: &Shared, verdict: &mut Verdict) -> Vec<Exercised> {
    match shared.end() {
        State::Playing(play) => return play.end(verdict),
        State::Refused(problems) => verdict.definition_problems = problems,
        State::NotStarted(problem) => verdict.start_problem = Some(problem),
        State::Declaring(drafts) if drafts.is_empty() => {
            if shared.messages.are_none() {
                verdict.start_problem = Some(StartProblem::NothingDeclared);
            }
        }
        State::Declaring(drafts) => {
            verdict.start_problem = Some(StartProblem::NeverStarted);
            let problems = drafts.into_iter().flat_map(|draft| draft.problems);
            verdict.definition_problems = problems.collect();
        }
        State::Ended => {}
    }
    Vec::new()
}

/// Adds to the verdict how the body failed by itself, and gives the payload if it panicked.
fn own_failure(ended: thread::Result<Body>, verdict: &mut Verdict) -> Option<Box<dyn Any + Send>> {
    match ended {
        Ok(body) => {
            if let Some(runtime) = body.runtime {
                runtime.recycle();
            }
            verdict.own_failure = body.error.map(OwnFailure::Returned);
            None
        }
        Err(payload) if payload.is::<Refused>() => None,
        Err(payload) => {
            verdict.own_failure = Some(OwnFailure::of_panic(&*payload));
            Some(payload)
        }
    }
}

/// Ends the test as the verdict says.
///
/// # Why
/// A panic of the body goes on as it is: its hook has told message, place and backtrace, and a second panic would tell
/// them again. So what there is to add is printed.
#[track_caller]
#[expect(clippy::panic, reason = "the one place where a test fails")]
fn conclude(verdict: &Verdict, payload: Option<Box<dyn Any + Send>>, style: ReportStyle) {
    if verdict.passed() {
        return;
    }
    let report = match style {
        ReportStyle::Json => report::json(verdict),
        ReportStyle::Text { colour, width } if payload.is_some() => {
            report::findings(verdict, colour.palette(), width)
        }
        ReportStyle::Text { colour, width } => report::text(verdict, colour.palette(), width),
    };
    if verdict.test.should_panic && !verdict.record_problems.is_empty() {
        // A panic would be taken for the one that is expected.
        print(&report);
        return;
    }
    let Some(payload) = payload else {
        panic!("{report}");
    };
    match style {
        ReportStyle::Json => print(&report),
        ReportStyle::Text { .. } if report.is_empty() => {}
        ReportStyle::Text { .. } => print(&format!("\n{report}")),
    }
    resume_unwind(payload);
}

/// Prints a report where the test harness keeps what a test prints.
#[expect(
    clippy::print_stderr,
    reason = "beside the panic, there is no other way to tell"
)]
fn print(report: &str) {
    eprintln!("{report}");
}

#[cfg(test)]
mod tests;
