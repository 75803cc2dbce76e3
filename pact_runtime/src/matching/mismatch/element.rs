//! What is wrong with an element of an XML document.

/// What is wrong with an element of an XML document as such. Names are written `uri:local`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ElementDifference {
    /// The root has another name.
    Name {
        /// Whether a `type` rule demands it.
        by_type: bool,
    },
    /// There are elements inside where none are expected.
    UnexpectedChildren,
    /// There is an element inside that is not expected.
    UnexpectedChild {
        /// Its name.
        name: String,
    },
    /// An element is missing inside.
    MissingChild {
        /// Its name.
        name: String,
    },
    /// There are attributes that are not expected.
    UnexpectedAttributes {
        /// How many attributes are expected.
        expected: usize,
        /// The names of those that are not.
        unexpected: Vec<String>,
    },
    /// An attribute is missing.
    MissingAttribute {
        /// Its name.
        name: String,
    },
    /// There are fewer or more elements inside than the rule allows.
    Length {
        /// The name of the element that they are in.
        name: String,
        /// How many there must be at least.
        min: Option<usize>,
        /// How many there may be at most.
        max: Option<usize>,
        /// How many there are.
        count: usize,
    },
    /// There are fewer or more elements of this name beside each other than the rule allows.
    Count {
        /// The name of the elements.
        name: String,
        /// How many there must be at least.
        min: Option<usize>,
        /// How many there may be at most.
        max: Option<usize>,
        /// How many there are.
        count: usize,
    },
    /// There is nothing inside, where the rule demands something.
    Empty {
        /// The name of the element.
        name: String,
    },
}

impl ElementDifference {
    /// The wording of the reference implementation.
    pub(super) fn message(&self, expected: &str, actual: &str) -> String {
        match self {
            Self::Name { by_type: true } => {
                format!("Expected '{expected}' to be the same type as '{actual}'")
            }
            Self::Name { by_type: false } => {
                format!("Expected '{expected}' to be equal to '{actual}'")
            }
            Self::UnexpectedChildren => format!("Expected no children but received [{actual}]"),
            Self::UnexpectedChild { name } => format!("Unexpected child <{name}/>"),
            Self::MissingChild { name } => format!("Expected child <{name}/> but was missing"),
            Self::UnexpectedAttributes { expected: 0, .. } => {
                format!("Did not expect any attributes but received {actual}")
            }
            Self::UnexpectedAttributes {
                expected,
                unexpected,
            } => format!(
                "Expected {expected} attribute(s) but received {} attribute(s)",
                expected + unexpected.len()
            ),
            Self::MissingAttribute { name } => {
                format!("Expected attribute '{name}'='{expected}' but was missing")
            }
            Self::Length {
                name, min, count, ..
            } if min.is_some_and(|min| *count < min) => format!(
                "Expected '{name}' to have at least {} children",
                min.unwrap_or_default()
            ),
            Self::Length { name, max, .. } => format!(
                "Expected '{name}' to have at most {} children",
                max.unwrap_or_default()
            ),
            Self::Count {
                name, min, count, ..
            } if min.is_some_and(|min| *count < min) => format!(
                "Expected '{name}' to occur at least {} but was {count}",
                times(min.unwrap_or_default())
            ),
            Self::Count {
                name, max, count, ..
            } => format!(
                "Expected '{name}' to occur at most {} but was {count}",
                times(max.unwrap_or_default())
            ),
            Self::Empty { name } => format!("Expected '{name}' to have at least one child"),
        }
    }

    /// What was expected, as a verb phrase.
    pub(super) fn expectation(&self, expected: &str) -> String {
        match self {
            Self::Name { .. } => format!("is an element `{expected}`"),
            Self::UnexpectedChildren => "has no elements inside".to_owned(),
            Self::UnexpectedChild { .. } => {
                "has no other elements inside than the example".to_owned()
            }
            Self::MissingChild { name } => format!("has an element `{name}` inside"),
            Self::UnexpectedAttributes { .. } => {
                "has no other attributes than the example".to_owned()
            }
            Self::MissingAttribute { .. } => format!("is present, such as \"{expected}\""),
            Self::Length {
                min: Some(min),
                max: Some(max),
                ..
            } => format!("has {min} to {}", elements(*max)),
            Self::Length { min: Some(min), .. } => format!("has at least {}", elements(*min)),
            Self::Length { max, .. } => {
                format!("has at most {}", elements(max.unwrap_or_default()))
            }
            Self::Count {
                min: Some(min),
                max: Some(max),
                ..
            } => format!("occurs {min} to {}", times(*max)),
            Self::Count { min: Some(min), .. } => format!("occurs at least {}", times(*min)),
            Self::Count { max, .. } => {
                format!("occurs at most {}", times(max.unwrap_or_default()))
            }
            Self::Empty { .. } => "is not empty".to_owned(),
        }
    }

    /// What there was instead, as a relative clause.
    pub(super) fn clause(&self) -> Option<String> {
        match self {
            Self::UnexpectedChild { name } => Some(format!("which has `{name}`")),
            Self::MissingChild { name } => Some(format!("which lacks `{name}`")),
            Self::UnexpectedAttributes { unexpected, .. } => {
                let names: Vec<_> = unexpected.iter().map(|name| format!("`{name}`")).collect();
                Some(format!("which also has {}", names.join(", ")))
            }
            Self::Length { count, .. } => Some(format!("which has {}", elements(*count))),
            Self::Count { count, .. } => Some(format!("which occurs {}", times(*count))),
            Self::Name { .. }
            | Self::UnexpectedChildren
            | Self::MissingAttribute { .. }
            | Self::Empty { .. } => None,
        }
    }
}

fn elements(count: usize) -> String {
    match count {
        1 => "1 element".to_owned(),
        _ => format!("{count} elements"),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "1 time".to_owned(),
        _ => format!("{count} times"),
    }
}
