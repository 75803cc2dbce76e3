//! Matching rules and generators: by category since V3, as a flat map of paths in V2.

use std::{borrow::Cow, collections::HashMap};

use super::emit::ObjectEmitter;
use crate::{
    codec::{
        loss::{LossKind, Losses},
        read::named_path,
    },
    generator::Generators,
    json::{Json, OwnedObject},
    model::SpecVersion,
    path::{PathExpr, Token},
    rule::{Category, Combine, MatchingRules, RuleList},
};

/// Writes `matchingRules`, if there are any.
pub(super) fn rules(
    rules: &MatchingRules,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    if rules.is_empty() {
        return;
    }
    losses.at("matchingRules", |losses| match version {
        SpecVersion::V1 | SpecVersion::V1_1 => losses.add(LossKind::Rules),
        SpecVersion::V2 => flat(rules, object, losses),
        SpecVersion::V3 | SpecVersion::V4 => by_category(rules, object, losses),
    });
}

/// Writes `generators`, if there are any.
pub(super) fn generators(
    generators: &Generators,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    if generators.is_empty() {
        return;
    }
    losses.at("generators", |losses| {
        if version < SpecVersion::V3 {
            losses.add(LossKind::Generators);
            return;
        }
        object.object("generators", |object| {
            for category in Category::ALL {
                let entries = generators.of(category);
                let entries = entries.map(|(path, generator)| (path, generator.to_json()));
                let entries = unique(entries.collect(), losses);
                write_category(category, &entries, object, |key, json, object| {
                    object.object(key, |object| object.members(json));
                });
            }
        });
    });
}

/// Up to so many paths are compared one by one; that is cheaper than to hash them.
const FEW: usize = 12;

fn by_category(rules: &MatchingRules, object: &mut ObjectEmitter<'_>, losses: &mut Losses) {
    object.object("matchingRules", |object| {
        for (category, entries) in rules.iter() {
            write_category(
                category,
                &merged(entries, losses),
                object,
                |key, list, object| {
                    object.object(key, |object| write_list(list, object));
                },
            );
        }
    });
}

/// One entry a path, in order: a map cannot hold two. Lists of which all rules must hold are one list.
fn merged<'a>(
    entries: &'a [(PathExpr, RuleList)],
    losses: &mut Losses,
) -> Vec<(&'a PathExpr, Cow<'a, RuleList>)> {
    let mut merged: Vec<(&PathExpr, Cow<'_, RuleList>)> = Vec::with_capacity(entries.len());
    let mut places = HashMap::new();
    let has_many = entries.len() > FEW;
    for (path, list) in entries {
        let place = if has_many {
            *places.entry(path).or_insert(merged.len())
        } else {
            let known = merged.iter().position(|(known, _)| *known == path);
            known.unwrap_or(merged.len())
        };
        match merged.get_mut(place) {
            None => merged.push((path, Cow::Borrowed(list))),
            Some((_, known)) if known.combine == Combine::And && list.combine == Combine::And => {
                known.to_mut().rules.extend(list.rules.iter().cloned());
            }
            Some(_) => losses.add(LossKind::Duplicate(path.to_string())),
        }
    }
    merged
}

/// The first entry of each path.
fn unique<'a>(
    entries: Vec<(&'a PathExpr, OwnedObject)>,
    losses: &mut Losses,
) -> Vec<(&'a PathExpr, OwnedObject)> {
    let mut known = std::collections::HashSet::with_capacity(entries.len());
    let mut unique = entries;
    unique.retain(|(path, _)| {
        let is_new = known.insert(*path);
        if !is_new {
            losses.add(LossKind::Duplicate(path.to_string()));
        }
        is_new
    });
    unique
}

fn write_category<T>(
    category: Category,
    entries: &[(&PathExpr, T)],
    object: &mut ObjectEmitter<'_>,
    write: impl Fn(&str, &T, &mut ObjectEmitter<'_>),
) {
    let has_names = matches!(
        category,
        Category::Header | Category::Query | Category::Metadata | Category::Body
    );
    match entries {
        [] => {}
        [(path, entry)] if path.is_root() && !has_names => write(category.name(), entry, object),
        _ => object.object(category.name(), |object| {
            for (path, entry) in entries {
                write(&key(category, path), entry, object);
            }
        }),
    }
}

/// The list as [`RuleList::to_json`] has it, without a document in between.
fn write_list(list: &RuleList, object: &mut ObjectEmitter<'_>) {
    object.string("combine", list.combine.name());
    object.objects("matchers", &list.rules, |rule, object| {
        object.string("match", rule.name());
        let mut attributes = OwnedObject::new();
        rule.write_attributes(&mut attributes);
        object.members(&attributes);
    });
}

/// The key of a path in a category: the bare name where it reads back as the same path. The names of
/// metadata are read as paths by other tools, so only plain ones stand bare there.
fn key(category: Category, path: &PathExpr) -> String {
    let [Token::Field(name)] = path.tokens() else {
        return path.to_string();
    };
    let is_bare = match category {
        Category::Header | Category::Query => named_path(name) == *path,
        Category::Metadata => is_plain(name),
        Category::Method | Category::Path | Category::Status | Category::Body => false,
    };
    if is_bare {
        name.to_string()
    } else {
        path.to_string()
    }
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-:".contains(&byte))
}

/// `$.body.a`: one rule a path, below the name of the category.
fn flat(rules: &MatchingRules, object: &mut ObjectEmitter<'_>, losses: &mut Losses) {
    let mut flat = OwnedObject::new();
    for (category, entries) in rules.iter() {
        for (path, list) in merged(entries, losses) {
            let Some(rule) = list.rules.first() else {
                continue;
            };
            let mut tokens = vec![Token::field(flat_name(category))];
            tokens.extend_from_slice(path.tokens());
            let full = PathExpr::from_tokens(tokens).to_string();
            if list.rules.len() > 1 {
                let count = list.rules.len();
                losses.at(full.clone(), |losses| {
                    losses.add(LossKind::RulesButFirst(count));
                });
            }
            flat.insert(full, rule.to_json());
        }
    }
    if !flat.is_empty() {
        object.json("matchingRules", &Json::Object(flat));
    }
}

/// The specification of V2 says `$.headers`, unlike the categories of V3.
fn flat_name(category: Category) -> &'static str {
    match category {
        Category::Header => "headers",
        other => other.name(),
    }
}
