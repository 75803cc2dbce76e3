//! Definition expressions in `pact:matcher:type`, with their references.

use super::IntegrationError;
use super::build::{Build, Built, Node};
use super::error::FaultKind;
use super::matcher::children_of;
use crate::definition::{DefinitionExpression, Term};
use crate::json::{Json, Object, OwnedJson};
use crate::path::{PathExpr, Token};
use crate::rule::{Definition, Rule, Variant};

/// How often an example is repeated to reach the least length of its list.
const MAX_REPEATS: usize = 1000;

/// The parts from which an example is made where there is no `value`.
#[derive(Default)]
struct Parts {
    whole: Option<OwnedJson>,
    key: Option<String>,
    item: Option<OwnedJson>,
    has_items: bool,
}

/// An expression, the object around it, and where its rules go.
struct Place<'a> {
    object: &'a Object<'a>,
    path: &'a PathExpr,
    /// The step to the values of the collection.
    step: Token,
}

impl Build {
    pub(super) fn expression(
        &mut self,
        object: &Object<'_>,
        text: &str,
        path: &PathExpr,
    ) -> Built<Node> {
        let definition = DefinitionExpression::parse(text)
            .map_err(|error| IntegrationError::new(path, FaultKind::Definition(error)))?;
        let names = definition.references();
        let has_keys = definition
            .terms
            .iter()
            .any(|term| matches!(term, Term::EachKey(_)))
            || matches!(object.get("value"), Some(Json::Object(_)));
        let step = if has_keys {
            Token::AnyField
        } else {
            Token::AnyIndex
        };
        let place = Place { object, path, step };
        let mut parts = Parts {
            whole: definition.value.clone(),
            ..Parts::default()
        };
        let mut rules = Vec::new();
        for term in &definition.terms {
            self.count(path)?;
            self.term(term, &place, &mut rules, &mut parts)?;
        }
        let mut node = if object.contains_key("value") {
            self.valued(object, path, rules)?
        } else {
            let paths = children_of(&rules);
            let siblings = self.siblings(object, path, paths, |key| !names.contains(&key))?;
            let example = match siblings {
                Some(example) => example,
                None => parts.example(&rules, path)?,
            };
            Node {
                rules,
                ..example.into()
            }
        };
        node.generator = node.generator.or_else(|| definition.generator.clone());
        Ok(node)
    }

    fn term(
        &mut self,
        term: &Term,
        place: &Place<'_>,
        rules: &mut Vec<Rule>,
        parts: &mut Parts,
    ) -> Built<()> {
        match term {
            Term::Rule(rule) => rules.push(rule.clone()),
            Term::Reference(name) => {
                let mut node = self.referred(name, place, place.path)?;
                rules.push(Rule::Type);
                rules.append(&mut node.rules);
                parts.whole = Some(node.example);
            }
            Term::EachKey(inner) => {
                let (definition, example) = self.each_key(inner, place)?;
                parts.key = example.or_else(|| definition.value.clone());
                rules.push(Rule::EachKey(Box::new(definition)));
            }
            Term::EachValue(inner) => {
                let (definition, example) = self.each_value(inner, place)?;
                parts.item = example;
                parts.has_items = true;
                rules.push(Rule::EachValue(Box::new(definition)));
            }
            Term::ArrayContains(variants) => {
                let (rule, examples) = self.expressed_variants(variants, place)?;
                rules.push(rule);
                parts.whole = Some(examples);
            }
        }
        Ok(())
    }

    /// The structure that a reference names, taken apart at `path`.
    fn referred(&mut self, name: &str, place: &Place<'_>, path: &PathExpr) -> Built<Node> {
        if let Some(structure) = place.object.get(name) {
            let was_repeated = std::mem::replace(&mut self.is_repeated, true);
            let node = self.node(structure, path);
            self.is_repeated = was_repeated;
            return node;
        }
        let name = name.to_owned();
        Err(IntegrationError::new(
            place.path,
            FaultKind::UnknownReference { name },
        ))
    }

    /// The rules of the keys. A referred structure is an example of a key with its rules.
    fn each_key(
        &mut self,
        inner: &DefinitionExpression,
        place: &Place<'_>,
    ) -> Built<(Definition, Option<String>)> {
        let mut rules = Vec::new();
        let mut example = None;
        for term in &inner.terms {
            if let Term::Reference(name) = term {
                let (node, _) =
                    self.apart(|build| build.referred(name, place, &PathExpr::root()))?;
                rules.extend(if node.rules.is_empty() {
                    vec![Rule::Type]
                } else {
                    node.rules
                });
                example = node.example.as_str().map(str::to_owned).or(example);
            } else {
                rules.push(self.plain(term, place)?);
            }
        }
        let value = inner
            .value
            .as_ref()
            .and_then(Json::as_str)
            .map(str::to_owned);
        let generator = inner.generator.clone();
        Ok((
            Definition {
                value: value.or_else(|| example.clone()),
                rules,
                generator,
            },
            example,
        ))
    }

    /// The rules of the values. The rules of a referred structure stand at the path of the values.
    fn each_value(
        &mut self,
        inner: &DefinitionExpression,
        place: &Place<'_>,
    ) -> Built<(Definition, Option<OwnedJson>)> {
        let mut rules = Vec::new();
        let mut example = inner.value.clone();
        for term in &inner.terms {
            if let Term::Reference(name) = term {
                let path = place.path.join(place.step.clone());
                let node = self.referred(name, place, &path)?;
                example = Some(self.add(&path, node)?);
                rules.push(Rule::Type);
            } else {
                rules.push(self.plain(term, place)?);
            }
        }
        let value = inner.value.as_ref().map(|value| match value {
            Json::String(text) => text.clone().into_owned(),
            other => other.to_string(),
        });
        Ok((
            Definition {
                value,
                rules,
                generator: inner.generator.clone(),
            },
            example,
        ))
    }

    fn plain(&mut self, term: &Term, place: &Place<'_>) -> Built<Rule> {
        match term {
            Term::ArrayContains(variants) => Ok(self.expressed_variants(variants, place)?.0),
            Term::EachKey(inner) => Ok(Rule::EachKey(Box::new(self.each_key(inner, place)?.0))),
            term => term.rule().ok_or_else(|| {
                let name = term
                    .references()
                    .first()
                    .copied()
                    .unwrap_or_default()
                    .to_owned();
                IntegrationError::new(place.path, FaultKind::InnerReference { name })
            }),
        }
    }

    fn expressed_variants(
        &mut self,
        expressions: &[DefinitionExpression],
        place: &Place<'_>,
    ) -> Built<(Rule, OwnedJson)> {
        let mut variants = Vec::new();
        let mut examples = Vec::new();
        for (index, expression) in expressions.iter().enumerate() {
            let (example, apart) = self.apart(|build| build.variant(expression, place))?;
            variants.push(Variant {
                index,
                rules: apart.rules,
                generators: apart.generators,
            });
            examples.push(example);
        }
        Ok((Rule::ArrayContains(variants), Json::Array(examples)))
    }

    fn variant(
        &mut self,
        expression: &DefinitionExpression,
        place: &Place<'_>,
    ) -> Built<OwnedJson> {
        let root = PathExpr::root();
        let inside = Place {
            object: place.object,
            path: &root,
            step: Token::AnyIndex,
        };
        let mut parts = Parts {
            whole: expression.value.clone(),
            ..Parts::default()
        };
        let mut rules = Vec::new();
        for term in &expression.terms {
            self.count(place.path)?;
            self.term(term, &inside, &mut rules, &mut parts)?;
        }
        let example = parts.example(&rules, place.path)?;
        let generator = expression.generator.clone();
        self.add(
            &root,
            Node {
                example,
                rules,
                generator,
            },
        )
    }
}

impl Parts {
    /// An example that the rules accept: a member or elements, repeated to the least length.
    fn example(self, rules: &[Rule], path: &PathExpr) -> Built<OwnedJson> {
        let least = rules.iter().map(|rule| match rule {
            Rule::MinType(min) => *min,
            _ => 0,
        });
        let least = least.max().unwrap_or(0);
        let has_length = rules
            .iter()
            .any(|rule| matches!(rule, Rule::MinType(_) | Rule::MaxType(_)));
        let fault = || IntegrationError::new(path, FaultKind::NoExample);
        match self {
            Self {
                key: Some(key),
                item,
                ..
            } if least <= 1 => {
                let member = (key, item.unwrap_or(Json::Null));
                Ok(Json::Object([member].into_iter().collect()))
            }
            Self { key: Some(_), .. } => Err(fault()),
            Self {
                has_items: true,
                item,
                ..
            } if least <= MAX_REPEATS => {
                let item = item.ok_or_else(fault)?;
                Ok(Json::Array(vec![item; least.max(1)]))
            }
            Self {
                has_items: true, ..
            } => Err(fault()),
            Self {
                whole: Some(example),
                ..
            } => Ok(example),
            Self { .. } if has_length && least == 0 => Ok(Json::Array(Vec::new())),
            Self { .. } if has_length => Err(fault()),
            Self { .. } => Ok(Json::Null),
        }
    }
}
