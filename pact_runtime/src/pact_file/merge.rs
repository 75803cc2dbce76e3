//! Merging the results of a process into what a pact file holds.

use std::{borrow::Cow, collections::HashMap, iter::Peekable};

use super::{
    Recorded, Recording, Update,
    context::{Context, Mode, NewClaim},
    group::{Group, Resolution},
    load,
    old_file::OldFile,
    outcome::{Change, Conflict, Replaced},
    state::{Build, Claim, Entry, Format, Key, Run, Slot, Stale, State, Waiting},
};
use crate::{
    codec::{self, List, Loss},
    model::{Interaction, SpecVersion},
};

/// What an update came to.
#[derive(Debug)]
pub(super) struct Merged<'i> {
    pub(super) state: State<'i>,
    pub(super) report: Report,
}

/// What is told of an update.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Whether the bytes of the file change.
    pub(super) is_changed: bool,
    /// Whether what is remembered beside the file changes.
    pub(super) is_noted: bool,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) replaced: Vec<Replaced>,
    pub(super) losses: Vec<Loss>,
    /// Filled in check mode alone.
    pub(super) changes: Vec<Change>,
}

/// What is to be merged into what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task<'t> {
    pub(super) update: &'t Update<'t>,
    /// The file that old texts of the state stand in.
    pub(super) old: Option<&'t OldFile>,
    pub(super) mode: Mode,
}

/// Merges an update into a state.
pub(super) fn merge<'i>(state: State<'i>, task: &Task<'_>) -> Result<Merged<'i>, Stale> {
    let Task { update, old, mode } = *task;
    let mut report = Report::default();
    let before = state.format.version;
    let mut state = fit(state, update, old, &mut report)?;
    let mut claims = claims(update, state.format, &mut report);
    let (builds, is_new_build) = builds(std::mem::take(&mut state.builds), update);
    report.is_noted |= is_new_build;
    let mut context = Context::of(task, state.format, &builds, is_new_build);
    block_shared_keys(&mut claims, &state, &mut context, &mut report)?;
    let mut merged = State {
        format: state.format,
        frame: state.frame,
        slots: Vec::with_capacity(state.slots.len() + claims.len()),
        waiting: Vec::new(),
        builds,
    };
    let mut groups = Groups {
        slots: state.slots.into_iter().peekable(),
        waiting: state.waiting.into_iter().peekable(),
        claims: &claims,
    };
    while let Some(next) = groups.next() {
        match next {
            Next::Run(run) => merged.slots.push(Slot::Run(run)),
            Next::Group(group) => {
                let Resolution { entries, waiting } = group.resolve(&context, &mut report)?;
                merged.slots.extend(entries.into_iter().map(Slot::Entry));
                merged.waiting.extend(waiting);
            }
        }
    }
    let state = shrink(merged, before, old, &mut report)?;
    if mode == Mode::Check && state.format.version != before {
        let change = Change::Version {
            before,
            after: state.format.version,
        };
        report.changes.insert(0, change);
    }
    Ok(Merged { state, report })
}

/// Brings a state into the version and the list that the update needs.
fn fit<'i>(
    state: State<'i>,
    update: &Update<'_>,
    old: Option<&OldFile>,
    report: &mut Report,
) -> Result<State<'i>, Stale> {
    let asked = update.passed.iter().map(Recording::version);
    let version = asked.fold(state.format.version, SpecVersion::max);
    let interactions = || update.passed.iter().flat_map(Recording::interactions);
    let is_http = |one: &Recorded| matches!(one.interaction(), Interaction::Http(_));
    let is_message = |one: &Recorded| matches!(one.interaction(), Interaction::Asynchronous(_));
    let has_http =
        || interactions().any(is_http) || state.entries().any(|entry| entry.key.is_http());
    let list = if version != SpecVersion::V3 || has_http() {
        List::Interactions
    } else if interactions().any(is_message) {
        List::Messages
    } else {
        state.format.list
    };
    let format = Format { version, list };
    if format == state.format {
        return Ok(state);
    }
    report.is_changed = true;
    load::convert(state, format, old)
}

/// Goes back to an earlier version if no test asks for the one of the file any more. Interactions of
/// other tools keep the version that they were written in.
fn shrink<'i>(
    state: State<'i>,
    before: SpecVersion,
    old: Option<&OldFile>,
    report: &mut Report,
) -> Result<State<'i>, Stale> {
    if state.slots.iter().any(|slot| matches!(slot, Slot::Run(_))) {
        // Read were only those that a test of this version has to do with.
        return Ok(state);
    }
    let claims = state.entries().flat_map(|entry| &entry.owners);
    let claims = claims.chain(state.waiting.iter().map(|waiting| &waiting.claim));
    let asked = claims.map(|claim| claim.version).max();
    let is_foreign = |entry: &Entry<'_>| entry.owners.is_empty();
    let Some(version) = asked.filter(|version| *version < state.format.version) else {
        return Ok(state);
    };
    if state.entries().any(is_foreign) {
        let version = version.max(before);
        if version >= state.format.version {
            return Ok(state);
        }
    }
    report.is_changed = true;
    let has_http = state.entries().any(|entry| entry.key.is_http());
    let list = if version == SpecVersion::V3 && !has_http && !state.slots.is_empty() {
        List::Messages
    } else {
        List::Interactions
    };
    load::convert(state, Format { version, list }, old)
}

/// The claims of an update, sorted; what cannot be held is told and left out.
fn claims<'u>(update: &Update<'u>, format: Format, report: &mut Report) -> Vec<NewClaim<'u>> {
    let mut claims = Vec::new();
    for recording in update.passed {
        for recorded in recording.interactions() {
            let interaction = recorded.interaction();
            if recording.version() != format.version {
                let asked = Format::asked(interaction, recording.version());
                report.losses.extend(asked.render(interaction, &[]).1);
            }
            if codec::refusal(interaction, format.version, format.list).is_some() {
                report.losses.extend(format.render(interaction, &[]).1);
                continue;
            }
            let key = recorded.key(format.version).cloned();
            claims.push(NewClaim {
                key: key.unwrap_or_else(|| Key::of(interaction, format.version)),
                owner: recording.owner(),
                version: recording.version(),
                recorded,
                is_blocked: false,
            });
        }
    }
    claims.sort_by(|a, b| (&a.key, a.owner).cmp(&(&b.key, b.owner)));
    claims
}

/// The latest builds with that of the update, and whether it is new.
fn builds<'i>(mut builds: Vec<Build<'i>>, update: &Update<'_>) -> (Vec<Build<'i>>, bool) {
    let Build { prefix, build } = Build {
        prefix: Cow::Owned(update.binary.prefix.to_owned()),
        build: update.binary.build,
    };
    match builds.iter_mut().find(|one| one.prefix == prefix) {
        Some(known) if known.build == build && build != 0 => return (builds, false),
        Some(known) => known.build = build,
        None => {
            builds.push(Build { prefix, build });
            builds.sort_by(|a, b| a.prefix.cmp(&b.prefix));
        }
    }
    (builds, true)
}

/// Finds interactions that share a `key` of V4: other tools would take them for one.
fn block_shared_keys(
    claims: &mut [NewClaim<'_>],
    state: &State<'_>,
    context: &mut Context<'_>,
    report: &mut Report,
) -> Result<(), Stale> {
    if claims.iter().all(|claim| claim.key.shared().is_none()) {
        return Ok(());
    }
    let mut first_with: HashMap<Vec<u8>, usize> = HashMap::new();
    for at in 0..claims.len() {
        let Some(shared) = claims[at].key.shared().map(<[u8]>::to_vec) else {
            continue;
        };
        let first = *first_with.entry(shared).or_insert(at);
        if claims[first].key.identity() != claims[at].key.identity() {
            let conflict = Conflict::of_key(&claims[first], &claims[at]);
            report.conflicts.push(conflict);
            for one in [first, at] {
                claims[one].is_blocked = true;
                context.block(claims[one].key.identity());
            }
        }
    }
    for entry in state.entries() {
        let Some(first) = entry.key.shared().and_then(|shared| first_with.get(shared)) else {
            continue;
        };
        let stays = |owner: &Claim<'_>| !context.withdraws(&owner.owner);
        let is_alive = entry.owners.is_empty() || entry.owners.iter().any(stays);
        if is_alive && entry.key.identity() != claims[*first].key.identity() {
            let interaction = context.format.parse(&entry.text.get(context.old)?)?;
            let conflict = Conflict::of_key_in_file(&claims[*first], &entry.owners, interaction);
            report.conflicts.push(conflict);
            claims[*first].is_blocked = true;
            for identity in [entry.key.identity(), claims[*first].key.identity()] {
                context.block(identity);
            }
        }
    }
    Ok(())
}

/// Walks over interactions, waiting claims and new claims, all sorted, one identity after the other.
struct Groups<'i, 'c, 'u> {
    slots: Peekable<std::vec::IntoIter<Slot<'i>>>,
    waiting: Peekable<std::vec::IntoIter<Waiting<'i>>>,
    claims: &'c [NewClaim<'u>],
}

/// What comes next.
enum Next<'i, 'c, 'u> {
    /// Interactions that nobody has to do with.
    Run(Run<'i>),
    /// All that is recorded under one identity.
    Group(Group<'i, 'c, 'u>),
}

impl<'i, 'c, 'u> Groups<'i, 'c, 'u> {
    fn next(&mut self) -> Option<Next<'i, 'c, 'u>> {
        let slot = self.slots.peek().map(Slot::identity);
        let waiting = self.waiting.peek().map(|waiting| waiting.key.identity());
        let claim = self.claims.first().map(|claim| claim.key.identity());
        let identity = [slot, waiting, claim].into_iter().flatten().min()?.to_vec();
        let is_run = |slot: &Slot<'_>| slot.identity() == identity && matches!(slot, Slot::Run(_));
        if let Some(Slot::Run(run)) = self.slots.next_if(is_run) {
            return Some(Next::Run(run));
        }
        let mut group = Group::default();
        let is_same = |slot: &Slot<'_>| slot.identity() == identity;
        while let Some(Slot::Entry(entry)) = self.slots.next_if(is_same) {
            group.entries.push(entry);
        }
        while let Some(waiting) = self
            .waiting
            .next_if(|waiting| waiting.key.identity() == identity)
        {
            group.waiting.push(waiting);
        }
        let is_other = |claim: &NewClaim<'_>| claim.key.identity() != identity;
        let end = self.claims.iter().position(is_other);
        (group.claims, self.claims) = self.claims.split_at(end.unwrap_or(self.claims.len()));
        Some(Next::Group(group))
    }
}
