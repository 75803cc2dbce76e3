//! What stood in an entry's place before the tests of a build had their say.

use super::{
    context::Context,
    merge::Report,
    state::{Baseline, Entry, Key, Stale, Text},
};

/// The entry without the owners that `is_gone` names, its baseline too; `None` if it has no owners left.
pub(super) fn without_owners<'i>(
    mut entry: Entry<'i>,
    is_gone: &dyn Fn(&str) -> bool,
    context: &Context<'_>,
    report: &mut Report,
) -> Result<Option<Entry<'i>>, Stale> {
    if let Some(baseline) = entry.baseline.take() {
        let (baseline, is_changed) = baseline_without(baseline, is_gone, context)?;
        report.is_noted |= is_changed;
        entry.baseline = baseline;
    }
    if !entry.owners.iter().any(|claim| is_gone(&claim.owner)) {
        return Ok(Some(entry));
    }
    report.is_changed = true;
    entry.owners.retain(|claim| !is_gone(&claim.owner));
    if entry.owners.is_empty() {
        return Ok(None);
    }
    let text = context
        .format
        .reown(&entry.text.get(context.old)?, &entry.owners)?;
    let Entry {
        key,
        owners,
        baseline,
        ..
    } = entry;
    Ok(Some(context.entry(key, text, owners, baseline)))
}

/// The baseline without owners that are gone, and whether it is another one; `None` if it is of a
/// build that is no longer the latest.
fn baseline_without<'i>(
    mut baseline: Baseline<'i>,
    is_gone: &dyn Fn(&str) -> bool,
    context: &Context<'_>,
) -> Result<(Option<Baseline<'i>>, bool), Stale> {
    if !context.is_latest(baseline.build) {
        return Ok((None, true));
    }
    let Some((text, mut owners)) = baseline.before.take() else {
        return Ok((Some(baseline), false));
    };
    let count = owners.len();
    owners.retain(|claim| !is_gone(&claim.owner));
    let is_changed = owners.len() != count;
    baseline.before = match owners.len() {
        0 => None,
        _ if is_changed => {
            let text = context.format.reown(&text.get(context.old)?, &owners)?;
            Some((Text::New(text), owners))
        }
        _ => Some((text, owners)),
    };
    Ok((Some(baseline), is_changed))
}

/// The baseline of an entry that is about to be changed by this build.
pub(super) fn before_change<'i>(
    entry: Option<Entry<'i>>,
    context: &Context<'_>,
) -> Result<Baseline<'i>, Stale> {
    let before = match entry {
        None => None,
        Some(Entry {
            baseline: Some(baseline),
            ..
        }) => return Ok(baseline),
        Some(Entry { text, owners, .. }) => Some((own(text, context)?, owners)),
    };
    Ok(Baseline {
        build: context.build,
        before,
    })
}

/// The text, read before the file is replaced.
fn own(text: Text, context: &Context<'_>) -> Result<Text, Stale> {
    Ok(match text {
        Text::Old(_) => Text::New(text.get(context.old)?.into_owned()),
        kept => kept,
    })
}

/// The entry as it was before this build, if this build changed it.
pub(super) fn restore<'i>(
    entry: Option<Entry<'i>>,
    context: &Context<'_>,
    report: &mut Report,
) -> Result<Option<Entry<'i>>, Stale> {
    let Some(mut entry) = entry else {
        return Ok(None);
    };
    let Some(baseline) = entry.baseline.take() else {
        return Ok(Some(entry));
    };
    report.is_changed = true;
    let Some((text, owners)) = baseline.before else {
        return Ok(None);
    };
    let text = text.get(context.old)?.into_owned();
    // The `key` of V4 may have been another one.
    let key = Key::of(&context.format.parse(&text)?, context.format.version);
    Ok(Some(context.entry(key, text, owners, None)))
}
