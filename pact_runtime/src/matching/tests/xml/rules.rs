//! Rules in XML bodies.

use super::*;

/// Checks that a body with this rule matches, and another one does not.
fn tells_apart(expected: &str, path: &str, rule_json: &str, good: &str, bad: &str) {
    let rules = rule(path, rule_json);
    check(expected, &rules, expected, &[]);
    check(expected, &rules, good, &[]);
    let found = response_mismatches(expected, &rules, bad);
    assert!(!found.is_empty(), "{rules} {bad}");
}

#[test]
fn rules_name_what_is_in_a_namespace_by_uri_or_as_the_example_does() {
    let expected = "<p:a xmlns:p='urn:x' p:b='1'><p:c>1</p:c></p:a>";
    let actual = "<q:a xmlns:q='urn:x' q:b='2'><q:c>2</q:c></q:a>";
    for (attribute, text) in [
        ("$['urn:x:a']['@urn:x:b']", "$['urn:x:a']['urn:x:c']"),
        ("$['p:a']['@p:b']", "$['p:a']['p:c']['#text']"),
        ("$.p:a.@p:b", "$.p:a.p:c.#text"),
        ("$.*['@p:b']", "$[*][*]"),
    ] {
        let rules = format!(
            r#"{{"{attribute}":{{"matchers":[{{"match":"integer"}}]}},
                "{text}":{{"matchers":[{{"match":"integer"}}]}}}}"#
        );
        check(expected, &rules, actual, &[]);
    }
    let plain = "<a xmlns='urn:x'>1</a>";
    tells_apart(
        plain,
        "$.a",
        r#"{"match":"integer"}"#,
        "<a xmlns='urn:x'>2</a>",
        "<a xmlns='urn:x'>x</a>",
    );
}

#[test]
fn a_rule_of_an_element_is_one_of_its_text() {
    let element = |text: &str| format!("<a><b>{text}</b></a>");
    let cases = [
        (
            r#"{"match":"regex","regex":"red|blue"}"#,
            "red",
            "blue",
            "reds",
        ),
        (r#"{"match":"type"}"#, "red", "", ""),
        (r#"{"match":"include","value":"re"}"#, "red", "are", "rd"),
        (r#"{"match":"number"}"#, "1", "-2.5", "x"),
        (r#"{"match":"integer"}"#, "1", "-5", "1.5"),
        (r#"{"match":"decimal"}"#, "1.5", "-2.5", "x"),
        (r#"{"match":"boolean"}"#, "true", "false", "yes"),
        (
            r#"{"match":"date","format":"yyyy-MM-dd"}"#,
            "2026-01-31",
            "2025-02-28",
            "2025-02-30",
        ),
        (r#"{"match":"notEmpty"}"#, "x", "y", ""),
        (r#"{"match":"semver"}"#, "1.2.3", "0.1.0", "1.2"),
        (r#"{"match":"equality"}"#, "x", "x", "y"),
    ];
    for (rule_json, expected, good, bad) in cases {
        for path in [
            "$.a.b",
            "$.a.b[*]",
            "$.a.b[0]",
            "$.a.*",
            "$.a.b['#text']",
            "$.a",
        ] {
            let rules = rule(path, rule_json);
            check(&element(expected), &rules, &element(good), &[]);
            if !bad.is_empty() || rule_json.contains("notEmpty") {
                let found = response_mismatches(&element(expected), &rules, &element(bad));
                assert_eq!(found.len(), 1, "{rules} {found:?}");
            }
        }
    }
}

#[test]
fn a_position_or_a_star_in_brackets_means_elements_of_one_name() {
    let expected = "<a><b id='1'/><b id='2'/></a>";
    let digits = r#"{"match":"regex","regex":"\\d+"}"#;
    tells_apart(
        expected,
        "$.a.b[*]['@id']",
        digits,
        "<a><b id='3'/><b id='4'/></a>",
        "<a><b id='1'/><b id='x'/></a>",
    );
    tells_apart(
        expected,
        "$.a.b[1]['@id']",
        digits,
        "<a><b id='1'/><b id='3'/></a>",
        "<a><b id='2'/><b id='2'/></a>",
    );
    tells_apart(
        expected,
        "$.a[*]['@id']",
        digits,
        "<a><b id='3'/><b id='4'/></a>",
        "<a><b id='3'/><b id='x'/></a>",
    );
    tells_apart(
        expected,
        "$.a[0].b['@id']",
        digits,
        "<a><b id='3'/><b id='4'/></a>",
        "<a><b id='3'/><b id='x'/></a>",
    );
}

#[test]
fn a_type_rule_frees_the_number_of_elements_but_not_their_names() {
    let expected = "<people><person>Fred</person></people>";
    let rules = rule("$.people", r#"{"match":"type"}"#);
    check(
        expected,
        &rules,
        "<people><person>Ada</person><person/></people>",
        &[],
    );
    check(
        expected,
        &rules,
        "<people><person>Ada</person><cat/></people>",
        &["$.people -> Unexpected child <cat/>"],
    );
    check(
        expected,
        &rules,
        "<people/>",
        &["$.people -> Expected child <person/> but was missing"],
    );
    let expected = "<a><b><c>1</c></b><b><d>1</d></b></a>";
    check(expected, &rule("$.a", r#"{"match":"type"}"#), expected, &[]);
}

#[test]
fn bounds_count_the_elements_inside_or_those_of_the_name() {
    let at_least = |path: &str| rule(path, r#"{"match":"type","min":2}"#);
    check(
        "<animals><alligator/><alligator/></animals>",
        &at_least("$.animals"),
        "<animals><alligator/></animals>",
        &["$.animals -> Expected 'animals' to have at least 2 children"],
    );
    check(
        "<animals><alligator/><alligator/></animals>",
        &at_least("$.animals.alligator"),
        "<animals><alligator/></animals>",
        &["$.animals.alligator -> Expected 'alligator' to occur at least 2 times but was 1"],
    );
    check(
        "<animals><alligator><name/></alligator><alligator><name/></alligator></animals>",
        &at_least("$.animals.alligator"),
        "<animals><alligator><name/></alligator></animals>",
        &["$.animals.alligator -> Expected 'alligator' to occur at least 2 times but was 1"],
    );
    check(
        "<a><b><c/><c/></b></a>",
        &rule("$.a.b", r#"{"match":"type","max":2}"#),
        "<a><b><c/><c/><c/></b><b><c/></b><b><c/></b></a>",
        &["$.a.b -> Expected 'b' to occur at most 2 times but was 3"],
    );
    check(
        "<r><a><b/><b/></a></r>",
        &rule("$.r.a", r#"{"match":"type","min":2}"#),
        "<r><a><b/></a></r>",
        &["$.r.a -> Expected 'a' to have at least 2 children"],
    );
    check(
        "<a><b/></a>",
        &rule("$.a", r#"{"match":"type","max":2}"#),
        "<a><b/><b/><b/></a>",
        &["$.a -> Expected 'a' to have at most 2 children"],
    );
    check(
        "<a><b/></a>",
        r#"{"$.a":{"matchers":[{"match":"type","min":2}]},"$.a[*]":{"matchers":[{"match":"type"}]}}"#,
        "<a><b/></a>",
        &["$.a -> Expected 'a' to have at least 2 children"],
    );
}

#[test]
fn or_is_asked_of_an_element_with_its_text() {
    let either = |rules: &str| format!(r#"{{"$.a.b":{{"combine":"OR","matchers":[{rules}]}}}}"#);
    let expected = "<a><b>1</b></a>";
    let rules = either(r#"{"match":"integer"},{"match":"regex","regex":"none"}"#);
    check(expected, &rules, "<a><b>2</b></a>", &[]);
    check(expected, &rules, "<a><b>none</b></a>", &[]);
    check(
        expected,
        &rules,
        "<a><b>x</b></a>",
        &[
            "$.a.b -> Expected 'x' to match an integer number",
            "$.a.b -> Expected 'x' to match 'none'",
        ],
    );
    let list = "<a><b><c/><c/></b></a>";
    let rules = either(r#"{"match":"type","min":2},{"match":"null"}"#);
    check(list, &rules, "<a><b><c/><c/><c/></b></a>", &[]);
    check(
        list,
        &rules,
        "<a><b/></a>",
        &["$.a.b -> Expected child <c/> but was missing"],
    );
    check(
        list,
        &rules,
        "<a><b><c/></b></a>",
        &[
            "$.a.b -> Expected 'b' to have at least 2 children",
            "$.a.b -> Unable to match 'c' using Null",
        ],
    );
}

#[test]
fn values_and_each_value_compare_elements_of_any_name() {
    let expected = "<a><x><id>1</id></x></a>";
    for rule_json in [
        r#"{"match":"values"}"#,
        r#"{"match":"eachValue","rules":[{"match":"type"}]}"#,
    ] {
        let rules = rule("$.a", rule_json);
        check_request(
            expected,
            &rules,
            "<a><y><id>1</id></y><z><id>1</id></z></a>",
            &[],
        );
        let found = response_mismatches(expected, &rules, "<a><y/></a>");
        assert_eq!(
            descriptions(&found),
            ["$.a.y -> Expected child <id/> but was missing"]
        );
    }
    let rules = rule(
        "$.a",
        r#"{"match":"eachValue","rules":[{"match":"integer"}]}"#,
    );
    check_request(
        "<a b='x'><x>1</x></a>",
        &rules,
        "<a b='x'><y>2</y><y>3</y></a>",
        &[],
    );
    check(
        "<a><x>1</x></a>",
        &rules,
        "<a><y>2</y><y>no</y></a>",
        &["$.a.y[1]['#text'] -> Expected 'no' to match an integer number"],
    );
}

/// Other rules than those of `eachKey` and `eachValue` still hold below them.
#[test]
fn each_key_looks_at_names_and_leaves_values_to_their_own_rules() {
    let expected = "<a><k1>1</k1></a>";
    let keys = r#"{"match":"eachKey","rules":[{"match":"regex","regex":"k\\d"}]}"#;
    check_request(
        expected,
        &rule("$.a", keys),
        "<a><k2>x</k2><k1>1</k1></a>",
        &[],
    );
    check(
        expected,
        &rule("$.a", keys),
        "<a><k1>2</k1><no/></a>",
        &[
            "$.a.k1['#text'] -> Expected '2' to be equal to '1'",
            "$.a.no -> Expected 'no' to match 'k\\d'",
        ],
    );
    let both = format!(
        r#"{{"$.a":{{"matchers":[{keys}]}},"$.a.*":{{"matchers":[{{"match":"integer"}}]}}}}"#
    );
    check(expected, &both, "<a><k7>7</k7></a>", &[]);
    check(
        expected,
        &both,
        "<a><k7>x</k7></a>",
        &["$.a.k7['#text'] -> Expected 'x' to match an integer number"],
    );
}

#[test]
fn array_contains_looks_for_an_element_for_each_variant() {
    let expected = "<a><b id='1'>x</b><c/></a>";
    let rules = r#"{"$.a":{"matchers":[{"match":"arrayContains","variants":[
        {"index":0,"rules":{"$['@id']":{"matchers":[{"match":"integer"}]}}},
        {"index":1,"rules":{}}]}]}}"#;
    check(
        expected,
        rules,
        "<a><c/><d/><b id='y'>x</b><b id='3'>x</b></a>",
        &[],
    );
    let found = response_mismatches(expected, rules, "<a><c/><b id='y'>x</b></a>");
    assert_eq!(
        descriptions(&found),
        ["$.a -> Variant at index 0 (<b id='1'>x</b>) was not found in the actual list"]
    );
    assert_eq!(
        found[0].one_line(),
        "body $.a contains an element that matches variant 0 but is of which item 1 comes closest: \
         body $.a.b['@id'] is an integer but is \"y\""
    );
}
