//! What tests say of one identity, where more than one has a say.

use std::borrow::Cow;

use super::{
    context::{Context, NewClaim},
    diff::differences,
    group::{Group, Resolution},
    merge::Report,
    outcome::{Conflict, ConflictKind, Replaced, Side},
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
            let (text, losses) = format.render(new.recorded.interaction(), &[]);
            report.losses.extend(losses);
            all.push(Opinion::new(new, text.ok_or(Stale)?, context));
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

    /// Lets what tests of this build say go before what others said in an earlier one, if they differ.
    ///
    /// # Why
    /// Those others may have been changed too, and the file has to say what the tests of the current code
    /// say. Under a process per test, nobody knows whether they are still to run.
    pub(super) fn replace_old(&mut self, context: &Context<'_>, report: &mut Report) {
        let is_current = |one: &Opinion<'_, '_>| one.is_new || !context.is_old(&one.claim);
        let (current, old): (Vec<_>, Vec<_>) = self.all.drain(..).partition(is_current);
        let is_replaced = |one: &Opinion<'_, '_>| {
            // Not even one of two that contradict each other keeps it: neither order may show.
            !current.iter().all(|other| other.agrees(one))
        };
        let (replaced, kept): (Vec<_>, Vec<_>) = old.into_iter().partition(is_replaced);
        self.all.extend(current);
        self.all.extend(kept);
        let by = self.all.iter().find(|one| one.is_new);
        if let (Some(by), Some(earlier), false) = (by, replaced.first(), self.disagree()) {
            report.replaced.push(Replaced {
                interaction: context.format.identity(&by.interaction),
                differences: differences(&earlier.interaction, &by.interaction),
                by: by.side(),
                earlier: earlier.side(),
                more: replaced.len() - 1,
            });
        }
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

    /// Names, for each test that ran in this process, another that contradicts it; of tests that agree, one.
    pub(super) fn report_conflicts(&self, report: &mut Report) {
        let mut told: Vec<(usize, usize)> = Vec::new();
        for (at, new) in self.all.iter().enumerate().filter(|(_, one)| one.is_new) {
            if let Some(foreign) = self.foreign.iter().find(|one| **one != *new.interaction) {
                report
                    .conflicts
                    .push(conflict(new.side(), Side::foreign(foreign.clone())));
                continue;
            }
            let mut others = self.all.iter().enumerate();
            let Some((other, second)) = others.find(|(_, one)| !one.agrees(new)) else {
                continue;
            };
            let is_told = |(one, its_other): &(usize, usize)| {
                (*one, *its_other) == (other, at)
                    || (*its_other == other && self.all[*one].agrees(new))
            };
            if !told.iter().any(is_told) {
                told.push((at, other));
                report.conflicts.push(conflict(new.side(), second.side()));
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
            interaction: Cow::Borrowed(new.recorded.interaction()),
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
