//! From a pattern to what the pact file holds: an example, rules with their paths, generators.

use std::panic::Location;

use pact_runtime::{
    generator::{Generator, Generators},
    harness::{DefinitionProblem, Part, Sources},
    json::{Json, MAX_DEPTH, Object, OwnedJson},
    path::{PathExpr, Token},
    rule::{Category, MatchingRules, Rule, RuleList, Variant},
};

use super::{Node, Pattern, Shape};

/// How many examples a list of a pattern may show.
pub(crate) const MAX_EXAMPLES: usize = 1_000;

/// Where the parts of a compiled pattern go.
#[derive(Debug)]
pub(crate) struct Sink {
    /// The part of the interaction to which the patterns belong.
    pub(crate) part: Part,
    /// Rules of the part.
    pub(crate) rules: MatchingRules,
    /// Generators of the part.
    pub(crate) generators: Generators,
    /// Places of the patterns of all parts.
    pub(crate) sources: Sources,
    /// Problems of all parts.
    pub(crate) problems: Vec<DefinitionProblem>,
}

impl Sink {
    pub(crate) fn new(part: Part, problems: Vec<DefinitionProblem>) -> Self {
        Self {
            part,
            rules: MatchingRules::default(),
            generators: Generators::default(),
            sources: Sources::default(),
            problems,
        }
    }

    /// Takes rules and generators out, for the part that is complete.
    pub(crate) fn take_rules(&mut self) -> (MatchingRules, Generators) {
        (
            std::mem::take(&mut self.rules),
            std::mem::take(&mut self.generators),
        )
    }

    pub(crate) fn refuse(
        &mut self,
        location: &'static Location<'static>,
        message: impl Into<String>,
    ) {
        self.problems.push(DefinitionProblem {
            location,
            message: message.into(),
        });
    }

    /// Compiles a pattern of a JSON document; returns its example.
    pub(crate) fn json(&mut self, category: Category, at: PathExpr, pattern: Pattern) -> OwnedJson {
        let mut walk = Walk {
            sink: self,
            category,
            path: at,
            root: 0,
        };
        walk.example(pattern)
    }

    /// Compiles a pattern of one text; returns its example.
    pub(crate) fn text(&mut self, category: Category, at: PathExpr, pattern: Pattern) -> String {
        let location = pattern.node().location;
        let json = self.json(category, at, pattern);
        self.scalar(category, location, json)
    }

    /// Compiles a pattern of a text or of a list of texts; returns the examples.
    pub(crate) fn texts(
        &mut self,
        category: Category,
        at: PathExpr,
        pattern: Pattern,
    ) -> Vec<String> {
        let location = pattern.node().location;
        match self.json(category, at, pattern) {
            Json::Array(elements) => elements
                .into_iter()
                .map(|element| self.scalar(category, location, element))
                .collect(),
            scalar => vec![self.scalar(category, location, scalar)],
        }
    }

    /// Like [`texts`](Self::texts); `null` stands for a name without a value.
    pub(crate) fn optional_texts(
        &mut self,
        category: Category,
        at: PathExpr,
        pattern: Pattern,
    ) -> Vec<Option<String>> {
        let location = pattern.node().location;
        let elements = match self.json(category, at, pattern) {
            Json::Array(elements) => elements,
            scalar => vec![scalar],
        };
        let elements = elements.into_iter();
        elements
            .map(|element| match element {
                Json::Null => None,
                value => Some(self.scalar(category, location, value)),
            })
            .collect()
    }

    /// An example as text.
    pub(crate) fn scalar(
        &mut self,
        category: Category,
        location: &'static Location<'static>,
        json: OwnedJson,
    ) -> String {
        match json {
            Json::String(text) => text.into_owned(),
            Json::Number(_) | Json::Bool(_) => json.to_string(),
            Json::Null | Json::Array(_) | Json::Object(_) => {
                let kind = json.kind_name().to_lowercase();
                let place = category.name();
                let message = format!(
                    "a {place} needs text, but the example is of kind {kind}; use a string or a \
                     matcher of text"
                );
                self.refuse(location, message);
                String::new()
            }
        }
    }
}

/// The walk through one pattern.
struct Walk<'d> {
    sink: &'d mut Sink,
    category: Category,
    /// Where the walk is, from the root of the document.
    path: PathExpr,
    /// How many steps of `path` lead to the root of the rules: more than none inside a variant.
    root: usize,
}

impl Walk<'_> {
    fn example(&mut self, pattern: Pattern) -> OwnedJson {
        let Node {
            location,
            shape,
            mut rules,
            generator,
            problems,
        } = pattern.into_node();
        let Sink { part, sources, .. } = &mut *self.sink;
        sources.add(*part, self.category, self.path.clone(), location);
        for message in problems {
            self.sink.refuse(location, message);
        }
        if rules.rules.is_empty() && self.varies(generator.as_ref()) {
            rules.rules.push(Rule::Type);
        }
        if !rules.rules.is_empty() {
            let path = self.rule_path();
            self.sink.rules.add(self.category, path, rules);
        }
        if let Some(generator) = generator {
            let path = self.rule_path();
            self.sink.generators.add(self.category, path, generator);
        }
        if self.path.tokens().len() > MAX_DEPTH {
            let message = format!("a pattern must not be nested deeper than {MAX_DEPTH} levels");
            self.sink.refuse(location, message);
            return Json::Null;
        }
        self.shape(location, shape)
    }

    /// Whether a plain example stands for a value that another state of the provider changes. What the
    /// consumer sends in path, query and headers is the example all the same.
    fn varies(&self, generator: Option<&Generator>) -> bool {
        let is_address = matches!(
            self.category,
            Category::Path | Category::Query | Category::Header
        );
        matches!(generator, Some(Generator::ProviderState { .. }))
            && !(is_address && self.sink.part == Part::Request)
    }

    fn shape(&mut self, location: &'static Location<'static>, shape: Shape) -> OwnedJson {
        match shape {
            Shape::Plain(example) => example,
            Shape::Object(members) => {
                let mut examples = Vec::with_capacity(members.len());
                for (name, pattern) in members {
                    let example = self.below(Token::field(name.as_ref()), pattern);
                    examples.push((name, example));
                }
                Json::Object(Object::from_members(examples))
            }
            Shape::Array(elements) => {
                let elements = elements.into_iter().enumerate();
                let examples = elements.map(|(at, pattern)| self.below(Token::Index(at), pattern));
                Json::Array(examples.collect())
            }
            Shape::Repeated(pattern, count) => {
                let example = self.below(Token::AnyIndex, pattern);
                Json::Array(vec![example; count.min(MAX_EXAMPLES)])
            }
            Shape::AnyMember(name, pattern) => {
                let example = self.below(Token::AnyField, pattern);
                Json::Object(Object::from_members(vec![(name, example)]))
            }
            Shape::Variants(patterns) => self.variants(location, patterns),
        }
    }

    fn below(&mut self, token: Token, pattern: Pattern) -> OwnedJson {
        self.path.push(token);
        let example = self.example(pattern);
        self.path.pop();
        example
    }

    /// Each variant has rules of its own with paths below its own root.
    fn variants(
        &mut self,
        location: &'static Location<'static>,
        patterns: Vec<Pattern>,
    ) -> OwnedJson {
        let mut examples = Vec::with_capacity(patterns.len());
        let mut variants = Vec::with_capacity(patterns.len());
        for (index, pattern) in patterns.into_iter().enumerate() {
            let outer = self.sink.take_rules();
            let outer_root = std::mem::replace(&mut self.root, self.path.tokens().len() + 1);
            examples.push(self.below(Token::Index(index), pattern));
            self.root = outer_root;
            let (rules, generators) = self.sink.take_rules();
            (self.sink.rules, self.sink.generators) = outer;
            let generators = generators.of(self.category);
            variants.push(Variant {
                index,
                rules: rules.of(self.category).clone(),
                generators: generators
                    .map(|(path, generator)| (path.clone(), generator.clone()))
                    .collect(),
            });
        }
        if variants.is_empty() {
            let message = "`array_contains` needs at least one element to look for";
            self.sink.refuse(location, message);
        }
        let path = self.rule_path();
        self.sink.rules.add(
            self.category,
            path,
            RuleList::from(Rule::ArrayContains(variants)),
        );
        Json::Array(examples)
    }

    fn rule_path(&self) -> PathExpr {
        PathExpr::from_tokens(self.path.tokens()[self.root..].to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        __private::{array, object, value},
        matchers::{
            array_contains, each_entry, each_like, equal, integer, like, null, regex, string,
        },
        pattern::{IntoPattern, json},
    };

    fn check(pattern: impl IntoPattern, example: &str, rules: &[(&str, &str)]) {
        let mut sink = Sink::new(Part::Request, Vec::new());
        let compiled = sink.json(Category::Body, PathExpr::root(), pattern.into_pattern());
        assert_eq!(compiled.to_string(), example);
        assert_eq!(sink.problems, []);
        let written = sink.rules.of(Category::Body).iter();
        let written: Vec<_> = written
            .map(|(path, list)| (path.to_string(), rule_texts(list)))
            .collect();
        let expected: Vec<_> = rules
            .iter()
            .map(|(path, rule)| ((*path).to_owned(), (*rule).to_owned()))
            .collect();
        assert_eq!(written, expected);
    }

    fn rule_texts(list: &RuleList) -> String {
        let rules = list
            .rules
            .iter()
            .map(|rule| Json::Object(rule.to_json()).to_string());
        rules.collect::<Vec<_>>().join(" ")
    }

    fn refuse(pattern: impl IntoPattern, problem: &str) {
        let mut sink = Sink::new(Part::Request, Vec::new());
        sink.json(Category::Body, PathExpr::root(), pattern.into_pattern());
        let messages: Vec<_> = sink
            .problems
            .iter()
            .map(|problem| &problem.message)
            .collect();
        assert_eq!(messages, [problem]);
        assert_eq!(sink.problems[0].location.file(), file!());
    }

    #[test]
    fn keeps_the_order_of_a_literal_and_puts_rules_at_their_paths() {
        let lines = each_like(object([
            ("sku", value(regex("^[A-Z]$", "A"))),
            ("unit price", value(integer(2))),
            ("note", value("plain")),
        ]));
        check(
            object([
                ("status", value("open")),
                ("lines", value(lines.min(2).max(5))),
                ("id", value(integer(-42))),
                ("nothing", value(None::<u8>)),
            ]),
            r#"{"status":"open","lines":[{"sku":"A","unit price":2,"note":"plain"},{"sku":"A","unit price":2,"note":"plain"}],"id":-42,"nothing":null}"#,
            &[
                ("$.lines", r#"{"match":"type","min":2,"max":5}"#),
                ("$.lines[*].sku", r#"{"match":"regex","regex":"^[A-Z]$"}"#),
                ("$.lines[*]['unit price']", r#"{"match":"integer"}"#),
                ("$.id", r#"{"match":"integer"}"#),
            ],
        );
    }

    #[test]
    fn puts_rules_of_elements_at_their_index() {
        check(
            array([value(integer(1)), value(2), value(null())]),
            "[1,2,null]",
            &[
                ("$[0]", r#"{"match":"integer"}"#),
                ("$[2]", r#"{"match":"null"}"#),
            ],
        );
        check(
            each_like(each_like(string("a"))),
            r#"[["a"]]"#,
            &[
                ("$", r#"{"match":"type","min":1}"#),
                ("$[*]", r#"{"match":"type","min":1}"#),
                ("$[*][*]", r#"{"match":"type"}"#),
            ],
        );
    }

    #[test]
    fn lets_inner_rules_stand_below_an_outer_one() {
        check(
            like(object([("fixed", value(equal("x"))), ("any", value("y"))])),
            r#"{"fixed":"x","any":"y"}"#,
            &[
                ("$", r#"{"match":"type"}"#),
                ("$.fixed", r#"{"match":"equality"}"#),
            ],
        );
        check(like(integer(1)), "1", &[("$", r#"{"match":"integer"}"#)]);
    }

    #[test]
    fn gives_each_variant_rules_of_its_own() {
        check(
            object([(
                "a",
                value(array_contains(array([
                    value(1),
                    value(object([("n", value(integer(2)))])),
                ]))),
            )]),
            r#"{"a":[1,{"n":2}]}"#,
            &[(
                "$.a",
                r#"{"match":"arrayContains","variants":[{"index":0,"rules":{}},{"index":1,"rules":{"$.n":{"combine":"AND","matchers":[{"match":"integer"}]}}}]}"#,
            )],
        );
    }

    #[test]
    fn puts_rules_of_any_member_at_a_wildcard() {
        check(
            each_entry(
                regex("[A-Z]+", "EUR"),
                object([("amount", value(integer(1)))]),
            ),
            r#"{"EUR":{"amount":1}}"#,
            &[
                (
                    "$",
                    r#"{"match":"eachKey","rules":[{"match":"regex","regex":"[A-Z]+"}],"value":"EUR"} {"match":"values"}"#,
                ),
                ("$.*.amount", r#"{"match":"integer"}"#),
            ],
        );
    }

    #[test]
    fn sorts_what_comes_from_serde() {
        check(
            object([
                (
                    "z",
                    value(json(std::collections::HashMap::from([("b", 1), ("a", 2)]))),
                ),
                ("y", value(1.0)),
            ]),
            r#"{"z":{"a":2,"b":1},"y":1.0}"#,
            &[],
        );
    }

    #[test]
    fn refuses_what_cannot_be_right_with_its_place() {
        refuse(
            each_like(1).min(3).max(2),
            "min (3) must not exceed max (2)",
        );
        refuse(
            each_like(1).max(0),
            "max (0) leaves no list to match; write `[]` for the empty list",
        );
        refuse(
            each_like(1).min(2).examples(1),
            "examples (1) must not be below min (2)",
        );
        refuse(
            f64::NAN,
            "`NaN` cannot stand in a pattern; JSON has no infinite numbers and no NaN",
        );
    }
}
