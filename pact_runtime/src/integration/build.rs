//! Walking through integration JSON and collecting what is inside.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::FaultKind;
use super::matcher::is_pattern;
use super::{IntegrationError, Pattern};
use crate::generator::Generator;
use crate::json::{Json, Object, OwnedJson, OwnedObject};
use crate::path::{PathExpr, Token};
use crate::rule::{CategoryRules, Combine, Rule, RuleList};

pub(super) const MATCHER_TYPE: &str = "pact:matcher:type";
pub(super) const GENERATOR_TYPE: &str = "pact:generator:type";

/// Nodes that references may repeat in one pattern.
const MAX_REPEATED: usize = 100_000;

/// How deep matchers may stand inside matchers: shallow enough for the stack of a test thread.
pub(super) const MAX_MATCHER_DEPTH: usize = 48;

pub(super) type Built<T> = Result<T, IntegrationError>;

/// Takes a whole document apart.
pub(super) fn pattern(document: &Json<'_>) -> Built<Pattern> {
    let mut build = Build::new(MAX_REPEATED);
    let example = build.place(document, &PathExpr::root())?;
    Ok(Pattern {
        example,
        rules: build.rules,
        generators: build.generators,
    })
}

/// The rules and generators collected so far.
pub(super) struct Build {
    pub(super) rules: CategoryRules,
    places: HashMap<PathExpr, usize>,
    pub(super) generators: Vec<(PathExpr, Generator)>,
    generated: HashMap<PathExpr, usize>,
    repeated_left: usize,
    /// Whether we are inside a structure that a reference names.
    pub(super) is_repeated: bool,
    /// How many matchers are around us.
    depth: usize,
}

/// An example with the rules and the generator at its own path, which are not yet collected.
pub(super) struct Node {
    pub(super) example: OwnedJson,
    pub(super) rules: Vec<Rule>,
    pub(super) generator: Option<Generator>,
}

/// Whether the children of a list or object have paths of their own or share one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paths {
    Own,
    Shared,
}

impl From<OwnedJson> for Node {
    fn from(example: OwnedJson) -> Self {
        Self {
            example,
            rules: Vec::new(),
            generator: None,
        }
    }
}

impl Build {
    fn new(repeated_left: usize) -> Self {
        Self {
            rules: Vec::new(),
            places: HashMap::new(),
            generators: Vec::new(),
            generated: HashMap::new(),
            repeated_left,
            is_repeated: false,
            depth: 0,
        }
    }

    /// Runs `f` on an empty collection with the same limit, for structures with a root of their own.
    pub(super) fn apart<T>(&mut self, f: impl FnOnce(&mut Self) -> Built<T>) -> Built<(T, Self)> {
        let mut apart = Self::new(self.repeated_left);
        apart.is_repeated = self.is_repeated;
        apart.depth = self.depth;
        let result = f(&mut apart)?;
        self.repeated_left = apart.repeated_left;
        Ok((result, apart))
    }

    /// Takes a value apart and collects its own rules and generator, too.
    pub(super) fn place(&mut self, json: &Json<'_>, path: &PathExpr) -> Built<OwnedJson> {
        let node = self.node(json, path)?;
        self.add(path, node)
    }

    /// Collects a node's own rules and generator, and gives its example.
    pub(super) fn add(&mut self, path: &PathExpr, node: Node) -> Built<OwnedJson> {
        if !node.rules.is_empty() {
            let list = RuleList {
                combine: Combine::And,
                rules: node.rules,
            };
            self.add_rules(path, list)?;
        }
        if let Some(generator) = node.generator
            && let Entry::Vacant(place) = self.generated.entry(path.clone())
        {
            // Of several examples the first has the say.
            place.insert(self.generators.len());
            self.generators.push((path.clone(), generator));
        }
        Ok(node.example)
    }

    /// Collects the rules of one example. Another example with other rules at the same path makes
    /// them alternatives.
    fn add_rules(&mut self, path: &PathExpr, list: RuleList) -> Built<()> {
        let place = match self.places.entry(path.clone()) {
            Entry::Vacant(place) => {
                place.insert(self.rules.len());
                self.rules.push((path.clone(), list));
                return Ok(());
            }
            Entry::Occupied(place) => *place.get(),
        };
        let before = &mut self.rules[place].1;
        if *before == list {
            return Ok(());
        }
        let [rule] = list.rules.as_slice() else {
            return Err(IntegrationError::new(path, FaultKind::Conflict));
        };
        if before.combine == Combine::And && before.rules.len() > 1 {
            return Err(IntegrationError::new(path, FaultKind::Conflict));
        }
        before.combine = Combine::Or;
        if !before.rules.contains(rule) {
            before.rules.push(rule.clone());
        }
        Ok(())
    }

    /// Takes a value apart; its children's rules are collected, its own are not.
    pub(super) fn node(&mut self, json: &Json<'_>, path: &PathExpr) -> Built<Node> {
        self.count(path)?;
        match json {
            Json::Object(object) if is_pattern(object) => {
                if self.depth == MAX_MATCHER_DEPTH {
                    return Err(IntegrationError::new(path, FaultKind::TooDeep));
                }
                self.depth += 1;
                let node = if object.contains_key(MATCHER_TYPE) {
                    self.matcher(object, path)
                } else {
                    self.generated(object, path)
                };
                self.depth -= 1;
                node
            }
            Json::Object(object) => Ok(self.members(object, path, Paths::Own)?.into()),
            Json::Array(elements) => Ok(self.elements(elements, path, Paths::Own)?.into()),
            scalar => Ok(scalar.clone().into_owned().into()),
        }
    }

    pub(super) fn count(&mut self, path: &PathExpr) -> Built<()> {
        if self.is_repeated {
            let left = self.repeated_left.checked_sub(1);
            let fault = FaultKind::TooLarge {
                limit: MAX_REPEATED,
            };
            self.repeated_left = left.ok_or_else(|| IntegrationError::new(path, fault))?;
        }
        Ok(())
    }

    /// The members of an object; what begins with `pact:` is none.
    pub(super) fn members(
        &mut self,
        object: &Object<'_>,
        path: &PathExpr,
        paths: Paths,
    ) -> Built<OwnedJson> {
        let mut examples = OwnedObject::new();
        for (key, member) in object.iter().filter(|(key, _)| !key.starts_with("pact:")) {
            let token = match paths {
                Paths::Own => Token::field(key),
                Paths::Shared => Token::AnyField,
            };
            let example = self.place(member, &path.join(token))?;
            examples.insert(key.to_owned(), example);
        }
        Ok(Json::Object(examples))
    }

    pub(super) fn elements(
        &mut self,
        elements: &[Json<'_>],
        path: &PathExpr,
        paths: Paths,
    ) -> Built<OwnedJson> {
        let mut examples = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let token = match paths {
                Paths::Own => Token::Index(index),
                Paths::Shared => Token::AnyIndex,
            };
            examples.push(self.place(element, &path.join(token))?);
        }
        Ok(Json::Array(examples))
    }
}
