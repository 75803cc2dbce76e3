//! What makes two interactions the same one, and the order in which they stand in a file.

use crate::{
    json::{Json, OwnedJson, OwnedObject},
    model::{Interaction, InteractionKind, ProviderState, SpecVersion},
};

/// What an interaction is known by: its description, its kind and its provider states with their
/// parameters, as far as a version of the specification can tell them.
///
/// Ordered by description first, which is the order that other tools write V4 pacts in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    description: String,
    kind: InteractionKind,
    /// The states as JSON without white space, the keys of parameters sorted.
    states: String,
}

impl Identity {
    /// The identity of an interaction in a file of this version. Before V3 only the name of the first
    /// state is written, so that is all that counts there.
    pub fn of(interaction: &Interaction, version: SpecVersion) -> Self {
        let mut states = String::new();
        match interaction {
            Interaction::Unknown(members) => {
                for key in ["type", "providerStates"] {
                    write_sorted(members.get(key), &mut states);
                }
            }
            known => {
                let all = known
                    .meta()
                    .map_or([].as_slice(), |meta| &meta.provider_states);
                if version < SpecVersion::V3 {
                    write_names(all.get(..1).unwrap_or_default(), &mut states);
                } else {
                    write_states(all, &mut states);
                }
            }
        }
        Self {
            description: interaction.description().to_owned(),
            kind: interaction.kind(),
            states,
        }
    }

    /// The description of the interaction.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The kind of the interaction.
    pub fn kind(&self) -> InteractionKind {
        self.kind
    }

    /// The provider states as JSON without white space, a list of names and parameters: one text for
    /// equal states.
    pub fn states(&self) -> &str {
        &self.states
    }
}

fn write_names(states: &[ProviderState], text: &mut String) {
    for state in states {
        Json::from(state.name.as_str()).write_compact(text);
    }
}

fn write_states(states: &[ProviderState], text: &mut String) {
    for state in states {
        Json::from(state.name.as_str()).write_compact(text);
        if !state.params.is_empty() {
            write_sorted_object(state.params.clone(), text);
        }
    }
}

fn write_sorted_object(object: OwnedObject, text: &mut String) {
    let mut json = Json::Object(object);
    json.sort_keys();
    json.write_compact(text);
}

fn write_sorted(json: Option<&OwnedJson>, text: &mut String) {
    if let Some(json) = json {
        let mut json = json.clone();
        json.sort_keys();
        json.write_compact(text);
    }
}

/// Where an interaction stands in a file: by identity, then by key. The text decides between two that
/// are equal in both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey {
    pub(crate) identity: Identity,
    pub(crate) key: Option<String>,
}

impl SortKey {
    pub(crate) fn of(interaction: &Interaction, version: SpecVersion) -> Self {
        let key = match interaction {
            Interaction::Unknown(members) => {
                members.get("key").and_then(Json::as_str).map(str::to_owned)
            }
            known => known.meta().and_then(|meta| meta.key.clone()),
        };
        Self {
            identity: Identity::of(interaction, version),
            key: key.filter(|_| version >= SpecVersion::V4),
        }
    }
}
