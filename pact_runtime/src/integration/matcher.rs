//! Objects with `pact:matcher:type` or `pact:generator:type`.

use super::IntegrationError;
use super::build::{Build, Built, GENERATOR_TYPE, MATCHER_TYPE, Node, Paths};
use super::error::FaultKind;
use crate::definition::DefinitionExpression;
use crate::generator::Generator;
use crate::json::{Json, Object, OwnedObject};
use crate::path::PathExpr;
use crate::rule::{Definition, Rule, Variant};

impl Build {
    pub(super) fn matcher(&mut self, object: &Object<'_>, path: &PathExpr) -> Built<Node> {
        let generator = generator(object, path)?;
        let mut node = match object.get(MATCHER_TYPE) {
            Some(Json::String(text)) if DefinitionExpression::is_one(text) => {
                self.expression(object, text, path)?
            }
            Some(Json::String(name)) if is_array_contains(name) => {
                let (rule, examples) = self.variants(object, path)?;
                Node {
                    rules: vec![rule],
                    ..examples.into()
                }
            }
            Some(Json::String(name)) => {
                let rule = self.rule(name, object, path)?;
                self.valued(object, path, vec![rule])?
            }
            Some(Json::Array(items)) => self.all(object, items, path)?,
            _ => return Err(IntegrationError::new(path, FaultKind::MatcherType)),
        };
        node.generator = generator.or(node.generator);
        Ok(node)
    }

    /// An object with a generator and no matcher.
    pub(super) fn generated(&mut self, object: &Object<'_>, path: &PathExpr) -> Built<Node> {
        let mut node = self.valued(object, path, Vec::new())?;
        node.generator = generator(object, path)?.or(node.generator);
        Ok(node)
    }

    /// A list of rules, all of which must hold.
    fn all(&mut self, object: &Object<'_>, items: &[Json<'_>], path: &PathExpr) -> Built<Node> {
        let mut rules = Vec::new();
        let mut variants = None;
        for item in items {
            self.count(path)?;
            match item.get(MATCHER_TYPE) {
                Some(Json::String(name)) if is_array_contains(name) => {
                    let inner = item.as_object().unwrap_or(object);
                    let (rule, examples) = self.variants(inner, path)?;
                    rules.push(rule);
                    variants = variants.or(Some(examples));
                }
                _ => rules.extend(self.rules_of(item, path)?.0),
            }
        }
        if object.contains_key("value") {
            return self.valued(object, path, rules);
        }
        let paths = children_of(&rules);
        let example = match self.siblings(object, path, paths, |_| true)? {
            Some(example) => example,
            None => variants.unwrap_or(Json::Null),
        };
        Ok(Node {
            rules,
            ..example.into()
        })
    }

    /// The example in `value`, with the rules that stand around it.
    pub(super) fn valued(
        &mut self,
        object: &Object<'_>,
        path: &PathExpr,
        mut rules: Vec<Rule>,
    ) -> Built<Node> {
        let mut inner: Node = match object.get("value") {
            None => Json::Null.into(),
            Some(Json::Array(elements)) => {
                let shared = if rules.is_empty() {
                    Paths::Own
                } else {
                    Paths::Shared
                };
                self.elements(elements, path, shared)?.into()
            }
            Some(Json::Object(value)) if !is_pattern(value) => {
                self.members(value, path, children_of(&rules))?.into()
            }
            Some(value) => self.node(value, path)?,
        };
        rules.append(&mut inner.rules);
        Ok(Node { rules, ..inner })
    }

    /// The plain members beside an array of rules or an expression, if there are any that `is_value`
    /// and no generator, to which they could belong.
    pub(super) fn siblings(
        &mut self,
        object: &Object<'_>,
        path: &PathExpr,
        paths: Paths,
        is_value: impl Fn(&str) -> bool,
    ) -> Built<Option<Json<'static>>> {
        let members: Object<'_> = object
            .iter()
            .filter(|(key, _)| !key.starts_with("pact:") && is_value(key))
            .map(|(key, member)| (key.to_owned(), member.clone()))
            .collect();
        if members.is_empty() || object.contains_key(GENERATOR_TYPE) {
            return Ok(None);
        }
        self.members(&members, path, paths).map(Some)
    }

    /// The variants of `arrayContains`, and the list of their examples.
    fn variants(&mut self, object: &Object<'_>, path: &PathExpr) -> Built<(Rule, Json<'static>)> {
        let Some(Json::Array(patterns)) = object.get("variants") else {
            return Err(IntegrationError::new(path, FaultKind::Variants));
        };
        let mut variants = Vec::new();
        let mut examples = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let (example, apart) = self.apart(|build| build.place(pattern, &PathExpr::root()))?;
            variants.push(Variant {
                index,
                rules: apart.rules,
                generators: apart.generators,
            });
            examples.push(example);
        }
        Ok((Rule::ArrayContains(variants), Json::Array(examples)))
    }

    /// The rule of a name with the attributes beside it.
    fn rule(&mut self, name: &str, object: &Object<'_>, path: &PathExpr) -> Built<Rule> {
        match name {
            "eachKey" | "each-key" => Ok(Rule::EachKey(Box::new(self.each(object, path)?))),
            "eachValue" | "each-value" => Ok(Rule::EachValue(Box::new(self.each(object, path)?))),
            "min" | "min-type" => bound(name, "min", object, path),
            "max" | "max-type" => bound(name, "max", object, path),
            _ => {
                let attributes = attributes(object);
                let rule = Rule::from_attributes(name, &attributes);
                let rule =
                    rule.map_err(|error| IntegrationError::new(path, FaultKind::Rule(error)))?;
                Ok(match rule {
                    // The example is not an attribute of a plugin's rule.
                    Rule::Plugin(name, mut values) => {
                        values.remove("value");
                        Rule::Plugin(name, values)
                    }
                    rule => rule,
                })
            }
        }
    }

    /// What `eachKey` and `eachValue` demand.
    fn each(&mut self, object: &Object<'_>, path: &PathExpr) -> Built<Definition> {
        let items = match object.get("rules") {
            None => &[],
            Some(Json::Array(items)) => items.as_slice(),
            Some(_) => return Err(IntegrationError::new(path, FaultKind::Rules)),
        };
        let mut definition = Definition::default();
        if let Some(Json::String(value)) = object.get("value") {
            definition.value = Some(value.clone().into_owned());
        }
        for item in items {
            let (rules, generator) = self.rules_of(item, path)?;
            definition.rules.extend(rules);
            definition.generator = definition.generator.or(generator);
        }
        Ok(definition)
    }

    /// The rules of one object in a list of rules, and the generator in it.
    fn rules_of(
        &mut self,
        item: &Json<'_>,
        path: &PathExpr,
    ) -> Built<(Vec<Rule>, Option<Generator>)> {
        self.count(path)?;
        let fault = |kind| Err(IntegrationError::new(path, kind));
        let Some(object) = item.as_object() else {
            return fault(FaultKind::Rules);
        };
        let generator = generator(object, path)?;
        match object.get(MATCHER_TYPE) {
            None if object.contains_key("match") => match Rule::from_json(item) {
                Ok(rule) => Ok((vec![rule], generator)),
                Err(error) => fault(FaultKind::Rule(error)),
            },
            Some(Json::String(text)) if DefinitionExpression::is_one(text) => {
                let definition = DefinitionExpression::parse(text)
                    .map_err(|error| IntegrationError::new(path, FaultKind::Definition(error)))?;
                if let Some(rules) = definition.rules() {
                    return Ok((rules, generator.or(definition.generator)));
                }
                let name = definition
                    .references()
                    .first()
                    .copied()
                    .unwrap_or_default()
                    .to_owned();
                fault(FaultKind::InnerReference { name })
            }
            Some(Json::String(name)) if is_array_contains(name) => {
                Ok((vec![self.variants(object, path)?.0], generator))
            }
            Some(Json::String(name)) => Ok((vec![self.rule(name, object, path)?], generator)),
            _ => fault(FaultKind::MatcherType),
        }
    }
}

fn is_array_contains(name: &str) -> bool {
    matches!(name, "arrayContains" | "array-contains")
}

/// Whether an object is a matcher or a generator rather than data.
pub(super) fn is_pattern(object: &Object<'_>) -> bool {
    object.contains_key(MATCHER_TYPE) || object.contains_key(GENERATOR_TYPE)
}

/// Members of objects whose keys do not count share one path.
pub(super) fn children_of(rules: &[Rule]) -> Paths {
    let ignores_keys = rules.iter().any(|rule| {
        matches!(
            rule,
            Rule::Values | Rule::EachKey(_) | Rule::EachValue(_) | Rule::ArrayContains(_)
        )
    });
    if ignores_keys {
        Paths::Shared
    } else {
        Paths::Own
    }
}

fn bound(name: &str, attribute: &'static str, object: &Object<'_>, path: &PathExpr) -> Built<Rule> {
    let Some(length) = object.get(attribute) else {
        let rule = name.to_owned();
        return Err(IntegrationError::new(
            path,
            FaultKind::MissingBound { rule, attribute },
        ));
    };
    let only: Object<'_> = [(attribute, length.clone())].into_iter().collect();
    Rule::from_attributes("type", &only)
        .map_err(|error| IntegrationError::new(path, FaultKind::Rule(error)))
}

/// The attributes of a rule: all members but those of the format itself, and without the bounds of a
/// random number.
fn attributes(object: &Object<'_>) -> OwnedObject {
    let is_generated = object.get(GENERATOR_TYPE).and_then(Json::as_str) == Some("RandomInt");
    let is_collection = matches!(object.get("value"), Some(Json::Array(_) | Json::Object(_)));
    let is_foreign = |key: &str| is_generated && !is_collection && matches!(key, "min" | "max");
    object
        .iter()
        .filter(|(key, _)| !key.starts_with("pact:") && !is_foreign(key))
        .map(|(key, member)| (key.to_owned(), member.clone().into_owned()))
        .collect()
}

/// The generator of `pact:generator:type`.
fn generator(object: &Object<'_>, path: &PathExpr) -> Built<Option<Generator>> {
    let name = match object.get(GENERATOR_TYPE) {
        None => return Ok(None),
        Some(Json::String(name)) => name,
        Some(_) => return Err(IntegrationError::new(path, FaultKind::GeneratorType)),
    };
    let mut attributes: OwnedObject = object
        .iter()
        .filter(|(key, _)| !key.starts_with("pact:"))
        .map(|(key, member)| (key.to_owned(), member.clone().into_owned()))
        .collect();
    attributes.remove("value");
    Generator::from_attributes(name, &attributes)
        .map(Some)
        .map_err(|error| IntegrationError::new(path, FaultKind::Generator(error)))
}
