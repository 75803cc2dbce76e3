//! Versions of the Pact specification.

/// A version of the Pact specification, in order of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SpecVersion {
    /// Version 1.
    V1,
    /// Version 1.1.
    V1_1,
    /// Version 2: flat matching rules.
    V2,
    /// Version 3: categories of rules, generators, messages.
    V3,
    /// Version 4: all kinds of interaction in one file.
    #[default]
    V4,
}

impl SpecVersion {
    /// The version as pact files state it: `1.0.0` to `3.0.0`, and `4.0`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "1.0.0",
            Self::V1_1 => "1.1.0",
            Self::V2 => "2.0.0",
            Self::V3 => "3.0.0",
            Self::V4 => "4.0",
        }
    }

    /// Reads a version leniently, as tools write it: `2`, `2.0`, `2.0.0`, `v2`; `None` if its major
    /// part is none of 1 to 4.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches(['v', 'V']);
        let mut parts = text.split('.');
        match (parts.next()?, parts.next()) {
            ("1", Some("1")) => Some(Self::V1_1),
            ("1", _) => Some(Self::V1),
            ("2", _) => Some(Self::V2),
            ("3", _) => Some(Self::V3),
            ("4", _) => Some(Self::V4),
            _ => None,
        }
    }
}

impl std::fmt::Display for SpecVersion {
    /// `V4`, `V1.1`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::V1 => "V1",
            Self::V1_1 => "V1.1",
            Self::V2 => "V2",
            Self::V3 => "V3",
            Self::V4 => "V4",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_tools_write() {
        for version in [
            SpecVersion::V1,
            SpecVersion::V1_1,
            SpecVersion::V2,
            SpecVersion::V3,
            SpecVersion::V4,
        ] {
            assert_eq!(SpecVersion::parse(version.as_str()), Some(version));
            assert_eq!(SpecVersion::parse(&version.to_string()), Some(version));
        }
        assert_eq!(SpecVersion::parse("2"), Some(SpecVersion::V2));
        assert_eq!(SpecVersion::parse("5.0"), None);
        assert_eq!(SpecVersion::parse(""), None);
    }
}
