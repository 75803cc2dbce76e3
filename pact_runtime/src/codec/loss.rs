//! What a version of the file format cannot hold.

use std::borrow::Cow;

use crate::path::{PathExpr, Token};

/// One thing that a pact lost when it was written in an older version of the specification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Description of the interaction; `None` if the pact as a whole lost it.
    pub interaction: Option<String>,
    /// Where it stood in the interaction: `$.request.body`.
    pub place: PathExpr,
    /// What was lost.
    pub kind: LossKind,
}

/// The kinds of loss.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LossKind {
    /// The whole interaction: its kind does not exist in this version, or not beside the others.
    Interaction(&'static str),
    /// A field that came with a later version: its name and the version.
    Field(&'static str, &'static str),
    /// Matching rules; the version has none.
    Rules,
    /// Generators; the version has none.
    Generators,
    /// All rules of a list but the first: the version holds one rule a path.
    RulesButFirst(usize),
    /// Provider states but the first.
    StatesButFirst(usize),
    /// A provider state without a name.
    UnnamedState,
    /// Parameters of a provider state.
    StateParameters,
    /// Several values of one header were joined to one.
    JoinedHeader(String),
    /// A query parameter without name and value, or without any values.
    QueryParameter(String),
    /// The content type that stood with the body: no header names it.
    ContentType(String),
    /// How the content is stored: it reads back as other content.
    Content(&'static str),
    /// Attributes of a body that we do not know.
    Attributes,
    /// A second entry under a path that the format holds once.
    Duplicate(String),
}

impl std::fmt::Display for LossKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Interaction(why) => write!(f, "the whole interaction: {why}"),
            Self::Field(name, since) => write!(f, "`{name}`, which exists since {since}"),
            Self::Rules => f.write_str("matching rules, which exist since V2"),
            Self::Generators => f.write_str("generators, which exist since V3"),
            Self::RulesButFirst(count) => {
                write!(f, "{count} matching rules; before V3 a path has one rule")
            }
            Self::StatesButFirst(count) => write!(
                f,
                "{count} provider states; before V3 an interaction has one state"
            ),
            Self::UnnamedState => {
                f.write_str("a provider state without a name, which before V3 is no state")
            }
            Self::StateParameters => {
                f.write_str("the parameters of the provider state, which exist since V3")
            }
            Self::JoinedHeader(name) => write!(
                f,
                "the values of header `{name}` as a list; before V3 a header is one text"
            ),
            Self::QueryParameter(name) => write!(
                f,
                "query parameter `{name}`, which a query string cannot express"
            ),
            Self::ContentType(found) => write!(
                f,
                "the content type `{found}` of the body; before V4 only a header can tell it"
            ),
            Self::Content(why) => write!(f, "the exact content of the body: {why}"),
            Self::Attributes => f.write_str(
                "attributes of the body that are unknown here; before V4 a body has none",
            ),
            Self::Duplicate(path) => write!(f, "a second entry for `{path}`"),
        }
    }
}

impl std::fmt::Display for Loss {
    /// Interaction, place and kind: ``interaction `a request` loses at `$.request`: generators, which …``
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.interaction {
            Some(description) => write!(f, "interaction `{description}` loses")?,
            None => f.write_str("the pact loses")?,
        }
        if !self.place.is_root() {
            write!(f, " at `{}`", self.place)?;
        }
        write!(f, ": {}", self.kind)
    }
}

/// Collects what is lost at the place that is being written.
#[derive(Debug, Default)]
pub(super) struct Losses {
    interaction: Option<String>,
    /// The names on the way to the place.
    place: Vec<Cow<'static, str>>,
    list: Vec<Loss>,
}

impl Losses {
    /// A list for the losses of the interaction of this description.
    pub(super) fn of(description: &str) -> Self {
        Self {
            interaction: Some(description.to_owned()),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, kind: LossKind) {
        let tokens = self.place.iter().map(|name| Token::field(&**name));
        self.list.push(Loss {
            interaction: self.interaction.clone(),
            place: PathExpr::from_tokens(tokens.collect()),
            kind,
        });
    }

    /// Goes to the member called `key` while `write` runs.
    pub(super) fn at(&mut self, key: impl Into<Cow<'static, str>>, write: impl FnOnce(&mut Self)) {
        self.place.push(key.into());
        write(self);
        self.place.pop();
    }

    pub(super) fn into_list(self) -> Vec<Loss> {
        self.list
    }
}
