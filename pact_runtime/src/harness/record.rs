//! Why what a test recorded is not in the pact file.

use crate::{
    codec::Loss,
    pact_file::{Check, Conflict, Error, Outcome},
};

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

impl RecordProblem {
    /// The problems that writing a pact file came to.
    pub(crate) fn of_merge(merged: Result<Outcome, Error>) -> Vec<Self> {
        match merged {
            Ok(outcome) => Self::all(outcome.conflicts, outcome.losses),
            Err(error) => vec![Self::NotWritten(error)],
        }
    }

    /// The problems that a comparison with a pact file came to.
    pub(crate) fn of_check(checked: Result<Check, Error>) -> Vec<Self> {
        let mut check = match checked {
            Ok(check) => check,
            Err(error) => return vec![Self::NotWritten(error)],
        };
        let conflicts = std::mem::take(&mut check.conflicts);
        let losses = std::mem::take(&mut check.losses);
        let mut problems = Self::all(conflicts, losses);
        if !check.changes.is_empty() {
            problems.push(Self::WouldChange(Box::new(check)));
        }
        problems
    }

    fn all(conflicts: Vec<Conflict>, losses: Vec<Loss>) -> Vec<Self> {
        let conflicts = conflicts.into_iter().map(Box::new).map(Self::Conflict);
        let losses = (!losses.is_empty()).then_some(Self::Lost(losses));
        conflicts.chain(losses).collect()
    }
}
