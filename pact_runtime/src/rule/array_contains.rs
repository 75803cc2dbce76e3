//! `arrayContains`: for every variant, some element of the list matches it.
//!
//! The walk over the document follows this rule (`matching::walk`); here are its form and its words.

use super::{
    RuleList, Variant,
    attributes::{Attributes, RuleError},
};
use crate::{
    generator::Generator,
    json::{Json, Object, OwnedObject},
    path::PathExpr,
};

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["arrayContains", "array-contains"];

/// What the rule demands.
pub(super) fn describe(variants: &[Variant]) -> String {
    match variants.len() {
        0 => "contains every element of the example".to_owned(),
        1 => "contains an element that matches the variant".to_owned(),
        count => format!("contains elements that match {count} variants"),
    }
}

/// Reads the rule.
pub(super) fn read(attributes: &Attributes<'_>) -> Result<Vec<Variant>, RuleError> {
    match attributes.get("variants") {
        None => Ok(Vec::new()),
        Some(Json::Array(variants)) => variants.iter().map(Variant::from_json).collect(),
        Some(_) => Err(attributes.error("variants", "a list of variants")),
    }
}

/// Writes what the rule has beside its name.
pub(super) fn write(variants: &[Variant], json: &mut OwnedObject) {
    let variants = variants
        .iter()
        .map(|variant| Json::Object(variant.to_json()));
    json.insert("variants", variants.collect::<Vec<_>>());
}

impl Variant {
    fn to_json(&self) -> OwnedObject {
        let rules = self
            .rules
            .iter()
            .map(|(path, list)| (path.to_string(), list.to_json()));
        let mut json: OwnedObject = [
            ("index", Json::from(self.index)),
            ("rules", Json::Object(rules.collect())),
        ]
        .into_iter()
        .collect();
        if !self.generators.is_empty() {
            let generators = self.generators.iter();
            let generators = generators.map(|(path, one)| (path.to_string(), one.to_json()));
            json.insert("generators", generators.collect::<OwnedObject>());
        }
        json
    }

    fn from_json(json: &Json<'_>) -> Result<Self, RuleError> {
        let index = json.get("index").and_then(Json::as_u64).unwrap_or(0);
        let members = |key| {
            json.get(key)
                .and_then(Json::as_object)
                .into_iter()
                .flat_map(Object::iter)
        };
        let path = |text: &str| text.parse::<PathExpr>().map_err(RuleError::from);
        Ok(Self {
            index: usize::try_from(index).unwrap_or(usize::MAX),
            rules: members("rules")
                .map(|(at, list)| Ok((path(at)?, RuleList::from_json(list)?)))
                .collect::<Result<_, RuleError>>()?,
            generators: members("generators")
                .map(|(at, one)| Ok((path(at)?, Generator::from_json(one)?)))
                .collect::<Result<_, RuleError>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_its_variants() {
        let variants = [Variant::default(), Variant::default()];
        assert_eq!(describe(&[]), "contains every element of the example");
        assert_eq!(
            describe(&variants),
            "contains elements that match 2 variants"
        );
    }
}
