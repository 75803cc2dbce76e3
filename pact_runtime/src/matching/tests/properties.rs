//! What holds for all documents and rules, shown on many random ones.

use super::*;

/// How many documents each property is shown on.
const DOCUMENTS: u64 = 300;

/// The same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 20) % limit as u64).unwrap()
    }

    fn pick<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    fn document(&mut self, depth: usize) -> String {
        const SCALARS: [&str; 10] = [
            "1",
            "-2.50",
            "1e3",
            "true",
            "null",
            r#""""#,
            r#""a""#,
            r#""12""#,
            r#""é\n""#,
            "12345678901234567890123",
        ];
        match self.below(if depth == 0 { 1 } else { 4 }) {
            0 => self.pick(&SCALARS).to_owned(),
            1 => {
                let items: Vec<_> = (0..self.below(4))
                    .map(|_| self.document(depth - 1))
                    .collect();
                format!("[{}]", items.join(","))
            }
            _ => {
                let keys = ["a", "b", "7", "*", "it's", ""];
                let count = self.below(keys.len());
                let members: Vec<_> = keys[..count]
                    .iter()
                    .map(|key| format!("\"{key}\":{}", self.document(depth - 1)))
                    .collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }

    fn rules(&mut self) -> String {
        const PATHS: [&str; 9] = [
            "$", "$.*", "$[*]", "$.a", "$.a.*", "$.*.b", "$[0]", "$['7']", "$.a[*].b",
        ];
        const RULES: [&str; 12] = [
            r#"{"match":"type"}"#,
            r#"{"match":"type","min":1}"#,
            r#"{"match":"equality"}"#,
            r#"{"match":"regex","regex":"[a-z]*"}"#,
            r#"{"match":"integer"}"#,
            r#"{"match":"null"}"#,
            r#"{"match":"notEmpty"}"#,
            r#"{"match":"values"}"#,
            r#"{"match":"include","value":"1"}"#,
            r#"{"match":"eachKey","rules":[{"match":"notEmpty"}]}"#,
            r#"{"match":"eachValue","rules":[{"match":"type"}]}"#,
            r#"{"match":"arrayContains","variants":[{"index":0,"rules":{}}]}"#,
        ];
        let lists: Vec<_> = (0..self.below(4))
            .map(|_| {
                let rules: Vec<_> = (0..=self.below(2)).map(|_| self.pick(&RULES)).collect();
                let combine = self.pick(&["AND", "OR"]);
                let path = self.pick(&PATHS);
                format!(
                    r#""{path}":{{"combine":"{combine}","matchers":[{}]}}"#,
                    rules.join(",")
                )
            })
            .collect();
        format!("{{{}}}", lists.join(","))
    }
}

fn for_many(property: impl Fn(&mut Random)) {
    for seed in 1..=DOCUMENTS {
        property(&mut Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    }
}

#[test]
fn every_document_matches_itself() {
    for_many(|random| {
        let document = random.document(4);
        for rule in ["type", "equality", "values"] {
            let rules = format!(r#"{{"$":{{"matchers":[{{"match":"{rule}"}}]}}}}"#);
            for rules in ["{}", &rules] {
                assert!(
                    request_mismatches(&document, rules, &document).is_empty(),
                    "{document}"
                );
                for like in Difference::ALL {
                    let found = response_mismatches(&document, rules, &document, Some(like));
                    assert!(found.is_empty(), "{document} {rules} {found:?}");
                }
            }
        }
    });
}

#[test]
fn a_probe_finds_what_a_full_comparison_finds() {
    // The helpers of these tests compare both.
    for_many(|random| {
        let (expected, rules, actual) = (random.document(3), random.rules(), random.document(3));
        request_mismatches(&expected, &rules, &actual);
        response_mismatches(&expected, &rules, &actual, None);
    });
}

#[test]
fn the_order_of_members_means_nothing() {
    fn reverse(json: &Json<'_>) -> String {
        match json {
            Json::Array(items) => {
                let items: Vec<_> = items.iter().map(reverse).collect();
                format!("[{}]", items.join(","))
            }
            Json::Object(members) => {
                let mut members: Vec<_> = members
                    .iter()
                    .map(|(key, value)| format!("{}:{}", Json::from(key), reverse(value)))
                    .collect();
                members.reverse();
                format!("{{{}}}", members.join(","))
            }
            scalar => scalar.to_string(),
        }
    }
    for_many(|random| {
        let (expected, actual) = (random.document(3), random.document(3));
        let reversed = reverse(&Json::parse(actual.as_bytes()).unwrap());
        let rules = r#"{"$.a":{"matchers":[{"match":"type"}]}}"#;
        let count = |actual: &str| response_mismatches(&expected, rules, actual, None).len();
        assert_eq!(count(&actual), count(&reversed), "{expected} {actual}");
    });
}

#[test]
fn an_explanation_agrees_with_the_verdict() {
    for_many(|random| {
        let (expected, rules_json, actual) =
            (random.document(3), random.rules(), random.document(3));
        let response = Response {
            body: Body::json(Json::parse(expected.as_bytes()).unwrap().into_owned()),
            rules: rules(Category::Body, &rules_json),
            ..Response::default()
        };
        let matcher = ResponseMatcher::compile(&response, &options(None)).unwrap();
        let actual = ActualResponse::new(200).with_body(actual.as_bytes());
        let explanation = matcher.explain(&actual);
        let all_matched = explanation.nodes.iter().all(|node| node.matched);
        // A body that is of another type, missing or unreadable is never walked through.
        let walked = explanation.nodes.len() > 1;
        assert!(
            !walked || all_matched == matcher.matches(&actual),
            "{explanation}"
        );
    });
}

#[test]
fn every_mismatch_has_words() {
    for_many(|random| {
        let (expected, rules, actual) = (random.document(3), random.rules(), random.document(3));
        for mismatch in request_mismatches(&expected, &rules, &actual) {
            assert!(!mismatch.message().is_empty(), "{mismatch:?}");
            assert!(!mismatch.expectation().is_empty(), "{mismatch:?}");
            assert!(!mismatch.finding().is_empty(), "{mismatch:?}");
            assert!(mismatch.to_json().contains_key("mismatch"), "{mismatch:?}");
        }
    });
}
