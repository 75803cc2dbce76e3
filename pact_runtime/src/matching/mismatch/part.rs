//! What is wrong with a part of a multipart body.

/// What is wrong with a part of a multipart body as such. A part is called by its name, or by its
/// position if it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartDifference {
    /// The part is missing.
    Missing(String),
    /// The part is not expected.
    Unexpected(String),
    /// A file is where a field is expected, or the other way round.
    Kind {
        /// What the part is called.
        label: String,
        /// Whether the part that came is a file.
        is_file: bool,
    },
}

impl PartDifference {
    /// The wording of the reference implementation.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Missing(label) => format!("Expected a MIME part '{label}' but was missing"),
            Self::Unexpected(label) => format!("Unexpected MIME part '{label}' received"),
            Self::Kind {
                label,
                is_file: true,
            } => format!("Expected a MIME field '{label}' but was file"),
            Self::Kind {
                label,
                is_file: false,
            } => format!("Expected a MIME file '{label}' but was field"),
        }
    }

    /// What was expected, as a verb phrase.
    pub(super) fn expectation(&self) -> String {
        match self {
            Self::Missing(label) => format!("has a part `{label}`"),
            Self::Unexpected(_) => "has no other parts than the example".to_owned(),
            Self::Kind {
                label,
                is_file: true,
            } => format!("has a field `{label}`"),
            Self::Kind {
                label,
                is_file: false,
            } => format!("has a file `{label}`"),
        }
    }

    /// What there was instead, as a relative clause.
    pub(super) fn clause(&self) -> String {
        match self {
            Self::Missing(_) => "a body that lacks it".to_owned(),
            Self::Unexpected(label) => format!("a body that also has `{label}`"),
            Self::Kind { is_file: true, .. } => "a body where it is a file".to_owned(),
            Self::Kind { is_file: false, .. } => "a body where it is a field".to_owned(),
        }
    }
}
