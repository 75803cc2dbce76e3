//! What becomes of one identity: everything that is recorded under it, taken together.
//!
//! # Why
//! Tests may run in one process or in one process each, in any order. So the outcome must depend on
//! what the tests of a build say, and on what stood in the file before that build, and on nothing
//! else. Tests that agree are written, whatever tests that have not run in this build had said before.
//! If they do not agree, the file has what it had before the build, and what they say waits, each under
//! its owner, until they agree or one of them says it no more.

use super::{
    baseline, changes,
    context::{Context, Mode, NewClaim},
    merge::Report,
    opinions::Opinions,
    state::{Claim, Entry, Key, Stale, Waiting},
};

/// Everything that is recorded under one identity.
#[derive(Debug, Default)]
pub(super) struct Group<'i, 'c, 'u> {
    pub(super) entries: Vec<Entry<'i>>,
    pub(super) waiting: Vec<Waiting<'i>>,
    pub(super) claims: &'c [NewClaim<'u>],
}

/// What becomes of it.
#[derive(Debug, Default)]
pub(super) struct Resolution<'i> {
    pub(super) entries: Vec<Entry<'i>>,
    pub(super) waiting: Vec<Waiting<'i>>,
}

impl<'i, 'u> Group<'i, '_, 'u> {
    /// Resolves the group and reports what changes.
    pub(super) fn resolve(
        mut self,
        context: &Context<'_>,
        report: &mut Report,
    ) -> Result<Resolution<'i>, Stale> {
        let ours = self
            .entries
            .iter()
            .position(|entry| !entry.owners.is_empty());
        let before = ours.map(|at| self.entries.remove(at));
        let seen = match context.mode {
            Mode::Check => changes::snapshot(before.as_ref(), context)?,
            Mode::Write => None,
        };
        let mut resolution = self.resolve_ours(before, context, report)?;
        if context.mode == Mode::Check {
            changes::report(seen, &resolution, context, report)?;
        }
        if resolution.entries.len() > 1 {
            resolution.sort(context)?;
        }
        Ok(resolution)
    }

    /// The owners of the new claims, sorted: hundreds of tests may record one interaction.
    pub(super) fn claimants(&self) -> Vec<&'u str> {
        let mut owners: Vec<_> = self.claims.iter().map(|claim| claim.owner).collect();
        owners.sort_unstable();
        owners
    }

    /// `self.entries` are those of other tools, `before` is ours.
    fn resolve_ours(
        mut self,
        before: Option<Entry<'i>>,
        context: &Context<'_>,
        report: &mut Report,
    ) -> Result<Resolution<'i>, Stale> {
        let claims = self.claims;
        let claimants = self.claimants();
        let is_gone =
            |owner: &str| context.withdraws(owner) && claimants.binary_search(&owner).is_err();
        let had_entry = before.is_some();
        let base = match before {
            Some(entry) => baseline::without_owners(entry, &is_gone, context, report)?,
            None => None,
        };
        report.is_changed |= had_entry && base.is_none();
        let waited = self.waiting.len();
        self.waiting
            .retain(|one| !context.withdraws(&one.claim.owner));
        report.is_noted |= self.waiting.len() != waited;

        let is_blocked = context.is_blocked(self.identity(base.as_ref()));
        if claims.is_empty() && self.waiting.is_empty() && !is_blocked {
            return Ok(Resolution::of(base, self.entries));
        }
        let is_replaced = |claim: &Claim<'_>| claimants.binary_search(&&*claim.owner).is_ok();
        let is_simple = claims.len() == 1
            && self.waiting.is_empty()
            && self.entries.is_empty()
            && !is_blocked
            && base
                .as_ref()
                .is_none_or(|entry| entry.owners.iter().all(is_replaced));
        if is_simple {
            let one = &claims[0];
            let claim = one.claim(context.build);
            let (text, losses) = one.text(context.format, &claim);
            let owners = vec![claim];
            report.losses.extend(losses);
            let text = text.ok_or(Stale)?;
            let entry = settle(base, one.key.clone(), text, owners, context, report)?;
            return Ok(Resolution::of(Some(entry), self.entries));
        }
        self.weigh(base, is_blocked, context, report)
    }

    fn identity<'s>(&'s self, base: Option<&'s Entry<'i>>) -> &'s [u8] {
        let claim = self.claims.first().map(|claim| &claim.key);
        let waiting = self.waiting.first().map(|waiting| &waiting.key);
        let entry = base.or(self.entries.first()).map(|entry| &entry.key);
        claim.or(waiting).or(entry).map_or(&[], Key::identity)
    }

    /// Compares everything that tests say.
    fn weigh(
        self,
        base: Option<Entry<'i>>,
        is_blocked: bool,
        context: &Context<'_>,
        report: &mut Report,
    ) -> Result<Resolution<'i>, Stale> {
        let mut opinions = Opinions::gather(base.as_ref(), &self, context, report)?;
        if !is_blocked && opinions.disagree() {
            opinions.replace_old(context, report);
        }
        let Some(least) = opinions.least() else {
            return Ok(Resolution::of(base, self.entries));
        };
        if is_blocked || opinions.disagree() {
            opinions.report_conflicts(report);
            let kept = baseline::restore(base, context, report)?;
            return opinions.wait(kept, self, context, report);
        }
        report.is_noted |= !self.waiting.is_empty();
        if base.is_none() && !self.entries.is_empty() {
            // Another tool has written the same, which is as good.
            return Ok(Resolution::of(None, self.entries));
        }
        let owners = opinions.owners();
        let text = context
            .format
            .render(&least.interaction, &owners)
            .0
            .ok_or(Stale)?;
        let key = Key::of(&least.interaction, context.format.version);
        let entry = settle(base, key, text, owners, context, report)?;
        Ok(Resolution::of(Some(entry), self.entries))
    }
}

/// The entry of a text on which all agree, in place of `base`.
fn settle<'i>(
    base: Option<Entry<'i>>,
    key: Key<'i>,
    text: String,
    owners: Vec<Claim<'i>>,
    context: &Context<'_>,
    report: &mut Report,
) -> Result<Entry<'i>, Stale> {
    if let Some(mut base) = base {
        let same_owners = base
            .owners
            .iter()
            .map(|claim| &claim.owner)
            .eq(owners.iter().map(|claim| &claim.owner));
        if same_owners && *base.text.get(context.old)? == *text {
            report.is_noted |= base.owners != owners;
            base.owners = owners;
            return Ok(base);
        }
        report.is_changed = true;
        let baseline = baseline::before_change(Some(base), context)?;
        return Ok(context.entry(key, text, owners, Some(baseline)));
    }
    report.is_changed = true;
    let baseline = baseline::before_change(None, context)?;
    Ok(context.entry(key, text, owners, Some(baseline)))
}

impl<'i> Resolution<'i> {
    /// Ours, and those of other tools.
    pub(super) fn of(ours: Option<Entry<'i>>, others: Vec<Entry<'i>>) -> Self {
        let mut entries = others;
        entries.extend(ours);
        Self {
            entries,
            waiting: Vec::new(),
        }
    }

    fn sort(&mut self, context: &Context<'_>) -> Result<(), Stale> {
        let mut sorted = Vec::with_capacity(self.entries.len());
        for entry in self.entries.drain(..) {
            let text = entry.text.get(context.old)?.into_owned();
            sorted.push((text, entry));
        }
        sorted.sort_by(|(text_a, a), (text_b, b)| (&a.key, text_a).cmp(&(&b.key, text_b)));
        self.entries
            .extend(sorted.into_iter().map(|(_, entry)| entry));
        Ok(())
    }
}
