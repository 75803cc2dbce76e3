//! Matching rules and generators: by category since V3, as a flat map of paths in V2.

use super::value;
use crate::{
    codec::{Error, error::Within},
    generator::{Generator, Generators},
    json::{Json, Object},
    path::{PathExpr, Token},
    rule::{Category, CategoryRules, MatchingRules, Rule, RuleList},
};

/// What the rules belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A request or a response.
    Http,
    /// A message, where `content` and `contents` are other names of `body`.
    Message,
}

/// Reads matching rules in either form: a key that starts with `$` is a path of V2, any other the
/// name of a category.
pub(super) fn read(json: Json<'_>, owner: Owner) -> Result<MatchingRules, Error> {
    let mut rules = MatchingRules::default();
    for (key, value) in value::object(json)? {
        if key.starts_with('$') {
            add_flat(&mut rules, &key, &value, owner).within(&key)?;
        } else if let Some(category) = category(&key, owner) {
            let entries = category_rules(category, value).within(&key)?;
            rules.of_mut(category).extend(entries);
        } else if !is_empty(&value) {
            return Err(Error::unknown_category(&key).within(Token::field(key)));
        }
    }
    Ok(rules)
}

/// Reads generators, which exist since V3.
pub(super) fn read_generators(json: Json<'_>, owner: Owner) -> Result<Generators, Error> {
    let mut generators = Generators::default();
    for (key, value) in value::object(json)? {
        let Some(category) = category(&key, owner) else {
            if is_empty(&value) {
                continue;
            }
            return Err(Error::unknown_category(&key).within(Token::field(key)));
        };
        add_generators(&mut generators, category, value).within(&key)?;
    }
    Ok(generators)
}

fn category(name: &str, owner: Owner) -> Option<Category> {
    let known = Category::ALL.into_iter().find(|one| one.name() == name);
    known.or_else(|| match name {
        "headers" => Some(Category::Header),
        "content" | "contents" if owner == Owner::Message => Some(Category::Body),
        "metaData" if owner == Owner::Message => Some(Category::Metadata),
        _ => None,
    })
}

fn is_empty(json: &Json<'_>) -> bool {
    *json == Json::Null || json.as_object().is_some_and(Object::is_empty)
}

/// `$.body.a`: the category and the path below it are one path.
fn add_flat(
    rules: &mut MatchingRules,
    key: &str,
    json: &Json<'_>,
    owner: Owner,
) -> Result<(), Error> {
    let path: PathExpr = key.parse()?;
    let [Token::Field(first), rest @ ..] = path.tokens() else {
        return Err(Error::unknown_category(""));
    };
    let category = category(first, owner).ok_or_else(|| Error::unknown_category(first))?;
    let has_name = json.get("match").is_some();
    let list = if has_name {
        RuleList::from(Rule::from_json(json)?)
    } else {
        rule_list(json)?
    };
    rules.add(category, PathExpr::from_tokens(rest.to_vec()), list);
    Ok(())
}

fn category_rules(category: Category, json: Json<'_>) -> Result<CategoryRules, Error> {
    if is_rule_list(&json) {
        return Ok(vec![(PathExpr::root(), rule_list(&json)?)]);
    }
    value::object(json)?
        .into_iter()
        .filter(|(_, list)| !is_empty(list))
        .map(|(key, list)| {
            let read = |key| Ok((path(category, key)?, rule_list(&list)?));
            read(&key).within(&key)
        })
        .collect()
}

/// Whether the rules stand right in the category, as in `path`. A list under the name `matchers` is
/// not a parameter of that name.
fn is_rule_list(json: &Json<'_>) -> bool {
    json.get("matchers")
        .is_some_and(|list| list.as_array().is_some())
        || json
            .get("match")
            .is_some_and(|name| name.as_str().is_some())
}

/// `{"combine": .., "matchers": [..]}`, or one rule alone, as V2 has it.
fn rule_list(json: &Json<'_>) -> Result<RuleList, Error> {
    if json.get("matchers").is_some() {
        Ok(RuleList::from_json(json)?)
    } else {
        Ok(RuleList::from(Rule::from_json(json)?))
    }
}

fn add_generators(
    generators: &mut Generators,
    category: Category,
    json: Json<'_>,
) -> Result<(), Error> {
    if json.get("type").is_some_and(|name| name.as_str().is_some()) {
        generators.add(category, PathExpr::root(), Generator::from_json(&json)?);
        return Ok(());
    }
    for (key, generator) in value::object(json)? {
        let read = |key| Ok((path(category, key)?, Generator::from_json(&generator)?));
        let (path, generator) = read(&key).within(&key)?;
        generators.add(category, path, generator);
    }
    Ok(())
}

/// The path of a key in a category. Names of headers, query parameters and metadata stand as they
/// are; they are paths only if they start with `$` and can be read as one.
fn path(category: Category, key: &str) -> Result<PathExpr, Error> {
    match category {
        Category::Header | Category::Query | Category::Metadata => Ok(named_path(key)),
        Category::Method | Category::Path | Category::Status if key.is_empty() => {
            Ok(PathExpr::root())
        }
        Category::Method | Category::Path | Category::Status | Category::Body => Ok(key.parse()?),
    }
}

/// What a key of a category with names stands for.
pub(in crate::codec) fn named_path(key: &str) -> PathExpr {
    if key.starts_with('$')
        && let Ok(path) = key.parse()
    {
        return path;
    }
    PathExpr::from_tokens(vec![Token::field(key)])
}
