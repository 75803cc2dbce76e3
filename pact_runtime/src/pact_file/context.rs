//! What merging needs to know of an update as a whole.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
    slice,
};

use super::{
    Recorded, Recording,
    merge::Task,
    old_file::OldFile,
    state::{Baseline, Build, Claim, Entry, Format, Key},
};
use crate::{codec::Loss, model::SpecVersion};

/// Whether an update is to be written, or only compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Write,
    Check,
}

/// What a test of this process recorded.
#[derive(Debug)]
pub(super) struct NewClaim<'u> {
    pub(super) key: Key<'static>,
    pub(super) owner: &'u str,
    pub(super) version: SpecVersion,
    pub(super) recorded: &'u Recorded,
    /// Whether another interaction has the same `key` of V4.
    pub(super) is_blocked: bool,
}

impl NewClaim<'_> {
    /// The text in a file of this format, if nobody else records the same, and what it loses.
    pub(super) fn text(&self, format: Format, claim: &Claim<'_>) -> (Option<String>, Vec<Loss>) {
        match self.recorded.text(format) {
            Some((text, losses)) => (text.map(str::to_owned), losses.to_vec()),
            None => format.render(self.recorded.interaction(), slice::from_ref(claim)),
        }
    }

    pub(super) fn claim(&self, build: u64) -> Claim<'static> {
        Claim {
            owner: Cow::Owned(self.owner.to_owned()),
            place: Cow::Owned(self.recorded.place().to_owned()),
            build,
            version: self.version,
        }
    }
}

/// What all groups need to know.
pub(super) struct Context<'c> {
    pub(super) format: Format,
    pub(super) old: Option<&'c OldFile>,
    pub(super) mode: Mode,
    pub(super) prefix: &'c str,
    pub(super) build: u64,
    is_outdated: &'c dyn Fn(&str, u64) -> bool,
    /// The latest builds of all binaries.
    builds: Vec<u64>,
    /// The owners that passed, sorted.
    passed: Vec<&'c str>,
    /// The owners that this binary knows, if it has to be looked for others.
    known: Option<BTreeSet<String>>,
    /// Identities whose interactions share a `key` of V4 with another.
    blocked: HashSet<Vec<u8>>,
}

impl<'c> Context<'c> {
    pub(super) fn of(
        task: &Task<'c>,
        format: Format,
        builds: &[Build<'_>],
        is_new_build: bool,
    ) -> Self {
        let Task { update, old, mode } = *task;
        let mut passed: Vec<&str> = update.passed.iter().map(Recording::owner).collect();
        passed.sort_unstable();
        let known = is_new_build.then(|| (update.binary.owners)().into_iter().collect());
        Self {
            format,
            old,
            mode,
            prefix: update.binary.prefix,
            build: update.binary.build,
            is_outdated: update.binary.is_outdated,
            builds: builds.iter().map(|one| one.build).collect(),
            passed,
            known,
            blocked: HashSet::new(),
        }
    }

    /// Whether what a test recorded earlier no longer counts: it passed, or is gone.
    pub(super) fn withdraws(&self, owner: &str) -> bool {
        if self.passed.binary_search(&owner).is_ok() {
            return true;
        }
        let is_gone = |known: &BTreeSet<String>| !known.contains(owner);
        self.is_ours(owner) && self.known.as_ref().is_some_and(is_gone)
    }

    /// Whether a test is one of this binary.
    pub(super) fn is_ours(&self, owner: &str) -> bool {
        owner.starts_with(self.prefix)
    }

    /// Whether what a test recorded is merely old: its binary has been built anew since.
    pub(super) fn is_old(&self, claim: &Claim<'_>) -> bool {
        if self.is_ours(&claim.owner) {
            claim.build != self.build
        } else {
            (self.is_outdated)(&claim.owner, claim.build)
        }
    }

    /// Whether a build is the latest one of its binary.
    pub(super) fn is_latest(&self, build: u64) -> bool {
        self.builds.contains(&build)
    }

    pub(super) fn block(&mut self, identity: &[u8]) {
        self.blocked.insert(identity.to_vec());
    }

    /// Whether an interaction of this identity shares its `key` of V4 with another.
    pub(super) fn is_blocked(&self, identity: &[u8]) -> bool {
        !self.blocked.is_empty() && self.blocked.contains(identity)
    }

    /// An entry of new text.
    pub(super) fn entry<'i>(
        &self,
        key: Key<'i>,
        text: String,
        owners: Vec<Claim<'i>>,
        baseline: Option<Baseline<'i>>,
    ) -> Entry<'i> {
        Entry::new(key, text, owners, baseline, self.format)
    }
}
