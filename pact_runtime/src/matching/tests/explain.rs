//! Telling which rule applied where.

use super::*;
use crate::matching::{MAX_EXPLAINED, WhyBeaten};

fn explain(expected: &str, rules_json: &str, actual: &str) -> crate::matching::Explanation {
    let response = Response {
        body: Body::json(Json::parse(expected.as_bytes()).unwrap().into_owned()),
        rules: rules(Category::Body, rules_json),
        ..Response::default()
    };
    let matcher = ResponseMatcher::compile(&response, &options(None)).unwrap();
    matcher.explain(&ActualResponse::new(200).with_body(actual.as_bytes()))
}

fn check(expected: &str, rules: &str, actual: &str, text: &str) {
    assert_eq!(explain(expected, rules, actual).to_string(), text);
}

#[test]
fn tells_which_rule_applied_and_why() {
    check(
        r#"{"a":[1],"b":2}"#,
        r#"{"$":{"matchers":[{"match":"type"}]},
            "$.a[*]":{"matchers":[{"match":"integer"}]},
            "$.*[0]":{"matchers":[{"match":"decimal"}]}}"#,
        r#"{"a":["x"]}"#,
        "status: matches, by the example\n\
         body $: does not match\n\
         \x20 by the rules at `$`: is of the type of the example\n\
         body $.a: matches\n\
         \x20 by the rules at `$` above it: is of the type of the example\n\
         body $.a[0]: does not match\n\
         \x20 by the rules at `$.a[*]`: is an integer\n\
         \x20 not by the rules at `$`: the path has fewer exact steps\n\
         \x20 not by the rules at `$.*[0]`: the exact steps of the path come later\n",
    );
}

#[test]
fn tells_of_alternatives_and_overlays() {
    check(
        r#"{"a":"x"}"#,
        r#"{"$":{"matchers":[{"match":"eachValue","rules":[{"match":"notEmpty"}]}]},
            "$.a":{"combine":"OR","matchers":[{"match":"null"},{"match":"regex","regex":"y"}]}}"#,
        r#"{"a":"y"}"#,
        "status: matches, by the example\n\
         body $: matches, by the example\n\
         body $.a: matches\n\
         \x20 by the rules at `$.*`: is not empty\n\
         \x20 by the rules at `$.a`: is null or matches the expression `y`\n",
    );
}

#[test]
fn says_why_a_list_of_rules_was_beaten() {
    let why = |rules: &str, actual: &str| {
        let explanation = explain(actual, rules, actual);
        let last = explanation.nodes.last().unwrap();
        last.beaten
            .iter()
            .map(|beaten| beaten.why)
            .collect::<Vec<_>>()
    };
    let rules = |one: &str, other: &str| {
        format!(
            r#"{{"{one}":{{"matchers":[{{"match":"type"}}]}},
                "{other}":{{"matchers":[{{"match":"type"}}]}}}}"#
        )
    };
    assert_eq!(
        why(&rules("$.a", "$.*"), r#"{"a":1}"#),
        [WhyBeaten::FewerExactSteps]
    );
    assert_eq!(why(&rules("$", "$[*]"), "[1]"), [WhyBeaten::Shorter]);
    assert_eq!(why(&rules("$[*]", "$.*"), "[1]"), [WhyBeaten::LaterInFile]);
    assert_eq!(
        why(&rules("$.a.*", "$.*.b"), r#"{"a":{"b":1}}"#),
        [WhyBeaten::LaterExactSteps]
    );
}

#[test]
fn tells_of_what_is_missing() {
    let expected = Request {
        query: Some(crate::model::Query::parse("page=1")),
        ..Request::default()
    };
    let matcher = RequestMatcher::compile(&expected, &options(None)).unwrap();
    assert_eq!(
        matcher.explain(&ActualRequest::new("GET", "/")).to_string(),
        "method: matches, by the example\n\
         path: matches, by the example\n\
         query page: does not match, by the example\n"
    );
}

#[test]
fn has_an_end() {
    let items = vec!["1"; 2 * MAX_EXPLAINED].join(",");
    let list = format!("[{items}]");
    let explanation = explain(&list, "{}", &list);
    assert_eq!(explanation.nodes.len(), MAX_EXPLAINED);
    assert_eq!(explanation.more, MAX_EXPLAINED + 2);
}
