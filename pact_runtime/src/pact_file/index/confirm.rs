//! Telling that a pact file says what an update says, without merging.
//!
//! # Why
//! Most runs change nothing, and a merge holds up the end of the run. So this answers the simple case alone, in which every
//! test of the update is the only one that records its interactions; the others are left to the merge.

use std::{cell::LazyCell, collections::HashSet};

use super::{
    bytes::Writer,
    form::{self, Header, NOBODY, Row, SEVERAL, owner_number},
    table::Table,
};
use crate::pact_file::{
    Recorded, Recording, Update,
    old_file::OldFile,
    state::{Build, Claim, Format, Key},
};

/// Answers `None` unless the file has all that the update says, and nothing else of its tests.
pub(super) fn confirm(
    header: &Header<'_>,
    rest: &[u8],
    update: &Update<'_>,
    old: &OldFile,
) -> Option<()> {
    let binary = update.binary;
    let is_current = |build: &Build<'_>| build.is_of(binary);
    if !header.waiting.is_empty() || !header.builds.iter().any(is_current) {
        return None;
    }
    let claims = claims(update, header.format)?;
    let table = Table::read(header, rest, old.length())?;
    let rows = rows_of(&claims, update, &table)?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Some(());
    };
    let text_of = |at: usize| table.texts(&(at..at + 1));
    let start = text_of(*first).start;
    let texts = old.text(start..text_of(*last).end).ok()?;
    let mut buffer = Writer::default();
    for (claim, at) in claims.iter().zip(rows) {
        let text = text_of(at);
        let is_same = texts.get(text.start - start..text.end - start) == Some(claim.text);
        if !is_same || !claim.is_recorded(table.record(at)?, header, binary.build, &mut buffer) {
            return None;
        }
    }
    Some(())
}

/// The row of each claim; `None` if one has none, or if others may have to do with it, or if their tests have other rows.
fn rows_of(claims: &[Claimed<'_>], update: &Update<'_>, table: &Table<'_>) -> Option<Vec<usize>> {
    let passed = || -> HashSet<u64> {
        let passed = update.passed.iter();
        passed.map(|one| owner_number(one.owner())).collect()
    };
    let passed = LazyCell::new(passed);
    let mut next = claims
        .iter()
        .map(|claim| owner_number(claim.owner))
        .peekable();
    let mut rows = Vec::with_capacity(claims.len());
    for (at, row) in table.rows.iter().enumerate() {
        let owner = Row::read(row).owner;
        if next.next_if_eq(&owner).is_some() {
            rows.push(at);
        } else if matches!(owner, SEVERAL | NOBODY) || passed.contains(&owner) {
            return None;
        }
    }
    next.next().is_none().then_some(rows)
}

/// What a test of the update recorded.
struct Claimed<'u> {
    key: &'u Key<'static>,
    text: &'u str,
    owner: &'u str,
    place: &'u str,
}

/// All that is claimed, in the order of the file.
fn claims<'u>(update: &Update<'u>, format: Format) -> Option<Vec<Claimed<'u>>> {
    let mut claims = Vec::with_capacity(update.passed.len());
    for recording in update.passed {
        for recorded in recording.interactions() {
            claims.push(Claimed::of(recorded, recording, format)?);
        }
    }
    claims.sort_by(|a, b| a.key.cmp(b.key));
    Some(claims)
}

impl<'u> Claimed<'u> {
    fn of(recorded: &'u Recorded, recording: &'u Recording, format: Format) -> Option<Self> {
        let (text, losses) = recorded.text(format)?;
        let key = recorded.key(format.version)?;
        let is_simple = losses.is_empty()
            && key.shared().is_none()
            && recording.version() == format.version
            && format.is_home_of(recorded.interaction());
        is_simple.then_some(Self {
            key,
            text: text?,
            owner: recording.owner(),
            place: recorded.place(),
        })
    }

    /// Whether a record says that this test alone claimed it, in this build.
    fn is_recorded(
        &self,
        record: &[u8],
        header: &Header<'_>,
        build: u64,
        buffer: &mut Writer,
    ) -> bool {
        let claim = Claim {
            owner: self.owner.into(),
            place: self.place.into(),
            build,
            version: header.format.version,
        };
        buffer.0.clear();
        form::record_start(self.key, &[claim], buffer);
        let Some(rest) = record.strip_prefix(buffer.0.as_slice()) else {
            return false;
        };
        let is_latest = |build: u64| header.builds.iter().any(|one| one.build == build);
        form::baseline_build(rest).is_none_or(is_latest)
    }
}
