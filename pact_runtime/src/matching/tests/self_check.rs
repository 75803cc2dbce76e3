//! Interactions checked against themselves.

#[cfg(any(feature = "xml", feature = "multipart"))]
mod bodies;

use super::*;
use crate::{
    generator::{Generator, Moment},
    matching::self_check,
    model::ContentType,
    rule::Rule,
};

fn response(example: &str, rules_json: &str) -> Response {
    Response {
        body: Body::json(Json::parse(example.as_bytes()).unwrap().into_owned()),
        rules: rules(Category::Body, rules_json),
        ..Response::default()
    }
}

fn check(example: &str, rules: &str, found: &[&str]) {
    let problems = self_check::response(&response(example, rules), &options(None)).unwrap();
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, found, "{example} {rules}");
}

#[test]
fn accepts_what_is_sound() {
    check(r#"{"a":[1]}"#, "{}", &[]);
    check(
        r#"{"a":[1]}"#,
        r#"{"$.a":{"matchers":[{"match":"type","min":1}]},
        "$.a[*]":{"matchers":[{"match":"integer"}]}}"#,
        &[],
    );
    check(
        r#"{"m":{"k":{"x":1}}}"#,
        r#"{"$.m":{"matchers":[{"match":"values"}]},
        "$.m.*.x":{"matchers":[{"match":"type"}]}}"#,
        &[],
    );
    check(
        "[]",
        r#"{"$":{"matchers":[{"match":"type"}]},
        "$[*].id":{"matchers":[{"match":"integer"}]}}"#,
        &[],
    );
    check(
        r#"{"a":null}"#,
        r#"{"$.a":{"matchers":[{"match":"type"}]},
        "$.a.b":{"matchers":[{"match":"integer"}]}}"#,
        &[],
    );
    check(
        r#"["x"]"#,
        r#"{"$":{"matchers":[{"match":"arrayContains","variants":[
        {"index":0,"rules":{"$":{"matchers":[{"match":"type"}]}}}]}]}}"#,
        &[],
    );
}

#[test]
fn finds_examples_that_break_their_own_rules() {
    check(
        r#"{"a":[1]}"#,
        r#"{"$.a":{"matchers":[{"match":"type","min":2}]}}"#,
        &[
            "the example does not satisfy its own rules: body $.a has to be one that has at least 2 \
         items, but is [1], which has 1 item",
        ],
    );
    check(
        r#""x""#,
        r#"{"$":{"matchers":[{"match":"regex","regex":"\\d"}]}}"#,
        &[
            "the example does not satisfy its own rules: body $ has to be one that matches the \
         expression `\\d`, but is \"x\"",
        ],
    );
}

#[test]
fn finds_rules_that_can_never_apply() {
    check(
        r#"{"a":1}"#,
        r#"{"$.b":{"matchers":[{"match":"type"}]}}"#,
        &["the rules at `$.b` of `body` can never apply; the example has nothing there"],
    );
    check(
        "[1]",
        r#"{"$[1]":{"matchers":[{"match":"type"}]}}"#,
        &["the rules at `$[1]` of `body` can never apply; the example has nothing there"],
    );
    check(
        "[1]",
        r#"{"$":{"matchers":[{"match":"eachKey","rules":[]}]}}"#,
        &["the rule `eachKey` at `$` of `body` can never apply; it needs an object"],
    );
    check(
        r#"{"a":"x"}"#,
        r#"{"$.a":{"matchers":[{"match":"type","min":1}]}}"#,
        &["the rule `type` at `$.a` of `body` can never apply; it needs a list or an object"],
    );
    check(
        r#"[{"a":1}]"#,
        r#"{"$":{"matchers":[{"match":"arrayContains","variants":[
        {"index":0,"rules":{"$.b":{"matchers":[{"match":"type"}]}}}]}]}}"#,
        &["the rules at `$[0].b` of `body` can never apply; the example has nothing there"],
    );
}

#[test]
fn finds_rules_of_parts_that_are_not_there() {
    let mut request = Request::default();
    request
        .rules
        .add(Category::Header, "$.accept".parse().unwrap(), Rule::Type);
    request
        .rules
        .add(Category::Query, "$.page".parse().unwrap(), Rule::Type);
    request
        .rules
        .add(Category::Body, "$.a".parse().unwrap(), Rule::Type);
    request
        .rules
        .add(Category::Status, "$".parse().unwrap(), Rule::Type);
    request
        .rules
        .add(Category::Path, "$.a".parse().unwrap(), Rule::Type);
    let problems = self_check::request(&request, &options(None)).unwrap();
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.category, problem.kind.clone()))
        .collect();
    let unreachable = self_check::ProblemKind::Unreachable;
    for category in [
        Category::Path,
        Category::Query,
        Category::Header,
        Category::Status,
        Category::Body,
    ] {
        assert!(
            found.contains(&(category, unreachable.clone())),
            "{category:?}"
        );
    }
    assert_eq!(found.len(), 5);
}

fn check_generator(example: &str, rule: Rule, generator: Generator, found: Option<&str>) {
    let mut response = response(example, "{}");
    let path: PathExpr = "$.a".parse().unwrap();
    response.rules.add(Category::Body, path.clone(), rule);
    response.generators.add(Category::Body, path, generator);
    let problems = self_check::response(&response, &options(None)).unwrap();
    let problem = problems.first().map(ToString::to_string);
    assert_eq!(problem.as_deref(), found);
}

#[test]
fn finds_generators_that_contradict_their_rules() {
    let int = |min, max| Generator::RandomInt { min, max };
    check_generator(r#"{"a":1}"#, Rule::Integer, int(0, 9), None);
    check_generator(r#"{"a":1}"#, Rule::Type, int(0, 9), None);
    check_generator(
        r#"{"a":true}"#,
        Rule::Boolean,
        int(0, 9),
        Some(
            "the generator `RandomInt` at `$.a` of `body` makes values such as 0, but the rule \
             there wants one that is a boolean",
        ),
    );
    check_generator(
        r#"{"a":"10"}"#,
        Rule::Regex(r"\d\d".to_owned()),
        int(10, 100),
        Some(
            "the generator `RandomInt` at `$.a` of `body` makes values such as 100, but the rule \
             there wants one that matches the expression `\\d\\d`",
        ),
    );
    let date = |format: &str| {
        Generator::Date(Moment {
            format: Some(format.to_owned()),
            expression: None,
        })
    };
    check_generator(
        r#"{"a":"2026-01-01"}"#,
        Rule::Date(None),
        date("yyyy-MM-dd"),
        None,
    );
    check_generator(
        r#"{"a":"2026-01-01"}"#,
        Rule::Date(None),
        date("dd.MM.yyyy"),
        Some(
            "the generator `Date` at `$.a` of `body` makes values such as \"20.11.2026\", but the \
             rule there wants one that is a date of the format `yyyy-MM-dd`",
        ),
    );
}

#[cfg(feature = "generators")]
#[test]
fn finds_generators_that_contradict_rules_elsewhere() {
    let rules = r#"{"$.*":{"matchers":[{"match":"regex","regex":"[a-z]+"}]}}"#;
    let mut response = response(r#"{"a":"x"}"#, rules);
    let generator = Generator::RandomInt { min: 1, max: 9 };
    response
        .generators
        .add(Category::Body, "$.a".parse().unwrap(), generator);
    let problems = self_check::response(&response, &options(None)).unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].path.to_string(), "$.a");
}

#[test]
fn finds_rules_inside_of_forms_and_texts_that_have_no_inside() {
    let check = |content_type: &str, text: &str, path: &str, reachable: bool| {
        let response = Response {
            body: Body::text(text, ContentType::parse(content_type)),
            rules: rules(
                Category::Body,
                &format!(r#"{{"{path}":{{"matchers":[{{"match":"type"}}]}}}}"#),
            ),
            ..Response::default()
        };
        let problems = self_check::response(&response, &options(None)).unwrap();
        assert_eq!(problems.is_empty(), reachable, "{content_type} {path}");
    };
    check("application/x-www-form-urlencoded", "a=1&b=2", "$.b", true);
    check("application/x-www-form-urlencoded", "a=1&b=2", "$.c", false);
    check("text/plain", "a", "$", true);
    check("text/plain", "a", "$.a", false);
    // A plugin may know columns of it.
    check("text/csv", "a;b", "$.a", true);
}
