//! Descriptions that the official compatibility suite compares literally, each with the feature it is from.

use super::*;
use crate::rule::{Rule, StatusClass};

/// One rule at one path of a body.
fn at(path: &str, rule: &str) -> String {
    format!(r#"{{"{path}":{{"combine":"AND","matchers":[{rule}]}}}}"#)
}

/// The path and the description of the only mismatch of a request.
fn check(expected: &str, rules: &str, actual: &str, path: &str, message: &str) {
    let mismatches = request_mismatches(expected, rules, actual);
    assert_eq!(
        mismatches.len(),
        1,
        "{expected} {rules} {actual}: {mismatches:?}"
    );
    assert_eq!(mismatches[0].reference_path(), path);
    let found = mismatches[0].message();
    assert!(found.starts_with(message), "{found}");
}

#[test]
fn versions_1_and_2_http_consumer() {
    let abc = r#"{"one":"a","two":"b"}"#;
    check(
        abc,
        "{}",
        r#"{"one":"a","two":"c"}"#,
        "$.two",
        "Expected 'c' (String) to be equal to 'b' (String)",
    );
    check(
        abc,
        "{}",
        r#"{"one":"a"}"#,
        "$",
        "Expected a Map with keys [one, two] but received one with keys [one]",
    );
    let three = r#"{"one":{"a":{"ids":[1],"status":"OK"}}}"#;
    let type_rule = at("$.one", r#"{"match":"type"}"#);
    check(
        three,
        &type_rule,
        r#"{"one":{"a":{"ids":["100"],"status":"OK"}}}"#,
        "$.one.a.ids[0]",
        "Expected '100' (String) to be the same type as 1 (Integer)",
    );
    check(
        abc,
        &at("$.one", r#"{"match":"type"}"#),
        r#"{"one":100,"two":"b"}"#,
        "$.one",
        "Expected 100 (Integer) to be the same type as 'a' (String)",
    );
}

#[test]
fn version_3_matching_rules() {
    let rule = |rule: &str| at("$.one", rule);
    let one = r#"{"one":"a"}"#;
    check(
        one,
        &rule(r#"{"match":"include","value":"a"}"#),
        r#"{"one":"dog"}"#,
        "$.one",
        "Expected 'dog' to include 'a'",
    );
    let number = rule(r#"{"match":"number"}"#);
    check(
        one,
        &number,
        r#"{"one":true}"#,
        "$.one",
        "Expected true (Boolean) to be a number",
    );
    check(
        one,
        &number,
        r#"{"one":"100X01"}"#,
        "$.one",
        "Expected '100X01' (String) to be a number",
    );
    let integer = rule(r#"{"match":"integer"}"#);
    check(
        one,
        &integer,
        r#"{"one":[]}"#,
        "$.one",
        "Expected [] (Array) to be an integer",
    );
    check(
        one,
        &integer,
        r#"{"one":100.1}"#,
        "$.one",
        "Expected 100.1 (Decimal) to be an integer",
    );
    let decimal = rule(r#"{"match":"decimal"}"#);
    check(
        one,
        &decimal,
        r#"{"one":null}"#,
        "$.one",
        "Expected null (Null) to be a decimal number",
    );
    check(
        one,
        &decimal,
        r#"{"one":100}"#,
        "$.one",
        "Expected 100 (Integer) to be a decimal number",
    );
}

#[test]
fn version_3_matching_rules_for_scalars() {
    let rule = |rule: &str| at("$.one", rule);
    let one = r#"{"one":"a"}"#;
    check(
        one,
        &rule(r#"{"match":"null"}"#),
        r#"{"one":""}"#,
        "$.one",
        "Expected '' (String) to be a null value",
    );
    check(
        one,
        &rule(r#"{"match":"date"}"#),
        r#"{"one":"23/07/19"}"#,
        "$.one",
        "Expected '23/07/19' to match a date pattern of 'yyyy-MM-dd'",
    );
    check(
        one,
        &rule(r#"{"match":"boolean"}"#),
        r#"{"one":""}"#,
        "$.one",
        "Expected '' (String) to match a boolean",
    );
}

#[test]
fn version_3_matching_rules_for_structures() {
    let bounded = r#"{"match":"type","min":1,"max":4}"#;
    check(
        r#"{"two":[{"ids":[1]}]}"#,
        &at("$.two.*.ids", bounded),
        r#"{"two":[{"ids":[1,2,3,4,5]}]}"#,
        "$.two[0].ids",
        "Expected [1, 2, 3, 4, 5] (size 5) to have maximum size of 4",
    );
    check(
        r#"{"ids":[1]}"#,
        &at("$.ids", bounded),
        r#"{"ids":[]}"#,
        "$.ids",
        "Expected [] (size 0) to have minimum size of 1",
    );
    let values = r#"{"$":{"matchers":[{"match":"values"}]},"$.*":{"matchers":[{"match":"type"}]}}"#;
    check(
        r#"{"one":"a","two":"b"}"#,
        values,
        r#"{"one":"x","three":"c","four":100}"#,
        "$.four",
        "Expected 100 (Integer) to be the same type as 'a' (String)",
    );
}

#[test]
fn version_4_matching_rules() {
    let not_empty = r#"{"match":"notEmpty"}"#;
    check(
        r#"{"one":"a"}"#,
        &at("$.one", not_empty),
        r#"{"one":""}"#,
        "$.one",
        "Expected '' (String) to not be empty",
    );
    let two = r#"{"two":["b"]}"#;
    check(
        two,
        &at("$.two", not_empty),
        r#"{"two":[]}"#,
        "$.two",
        "Expected [] (Array) to not be empty",
    );
    check(
        two,
        &at("$.two", not_empty),
        r#"{"two":"b"}"#,
        "$.two",
        r#"Type mismatch: Expected 'b' (String) to be the same type as ["b"] (Array)"#,
    );
    check(
        r#"{"one":"a"}"#,
        &at("$.one", r#"{"match":"semver"}"#),
        r#"{"one":"1.0abc"}"#,
        "$.one",
        "'1.0abc' is not a valid semantic version",
    );
    let basic = r#"{"one":"a","two":"b"}"#;
    let each_key =
        r#"{"match":"eachKey","rules":[{"match":"regex","regex":"[a-z]+"}],"value":"one"}"#;
    let keys = r#"{"one":"a","two":"b","three":"c","100":"d"}"#;
    check(
        basic,
        &at("$", each_key),
        keys,
        "$[100]",
        "Expected '100' to match '[a-z]+'",
    );
    assert!(request_mismatches(basic, &at("$", each_key), &keys.replace("100", "x")).is_empty());
    let each_value =
        r#"{"match":"eachValue","rules":[{"match":"regex","regex":"[a-z]+"}],"value":"a"}"#;
    check(
        basic,
        &at("$", each_value),
        r#"{"one":"x","two":"b","three":"c","four":"100"}"#,
        "$.four",
        "Expected '100' to match '[a-z]+'",
    );
    let variant = |name: &str, index: usize| {
        let name = at(
            "$.name",
            &format!(r#"{{"match":"regex","regex":"{name}"}}"#),
        );
        format!(r#"{{"index":{index},"rules":{name}}}"#)
    };
    let contains = format!(
        r#"{{"match":"arrayContains","variants":[{},{}]}}"#,
        variant("add", 0),
        variant("delete", 1)
    );
    check(
        r#"{"actions":[{"name":"add"},{"name":"delete","href":"/"}]}"#,
        &at("$.actions", &contains),
        r#"{"actions":[{"name":"update","href":"/"},{"name":"add"}]}"#,
        "$.actions",
        r#"Variant at index 1 ({"href":"/","name":"delete"}) was not found in the actual list"#,
    );
}

#[test]
fn tells_the_element_that_comes_closest_to_a_variant() {
    let contains = r#"{"match":"arrayContains","variants":[{"index":0,"rules":{}}]}"#;
    let expected = r#"[{"name":"a","size":1,"kind":"x"}]"#;
    let actual = r#"[{"name":"b","size":2,"kind":"y"},{"name":"a","size":1,"kind":"y"}]"#;
    let mismatches = request_mismatches(expected, &at("$", contains), actual);
    assert_eq!(
        mismatches[0].finding(),
        "of which item 1 comes closest: body $[1].kind equals \"x\" but is \"y\""
    );
}

#[test]
fn version_4_status_codes() {
    let mut expected = Response::default();
    let rule = Rule::StatusCode(StatusClass::Success);
    expected.rules.add(Category::Status, PathExpr::root(), rule);
    let matcher = ResponseMatcher::compile(&expected, &options(None)).unwrap();
    assert!(matcher.matches(&ActualResponse::new(299)));
    assert_eq!(
        descriptions(&matcher.compare(&ActualResponse::new(400))),
        ["Expected status code 400 to be a Successful response (200–299)",]
    );
    let plain = ResponseMatcher::compile(&Response::default(), &options(None)).unwrap();
    assert_eq!(
        descriptions(&plain.compare(&ActualResponse::new(400))),
        ["expected 200 but was 400",]
    );
}
