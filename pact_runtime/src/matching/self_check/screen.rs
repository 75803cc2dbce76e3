//! A quick look that lets sound interactions pass.
//!
//! # Why
//! Every interaction of every test is checked, in an unoptimised build, and nearly all are sound: compiling their rules
//! and comparing their bodies would take as long as the rest of the test. Here each rule is tried on the values at its
//! path, whatever other rules there are. If all hold there is nothing to find; if one does not, or is no plain one,
//! the full check decides.

use crate::{
    json::Json,
    model::{Body, Content, ContentType, Headers, MessageContents, Query, Request, Response},
    path::{PathExpr, Token},
    rule::{
        Category, CategoryRules, Rule, RuleList,
        check::Check,
        value::{Value, Verdict},
    },
};

/// Whether a request is sound at first sight.
pub(super) fn request(request: &Request) -> bool {
    request.generators.is_empty()
        && is_plain(&request.body)
        && request
            .rules
            .iter()
            .all(|(category, rules)| match category {
                Category::Method => all_at_root(rules, &request.method),
                Category::Path => all_at_root(rules, &request.path),
                Category::Query => {
                    all_named(rules, |name| parameter(request.query.as_ref()?, name))
                }
                Category::Header => {
                    all_named(rules, |name| header(request.headers.as_ref()?, name))
                }
                Category::Body => body(rules, &request.body),
                Category::Status | Category::Metadata => false,
            })
}

/// Whether a response is sound at first sight.
pub(super) fn response(response: &Response) -> bool {
    response.generators.is_empty()
        && is_plain(&response.body)
        && response
            .rules
            .iter()
            .all(|(category, rules)| match category {
                Category::Header => {
                    all_named(rules, |name| header(response.headers.as_ref()?, name))
                }
                Category::Body => body(rules, &response.body),
                Category::Method
                | Category::Path
                | Category::Query
                | Category::Status
                | Category::Metadata => false,
            })
}

/// Whether a message is sound at first sight.
pub(super) fn message(message: &MessageContents) -> bool {
    message.generators.is_empty()
        && is_plain(&message.body)
        && message
            .rules
            .iter()
            .all(|(category, rules)| category == Category::Body && body(rules, &message.body))
}

/// Whether there is no body that would have to be read first.
fn is_plain(body: &Body) -> bool {
    match body {
        Body::Missing | Body::Empty | Body::Null => true,
        Body::Present(body) => {
            let is_json = body.content_type.as_ref().is_none_or(ContentType::is_json);
            matches!(body.content, Content::Json(_)) && is_json
        }
    }
}

fn body(rules: &CategoryRules, body: &Body) -> bool {
    let Body::Present(body) = body else {
        return false;
    };
    let Content::Json(json) = &body.content else {
        return false;
    };
    rules
        .iter()
        .all(|(path, list)| all_below(path.tokens(), json, list) == Found::Sound)
}

fn all_at_root(rules: &CategoryRules, text: &str) -> bool {
    rules
        .iter()
        .all(|(path, list)| path.is_root() && all_hold(list, Value::Text(text)))
}

fn all_named<'a>(rules: &CategoryRules, text: impl Fn(&str) -> Option<&'a str>) -> bool {
    let named = |path: &PathExpr| match path.tokens() {
        [Token::Field(name)] => text(name),
        _ => None,
    };
    rules
        .iter()
        .all(|(path, list)| named(path).is_some_and(|text| all_hold(list, Value::Text(text))))
}

/// The only value of a header, if nobody would take it for several.
fn header<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    match headers.get(name)? {
        [only] if !only.contains(',') => Some(only),
        _ => None,
    }
}

/// The only value of a query parameter.
fn parameter<'a>(query: &'a Query, name: &str) -> Option<&'a str> {
    match query.get(name)? {
        [Some(only)] => Some(only),
        _ => None,
    }
}

/// What was found below a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// No value.
    Nothing,
    /// Values for which the rules hold.
    Sound,
    /// A value for which that is not clear.
    Doubtful,
}

/// Tries rules on all values of an example that a path leads to.
fn all_below(path: &[Token], example: &Json<'_>, list: &RuleList) -> Found {
    let Some((step, rest)) = path.split_first() else {
        return if all_hold(list, Value::Json(example)) {
            Found::Sound
        } else {
            Found::Doubtful
        };
    };
    let below = |value: Option<&Json<'_>>| {
        value.map_or(Found::Nothing, |value| all_below(rest, value, list))
    };
    match (step, example) {
        (Token::Field(name), Json::Object(members)) => below(members.get(name)),
        (Token::Index(at), Json::Array(items)) => below(items.get(*at)),
        (Token::AnyField, Json::Object(members)) => {
            all(members.iter().map(|(_, value)| below(Some(value))))
        }
        (Token::AnyField | Token::AnyIndex, Json::Array(items)) => {
            all(items.iter().map(|value| below(Some(value))))
        }
        _ => Found::Nothing,
    }
}

fn all(found: impl Iterator<Item = Found>) -> Found {
    let mut all = Found::Nothing;
    for one in found {
        match one {
            Found::Nothing => {}
            Found::Sound => all = Found::Sound,
            Found::Doubtful => return Found::Doubtful,
        }
    }
    all
}

fn all_hold(list: &RuleList, value: Value<'_>) -> bool {
    list.rules.iter().all(|rule| holds(rule, value))
}

fn holds(rule: &Rule, value: Value<'_>) -> bool {
    let check = match rule {
        Rule::Equality | Rule::Type => return true,
        Rule::Number => Check::Number,
        Rule::Integer => Check::Integer,
        Rule::Decimal => Check::Decimal,
        Rule::Boolean => Check::Boolean,
        Rule::Null => Check::Null,
        Rule::MinType(_)
        | Rule::MaxType(_)
        | Rule::MinMaxType(..)
        | Rule::Regex(_)
        | Rule::Include(_)
        | Rule::Date(_)
        | Rule::Time(_)
        | Rule::DateTime(_)
        | Rule::NotEmpty
        | Rule::Semver => match Check::of(rule) {
            Ok(Some(check)) => check,
            Ok(None) | Err(_) => return false,
        },
        Rule::ContentType(_)
        | Rule::Values
        | Rule::EachKey(_)
        | Rule::EachValue(_)
        | Rule::ArrayContains(_)
        | Rule::StatusCode(_)
        | Rule::Plugin(..) => return false,
    };
    let fits = match rule {
        Rule::MinType(_) | Rule::MaxType(_) | Rule::MinMaxType(..) => match value {
            Value::Json(Json::Array(items)) => check.length_fits(items.len()),
            Value::Json(Json::Object(members)) => check.length_fits(members.len()),
            Value::Json(_) | Value::Text(_) | Value::Bytes(_) => false,
        },
        _ => true,
    };
    fits && check.holds(Some(value), value) == Verdict::Holds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, rule: Rule, is_sound: bool) {
        let example = br#"{"id":7,"tags":["a","b"],"lines":[{"sku":"A1"},{"sku":"B2"}],"none":[]}"#;
        let mut response = Response {
            body: Body::json(Json::parse(example).unwrap().into_owned()),
            ..Response::default()
        };
        let text = format!("{path} {rule:?}");
        response
            .rules
            .add(Category::Body, path.parse().unwrap(), rule);
        assert_eq!(super::response(&response), is_sound, "{text}");
    }

    #[test]
    fn lets_rules_pass_that_hold_at_every_value_of_their_path() {
        let regex = |pattern: &str| Rule::Regex(pattern.to_owned());
        check("$.id", Rule::Integer, true);
        check("$.id", Rule::Decimal, false);
        check("$.lines[*].sku", regex(r"[A-Z]\d"), true);
        check("$.lines[*].sku", regex("A1"), false);
        check("$.lines[0].sku", regex("A1"), true);
        check("$.tags", Rule::MinType(2), true);
        check("$.tags", Rule::MinType(3), false);
        check("$.id", Rule::MinType(0), false);
        check("$.*", Rule::Type, true);
    }

    #[test]
    fn leaves_what_is_not_plain_to_the_full_check() {
        check("$.missing", Rule::Type, false);
        check("$.none[*]", Rule::Type, false);
        check("$.id", Rule::Values, false);
        check("$.id", Rule::Regex("(".to_owned()), false);
    }
}
