//! What came of an update.

use std::path::PathBuf;

use super::{
    context::NewClaim,
    diff::{Difference, differences},
    state::Claim,
};
use crate::{
    codec::{Identity, Loss},
    model::{Interaction, SpecVersion},
};

/// What came of an update that was written.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "it tells which tests contradict each other"]
pub struct Outcome {
    /// The pact file.
    pub path: PathBuf,
    /// Whether the bytes of the file changed.
    pub is_changed: bool,
    /// Contradictions between tests. Nothing of either test's version is written.
    pub conflicts: Vec<Conflict>,
    /// What tests recorded in an earlier build and have not run since, where a test of this build
    /// records other contents. That is no error, since those tests may have been changed too; if one of
    /// them still says the same when it runs, it is a conflict.
    pub replaced: Vec<Replaced>,
    /// What the version of the specification could not hold.
    pub losses: Vec<Loss>,
}

/// What an update would change.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "it tells whether the file would change"]
pub struct Check {
    /// The pact file.
    pub path: PathBuf,
    /// What would change, in the order of the file; empty if the file stands for what the tests say.
    pub changes: Vec<Change>,
    /// Contradictions between tests.
    pub conflicts: Vec<Conflict>,
    /// What the version of the specification could not hold.
    pub losses: Vec<Loss>,
}

/// One thing that an update would change in a pact file.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// The version of the specification.
    Version {
        /// That of the file.
        before: SpecVersion,
        /// The latest that any test asks for.
        after: SpecVersion,
    },
    /// An interaction that the file does not have: it asks more of the provider.
    Added(Box<Interaction>),
    /// An interaction that no test records any more: it asks less of the provider.
    Removed(Box<Interaction>),
    /// Other contents of an interaction.
    Changed(Identity, Vec<Difference>),
    /// Other tests record the same interaction: it asks the same of the provider.
    Owners {
        /// The interaction.
        identity: Identity,
        /// The tests that recorded it as the file has it.
        before: Vec<String>,
        /// The tests that record it now.
        after: Vec<String>,
    },
}

/// Two tests that contradict each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Why both cannot stand in one file.
    pub kind: ConflictKind,
    /// A test that ran in this process.
    pub first: Side,
    /// The other one, which may have run in another process or an earlier run.
    pub second: Side,
    /// From the first to the second one's contents.
    pub differences: Vec<Difference>,
}

/// An interaction that a test of this build records with other contents than tests did in earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Replaced {
    /// What the interaction is now, and was.
    pub interaction: Identity,
    /// The test that ran in this process.
    pub by: Side,
    /// The first of the tests whose record it replaces.
    pub earlier: Side,
    /// How many more such tests there are.
    pub more: usize,
    /// From the earlier to the new contents.
    pub differences: Vec<Difference>,
}

/// Why two interactions cannot stand in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConflictKind {
    /// They have the same description, kind and provider states and other contents.
    Contents,
    /// They have the same `key`, and other descriptions, kinds or provider states.
    SharedKey(String),
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The test; `None` if no test of ours has recorded the interaction, but another tool.
    pub owner: Option<String>,
    /// Where the test declares the interaction; empty if that is not known.
    pub place: String,
    /// The interaction.
    pub interaction: Box<Interaction>,
}

impl Conflict {
    pub(super) fn new(kind: ConflictKind, first: Side, second: Side) -> Self {
        Self {
            kind,
            differences: differences(&first.interaction, &second.interaction),
            first,
            second,
        }
    }

    /// Two new interactions share a `key` of V4.
    pub(super) fn of_key(first: &NewClaim<'_>, second: &NewClaim<'_>) -> Self {
        Self::new(
            ConflictKind::of_key(first),
            Side::new(first),
            Side::new(second),
        )
    }

    /// A new interaction shares its `key` of V4 with one of the file.
    pub(super) fn of_key_in_file(
        first: &NewClaim<'_>,
        owners: &[Claim<'_>],
        interaction: Interaction,
    ) -> Self {
        let second = Side {
            owner: owners.first().map(|claim| claim.owner.clone().into_owned()),
            place: owners
                .first()
                .map_or_else(String::new, |claim| claim.place.clone().into_owned()),
            interaction: Box::new(interaction),
        };
        Self::new(ConflictKind::of_key(first), Side::new(first), second)
    }
}

impl ConflictKind {
    fn of_key(claim: &NewClaim<'_>) -> Self {
        let key = claim
            .recorded
            .interaction()
            .meta()
            .and_then(|meta| meta.key.clone());
        Self::SharedKey(key.unwrap_or_default())
    }
}

impl Side {
    fn new(claim: &NewClaim<'_>) -> Self {
        Self {
            owner: Some(claim.owner.to_owned()),
            place: claim.recorded.place().to_owned(),
            interaction: Box::new(claim.recorded.interaction().clone()),
        }
    }

    /// An interaction that another tool wrote.
    pub(super) fn foreign(interaction: Interaction) -> Self {
        Self {
            owner: None,
            place: String::new(),
            interaction: Box::new(interaction),
        }
    }
}

impl std::fmt::Display for Conflict {
    /// Which tests contradict each other in what; the differences are left to reports.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let description = self.first.interaction.description();
        write!(f, "{} and {} record ", self.first, self.second)?;
        match &self.kind {
            ConflictKind::Contents => write!(
                f,
                "different interactions under the description `{description}` with the same provider \
                 states; make them equal, or give one another description or state"
            ),
            ConflictKind::SharedKey(key) => write!(
                f,
                "different interactions under the key `{key}`; give one of them another key"
            ),
        }
    }
}

impl std::fmt::Display for Side {
    /// The test with file and line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.owner {
            Some(owner) => write!(f, "test `{owner}`")?,
            None => f.write_str("another tool")?,
        }
        if !self.place.is_empty() {
            write!(f, " ({})", self.place)?;
        }
        Ok(())
    }
}
