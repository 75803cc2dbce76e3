//! Runs without `#[pact_test]`, for other test harnesses.
//!
//! # Why
//! The binary does not know these runs before they begin, so results are written at the end of each, and
//! what a run recorded once stays in the file until somebody takes it out: whether the run still exists,
//! nobody can tell.

use std::{
    panic::{AssertUnwindSafe, Location, catch_unwind},
    pin::pin,
    sync::Arc,
    task::Poll,
};

use super::{
    Session, TestOutput,
    process::{Ended, Process},
    run::{Body, judge},
    session::Shared,
};
use crate::{
    json::Json,
    model::{Interaction, SpecVersion},
    registry::PactTest,
};

/// What stands in place of a binary's name before the names of runs without the attribute.
pub(crate) const FREE: &str = "run";

/// What the attribute says of a test, for a run without it.
#[derive(Debug, Clone)]
pub struct FreeSettings {
    /// Name of the service under test.
    pub consumer: String,
    /// Name of the service the test talks to.
    pub provider: String,
    /// Specification version of the pact file.
    pub spec: SpecVersion,
    /// Directory of the pact file, if it is not the usual one.
    pub dir: Option<String>,
}

/// A run without `#[pact_test]`, from its begin to its verdict.
#[derive(Debug)]
#[must_use = "a run that does not finish has no verdict"]
pub struct FreeRun {
    settings: FreeSettings,
    location: &'static Location<'static>,
    shared: Arc<Shared>,
}

impl FreeRun {
    /// Begins a run.
    #[track_caller]
    pub fn begin(settings: FreeSettings) -> (Self, Session) {
        Process::this().begin();
        let shared = Arc::new(Shared::new(settings.spec));
        let session = Session::new(Arc::clone(&shared));
        let run = Self {
            settings,
            location: Location::caller(),
            shared,
        };
        (run, session)
    }

    /// Runs the body and finishes.
    ///
    /// # Panics
    /// If the run fails; the message is the report.
    pub async fn finish<T: TestOutput>(self, body: impl Future<Output = T>) {
        let mut body = pin!(body);
        let ended = std::future::poll_fn(|context| {
            let polled = catch_unwind(AssertUnwindSafe(|| body.as_mut().poll(context)));
            match polled {
                Ok(Poll::Pending) => Poll::Pending,
                Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
                Err(payload) => Poll::Ready(Err(payload)),
            }
        });
        let ended = ended.await.map(ended_with);
        judge(self.test(), &self.shared, ended);
    }

    /// Runs the body and finishes.
    ///
    /// # Panics
    /// If the run fails; the message is the report.
    #[track_caller]
    pub fn finish_blocking<T: TestOutput>(self, body: impl FnOnce() -> T) {
        let ended = catch_unwind(AssertUnwindSafe(body)).map(ended_with);
        judge(self.test(), &self.shared, ended);
    }

    /// Ends a run whose body never ran. In a thread that panics already there is nothing to add.
    ///
    /// # Panics
    /// Otherwise: a definition that nothing plays makes no contract.
    #[track_caller]
    pub fn abandon(self) {
        let test = self.test();
        if std::thread::panicking() {
            Process::this().end(test, Ended::Failed);
        } else {
            let nothing = Body {
                error: None,
                runtime: None,
            };
            judge(test, &self.shared, Ok(nothing));
        }
    }

    /// The run as a test. It is named by the interactions that it plays, so that neither the order of runs nor
    /// the lines around them matter, and runs that begin with the same interaction are told apart.
    fn test(&self) -> &'static PactTest {
        let process = Process::this().options();
        let (package, manifest_dir) = match &process.package {
            Some((name, dir)) => (name.as_str(), dir.to_string_lossy().into_owned()),
            None => ("", ".".to_owned()),
        };
        let mut names = self.shared.each(name_of);
        names.dedup();
        let name = names.join("; ");
        let settings = &self.settings;
        // A run's worth of names stays for the rest of the process, as those of other tests do.
        Box::leak(Box::new(PactTest {
            name: leaked(format!("run::{name}")),
            file: self.location.file(),
            line: self.location.line(),
            column: self.location.column(),
            package: leaked(package.to_owned()),
            binary: FREE,
            manifest_dir: leaked(manifest_dir),
            consumer: leaked(settings.consumer.clone()),
            provider: leaked(settings.provider.clone()),
            spec: settings.spec,
            dir: settings.dir.clone().map(leaked),
            ignored: false,
            should_panic: false,
        }))
    }
}

fn ended_with(output: impl TestOutput) -> Body {
    Body {
        error: output.failure(),
        runtime: None,
    }
}

/// Description and provider states of an interaction on one line.
fn name_of(interaction: &Interaction) -> String {
    let mut name = interaction.description().to_owned();
    for state in interaction
        .meta()
        .into_iter()
        .flat_map(|meta| &meta.provider_states)
    {
        name.push_str(" given ");
        name.push_str(&state.name);
        if !state.params.is_empty() {
            name.push_str(&Json::Object(state.params.clone()).to_string());
        }
    }
    name
}

fn leaked(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
