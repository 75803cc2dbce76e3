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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchOptions {
    version: SpecVersion,
    like_reference: u32,
    probe_limit: u32,
}

/// How many nodes comparisons that only look for a match, those of `arrayContains` and `OR` rules, may
/// look at: nested in one another they could take for ever.
const PROBE_LIMIT: u32 = 5_000_000;

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
    /// `OR` counts for objects, and its rules are asked before the kind of the example; there all rules
    /// have to hold for an object, and another kind than the example's never matches.
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

impl Default for MatchOptions {
    /// Strict matching by the latest version.
    fn default() -> Self {
        Self::new(SpecVersion::default())
    }
}

impl MatchOptions {
    /// Strict matching by a version of the specification.
    pub fn new(version: SpecVersion) -> Self {
        Self {
            version,
            like_reference: 0,
            probe_limit: PROBE_LIMIT,
        }
    }

    /// Does in this respect as the reference implementation does.
    #[must_use]
    pub fn like_reference(mut self, difference: Difference) -> Self {
        self.like_reference |= 1 << difference as u32;
        self
    }

    /// Limits how many nodes of a body comparisons may look at that only look for a match, those of
    /// `arrayContains` and `OR` rules. Past the limit (5 million, unless set) there is a mismatch that
    /// says so.
    #[must_use]
    pub fn with_probe_limit(mut self, nodes: u32) -> Self {
        self.probe_limit = nodes;
        self
    }

    pub(crate) fn probe_limit(self) -> u32 {
        self.probe_limit
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
