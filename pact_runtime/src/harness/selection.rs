//! Which tests of this binary the command line asks for.
//!
//! libtest does not say which tests it is going to run, but it was told on the command line, and so were we. Read
//! after rustc 1.95 `--help` of a test binary.

/// What the command line of a test binary selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selection {
    filters: Vec<String>,
    skips: Vec<String>,
    is_exact: bool,
    ignored: Ignored,
    excludes_should_panic: bool,
    certainty: Certainty,
}

/// What becomes of tests marked `#[ignore]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Ignored {
    #[default]
    Skipped,
    Included,
    Only,
}

/// Whether all selected tests are known to run to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// The test harness runs each of them.
    Sure,
    /// Some of them may never run: a run that stops early, or an argument that we do not know.
    Unsure,
}

/// One test, as far as the selection looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate<'a> {
    /// Its path with the crate in front, which libtest does not know it by.
    pub(crate) name: &'a str,
    pub(crate) is_ignored: bool,
    pub(crate) should_panic: bool,
}

/// Options with a value of their own.
const WITH_VALUE: [&str; 7] = [
    "--color",
    "--format",
    "--logfile",
    "--shuffle-seed",
    "--skip",
    "--test-threads",
    "-Z",
];

/// Flags that change nothing about which tests run.
const WITHOUT_EFFECT: [&str; 12] = [
    "--ensure-time",
    "--exact",
    "--force-run-in-process",
    "--no-capture",
    "--nocapture",
    "--quiet",
    "--report-time",
    "--show-output",
    "--shuffle",
    "--test",
    "-q",
    "-Zunstable-options",
];

impl Selection {
    /// Reads the arguments of a test binary, its own name left out. An argument that is not Unicode, or that we do
    /// not know, makes the selection [`Certainty::Unsure`].
    pub(crate) fn parse(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Self {
        let mut selection = Self {
            filters: Vec::new(),
            skips: Vec::new(),
            is_exact: false,
            ignored: Ignored::Skipped,
            excludes_should_panic: false,
            certainty: Certainty::Sure,
        };
        let mut arguments = arguments.into_iter().map(std::ffi::OsString::into_string);
        let mut only_filters_follow = false;
        while let Some(argument) = arguments.next() {
            let Ok(argument) = argument else {
                selection.certainty = Certainty::Unsure;
                continue;
            };
            if only_filters_follow || !argument.starts_with('-') || argument == "-" {
                selection.filters.push(argument);
            } else if argument == "--" {
                only_filters_follow = true;
            } else {
                selection.option(&argument, || arguments.next()?.ok());
            }
        }
        selection
    }

    fn option(&mut self, argument: &str, next: impl FnOnce() -> Option<String>) {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument, None),
        };
        if WITH_VALUE.contains(&name) {
            match value.or_else(next) {
                Some(skip) if name == "--skip" => self.skips.push(skip),
                Some(_) => {}
                None => self.certainty = Certainty::Unsure,
            }
            return;
        }
        match argument {
            "--exact" => self.is_exact = true,
            "--ignored" => self.ignored = Ignored::Only,
            "--include-ignored" => self.ignored = Ignored::Included,
            "--exclude-should-panic" => self.excludes_should_panic = true,
            flag if WITHOUT_EFFECT.contains(&flag) => {}
            _ => self.certainty = Certainty::Unsure,
        }
    }

    /// The one test that the arguments name, if they name just one in full: so runs a process a runner starts per test.
    pub(crate) fn only(&self) -> Option<&str> {
        match self.filters.as_slice() {
            [name] if self.is_exact && self.skips.is_empty() => Some(name),
            _ => None,
        }
    }

    /// Whether the test is going to run, as far as the arguments tell.
    ///
    /// # Why
    /// A process of nextest asks this of each test of its binary to run one of them. So what is cheap comes first: the
    /// path is cut from the name only of tests that can match.
    pub(crate) fn includes(&self, test: Candidate<'_>) -> bool {
        let is_wanted = match self.ignored {
            Ignored::Skipped => !test.is_ignored,
            Ignored::Included => true,
            Ignored::Only => test.is_ignored,
        };
        let matches = |filter: &String| {
            if self.is_exact {
                test.name.ends_with(filter.as_str()) && path(test.name) == filter
            } else {
                test.name.contains(filter.as_str()) && path(test.name).contains(filter.as_str())
            }
        };
        is_wanted
            && (self.filters.is_empty() || self.filters.iter().any(matches))
            && !self.skips.iter().any(matches)
            && !(self.excludes_should_panic && test.should_panic)
    }

    /// Whether the selected tests are sure to run to their end.
    pub(crate) fn certainty(&self) -> Certainty {
        self.certainty
    }
}

/// The name that libtest knows a test by: its path without the crate.
fn path(name: &str) -> &str {
    name.split_once("::").map_or(name, |(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(arguments: &str) -> Selection {
        Selection::parse(arguments.split_whitespace().map(Into::into))
    }

    /// Checks which of four tests are selected; a `?` in front says that it is not sure.
    fn check(arguments: &str, expected: &str) {
        let tests = [
            ("web::orders::open", false, false),
            ("web::orders::open_twice", false, false),
            ("web::orders::slow", true, false),
            ("web::users::panics", false, true),
        ];
        let selection = select(arguments);
        let selected = tests.iter().filter(|(name, is_ignored, should_panic)| {
            selection.includes(Candidate {
                name,
                is_ignored: *is_ignored,
                should_panic: *should_panic,
            })
        });
        let names: Vec<_> = selected
            .map(|(name, ..)| name.rsplit(':').next().unwrap())
            .collect();
        let sure = match selection.certainty() {
            Certainty::Sure => "",
            Certainty::Unsure => "?",
        };
        assert_eq!(
            format!("{sure}{}", names.join(" ")),
            expected,
            "{arguments}"
        );
    }

    #[test]
    fn selects_as_libtest_does() {
        check("", "open open_twice panics");
        check(
            "--quiet --test-threads=1 --nocapture",
            "open open_twice panics",
        );
        check("open", "open open_twice");
        check("open users", "open open_twice panics");
        check("orders::open --exact", "open");
        check("--exact -- orders::open", "open");
        check("--skip open", "panics");
        check("--skip=open --skip users", "");
        check("orders --skip twice", "open");
        check("--exact --skip orders::open", "open_twice panics");
        check("--ignored", "slow");
        check("--include-ignored orders", "open open_twice slow");
        check(
            "-Z unstable-options --exclude-should-panic",
            "open open_twice",
        );
        check("web", "");
        check("web::orders::open --exact", "");
        check("--color always --format pretty --shuffle-seed 7 slow", "");
    }

    #[test]
    fn is_not_sure_of_runs_that_may_stop_early() {
        check("--fail-fast", "?open open_twice panics");
        check("--bench", "?open open_twice panics");
        check("--list", "?open open_twice panics");
        check("--from-the-future=1 open", "?open open_twice");
        check("--skip", "?open open_twice panics");
    }

    #[cfg(unix)]
    #[test]
    fn is_not_sure_of_arguments_that_are_not_unicode() {
        use std::os::unix::ffi::OsStringExt;
        let odd = std::ffi::OsString::from_vec(vec![0xff]);
        assert_eq!(Selection::parse([odd]).certainty(), Certainty::Unsure);
    }
}
