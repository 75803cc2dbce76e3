//! Results that could not be written: kept with the build until a run can write them.
//!
//! # Why
//! The test that fails because of a full disk or a read-only file is the last one. Whoever has mended that may run it
//! alone; the tests before it have passed and would be missing.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::PathBuf,
};

use super::{
    Binary, Cache, Recording, Target, Update,
    error::Error,
    index::Reading,
    load,
    lock::Lock,
    store::{self, Paths},
};
use crate::model::{Interaction, SpecVersion};

/// What the kept tests recorded, by owner.
type Kept = BTreeMap<String, Vec<Interaction>>;

/// Keeps what an update has to say. Gives the file, if that can be written.
pub(super) fn keep(update: &Update<'_>, paths: &Paths, cache: Cache<'_>) -> Option<PathBuf> {
    let target = target(update.target, paths, cache);
    let update = Update {
        target: &target,
        ..*update
    };
    let kept = store::write(&update, &Paths::of(&target, cache), Reading::Needed);
    kept.ok().map(|outcome| outcome.path)
}

/// Writes what is kept of earlier runs, if it can be written now. What the tests of this process say comes after it.
pub(super) fn take_in(update: &Update<'_>, paths: &Paths, cache: Cache<'_>) {
    let target = target(update.target, paths, cache);
    let kept = Paths::of(&target, cache);
    if kept.pact.exists() {
        // Otherwise it stays for the next run, and the merge to come says why.
        let _ = take_in_locked(update, &target, (paths, &kept));
        let _ = fs::remove_dir(&target.dir);
    }
}

fn target(target: &Target, paths: &Paths, cache: Cache<'_>) -> Target {
    let name = format!("{:016x}", paths.hash);
    Target {
        dir: cache.dir.join("unwritten").join(name),
        ..target.clone()
    }
}

/// Under both locks, so that no process writes what is older than what another has just written.
fn take_in_locked(
    update: &Update<'_>,
    target: &Target,
    (paths, kept): (&Paths, &Paths),
) -> Result<(), Error> {
    let _lock = Lock::acquire(&paths.pact)?;
    let _kept_lock = Lock::acquire(&kept.pact)?;
    let Ok(text) = fs::read(&kept.pact) else {
        return Ok(());
    };
    let (version, tests) = read(&text, update.binary, target, kept)?;
    let passed: Vec<Recording> = tests
        .into_iter()
        .map(|(owner, interactions)| {
            let interactions = interactions.into_iter();
            Recording::new(owner, version, interactions.map(|one| (one, String::new())))
        })
        .collect();
    let update = Update {
        // Whatever build that was, what tests say from now on goes before it.
        binary: &Binary {
            build: 0,
            ..*update.binary
        },
        passed: &passed,
        ..*update
    };
    // A contradiction is told when the test runs again.
    let _ = store::write_locked(&update, paths, Reading::Needed)?;
    for file in [&kept.pact, &kept.index] {
        let _ = fs::remove_file(file);
    }
    Ok(())
}

/// The kept tests, but those of this binary that are gone.
fn read(
    text: &[u8],
    binary: &Binary<'_>,
    target: &Target,
    kept: &Paths,
) -> Result<(SpecVersion, Kept), Error> {
    let state = load::read(text, &kept.pact, target)?;
    let known: HashSet<String> = (binary.owners)().into_iter().collect();
    let is_gone = |owner: &str| owner.starts_with(binary.prefix) && !known.contains(owner);
    let mut tests = Kept::new();
    for entry in state.entries() {
        let text = entry.text.get(None);
        let interaction = text.and_then(|text| state.format.parse(&text));
        let interaction = interaction.map_err(|stale| stale.of_whole(&kept.pact))?;
        for claim in entry.owners.iter().filter(|one| !is_gone(&one.owner)) {
            let recorded = tests.entry(claim.owner.clone().into_owned()).or_default();
            recorded.push(interaction.clone());
        }
    }
    Ok((state.format.version, tests))
}
