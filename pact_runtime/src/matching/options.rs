//! How strictly to match.

use crate::model::SpecVersion;

/// How to match: by which version of the specification, and where to be as lenient as the reference
/// implementation.
///
/// ```
/// use pact_runtime::{matching::{Difference, MatchOptions}, model::SpecVersion};
///
/// let options = MatchOptions::new(SpecVersion::V3).like_reference(Difference::EmptyExample);
/// assert!(options.is_like_reference(Difference::EmptyExample));
/// assert!(!options.is_like_reference(Difference::EachKeyValues));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MatchOptions {
    version: SpecVersion,
    like_reference: u32,
}

/// A verdict in which we differ from the reference implementation on purpose; docs/differences.md
/// gives the reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// Every rule except `type` counts for a list whose example is empty; there none does.
    EmptyExample,
    /// Values below an object with `eachKey` are compared; there any value will do.
    EachKeyValues,
    /// Rules below a list or object with `eachValue` count; there only its own do.
    EachValueRules,
    /// `OR` counts for objects; there all of the rules have to hold.
    OrOnObjects,
    /// A `type` rule accepts anything for an example of `null`; there only `null`.
    NullExample,
    /// A whole number with a sign is an `integer` in texts; there a negative one is not.
    NegativeIntegerText,
}

impl Difference {
    /// Every difference.
    pub const ALL: [Self; 6] = [
        Self::EmptyExample,
        Self::EachKeyValues,
        Self::EachValueRules,
        Self::OrOnObjects,
        Self::NullExample,
        Self::NegativeIntegerText,
    ];
}

impl MatchOptions {
    /// Strict matching by a version of the specification.
    pub fn new(version: SpecVersion) -> Self {
        Self {
            version,
            like_reference: 0,
        }
    }

    /// Does in this respect as the reference implementation does.
    #[must_use]
    pub fn like_reference(mut self, difference: Difference) -> Self {
        self.like_reference |= 1 << difference as u32;
        self
    }

    /// The version of the specification.
    pub fn version(self) -> SpecVersion {
        self.version
    }

    /// Whether to do in this respect as the reference implementation does.
    pub fn is_like_reference(self, difference: Difference) -> bool {
        self.like_reference & (1 << difference as u32) != 0
    }

    /// Whether the version has matching rules.
    pub(crate) fn has_rules(self) -> bool {
        self.version >= SpecVersion::V2
    }
}
