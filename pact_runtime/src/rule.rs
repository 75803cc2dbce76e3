//! Matching rules: what the pact file stores beside an example.
//!
//! The rules are those of the specification's versions 2 to 4 with the aliases that tools write. Each
//! rule has a file of its own with its check, its JSON form and its words; `catalogue` lists them.

mod array_contains;
mod attributes;
mod boolean;
mod catalogue;
pub(crate) mod check;
mod content_type;
mod date_time;
mod decimal;
mod definition;
mod each_key;
mod each_value;
pub(crate) mod equality;
mod include;
mod integer;
mod json;
mod not_empty;
mod null;
mod number;
mod plugin;
mod regex;
mod same_type;
mod semver;
mod status_code;
#[cfg(test)]
mod testing;
pub(crate) mod value;
mod values;

pub use attributes::RuleError;
pub use definition::Definition;
pub use value::{Value, Verdict};

use crate::{generator::Generator, json::OwnedObject, path::PathExpr};

/// One matching rule.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// `equality`: the same value; ends a cascade from above.
    Equality,
    /// `regex`: the whole text matches this expression.
    Regex(String),
    /// `type`: the same kind of value as the example.
    Type,
    /// `type` with `min`: like [`Type`](Self::Type), and a list has at least this many items.
    MinType(usize),
    /// `type` with `max`: like [`Type`](Self::Type), and a list has at most this many items.
    MaxType(usize),
    /// `type` with `min` and `max`, in this order.
    MinMaxType(usize, usize),
    /// `include`: the text contains this text.
    Include(String),
    /// `number`: any number.
    Number,
    /// `integer`: a number without fraction.
    Integer,
    /// `decimal`: a number with a fraction.
    Decimal,
    /// `boolean`: `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// `date` in this format of Java's DateTimeFormatter; `None` is `yyyy-MM-dd`.
    Date(Option<String>),
    /// `time` in this format; `None` is `HH:mm:ss`.
    Time(Option<String>),
    /// `datetime` (or `timestamp`) in this format; `None` is `yyyy-MM-dd'T'HH:mm:ssXXX`.
    DateTime(Option<String>),
    /// `contentType`: the bytes are of this media type.
    ContentType(String),
    /// `values`: only the values of an object count, not its keys.
    Values,
    /// `eachKey`: every key satisfies the definition.
    EachKey(Box<Definition>),
    /// `eachValue`: every value satisfies the definition.
    EachValue(Box<Definition>),
    /// `arrayContains`: for every variant some element matches it.
    ArrayContains(Vec<Variant>),
    /// `statusCode`: a status of this class.
    StatusCode(StatusClass),
    /// `notEmpty`: a text, list or object that is not empty.
    NotEmpty,
    /// `semver`: a semantic version.
    Semver,
    /// A rule that a plugin supplies, or one that we do not know: its name and its attributes.
    Plugin(String, OwnedObject),
}

/// One variant of `arrayContains`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Variant {
    /// Position of the variant's example in the expected list.
    pub index: usize,
    /// The rules of the variant, with paths below its own root.
    pub rules: CategoryRules,
    /// The generators of the variant, with paths below its own root.
    pub generators: Vec<(PathExpr, Generator)>,
}

/// The statuses that `statusCode` accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusClass {
    /// `info`: 100 to 199.
    Information,
    /// `success`: 200 to 299.
    Success,
    /// `redirect`: 300 to 399.
    Redirect,
    /// `clientError`: 400 to 499.
    ClientError,
    /// `serverError`: 500 to 599.
    ServerError,
    /// `nonError`: below 400.
    NonError,
    /// `error`: 400 and above.
    Error,
    /// Just these.
    Codes(Vec<u16>),
}

/// How the rules of one list are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Combine {
    /// All rules must hold.
    #[default]
    And,
    /// One rule must hold.
    Or,
}

/// The rules at one path.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RuleList {
    /// How the rules are combined.
    pub combine: Combine,
    /// The rules, in the order of the file.
    pub rules: Vec<Rule>,
}

impl From<Rule> for RuleList {
    fn from(rule: Rule) -> Self {
        Self {
            combine: Combine::And,
            rules: vec![rule],
        }
    }
}

/// The part of a request, response or message to which rules and generators apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// The method of a request.
    Method,
    /// The path of a request.
    Path,
    /// The query parameters of a request; the first step of a path is the name.
    Query,
    /// The headers; the first step of a path is the name.
    Header,
    /// The status of a response.
    Status,
    /// The body of a request or response, the contents of a message.
    Body,
    /// The metadata of a message; the first step of a path is the key.
    Metadata,
}

impl Category {
    /// Every category, in the order of the file.
    pub const ALL: [Self; 7] = [
        Self::Method,
        Self::Path,
        Self::Query,
        Self::Header,
        Self::Status,
        Self::Body,
        Self::Metadata,
    ];

    /// The name in the pact file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Status => "status",
            Self::Body => "body",
            Self::Metadata => "metadata",
        }
    }
}

/// The rules of one category: a path and its rules, in the order of the file.
pub type CategoryRules = Vec<(PathExpr, RuleList)>;

/// All matching rules of a request, response or message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatchingRules {
    categories: [CategoryRules; Category::ALL.len()],
}

impl MatchingRules {
    /// The rules of one category.
    pub fn of(&self, category: Category) -> &CategoryRules {
        &self.categories[category as usize]
    }

    /// The rules of one category, to change.
    pub fn of_mut(&mut self, category: Category) -> &mut CategoryRules {
        &mut self.categories[category as usize]
    }

    /// Adds the rules at one path of one category.
    pub fn add(&mut self, category: Category, path: PathExpr, rules: impl Into<RuleList>) {
        self.of_mut(category).push((path, rules.into()));
    }

    /// Whether there are no rules at all.
    pub fn is_empty(&self) -> bool {
        self.categories.iter().all(Vec::is_empty)
    }

    /// The categories that have rules, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (Category, &CategoryRules)> {
        Category::ALL
            .into_iter()
            .map(|category| (category, self.of(category)))
            .filter(|(_, rules)| !rules.is_empty())
    }
}
