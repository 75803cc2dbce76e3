//! Random matching rules and generators.

use std::collections::BTreeSet;

use pact_runtime::{
    generator::{DataType, Generator, Generators, Moment, UuidFormat},
    json::OwnedObject,
    model::SpecVersion,
    path::{PathExpr, Token},
    rule::{Category, Combine, Definition, MatchingRules, Rule, RuleList, StatusClass, Variant},
};

use super::models::{many, object, some, text};
use crate::mutate::Random;

fn path(random: &mut Random, category: Category) -> PathExpr {
    let token = |random: &mut Random| match random.below(6) {
        0 => Token::AnyField,
        1 => Token::AnyIndex,
        2 => Token::Index(random.below(100)),
        _ => Token::field(text(random)),
    };
    match category {
        Category::Method | Category::Path | Category::Status => PathExpr::root(),
        Category::Body => PathExpr::from_tokens(many(random, 4, token)),
        Category::Query | Category::Header | Category::Metadata => {
            let mut tokens = vec![Token::field(text(random))];
            tokens.extend(many(random, 1, token));
            PathExpr::from_tokens(tokens)
        }
    }
}

/// Distinct paths.
fn paths(random: &mut Random, category: Category) -> BTreeSet<PathExpr> {
    let most = if random.below(3) == 0 { 3 } else { 0 };
    many(random, most, |random| path(random, category))
        .into_iter()
        .collect()
}

pub(super) fn rules(random: &mut Random, version: SpecVersion) -> MatchingRules {
    let mut rules = MatchingRules::default();
    if version < SpecVersion::V2 {
        return rules;
    }
    for category in Category::ALL {
        for path in paths(random, category) {
            let list = if version == SpecVersion::V2 {
                RuleList::from(rule(random, 0))
            } else {
                list(random, 1)
            };
            rules.add(category, path, list);
        }
    }
    rules
}

fn list(random: &mut Random, depth: usize) -> RuleList {
    RuleList {
        combine: if random.below(2) == 0 {
            Combine::And
        } else {
            Combine::Or
        },
        rules: many(random, 2, |random| rule(random, depth)),
    }
}

fn rule(random: &mut Random, depth: usize) -> Rule {
    let size = random.below(10);
    match random.below(if depth == 0 { 19 } else { 22 }) {
        0 => Rule::Equality,
        1 => Rule::Regex(text(random)),
        2 => Rule::Type,
        3 => Rule::MinType(size),
        4 => Rule::MaxType(size),
        5 => Rule::MinMaxType(size, size + 1),
        6 => Rule::Include(text(random)),
        7 => Rule::Number,
        8 => Rule::Integer,
        9 => Rule::Decimal,
        10 => Rule::Boolean,
        11 => Rule::Null,
        12 => Rule::Date(some(random, text)),
        13 => Rule::Time(some(random, text)),
        14 => Rule::DateTime(some(random, text)),
        15 => Rule::ContentType(text(random)),
        16 => Rule::StatusCode(match random.below(3) {
            0 => StatusClass::NonError,
            1 => StatusClass::Codes(vec![200, 404]),
            _ => StatusClass::ClientError,
        }),
        17 => [Rule::Values, Rule::NotEmpty, Rule::Semver][random.below(3)].clone(),
        18 => Rule::Plugin(
            format!("plugin {}", text(random)),
            without(object(random, 1), "match"),
        ),
        19 => Rule::EachKey(Box::new(definition(random, depth - 1))),
        20 => Rule::EachValue(Box::new(definition(random, depth - 1))),
        _ => Rule::ArrayContains(many(random, 2, |random| variant(random, depth - 1))),
    }
}

fn without(mut object: OwnedObject, key: &str) -> OwnedObject {
    object.remove(key);
    object
}

fn definition(random: &mut Random, depth: usize) -> Definition {
    Definition {
        value: some(random, text),
        rules: many(random, 2, |random| rule(random, depth)),
        generator: some(random, generator),
    }
}

fn variant(random: &mut Random, depth: usize) -> Variant {
    let index = random.below(9);
    let rules = paths(random, Category::Body);
    let rules = rules
        .into_iter()
        .map(|path| (path, list(random, depth)))
        .collect();
    let generators = paths(random, Category::Body);
    let generators = generators
        .into_iter()
        .map(|path| (path, generator(random)))
        .collect();
    Variant {
        index,
        rules,
        generators,
    }
}

pub(super) fn generators(random: &mut Random, version: SpecVersion) -> Generators {
    let mut generators = Generators::default();
    if version >= SpecVersion::V3 {
        for category in Category::ALL {
            for path in paths(random, category) {
                generators.add(category, path, generator(random));
            }
        }
    }
    generators
}

fn generator(random: &mut Random) -> Generator {
    let moment = |random: &mut Random| Moment {
        format: some(random, text),
        expression: some(random, text),
    };
    match random.below(13) {
        0 => Generator::RandomInt { min: -5, max: 7 },
        1 => Generator::RandomDecimal { digits: 3 },
        2 => Generator::RandomHexadecimal { digits: 8 },
        3 => Generator::RandomString { size: 9 },
        4 => Generator::Regex {
            regex: text(random),
        },
        5 => Generator::Uuid {
            format: some(random, |_| UuidFormat::Urn),
        },
        6 => Generator::Date(moment(random)),
        7 => Generator::Time(moment(random)),
        8 => Generator::DateTime(moment(random)),
        9 => Generator::RandomBoolean,
        10 => Generator::ProviderState {
            expression: text(random),
            data_type: some(random, |_| DataType::Raw),
        },
        11 => Generator::MockServerUrl {
            example: text(random),
            regex: text(random),
        },
        _ => Generator::Plugin(
            format!("Plugin {}", text(random)),
            without(object(random, 1), "type"),
        ),
    }
}
