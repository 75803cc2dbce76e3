use super::*;
use crate::generator::Generators;
use crate::matching::{ActualResponse, MatchOptions, ResponseMatcher};
use crate::model::{Body, Response};
use crate::rule::{Category, Combine, MatchingRules};

fn parse(text: &str) -> Json<'_> {
    Json::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The example, and the rules and generators as the pact file has them, one a line.
fn check(body: &str, example: &str, entries: &[&str]) {
    let pattern = Pattern::from_body(&parse(body)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(pattern.example.to_string(), example, "{body}");
    assert_eq!(
        entries_of(&pattern.rules, &pattern.generators),
        entries,
        "{body}"
    );
    if !body.contains("creditcard") {
        accepts_its_example(pattern);
    }
}

/// Compares the example with itself.
fn accepts_its_example(pattern: Pattern) {
    let bytes = pattern.example.to_string().into_bytes();
    let mut response = Response {
        body: Body::json(pattern.example),
        ..Response::default()
    };
    for (path, list) in pattern.rules {
        response.rules.add(Category::Body, path, list);
    }
    let matcher = ResponseMatcher::compile(&response, &MatchOptions::default()).unwrap();
    let actual = ActualResponse::new(200)
        .with_headers([("content-type", "application/json")])
        .with_body(&bytes);
    assert_eq!(matcher.compare(&actual), []);
}

/// The rules and generators as the pact file has them.
fn entries_of(rules: &CategoryRules, generators: &[(PathExpr, Generator)]) -> Vec<String> {
    let rules = rules.iter().map(|(path, list)| match list.combine {
        Combine::Or => format!("{path} {}", Json::Object(list.to_json())),
        Combine::And => {
            let rules = list.rules.iter().map(|rule| Json::Object(rule.to_json()));
            format!("{path} {}", Json::Array(rules.collect()))
        }
    });
    let generators = generators
        .iter()
        .map(|(path, one)| format!("{path} {}", Json::Object(one.to_json())));
    rules.chain(generators).collect()
}

fn refuse(body: &str, message: &str) {
    assert_eq!(
        Pattern::from_body(&parse(body)).unwrap_err().to_string(),
        message
    );
}

#[test]
fn takes_examples_rules_and_generators_apart() {
    check(
        r#"{"a":"b","c":[100,{"d":null}]}"#,
        r#"{"a":"b","c":[100,{"d":null}]}"#,
        &[],
    );
    check(
        r#"{"a":{"pact:matcher:type":"regex","regex":"\\w+","value":"b"},"c":[1,{"pact:matcher:type":"integer","value":2}]}"#,
        r#"{"a":"b","c":[1,2]}"#,
        &[
            r#"$.a [{"match":"regex","regex":"\\w+"}]"#,
            r#"$.c[1] [{"match":"integer"}]"#,
        ],
    );
    check(
        r#"{"pact:matcher:type":"type","min":1,"value":[{"id":{"pact:matcher:type":"integer","value":1,"pact:generator:type":"RandomInt","min":5,"max":9}}]}"#,
        r#"[{"id":1}]"#,
        &[
            r#"$[*].id [{"match":"integer"}]"#,
            r#"$ [{"match":"type","min":1}]"#,
            r#"$[*].id {"type":"RandomInt","min":5,"max":9}"#,
        ],
    );
    check(
        r#"{"id":{"pact:generator:type":"Uuid","value":"x"}}"#,
        r#"{"id":"x"}"#,
        &[r#"$.id {"type":"Uuid"}"#],
    );
    check(
        r#"{"pact:comment":1,"a.b":{"pact:matcher:type":"null"}}"#,
        r#"{"a.b":null}"#,
        &[r#"$['a.b'] [{"match":"null"}]"#],
    );
}

#[test]
fn reads_lists_of_rules() {
    check(
        r#"{"pact:matcher:type":[{"pact:matcher:type":"include","value":"a"},{"pact:matcher:type":"regex","regex":"[a-z]+"}],"value":"abc"}"#,
        r#""abc""#,
        &[r#"$ [{"match":"include","value":"a"},{"match":"regex","regex":"[a-z]+"}]"#],
    );
    // The members beside a list of rules are the example (IntegrationJson.md).
    check(
        r#"{"pact:matcher:type":[{"pact:matcher:type":"each-key","value":"AUK-1","rules":[{"pact:matcher:type":"regex","regex":"\\w{3}-\\d+"}]},{"pact:matcher:type":"each-value","rules":[{"pact:matcher:type":"type"}]}],"AUK-1":{"title":{"pact:matcher:type":"notEmpty","value":"x"}}}"#,
        r#"{"AUK-1":{"title":"x"}}"#,
        &[
            r#"$.*.title [{"match":"notEmpty"}]"#,
            r#"$ [{"match":"eachKey","rules":[{"match":"regex","regex":"\\w{3}-\\d+"}],"value":"AUK-1"},{"match":"eachValue","rules":[{"match":"type"}]}]"#,
        ],
    );
}

#[test]
fn shares_one_path_where_keys_do_not_count() {
    check(
        r#"{"pact:matcher:type":"values","value":{"x":{"n":{"pact:matcher:type":"integer","value":1}},"y":{"n":{"pact:matcher:type":"integer","value":2}}}}"#,
        r#"{"x":{"n":1},"y":{"n":2}}"#,
        &[
            r#"$.*.n [{"match":"integer"}]"#,
            r#"$ [{"match":"values"}]"#,
        ],
    );
    check(
        r#"{"pact:matcher:type":"each-value","value":{"price":1.23},"rules":[{"pact:matcher:type":"decimal"}]}"#,
        r#"{"price":1.23}"#,
        &[r#"$ [{"match":"eachValue","rules":[{"match":"decimal"}]}]"#],
    );
}

#[test]
fn makes_alternatives_of_several_examples() {
    // The reference implementation demands both, so that the pact rejects its own example.
    check(
        r#"{"pact:matcher:type":"type","value":[{"n":{"pact:matcher:type":"regex","regex":"a+","value":"a"}},{"n":{"pact:matcher:type":"regex","regex":"b+","value":"b"}},{"n":{"pact:matcher:type":"regex","regex":"a+","value":"aa"}}]}"#,
        r#"[{"n":"a"},{"n":"b"},{"n":"aa"}]"#,
        &[
            r#"$[*].n {"combine":"OR","matchers":[{"match":"regex","regex":"a+"},{"match":"regex","regex":"b+"}]}"#,
            r#"$ [{"match":"type"}]"#,
        ],
    );
    refuse(
        r#"{"pact:matcher:type":"type","value":[{"pact:matcher:type":"atLeast(1), atMost(2)","value":[1]},{"pact:matcher:type":"integer","value":1}]}"#,
        "matcher at $[*]: several examples must not have different lists of rules at one path; use `arrayContains`",
    );
}

#[test]
fn reads_array_contains() {
    check(
        r#"{"items":{"pact:matcher:type":"arrayContains","variants":[{"t":"a","n":{"pact:matcher:type":"integer","value":1,"pact:generator:type":"RandomInt"}},"x"]}}"#,
        r#"{"items":[{"t":"a","n":1},"x"]}"#,
        &[
            r#"$.items [{"match":"arrayContains","variants":[{"index":0,"rules":{"$.n":{"combine":"AND","matchers":[{"match":"integer"}]}},"generators":{"$.n":{"type":"RandomInt","min":0,"max":10}}},{"index":1,"rules":{}}]}]"#,
        ],
    );
}

#[test]
fn keeps_unknown_names() {
    check(
        r#"{"pact:matcher:type":"creditcard","brand":"visa","value":"4111","pact:generator:type":"card"}"#,
        r#""4111""#,
        &[
            r#"$ [{"match":"creditcard","brand":"visa"}]"#,
            r#"$ {"type":"card","brand":"visa"}"#,
        ],
    );
}

#[test]
fn tells_bounds_of_a_list_from_bounds_of_a_number() {
    check(
        r#"{"pact:matcher:type":"type","value":5,"pact:generator:type":"RandomInt","min":1,"max":9}"#,
        "5",
        &[
            r#"$ [{"match":"type"}]"#,
            r#"$ {"type":"RandomInt","min":1,"max":9}"#,
        ],
    );
    check(
        r#"{"pact:matcher:type":"min-type","min":2,"max":9,"value":[1,2]}"#,
        "[1,2]",
        &[r#"$ [{"match":"type","min":2}]"#],
    );
}

#[test]
fn reads_matchers_inside_the_value_of_a_matcher() {
    check(
        r#"{"pact:matcher:type":"notEmpty","value":{"pact:matcher:type":"include","value":"a"}}"#,
        r#""a""#,
        &[r#"$ [{"match":"notEmpty"},{"match":"include","value":"a"}]"#],
    );
}

#[test]
fn reads_expressions_and_makes_examples_of_them() {
    check(
        r#"{"a":{"pact:matcher:type":"matching(integer, 5)"}}"#,
        r#"{"a":5}"#,
        &[r#"$.a [{"match":"integer"}]"#],
    );
    check(
        r#"{"a":{"pact:matcher:type":"matching(integer, 5)","value":7}}"#,
        r#"{"a":7}"#,
        &[r#"$.a [{"match":"integer"}]"#],
    );
    check(
        r#"{"pact:matcher:type":"atLeast(2), eachValue(matching(regex, 'a+', 'aa'))"}"#,
        r#"["aa","aa"]"#,
        &[
            r#"$ [{"match":"type","min":2},{"match":"eachValue","rules":[{"match":"regex","regex":"a+"}],"value":"aa"}]"#,
        ],
    );
    check(
        r#"{"pact:matcher:type":"eachKey(matching(regex, 'k\\d', 'k1')), eachValue(matching(integer, 1))"}"#,
        r#"{"k1":1}"#,
        &[
            r#"$ [{"match":"eachKey","rules":[{"match":"regex","regex":"k\\d"}],"value":"k1"},{"match":"eachValue","rules":[{"match":"integer"}],"value":"1"}]"#,
        ],
    );
    check(
        r#"{"pact:matcher:type":"arrayContains(matching(equalTo, 'x'), matching(date, 'yyyy', '2020'))"}"#,
        r#"["x","2020"]"#,
        &[
            r#"$ [{"match":"arrayContains","variants":[{"index":0,"rules":{"$":{"combine":"AND","matchers":[{"match":"equality"}]}}},{"index":1,"rules":{"$":{"combine":"AND","matchers":[{"match":"date","format":"yyyy"}]}},"generators":{"$":{"type":"Date","format":"yyyy"}}}]}]"#,
        ],
    );
    refuse(
        r#"{"pact:matcher:type":"atLeast(1)"}"#,
        "matcher at $: no example can be made of the expression; add `value`",
    );
}

#[test]
fn follows_references_and_drops_them_from_the_example() {
    // In the reference implementation the member stays in the body, or writing the pact panics.
    let person = r#""person":{"name":{"pact:matcher:type":"notEmpty","value":"Bob"},"age":1}"#;
    check(
        &format!(r#"{{"pact:matcher:type":"matching($'person')",{person}}}"#),
        r#"{"name":"Bob","age":1}"#,
        &[
            r#"$.name [{"match":"notEmpty"}]"#,
            r#"$ [{"match":"type"}]"#,
        ],
    );
    check(
        &format!(r#"{{"all":{{"pact:matcher:type":"eachValue(matching($'person'))",{person}}}}}"#),
        r#"{"all":[{"name":"Bob","age":1}]}"#,
        &[
            r#"$.all[*].name [{"match":"notEmpty"}]"#,
            r#"$.all [{"match":"eachValue","rules":[{"match":"type"}]}]"#,
        ],
    );
    check(
        &format!(
            r#"{{"pact:matcher:type":"arrayContains(matching($'person'), matching(type, 1))",{person}}}"#
        ),
        r#"[{"name":"Bob","age":1},1]"#,
        &[
            r#"$ [{"match":"arrayContains","variants":[{"index":0,"rules":{"$.name":{"combine":"AND","matchers":[{"match":"notEmpty"}]},"$":{"combine":"AND","matchers":[{"match":"type"}]}}},{"index":1,"rules":{"$":{"combine":"AND","matchers":[{"match":"type"}]}}}]}]"#,
        ],
    );
    refuse(
        r#"{"a":{"pact:matcher:type":"eachValue(matching($'person'))"}}"#,
        "matcher at $.a: `$'person'` refers to nothing; add a member `person` beside the expression",
    );
}

#[test]
fn names_the_matcher_at_fault() {
    refuse(
        r#"{"a":[{"pact:matcher:type":"regex"}]}"#,
        "matcher at $.a[0]: matching rule `regex` needs a string as `regex`, but found nothing",
    );
    refuse(
        r#"{"pact:matcher:type":["type"]}"#,
        "matcher at $: `rules` must be a list of objects with `pact:matcher:type`",
    );
    refuse(
        r#"{"pact:matcher:type":7}"#,
        "matcher at $: `pact:matcher:type` must be a name, an expression, or a list of objects with `pact:matcher:type`",
    );
    refuse(
        r#"{"pact:matcher:type":"min"}"#,
        "matcher at $: matching rule `min` needs a length as `min`, but found nothing",
    );
    refuse(
        r#"{"pact:matcher:type":"arrayContains","variants":"x"}"#,
        "matcher at $: `arrayContains` needs a list of patterns as `variants`",
    );
    refuse(
        r#"{"pact:generator:type":"RandomInt","min":"x","value":1}"#,
        "matcher at $: generator `RandomInt` needs a whole number as `min`, but found `\"x\"`",
    );
    refuse(
        r#"{"pact:matcher:type":"matching(type)"}"#,
        "matcher at $: expected `,` at offset 13, found `)`",
    );
}

#[test]
fn does_not_repeat_references_without_limit() {
    let many = format!("arrayContains({})", vec!["matching($'a')"; 100].join(","));
    let mut body = "1".to_owned();
    for _ in 0..5 {
        body = format!(r#"{{"pact:matcher:type":"{many}","a":{body}}}"#);
    }
    refuse(
        &body,
        "matcher at $: references must not repeat more than 100000 nodes; use fewer",
    );
}

#[test]
fn follows_the_deepest_document_on_the_stack_of_a_test() {
    let deepest = |start: &str, levels: usize, end: &str| {
        let data = 255 - levels;
        let inner = format!("{}1{}", "[".repeat(data), "]".repeat(data));
        let body = |levels: usize| format!("{}{inner}{}", start.repeat(levels), end.repeat(levels));
        assert!(Pattern::from_body(&parse(&body(levels))).is_ok(), "{start}");
        assert!(
            Pattern::from_body(&parse(&body(levels + 1))).is_err(),
            "{start}"
        );
    };
    deepest(r#"{"pact:matcher:type":"notEmpty","value":"#, 48, "}");
    deepest(r#"{"pact:matcher:type":"matching($'a')","a":"#, 48, "}");
    deepest(
        r#"{"pact:matcher:type":"eachValue(matching($'a'))","a":"#,
        48,
        "}",
    );
    deepest(
        r#"{"pact:matcher:type":"arrayContains(matching($'a'))","a":"#,
        48,
        "}",
    );
    deepest(r#"{"pact:matcher:type":[{"match":"type"}],"a":"#, 48, "}");
}

/// Texts, added to a category one after the other.
fn check_texts(
    category: Category,
    name: Option<&str>,
    texts: &[&str],
    values: &[&str],
    entries: &[&str],
) {
    let (mut rules, mut generators) = (MatchingRules::default(), Generators::default());
    let mut all = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let pattern = TextPattern::parse(text).unwrap();
        pattern.add_to(category, name, index, &mut rules, &mut generators);
        all.extend(pattern.values);
    }
    assert_eq!(all, values);
    let generators: Vec<_> = generators
        .iter()
        .map(|(_, path, one)| (path.clone(), one.clone()))
        .collect();
    assert_eq!(entries_of(rules.of(category), &generators), entries);
}

#[test]
fn reads_texts() {
    let number = r#"{"pact:matcher:type":"regex","regex":"\\d+","value":"100"}"#;
    let rule = r#"[{"match":"regex","regex":"\\d+"}]"#;
    check_texts(
        Category::Path,
        None,
        &[number],
        &["100"],
        &[&format!("$ {rule}")],
    );
    check_texts(
        Category::Query,
        Some("a b"),
        &[number],
        &["100"],
        &[&format!("$['a b'] {rule}")],
    );
    check_texts(
        Category::Header,
        Some("X"),
        &[number, "plain", number],
        &["100", "plain", "100"],
        &[&format!("$.X[0] {rule}"), &format!("$.X[2] {rule}")],
    );
    check_texts(
        Category::Query,
        Some("q"),
        &[
            r#"{"pact:matcher:type":"type","min":1,"value":[1,{"pact:matcher:type":"integer","value":2}]}"#,
        ],
        &["1", "2"],
        &[
            r#"$.q[*] [{"match":"integer"}]"#,
            r#"$.q [{"match":"type","min":1}]"#,
        ],
    );
    check_texts(
        Category::Header,
        Some("X"),
        &[r#"{"pact:generator:type":"Uuid","value":"u"}"#, "v"],
        &["u", "v"],
        &[r#"$.X[0] {"type":"Uuid"}"#],
    );
    for plain in ["100", "a{", r#"{"a":1}"#, r#"["a"]"#] {
        check_texts(Category::Header, Some("X"), &[plain], &[plain], &[]);
    }
    check_texts(
        Category::Header,
        Some("X"),
        &[r#"{"value":["1",2]}"#],
        &["1", "2"],
        &[],
    );
}
