//! Patterns with a generator.

use pact_runtime::{
    generator::{Generator, Moment, UuidFormat},
    rule::Rule,
};
use serde::Serialize;

use super::{Pattern, from_serialize};

impl Pattern {
    /// The same pattern with a generator, which replaces the example by a fresh value.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let order = json_pattern!({ "id": integer(42).generate(random_int(1, 99)) });
    /// # let _ = order;
    /// ```
    pub fn generate(mut self, generator: Generator) -> Self {
        let node = self.node_mut();
        if node.generator.is_some() {
            let problem = "a pattern has one generator; remove one of them";
            node.problems.push(problem.to_owned());
        }
        node.generator = Some(generator);
        self
    }

    /// The same pattern with the generator that fits its matcher: numbers for
    /// [`integer`](crate::matchers::integer), text for a [`regex`](crate::matchers::regex), the current
    /// date for [`date`](crate::matchers::date) and so on.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let order = json_pattern!({ "id": integer(42).generated(), "sku": regex("[A-Z]{3}", "ABC").generated() });
    /// # let _ = order;
    /// ```
    pub fn generated(self) -> Self {
        let fitting = self.node().rules.rules.iter().find_map(fitting);
        if let Some(generator) = fitting {
            return self.generate(generator);
        }
        let problem = "no generator fits this pattern by itself; name one with `generate(..)`";
        self.with_problem(problem)
    }

    /// The same pattern with a generator as the pact file writes it, for one that has no function in
    /// [`generators`](crate::generators): `{ "type": "Iban", "country": "AT" }`.
    ///
    /// A definition that is no generator fails the test.
    pub fn generate_raw(self, definition: impl Serialize) -> Self {
        let generator = match from_serialize(&definition) {
            Ok(json) => Generator::from_json(&json).map_err(|error| error.to_string()),
            Err(error) => Err(format!("the generator cannot be serialised; {error}")),
        };
        match generator {
            Ok(generator) => self.generate(generator),
            Err(problem) => self.with_problem(problem),
        }
    }
}

fn fitting(rule: &Rule) -> Option<Generator> {
    let moment = |format: &Option<String>, usual: &str| Moment {
        format: Some(format.clone().unwrap_or_else(|| usual.to_owned())),
        expression: None,
    };
    Some(match rule {
        Rule::Integer | Rule::Number => Generator::RandomInt {
            min: 0,
            max: i64::from(i32::MAX),
        },
        Rule::Decimal => Generator::RandomDecimal { digits: 10 },
        Rule::Boolean => Generator::RandomBoolean,
        Rule::Regex(regex) if regex == crate::matchers::UUID => Generator::Uuid {
            format: Some(UuidFormat::LowerCaseHyphenated),
        },
        Rule::Regex(regex) => Generator::Regex {
            regex: regex.clone(),
        },
        Rule::Date(format) => Generator::Date(moment(format, "yyyy-MM-dd")),
        Rule::Time(format) => Generator::Time(moment(format, "HH:mm:ss")),
        Rule::DateTime(format) => Generator::DateTime(moment(format, "yyyy-MM-dd'T'HH:mm:ssXXX")),
        _ => return None,
    })
}
