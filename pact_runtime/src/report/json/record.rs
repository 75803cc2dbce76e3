//! What is wrong with the pact file, as JSON.

use crate::{
    codec::Identity,
    harness::RecordProblem,
    json::{Json, OwnedJson, OwnedObject},
    model::Interaction,
    pact_file::{Change, Conflict, ConflictKind, Difference, Replaced, Side},
};

pub(super) fn problem(problem: &RecordProblem) -> OwnedObject {
    match problem {
        RecordProblem::Conflict(contradiction) => conflict(contradiction),
        RecordProblem::Lost(losses) => {
            let mut object = kind("lost");
            let losses: Vec<OwnedJson> = losses
                .iter()
                .map(|loss| Json::from(loss.to_string()))
                .collect();
            object.insert("losses", losses);
            object
        }
        RecordProblem::NotWritten(error) => {
            let mut object = kind("notWritten");
            object.insert("message", error.to_string());
            if let Some(cause) = std::error::Error::source(error) {
                object.insert("cause", cause.to_string());
            }
            if let Some(kept) = error.kept() {
                object.insert("keptIn", kept.display().to_string());
            }
            object
        }
        RecordProblem::WouldChange(check) => {
            let mut object = kind("wouldChange");
            object.insert("file", check.path.display().to_string());
            object.insert("changes", all(&check.changes, change));
            object
        }
    }
}

fn kind(kind: &'static str) -> OwnedObject {
    let mut object = OwnedObject::new();
    object.insert("kind", kind);
    object
}

fn all<T>(items: &[T], item: impl Fn(&T) -> OwnedObject) -> Vec<OwnedJson> {
    items.iter().map(|its| Json::Object(item(its))).collect()
}

fn conflict(conflict: &Conflict) -> OwnedObject {
    let mut object = kind("conflict");
    object.insert("description", description(&conflict.first.interaction));
    if let ConflictKind::SharedKey(key) = &conflict.kind {
        object.insert("sharedKey", key.clone());
    }
    let tests = vec![
        Json::Object(side(&conflict.first)),
        Json::Object(side(&conflict.second)),
    ];
    object.insert("tests", tests);
    object.insert("differences", all(&conflict.differences, difference));
    object
}

pub(super) fn replaced(replaced: &Replaced) -> OwnedObject {
    let mut object = known_by("replaced", &replaced.interaction);
    object.insert("by", side(&replaced.by));
    object.insert("earlier", side(&replaced.earlier));
    object.insert("moreEarlierTests", replaced.more);
    object.insert("differences", all(&replaced.differences, difference));
    object
}

fn side(side: &Side) -> OwnedObject {
    let mut object = OwnedObject::new();
    object.insert("test", side.owner.clone().map_or(Json::Null, Json::from));
    object.insert("location", side.place.clone());
    object
}

fn change(change: &Change) -> OwnedObject {
    match change {
        Change::Version { before, after } => {
            let mut object = kind("version");
            object.insert("before", before.as_str());
            object.insert("after", after.as_str());
            object
        }
        Change::Added(interaction) => {
            let mut object = kind("added");
            object.insert("description", description(interaction));
            object
        }
        Change::Removed(interaction) => {
            let mut object = kind("removed");
            object.insert("description", description(interaction));
            object
        }
        Change::Changed(identity, differences) => {
            let mut object = known_by("changed", identity);
            object.insert("differences", all(differences, difference));
            object
        }
        Change::Owners {
            identity,
            before,
            after,
        } => {
            let mut object = known_by("tests", identity);
            let names = |names: &[String]| -> Vec<OwnedJson> {
                names.iter().cloned().map(Json::from).collect()
            };
            object.insert("before", names(before));
            object.insert("after", names(after));
            object
        }
    }
}

fn known_by(its_kind: &'static str, identity: &Identity) -> OwnedObject {
    let mut object = kind(its_kind);
    object.insert("description", identity.description().to_owned());
    object.insert("states", identity.states().to_owned());
    object
}

fn description(interaction: &Interaction) -> String {
    interaction.description().to_owned()
}

fn difference(difference: &Difference) -> OwnedObject {
    let value = |value: &Option<OwnedJson>| value.clone().unwrap_or(Json::Null);
    let mut object = OwnedObject::new();
    object.insert("place", difference.place.to_string());
    object.insert("before", value(&difference.before));
    object.insert("after", value(&difference.after));
    object.insert("demand", difference.demand.describe());
    object
}
