//! What all pact tests of one process share: settings, schedule, and what is recorded until it is written.

use std::{
    io::{self, Write as _},
    panic::catch_unwind,
    process,
    sync::{LazyLock, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
    time::{Duration, Instant},
};

use super::{
    at_exit,
    binary::ThisBinary,
    books::{self, Books, Exercised},
    directory::Directories,
    options::{Mode, Options, ReportStyle},
    record::{RecordProblem, Written},
    schedule::{Due, Schedule},
};
use crate::{
    pact_file::Target,
    registry::{self, PactTest},
    report,
};

/// How long results wait for the last test before the watchman writes them.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process as its pact tests see it.
///
/// # Why
/// This is the one static value of the library: tests of one process share nothing else, and together they write one
/// file.
static PROCESS: LazyLock<Process> = LazyLock::new(|| {
    at_exit::call(write_what_is_left);
    let options = Options::of_process();
    Process::new(options, registry::pact_tests())
});

/// What all pact tests of one process share.
#[derive(Debug)]
pub(crate) struct Process {
    options: Options,
    /// All pact tests of this binary, as far as they are known.
    tests: &'static [PactTest],
    directories: Directories,
    binary: OnceLock<ThisBinary>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    schedule: Schedule,
    books: Books,
    /// Whether a test has told what is wrong with what no file has.
    is_told: bool,
    /// Since when there have been results that no file has.
    waiting_since: Option<Instant>,
    has_watchman: bool,
}

/// How a test ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// It passed and recorded this.
    Passed(Vec<Exercised>),
    /// It failed.
    Failed,
}

impl Process {
    /// This process.
    pub(crate) fn this() -> &'static Self {
        &PROCESS
    }

    fn new(options: Options, tests: Option<&'static [PactTest]>) -> Self {
        let state = State {
            schedule: Schedule::new(tests, &options.selection),
            books: Books::default(),
            is_told: false,
            waiting_since: None,
            has_watchman: false,
        };
        Self {
            options,
            tests: tests.unwrap_or_default(),
            directories: Directories::default(),
            binary: OnceLock::new(),
            state: Mutex::new(state),
        }
    }

    /// What the environment says.
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Notes that a test begins.
    pub(crate) fn begin(&self) {
        self.lock().schedule.begin();
    }

    /// Takes what a test has to say for its pact file, and writes all pact files if the time has come.
    pub(crate) fn end(&'static self, test: &'static PactTest, ended: Ended) -> Vec<RecordProblem> {
        // Before the lock, so that tests do this side by side.
        let recording = match ended {
            Ended::Passed(exercised) => Some(books::recording(test, exercised)),
            Ended::Failed => None,
        };
        // A binary without registered tests has no owners of its own, so there is no name that they begin with.
        let binary = || ThisBinary::running(self.tests.first().map_or("", |test| test.binary));
        self.binary.get_or_init(binary);
        let mut state = self.lock();
        let mut problems = match recording {
            Some(recording) => {
                state.is_told = false;
                let dir = self.directories.of(test, &self.options);
                state.books.of(test, dir).pass(recording)
            }
            None => Vec::new(),
        };
        match state.schedule.finish(test) {
            Due::Now => {
                problems.extend(self.write(&mut state));
                state.is_told = true;
            }
            Due::Later => self.wait(&mut state),
        }
        problems
    }

    /// Leaves the results to a later test, and to the watchman if none comes.
    fn wait(&'static self, state: &mut State) {
        if self.options.mode == Mode::Check || !state.books.are_dirty() {
            return;
        }
        state.waiting_since.get_or_insert_with(Instant::now);
        if !state.has_watchman {
            let watchman = thread::Builder::new().name("pact results".to_owned());
            // Without a thread there is still the last test, and the end of the process.
            state.has_watchman = watchman.spawn(|| self.watch()).is_ok();
        }
    }

    /// Writes what has been waiting for too long, as long as the process lives.
    fn watch(&self) {
        loop {
            thread::sleep(PATIENCE);
            let mut state = self.lock();
            let waited = state.waiting_since.map(|since| since.elapsed());
            if waited.is_some_and(|waited| waited >= PATIENCE) {
                // A problem stays one: the last test tries again, and reports it.
                self.write(&mut state);
            }
        }
    }

    /// Writes what is new, or compares it with the files.
    fn write(&self, state: &mut State) -> Vec<RecordProblem> {
        state.waiting_since = None;
        let Some(binary) = self.binary.get() else {
            return Vec::new();
        };
        let mode = self.options.mode;
        let owners = |target: &Target| self.owners(target);
        let Written { problems, replaced } = state.books.write(mode, binary, &owners);
        if !replaced.is_empty() {
            let note = match self.options.report {
                ReportStyle::Json => report::replaced_json(&replaced),
                ReportStyle::Text { colour, width } => {
                    report::replaced_text(&replaced, colour.palette(), width)
                }
            };
            // Past the test harness, which shows nothing that passing tests print, and may have begun a line.
            let _ = writeln!(io::stderr(), "\n{note}");
        }
        problems
    }

    /// All tests of this binary that record into a pact file.
    fn owners(&self, target: &Target) -> Vec<String> {
        let tests = self.tests.iter().filter(|test| {
            test.consumer == target.consumer
                && test.provider == target.provider
                && self.directories.of(test, &self.options) == target.dir
        });
        tests.map(PactTest::owner).collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes what no test has written: see `docs/adr/0002-when-the-pact-file-is-written.md`.
extern "C" fn write_what_is_left() {
    // Nobody can be told of a panic here, and it must not leave the function.
    let _ = catch_unwind(|| {
        let process = Process::this();
        // A test that still runs may hold the lock; then the process ends as if it had been killed.
        let Ok(mut state) = process.state.try_lock() else {
            return;
        };
        if state.schedule.in_flight() > 0 {
            let _ = writeln!(
                io::stderr(),
                "\nnote: the process ends while a pact test runs, so nothing of that test is recorded and no later one \
                 runs; let no test call `std::process::exit`"
            );
        }
        let is_checked = process.options.mode == Mode::Check && state.is_told;
        if is_checked || !state.books.are_dirty() {
            return;
        }
        let problems = process.write(&mut state);
        if state.is_told || problems.is_empty() {
            return;
        }
        for problem in problems {
            let report = report::record_problem(&problem);
            let _ = writeln!(io::stderr(), "{report}");
        }
        // No test is left that could fail, and the status of the process can be changed in no other way: it must not
        // say that all is well.
        process::abort();
    });
}
