//! What an update would change, for check mode.

use super::{
    context::Context,
    diff::differences,
    group::Resolution,
    merge::Report,
    outcome::Change,
    state::{Entry, Stale},
};

/// What an entry was before the update.
pub(super) struct Snapshot {
    text: String,
    owners: Vec<String>,
}

pub(super) fn snapshot(
    entry: Option<&Entry<'_>>,
    context: &Context<'_>,
) -> Result<Option<Snapshot>, Stale> {
    let Some(entry) = entry else {
        return Ok(None);
    };
    Ok(Some(Snapshot {
        text: entry.text.get(context.old)?.into_owned(),
        owners: entry
            .owners
            .iter()
            .map(|claim| claim.owner.clone().into_owned())
            .collect(),
    }))
}

/// Reports what has become of it.
pub(super) fn report(
    before: Option<Snapshot>,
    after: &Resolution<'_>,
    context: &Context<'_>,
    report: &mut Report,
) -> Result<(), Stale> {
    let mut ours = after
        .entries
        .iter()
        .filter(|entry| !entry.owners.is_empty());
    let after = snapshot(ours.next(), context)?;
    let parse = |snapshot: &Snapshot| context.format.parse(&snapshot.text);
    let change = match (before, after) {
        (None, None) => return Ok(()),
        (Some(before), Some(after))
            if before.text == after.text && before.owners == after.owners =>
        {
            return Ok(());
        }
        (None, Some(after)) => Change::Added(Box::new(parse(&after)?)),
        (Some(before), None) => Change::Removed(Box::new(parse(&before)?)),
        (Some(before), Some(after)) => {
            let interaction = parse(&after)?;
            let identity = context.format.identity(&interaction);
            let differences = differences(&parse(&before)?, &interaction);
            if differences.is_empty() {
                Change::Owners {
                    identity,
                    before: before.owners,
                    after: after.owners,
                }
            } else {
                Change::Changed(identity, differences)
            }
        }
    };
    report.changes.push(change);
    Ok(())
}
