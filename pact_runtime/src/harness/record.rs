//! Why what a test recorded is not in the pact file.

use crate::{
    codec::Loss,
    pact_file::{Check, Conflict, Error, Outcome, Replaced},
};

/// What writing pact files came to.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// What fails a test.
    pub(crate) problems: Vec<RecordProblem>,
    /// What is to be known and fails nothing.
    pub(crate) replaced: Vec<Replaced>,
}

/// Why what a test recorded is not in the pact file, or what else is wrong with the file.
#[derive(Debug)]
#[non_exhaustive]
pub enum RecordProblem {
    /// Two tests contradict each other.
    Conflict(Box<Conflict>),
    /// The version of the specification that the file is written in cannot hold all that was recorded.
    Lost(Vec<Loss>),
    /// The file cannot be read or written.
    NotWritten(Error),
    /// With `PACT_CHECK=1`: the file is not what the tests say.
    WouldChange(Box<Check>),
}

impl Written {
    /// What a merge came to.
    pub(crate) fn of_merge(merged: Result<Outcome, Error>) -> Self {
        match merged {
            Ok(outcome) => Self {
                problems: RecordProblem::all(outcome.conflicts, outcome.losses),
                replaced: outcome.replaced,
            },
            Err(error) => Self::failed(error),
        }
    }

    /// What a comparison with a pact file came to.
    pub(crate) fn of_check(checked: Result<Check, Error>) -> Self {
        let mut check = match checked {
            Ok(check) => check,
            Err(error) => return Self::failed(error),
        };
        let conflicts = std::mem::take(&mut check.conflicts);
        let losses = std::mem::take(&mut check.losses);
        let mut problems = RecordProblem::all(conflicts, losses);
        if !check.changes.is_empty() {
            problems.push(RecordProblem::WouldChange(Box::new(check)));
        }
        Self {
            problems,
            // The file would change, which says it all.
            replaced: Vec::new(),
        }
    }

    fn failed(error: Error) -> Self {
        Self {
            problems: vec![RecordProblem::NotWritten(error)],
            replaced: Vec::new(),
        }
    }
}

impl Extend<Self> for Written {
    fn extend<I: IntoIterator<Item = Self>>(&mut self, all: I) {
        for one in all {
            self.problems.extend(one.problems);
            self.replaced.extend(one.replaced);
        }
    }
}

impl RecordProblem {
    fn all(conflicts: Vec<Conflict>, losses: Vec<Loss>) -> Vec<Self> {
        let conflicts = conflicts.into_iter().map(Box::new).map(Self::Conflict);
        let losses = (!losses.is_empty()).then_some(Self::Lost(losses));
        conflicts.chain(losses).collect()
    }
}
