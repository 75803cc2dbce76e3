//! What the tests of this process have to say about each pact file, until it is written.

use std::{
    collections::{HashMap, hash_map::Entry},
    panic::Location,
    path::PathBuf,
};

use super::{
    binary::ThisBinary,
    options::Mode,
    record::{RecordProblem, Written},
};
use crate::{
    model::Interaction,
    pact_file::{self, Binary, Conflict, ConflictKind, Recorded, Recording, Side, Target, Update},
    registry::PactTest,
};

/// One interaction that a test exercised.
#[derive(Debug)]
pub(crate) struct Exercised {
    /// Where in the source the interaction is declared.
    pub(crate) location: &'static Location<'static>,
    /// The interaction.
    pub(crate) interaction: Interaction,
}

/// What a test recorded that exercised all this.
pub(crate) fn recording(test: &PactTest, exercised: Vec<Exercised>) -> Recording {
    let exercised = exercised.into_iter();
    Recording::new(
        test.owner(),
        test.spec,
        exercised.map(|one| (one.interaction, place(one.location))),
    )
}

/// The books of this process, one for each pact file.
#[derive(Debug, Default)]
pub(crate) struct Books {
    books: Vec<Book>,
}

/// All that this process knows of one pact file.
#[derive(Debug)]
pub(crate) struct Book {
    target: Target,
    /// What each test recorded that passed, in the order in which they ended.
    recordings: Vec<Recording>,
    /// Which test was the first to record under an identity: positions in `recordings` and in its list.
    index: HashMap<Box<[u8]>, (usize, usize)>,
    /// Whether something is new since the file was written.
    is_dirty: bool,
}

impl Books {
    /// The book of a test whose pact file is in this directory.
    pub(crate) fn of(&mut self, test: &'static PactTest, dir: PathBuf) -> &mut Book {
        let position = self.books.iter().position(|Book { target, .. }| {
            target.consumer == test.consumer
                && target.provider == test.provider
                && target.dir == dir
        });
        match position {
            Some(position) => &mut self.books[position],
            None => self.books.push_mut(Book {
                target: Target {
                    consumer: test.consumer.to_owned(),
                    provider: test.provider.to_owned(),
                    dir,
                },
                recordings: Vec::new(),
                index: HashMap::new(),
                is_dirty: false,
            }),
        }
    }

    /// Whether there is something that has not been written.
    pub(crate) fn are_dirty(&self) -> bool {
        self.books.iter().any(|book| book.is_dirty)
    }

    /// Writes what is new, or compares it with the files. `owners` gives all tests of this binary that record into a
    /// pact file.
    pub(crate) fn write(
        &mut self,
        mode: Mode,
        binary: &ThisBinary,
        owners: &dyn Fn(&Target) -> Vec<String>,
    ) -> Written {
        let dirty = self.books.iter_mut().filter(|book| book.is_dirty);
        let mut written = Written::default();
        written.extend(dirty.map(|book| book.write(mode, binary, owners)));
        written
    }
}

impl Book {
    /// Takes what a test recorded that has passed. Says what contradicts what another test recorded.
    pub(crate) fn pass(&mut self, recording: Recording) -> Vec<RecordProblem> {
        self.is_dirty = true;
        let place = self.recordings.len();
        self.recordings.push(recording);
        let mut problems = Vec::new();
        for position in 0..self.recordings[place].interactions().len() {
            let second = (place, position);
            let Some(identity) = self.recorded(second).identity() else {
                continue;
            };
            match self.index.entry(identity.into()) {
                Entry::Vacant(vacant) => {
                    vacant.insert(second);
                }
                Entry::Occupied(occupied) => {
                    let first = *occupied.get();
                    problems.extend(self.conflict(first, second));
                }
            }
        }
        problems
    }

    fn recorded(&self, (recording, position): (usize, usize)) -> &Recorded {
        &self.recordings[recording].interactions()[position]
    }

    fn conflict(&self, first: (usize, usize), second: (usize, usize)) -> Option<RecordProblem> {
        let [before, after] = [first, second].map(|at| self.recorded(at).interaction());
        if before == after {
            return None;
        }
        let side = |at: (usize, usize)| Side {
            owner: Some(self.recordings[at.0].owner().to_owned()),
            place: self.recorded(at).place().to_owned(),
            interaction: Box::new(self.recorded(at).interaction().clone()),
        };
        Some(RecordProblem::Conflict(Box::new(Conflict {
            kind: ConflictKind::Contents,
            first: side(first),
            second: side(second),
            differences: pact_file::differences(before, after),
        })))
    }

    fn write(
        &mut self,
        mode: Mode,
        binary: &ThisBinary,
        owners: &dyn Fn(&Target) -> Vec<String>,
    ) -> Written {
        let update = Update {
            target: &self.target,
            binary: &Binary {
                prefix: binary.prefix(),
                build: binary.build(),
                owners: &|| owners(&self.target),
                is_outdated: &|owner, build| binary.is_outdated(owner, build),
            },
            passed: &self.recordings,
        };
        let mut written = match mode {
            Mode::Check => Written::of_check(pact_file::check(&update, binary.cache())),
            Mode::Write => {
                let merged = pact_file::merge(&update, binary.cache());
                self.is_dirty = merged.is_err();
                Written::of_merge(merged)
            }
        };
        let is_ours = |side: &Side| {
            let owner = side.owner.as_deref();
            let is_its = |recording: &Recording| Some(recording.owner()) == owner;
            owner.is_some() && self.recordings.iter().any(is_its)
        };
        written.problems.retain(|problem| match problem {
            // Reported when the second of both tests ended.
            RecordProblem::Conflict(conflict) => {
                conflict.kind != ConflictKind::Contents
                    || !is_ours(&conflict.first)
                    || !is_ours(&conflict.second)
            }
            _ => true,
        });
        written
    }
}

fn place(location: &Location<'_>) -> String {
    format!("{}:{}", location.file(), location.line())
}
