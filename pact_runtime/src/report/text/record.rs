//! What is wrong with the pact file, as text.

use std::{error::Error as _, fmt::Write as _};

use super::{Page, Style};
use crate::{
    codec::{Identity, Loss},
    harness::RecordProblem,
    json::Json,
    model::Interaction,
    pact_file::{Change, Check, Conflict, ConflictKind, Difference, Error, Replaced, Side},
};

/// How many differences or changes are shown; the others are counted.
const DIFFERENCE_LIMIT: usize = 20;

pub(super) fn problem(problem: &RecordProblem, page: &mut Page) {
    match problem {
        RecordProblem::Conflict(contradiction) => conflict(contradiction, page),
        RecordProblem::Lost(losses) => lost(losses, page),
        RecordProblem::NotWritten(error) => not_written(error, page),
        RecordProblem::WouldChange(check) => would_change(check, page),
    }
}

fn conflict(conflict: &Conflict, page: &mut Page) {
    let description = conflict.first.interaction.description();
    let (heading, remedy) = match &conflict.kind {
        ConflictKind::Contents => (
            format!(
                "two tests record `{description}` with the same provider states and other contents"
            ),
            if of_one_binary(conflict) {
                "neither is written; make them equal, or give one of them another description or state"
            } else {
                "neither is written; make them equal, give one of them another description or state, or, \
                 if the other test has been changed too, build and run it"
            },
        ),
        ConflictKind::SharedKey(key) => (
            format!("two tests record different interactions under the key `{key}`"),
            "neither is written; give one of them another key",
        ),
    };
    page.prose(0, Style::Heading, &heading);
    for one in [&conflict.first, &conflict.second] {
        side(one, "", page);
    }
    differences(2, &conflict.differences, page);
    page.prose(2, Style::Remedy, remedy);
}

/// Whether both tests are of the same binary, or another tool is one side: then there is nothing else to build.
fn of_one_binary(conflict: &Conflict) -> bool {
    let sides = [&conflict.first, &conflict.second];
    let [first, second] = sides.map(|side| side.owner.as_deref()?.split(' ').next());
    first.is_none() || second.is_none() || first == second
}

/// A test, what there is to say of it, and where it stands.
fn side(side: &Side, says: &str, page: &mut Page) {
    let owner = side.owner.as_deref();
    let owner = owner.map_or_else(|| "another tool".to_owned(), |owner| format!("`{owner}`"));
    page.prose(2, Style::Plain, &format!("{owner}{says}"));
    if !side.place.is_empty() {
        page.labelled(4, "at ", 6, Style::Place, &side.place);
    }
}

pub(super) fn replaced(replaced: &Replaced, page: &mut Page) {
    let description = replaced.interaction.description();
    let heading = format!("note: `{description}` has other contents than in an earlier build");
    page.prose(0, Style::Heading, &heading);
    side(&replaced.by, " records it now", page);
    let earlier = match replaced.more {
        0 => " recorded it then, and has not run since".to_owned(),
        1 => " and 1 other test recorded it then, and have not run since".to_owned(),
        more => format!(" and {more} other tests recorded it then, and have not run since"),
    };
    side(&replaced.earlier, &earlier, page);
    differences(2, &replaced.differences, page);
    let remedy = match replaced.more {
        0 => "the pact file has the new contents; run the other test too, it may contradict them",
        _ => {
            "the pact file has the new contents; run the other tests too, they may contradict them"
        }
    };
    page.prose(2, Style::Remedy, remedy);
}

fn lost(losses: &[Loss], page: &mut Page) {
    page.prose(
        0,
        Style::Heading,
        "the version of the specification cannot hold all that was recorded",
    );
    for loss in losses {
        page.prose(2, Style::Plain, &loss.to_string());
    }
}

fn not_written(error: &Error, page: &mut Page) {
    page.prose(0, Style::Heading, &error.to_string());
    let mut source = error.source();
    while let Some(cause) = source {
        page.prose(2, Style::Plain, &cause.to_string());
        source = cause.source();
    }
}

fn would_change(check: &Check, page: &mut Page) {
    let heading = format!("`{}` is not what the tests say", check.path.display());
    page.prose(0, Style::Heading, &heading);
    for change in check.changes.iter().take(DIFFERENCE_LIMIT) {
        self::change(change, page);
    }
    if let Some(more) = check
        .changes
        .len()
        .checked_sub(DIFFERENCE_LIMIT)
        .filter(|more| *more > 0)
    {
        page.prose(2, Style::Plain, &format!("and {more} more"));
    }
    page.prose(
        2,
        Style::Remedy,
        "run the tests without `PACT_CHECK` and commit the file",
    );
}

fn change(change: &Change, page: &mut Page) {
    let line = |page: &mut Page, text: &str| page.prose(2, Style::Plain, text);
    match change {
        Change::Version { before, after } => line(
            page,
            &format!("version of the specification: {before}, would be {after}"),
        ),
        Change::Added(interaction) => line(
            page,
            &format!("added: {}; asks more of the provider", name(interaction)),
        ),
        Change::Removed(interaction) => line(
            page,
            &format!("removed: {}; asks less of the provider", name(interaction)),
        ),
        Change::Changed(identity, changes) => {
            let states = known_by(identity);
            line(
                page,
                &format!("changed: `{}`{states}", identity.description()),
            );
            differences(4, changes, page);
        }
        Change::Owners {
            identity,
            before,
            after,
        } => {
            let owners = |owners: &[String]| owners.join("`, `");
            line(
                page,
                &format!(
                    "recorded by `{}`, would be by `{}`: `{}`",
                    owners(before),
                    owners(after),
                    identity.description(),
                ),
            );
        }
    }
}

fn name(interaction: &Interaction) -> String {
    let states = interaction
        .meta()
        .map_or([].as_slice(), |meta| &meta.provider_states);
    let mut name = format!("`{}`", interaction.description());
    for (at, state) in states.iter().enumerate() {
        name.push_str(if at == 0 { " given " } else { ", " });
        let _ = write!(name, "`{}`", state.name);
        if !state.params.is_empty() {
            let _ = write!(name, " {}", Json::Object(state.params.clone()));
        }
    }
    name
}

fn known_by(identity: &Identity) -> String {
    match identity.states() {
        "" => String::new(),
        states => format!(" given {states}"),
    }
}

fn differences(indent: usize, differences: &[Difference], page: &mut Page) {
    for difference in differences.iter().take(DIFFERENCE_LIMIT) {
        let Difference {
            place,
            before,
            after,
            demand,
        } = difference;
        page.prose(
            indent,
            Style::Plain,
            &format!("{place} {}", demand.describe()),
        );
        for (sign, value, style) in [
            ("- ", before, Style::Actual),
            ("+ ", after, Style::Expected),
        ] {
            if let Some(value) = value {
                page.labelled(indent + 2, sign, indent + 4, style, &value.to_string());
            }
        }
    }
    let more = differences.len().saturating_sub(DIFFERENCE_LIMIT);
    if more > 0 {
        page.prose(indent, Style::Plain, &format!("and {more} more"));
    }
}
