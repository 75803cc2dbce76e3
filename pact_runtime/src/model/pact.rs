//! The whole contract.

use super::{Interaction, SpecVersion};
use crate::json::OwnedObject;

/// The contract between one consumer and one provider.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pact {
    /// Who asks.
    pub consumer: Pacticipant,
    /// Who answers.
    pub provider: Pacticipant,
    /// What is asked and answered, in the order of the file.
    pub interactions: Vec<Interaction>,
    /// The version that the file was read in, or is to be written in.
    pub spec_version: SpecVersion,
    /// `metadata`, without the version of the specification.
    pub metadata: OwnedObject,
    /// Keys that we do not know, such as `_links` of a broker.
    pub extra: OwnedObject,
}

/// One side of a contract.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pacticipant {
    /// Its name.
    pub name: String,
    /// Keys that we do not know.
    pub extra: OwnedObject,
}

impl Pacticipant {
    /// A side of this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            extra: OwnedObject::new(),
        }
    }
}
