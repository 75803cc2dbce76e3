//! Random runs of tests: neither the order nor the number of processes may show in the file.

use std::fs;

use super::{Dir, Says, with_update};
use crate::{
    model::SpecVersion,
    pact_file::{
        index::Reading,
        outcome::Outcome,
        store::{self, Paths},
    },
};

const OWNERS: [&str; 5] = ["it a", "it b", "it c", "it d", "it e"];
const IDENTITIES: [&str; 4] = ["w", "x", "y", "z"];

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// What one test says: descriptions and statuses; `None` if it fails or does not run.
type Test = (&'static str, Option<Vec<(&'static str, u16)>>);

/// The tests of one build.
#[derive(Debug)]
struct Build {
    version: SpecVersion,
    tests: Vec<Test>,
}

fn build(random: &mut Random, contents: usize, version: SpecVersion) -> Build {
    let mut tests = Vec::new();
    for owner in OWNERS {
        if random.below(6) == 0 {
            continue;
        }
        let mut says = Vec::new();
        for identity in IDENTITIES {
            if random.below(3) == 0 {
                says.push((
                    identity,
                    200 + u16::try_from(random.below(contents)).unwrap(),
                ));
            }
        }
        tests.push((owner, (random.below(5) > 0).then_some(says)));
    }
    Build { version, tests }
}

fn write(dir: &Dir, number: u64, build: &Build, passed: &[Says<'_>], reading: Reading) -> Outcome {
    let all: Vec<&str> = build.tests.iter().map(|(owner, _)| *owner).collect();
    let version = build.version;
    with_update(dir, number, &all, passed, version, |update, cache| {
        store::write(update, &Paths::of(update.target, cache), reading).unwrap()
    })
}

fn text(dir: &Dir) -> String {
    fs::read_to_string(dir.pact()).unwrap_or_default()
}

/// How the tests of a build are spread over processes.
#[derive(Clone, Copy)]
enum Processes {
    One,
    /// In random groups of at most this many, in random order.
    Groups(usize),
}

/// Runs the tests of a build. Returns whether tests contradict each other.
fn play(
    dir: &Dir,
    number: u64,
    build: &Build,
    (random, processes): (&mut Random, Processes),
    reading: Reading,
) -> bool {
    let mut passed: Vec<Says<'_>> = build
        .tests
        .iter()
        .filter_map(|(owner, says)| says.as_ref().map(|says| (*owner, says.as_slice())))
        .collect();
    let Processes::Groups(most) = processes else {
        return !write(dir, number, build, &passed, reading)
            .conflicts
            .is_empty();
    };
    random.shuffle(&mut passed);
    let mut has_conflicts =
        passed.is_empty() && { !write(dir, number, build, &[], reading).conflicts.is_empty() };
    let mut rest = passed.as_slice();
    while !rest.is_empty() {
        let (group, others) = rest.split_at(1 + random.below(most.min(rest.len())));
        has_conflicts |= !write(dir, number, build, group, reading)
            .conflicts
            .is_empty();
        rest = others;
    }
    has_conflicts
}

fn check(seed: u64) {
    let mut random = Random(seed);
    let dirs = [Dir::new(), Dir::new(), Dir::new(), Dir::new()];
    let ways = [
        (Processes::One, Reading::Needed),
        (Processes::Groups(1), Reading::Needed),
        (Processes::Groups(3), Reading::Needed),
        (Processes::Groups(1), Reading::All),
    ];
    let contents = 1 + random.below(3);
    let version = [SpecVersion::V4, SpecVersion::V3, SpecVersion::V2][random.below(3)];
    for number in 1..6 {
        let build = build(&mut random, contents, version);
        let mut found = Vec::new();
        for (dir, (processes, reading)) in dirs.iter().zip(ways) {
            let has_conflicts = play(dir, number, &build, (&mut random, processes), reading);
            found.push((text(dir), has_conflicts));
        }
        for other in &found[1..] {
            assert_eq!(*other, found[0], "seed {seed}, build {number}: {build:#?}");
        }
    }
}

#[test]
fn the_file_depends_on_what_tests_say_and_not_on_processes() {
    (0..12).for_each(check);
}
