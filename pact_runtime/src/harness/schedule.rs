//! When the results of a process are written: see `docs/adr/0002-when-the-pact-file-is-written.md`.

use super::selection::{Candidate, Certainty, Selection};
use crate::registry::PactTest;

/// Follows the tests of this process and says when their results are due.
#[derive(Debug)]
pub(crate) struct Schedule {
    tests: &'static [PactTest],
    /// What is known of each of `tests`; empty where [`only`](Self::only) says it all.
    progress: Vec<Progress>,
    /// The one test that is going to run. To look at all the others for it would make a process per test slower with
    /// each test that there is.
    only: Option<(Box<str>, Progress)>,
    /// How many are awaited.
    awaited: usize,
    /// How many run at this moment.
    in_flight: usize,
    certainty: Certainty,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// The command line does not ask for it.
    NotSelected,
    /// It is going to run, or runs.
    Awaited,
    /// It has run.
    Finished,
}

/// Whether results are to be written now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// No later test is sure to write them.
    Now,
    /// A test that is sure to come writes them.
    Later,
}

impl Schedule {
    /// The schedule of a process that has these tests, if they are known, and was started with these arguments.
    pub(crate) fn new(tests: Option<&'static [PactTest]>, selection: &Selection) -> Self {
        let certainty = match tests {
            Some(_) => selection.certainty(),
            None => Certainty::Unsure,
        };
        let tests = tests.unwrap_or_default();
        if let Some(name) = selection.only() {
            return Self {
                tests,
                progress: Vec::new(),
                only: Some((name.into(), Progress::Awaited)),
                awaited: 1,
                in_flight: 0,
                certainty,
            };
        }
        let progress: Vec<Progress> = tests
            .iter()
            .map(|test| {
                if selection.includes(candidate(test)) {
                    Progress::Awaited
                } else {
                    Progress::NotSelected
                }
            })
            .collect();
        Self {
            tests,
            awaited: progress
                .iter()
                .filter(|progress| **progress == Progress::Awaited)
                .count(),
            progress,
            only: None,
            in_flight: 0,
            certainty,
        }
    }

    /// Notes that a test begins.
    pub(crate) fn begin(&mut self) {
        self.in_flight += 1;
    }

    /// How many tests run at this moment.
    pub(crate) fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// Notes that a test has ended, and says whether what has been recorded is to be written.
    pub(crate) fn finish(&mut self, test: &'static PactTest) -> Due {
        self.in_flight = self.in_flight.saturating_sub(1);
        match self.progress_of(test) {
            Some(progress @ Progress::Awaited) => {
                *progress = Progress::Finished;
                self.awaited -= 1;
            }
            Some(Progress::Finished) => {}
            // It runs although we foresaw that it would not: then others may not run although we foresaw them.
            Some(Progress::NotSelected) | None => self.certainty = Certainty::Unsure,
        }
        let may_be_last = self.awaited == 0 || self.certainty == Certainty::Unsure;
        if may_be_last && self.in_flight == 0 {
            Due::Now
        } else {
            Due::Later
        }
    }

    fn progress_of(&mut self, test: &'static PactTest) -> Option<&mut Progress> {
        if let Some((name, progress)) = &mut self.only {
            return (test.path() == &**name).then_some(progress);
        }
        let position = self.tests.element_offset(test)?;
        self.progress.get_mut(position)
    }
}

fn candidate(test: &'static PactTest) -> Candidate<'static> {
    Candidate {
        name: test.name,
        is_ignored: test.ignored,
        should_panic: test.should_panic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpecVersion;

    const fn test(name: &'static str, ignored: bool) -> PactTest {
        PactTest {
            name,
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
            ignored,
            should_panic: false,
        }
    }

    static TESTS: [PactTest; 4] = [
        test("web::a", false),
        test("web::b", false),
        test("web::c", true),
        test("web::deep::a", false),
    ];

    /// Plays a run: `a(` begins test `a`, `a)` ends it. Expects the ends at which results are written.
    fn check(arguments: &str, known: bool, events: &str, writes: &str) {
        let selection = Selection::parse(arguments.split_whitespace().map(Into::into));
        let mut schedule = Schedule::new(known.then_some(&TESTS[..]), &selection);
        let mut written = Vec::new();
        for event in events.split_whitespace() {
            let (name, event_kind) = event.split_at(1);
            if event_kind == "(" {
                schedule.begin();
                continue;
            }
            let index = "abcd".find(name).unwrap();
            if schedule.finish(&TESTS[index]) == Due::Now {
                written.push(name);
            }
        }
        assert_eq!(written.join(""), writes, "{arguments}: {events}");
    }

    #[test]
    fn writes_once_when_the_last_test_has_ended() {
        check("", true, "a( a) b( b) d( d)", "d");
        check("", true, "d( a( b( a) d) b)", "b");
        check("--test-threads=1 --shuffle", true, "d( d) b( b) a( a)", "a");
    }

    #[test]
    fn awaits_what_the_command_line_selects() {
        check("a", true, "a( d( a) d)", "d");
        check("--exact a", true, "a( a)", "a");
        check("--skip deep", true, "b( b) a( a)", "a");
        check("--ignored", true, "c( c)", "c");
        check("--include-ignored", true, "a( b( c( d( a) b) d) c)", "c");
    }

    #[test]
    fn writes_between_tests_if_it_is_not_sure_of_the_next() {
        check("--fail-fast", true, "a( b( a) b) d( d)", "bd");
        check("", false, "a( b( a) b) d( d)", "bd");
    }

    #[test]
    fn trusts_the_arguments_no_more_once_they_misled() {
        check("--exact a", true, "b( b) a( a)", "ba");
        check("--exact a b", true, "d( d) a( b( a) b)", "db");
        check("--ignored", true, "a( a) b( b) c( c)", "abc");
    }

    #[test]
    fn bears_a_test_that_runs_twice() {
        check("", true, "a( a) a( a) b( b) d( d) a( a)", "da");
    }
}
