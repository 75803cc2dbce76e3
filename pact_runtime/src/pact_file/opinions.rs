//! What tests say of one identity, where more than one has a say.

use std::borrow::Cow;

use super::{
    context::{Context, Mode, NewClaim},
    group::{Group, Resolution},
    merge::Report,
    outcome::{Conflict, ConflictKind, Side},
    state::{Claim, Entry, Key, Stale, Waiting},
};
use crate::model::Interaction;

/// What each test says, and what other tools have written.
pub(super) struct Opinions<'i, 'u> {
    all: Vec<Opinion<'i, 'u>>,
    foreign: Vec<Interaction>,
}

/// What one test says.
pub(super) struct Opinion<'i, 'u> {
    claim: Claim<'i>,
    pub(super) interaction: Cow<'u, Interaction>,
    /// The interaction as text without owners.
    text: String,
    is_new: bool,
}

impl<'i, 'u> Opinions<'i, 'u> {
    /// Asks the owners of `base`, the waiting claims and the new ones; of one test the latest counts.
    pub(super) fn gather(
        base: Option<&Entry<'i>>,
        group: &Group<'i, '_, 'u>,
        context: &Context<'_>,
        report: &mut Report,
    ) -> Result<Self, Stale> {
        let format = context.format;
        let mut all = Vec::new();
        let claimants = group.claimants();
        let is_new = |owner: &str| claimants.binary_search(&owner).is_ok();
        let is_later =
            |owner: &str| is_new(owner) || group.waiting.iter().any(|w| w.claim.owner == owner);
        if let Some(entry) = base {
            let interaction = format.parse(&entry.text.get(context.old)?)?;
            let text = format.render(&interaction, &[]).0.ok_or(Stale)?;
            let earlier = entry.owners.iter().filter(|claim| !is_later(&claim.owner));
            all.extend(earlier.map(|claim| Opinion {
                claim: claim.clone(),
                interaction: Cow::Owned(interaction.clone()),
                text: text.clone(),
                is_new: false,
            }));
        }
        for waiting in group.waiting.iter().filter(|one| !is_new(&one.claim.owner)) {
            all.push(Opinion {
                claim: waiting.claim.clone(),
                interaction: Cow::Owned(format.parse(&waiting.text)?),
                text: waiting.text.clone().into_owned(),
                is_new: false,
            });
        }
        for new in group.claims {
            let (text, losses) = format.render(new.interaction, &[]);
            report.losses.extend(losses);
            all.push(Opinion::new(new, text.ok_or(Stale)?, context));
        }
        if context.mode == Mode::Check {
            all = without_old(all, context);
        }
        let foreign = group.entries.iter();
        let foreign = foreign.map(|entry| format.parse(&entry.text.get(context.old)?));
        Ok(Self {
            all,
            foreign: foreign.collect::<Result<_, _>>()?,
        })
    }

    /// Whether not all say the same.
    pub(super) fn disagree(&self) -> bool {
        let Some((first, rest)) = self.all.split_first() else {
            return false;
        };
        rest.iter().any(|one| !one.agrees(first))
            || self.foreign.iter().any(|one| *one != *first.interaction)
    }

    /// What to write if all agree: they may differ in the order of members, so the least text counts.
    pub(super) fn least(&self) -> Option<&Opinion<'i, 'u>> {
        self.all.iter().min_by(|a, b| a.text.cmp(&b.text))
    }

    /// The tests, sorted, each once.
    pub(super) fn owners(&self) -> Vec<Claim<'i>> {
        let mut owners: Vec<_> = self.all.iter().map(|one| one.claim.clone()).collect();
        owners.sort_by(|a, b| a.owner.cmp(&b.owner));
        owners.dedup_by(|a, b| a.owner == b.owner);
        owners
    }

    /// Names, for each test that ran in this process, another that contradicts it.
    pub(super) fn report_conflicts(&self, context: &Context<'_>, report: &mut Report) {
        let mut told: Vec<(usize, usize)> = Vec::new();
        for (at, new) in self.all.iter().enumerate().filter(|(_, one)| one.is_new) {
            if let Some(foreign) = self.foreign.iter().find(|one| **one != *new.interaction) {
                report
                    .conflicts
                    .push(conflict(new.side(), Side::foreign(foreign.clone())));
                continue;
            }
            let differs = |(_, one): &(usize, &Opinion<'_, '_>)| !one.agrees(new);
            let is_old = |one: &Opinion<'_, '_>| !one.is_new && context.is_old(&one.claim);
            let others = || self.all.iter().enumerate().filter(differs);
            if let Some((other, second)) = others().find(|(_, one)| !is_old(one)) {
                if !told.contains(&(other, at)) {
                    told.push((at, other));
                    report.conflicts.push(conflict(new.side(), second.side()));
                }
            } else if let Some((_, second)) = others().next() {
                report.waiting.push(conflict(new.side(), second.side()));
            }
        }
    }

    /// Leaves what is `kept`, and lets everything wait that it does not say.
    pub(super) fn wait(
        self,
        mut kept: Option<Entry<'i>>,
        group: Group<'i, '_, '_>,
        context: &Context<'_>,
        report: &mut Report,
    ) -> Result<Resolution<'i>, Stale> {
        let said = match &kept {
            Some(entry) => context.format.reown(&entry.text.get(context.old)?, &[])?,
            None => String::new(),
        };
        let mut waiting = Vec::new();
        for opinion in self.all {
            let owners = kept.iter_mut().flat_map(|entry| &mut entry.owners);
            let known = owners
                .into_iter()
                .find(|claim| claim.owner == opinion.claim.owner);
            match known {
                Some(known) if said == opinion.text => {
                    report.is_noted |= *known != opinion.claim;
                    *known = opinion.claim;
                }
                _ => waiting.push(Waiting {
                    key: Key::of(&opinion.interaction, context.format.version),
                    claim: opinion.claim,
                    text: Cow::Owned(opinion.text),
                }),
            }
        }
        waiting.sort_by(|a, b| (&a.key, &a.claim.owner).cmp(&(&b.key, &b.claim.owner)));
        waiting.dedup_by(|a, b| (&a.key, &a.claim.owner) == (&b.key, &b.claim.owner));
        report.is_noted |= waiting != group.waiting;
        let mut resolution = Resolution::of(kept, group.entries);
        resolution.waiting = waiting;
        Ok(resolution)
    }
}

impl<'u> Opinion<'_, 'u> {
    fn new(new: &NewClaim<'u>, text: String, context: &Context<'_>) -> Self {
        Self {
            claim: new.claim(context.build),
            interaction: Cow::Borrowed(new.interaction),
            text,
            is_new: true,
        }
    }

    /// Whether both say the same, whatever the order of the members of objects.
    fn agrees(&self, other: &Opinion<'_, '_>) -> bool {
        self.text == other.text || self.interaction == other.interaction
    }

    fn side(&self) -> Side {
        Side {
            owner: Some(self.claim.owner.clone().into_owned()),
            place: self.claim.place.clone().into_owned(),
            interaction: Box::new(self.interaction.clone().into_owned()),
        }
    }
}

fn conflict(first: Side, second: Side) -> Conflict {
    Conflict::new(ConflictKind::Contents, first, second)
}

/// In check mode what an earlier build recorded does not hold up what a test records now: the file would
/// change, be it now or when the other test has run.
fn without_old<'i, 'u>(
    mut all: Vec<Opinion<'i, 'u>>,
    context: &Context<'_>,
) -> Vec<Opinion<'i, 'u>> {
    let new: Vec<String> = all
        .iter()
        .filter(|one| one.is_new)
        .map(|one| one.text.clone())
        .collect();
    if !new.is_empty() {
        all.retain(|one| one.is_new || !context.is_old(&one.claim) || new.contains(&one.text));
    }
    all
}
