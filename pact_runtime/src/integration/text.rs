//! Integration JSON where only text can stand: paths, query parameters, headers, metadata, statuses.

use super::build::{GENERATOR_TYPE, MATCHER_TYPE};
use super::{IntegrationError, Pattern};
use crate::generator::{Generator, Generators};
use crate::json::Json;
use crate::path::{PathExpr, Token};
use crate::rule::{Category, CategoryRules, MatchingRules};

/// The values of a path, query parameter, header, status or metadata key, with their rules and
/// generators.
///
/// ```
/// use pact_runtime::integration::TextPattern;
///
/// let text = r#"{"pact:matcher:type": "regex", "regex": "\\d+", "value": ["1", "2"]}"#;
/// let pattern = TextPattern::parse(text)?;
/// assert_eq!(pattern.values, ["1", "2"]);
/// assert_eq!(TextPattern::parse("plain")?.values, ["plain"]);
/// # Ok::<(), pact_runtime::integration::IntegrationError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TextPattern {
    /// The example values; several for a list.
    pub values: Vec<String>,
    /// The rules, with paths below the value.
    pub rules: CategoryRules,
    /// The generators, with paths below the value.
    pub generators: Vec<(PathExpr, Generator)>,
}

impl TextPattern {
    /// Reads a text: an object with a matcher or a generator, or with nothing but `value`, is
    /// integration JSON, any other text stands for itself.
    ///
    /// # Errors
    /// As [`Pattern::from_body`].
    pub fn parse(text: &str) -> Result<Self, IntegrationError> {
        let plain = || Self {
            values: vec![text.to_owned()],
            rules: Vec::new(),
            generators: Vec::new(),
        };
        let Ok(json) = Json::parse(text.as_bytes()) else {
            return Ok(plain());
        };
        let Some(object) = json.as_object() else {
            return Ok(plain());
        };
        if let (1, Some(value)) = (object.len(), object.get("value")) {
            return Ok(Self {
                values: values_of(value),
                ..plain()
            });
        }
        if !object.contains_key(MATCHER_TYPE) && !object.contains_key(GENERATOR_TYPE) {
            return Ok(plain());
        }
        let Pattern {
            example,
            rules,
            generators,
        } = Pattern::from_body(&json)?;
        Ok(Self {
            values: values_of(&example),
            rules,
            generators,
        })
    }

    /// Adds the rules and generators to a category at `name`, which path, method and status do not
    /// have.
    ///
    /// The value at `index` of a repeated parameter or header has the path `name[index]`; what was
    /// there for the whole name then belongs to the value at 0.
    pub fn add_to(
        &self,
        category: Category,
        name: Option<&str>,
        index: usize,
        rules: &mut MatchingRules,
        generators: &mut Generators,
    ) {
        let mut root = PathExpr::root();
        if let Some(name) = name {
            root.push(Token::field(name));
        }
        if name.is_some() && index > 0 {
            move_to_first(category, &root, rules, generators);
            root.push(Token::Index(index));
        }
        for (path, list) in &self.rules {
            rules.add(category, below(&root, path), list.clone());
        }
        for (path, generator) in &self.generators {
            generators.add(category, below(&root, path), generator.clone());
        }
    }
}

fn below(root: &PathExpr, path: &PathExpr) -> PathExpr {
    PathExpr::from_tokens(root.tokens().iter().chain(path.tokens()).cloned().collect())
}

/// Gives the rules and generators of a whole name to its first value.
fn move_to_first(
    category: Category,
    name: &PathExpr,
    rules: &mut MatchingRules,
    generators: &mut Generators,
) {
    for (path, _) in rules
        .of_mut(category)
        .iter_mut()
        .filter(|(path, _)| path == name)
    {
        path.push(Token::Index(0));
    }
    let mut moved = Generators::default();
    for (its, path, generator) in generators.iter() {
        let path = if its == category && path == name {
            path.join(Token::Index(0))
        } else {
            path.clone()
        };
        moved.add(its, path, generator.clone());
    }
    *generators = moved;
}

fn values_of(example: &Json<'_>) -> Vec<String> {
    match example {
        Json::Array(values) => values.iter().map(text_of).collect(),
        value => vec![text_of(value)],
    }
}

fn text_of(value: &Json<'_>) -> String {
    match value {
        Json::String(text) => text.clone().into_owned(),
        other => other.to_string(),
    }
}
