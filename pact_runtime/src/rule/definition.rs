//! What `eachKey` and `eachValue` demand of each key or value.

use super::{
    Rule,
    attributes::{Attributes, RuleError},
};
use crate::{
    generator::Generator,
    json::{Json, OwnedObject},
};

/// What `eachKey` and `eachValue` demand of each key or value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Definition {
    /// The example value as text, where the file has one.
    pub value: Option<String>,
    /// The rules, all of which must hold.
    pub rules: Vec<Rule>,
    /// Generator of the value.
    pub generator: Option<Generator>,
}

impl Definition {
    /// What the rules demand, as one verb phrase.
    pub(super) fn describe(&self) -> String {
        if self.rules.is_empty() {
            return "is anything".to_owned();
        }
        let rules: Vec<_> = self.rules.iter().map(|rule| rule.describe(None)).collect();
        rules.join(" and ")
    }

    pub(super) fn write(&self, json: &mut OwnedObject) {
        let rules = self.rules.iter().map(|rule| Json::Object(rule.to_json()));
        json.insert("rules", rules.collect::<Vec<_>>());
        if let Some(value) = &self.value {
            json.insert("value", value.clone());
        }
        if let Some(generator) = &self.generator {
            json.insert("generator", generator.to_json());
        }
    }

    pub(super) fn read(attributes: &Attributes<'_>) -> Result<Self, RuleError> {
        let rules = match attributes.get("rules") {
            None => Vec::new(),
            Some(Json::Array(rules)) => rules
                .iter()
                .map(Rule::from_json)
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(attributes.error("rules", "a list of rules")),
        };
        let value = match attributes.get("value") {
            None | Some(Json::Null) => None,
            Some(Json::String(text)) => Some(text.clone().into_owned()),
            Some(other) => Some(other.to_string()),
        };
        let generator = match attributes.get("generator") {
            None | Some(Json::Null) => None,
            Some(json) => Some(Generator::from_json(json)?),
        };
        Ok(Self {
            value,
            rules,
            generator,
        })
    }
}
