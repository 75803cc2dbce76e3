//! The JSON form of rules in specification V3 and V4: `{"match": "type", "min": 1}`.

use super::{Combine, Rule, RuleError, RuleList};
use crate::json::{Json, Object, OwnedObject};

impl Rule {
    /// Reads one rule. A rule of an unknown name becomes [`Rule::Plugin`] with all its attributes.
    ///
    /// `match` may be missing: `regex`, `min`, `max`, `timestamp`, `date` and `time` imply the rule.
    ///
    /// # Errors
    /// If the value is no object, or an attribute that the rule needs is missing or of another kind.
    pub fn from_json(json: &Json<'_>) -> Result<Self, RuleError> {
        let object = json
            .as_object()
            .ok_or_else(|| RuleError::shape("an object", json))?;
        let name = match object.get("match") {
            Some(Json::String(name)) => name.as_ref(),
            Some(_) => return Err(RuleError::shape("a string as `match`", json)),
            None => implied_name(object)
                .ok_or_else(|| RuleError::shape("`match` with the name of the rule", json))?,
        };
        Self::from_attributes(name, object)
    }
}

impl Combine {
    /// The word in the pact file.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
        }
    }
}

impl RuleList {
    /// Reads `{"combine": "AND", "matchers": [..]}`.
    ///
    /// # Errors
    /// If there is no list of matchers, `combine` is neither `AND` nor `OR`, or a rule cannot be
    /// read.
    pub fn from_json(json: &Json<'_>) -> Result<Self, RuleError> {
        let matchers = json
            .get("matchers")
            .and_then(Json::as_array)
            .ok_or_else(|| RuleError::shape("a list `matchers`", json))?;
        let combine = match json.get("combine") {
            None => Combine::And,
            Some(Json::String(word)) if word.eq_ignore_ascii_case("and") => Combine::And,
            Some(Json::String(word)) if word.eq_ignore_ascii_case("or") => Combine::Or,
            Some(_) => return Err(RuleError::shape("`AND` or `OR` as `combine`", json)),
        };
        let rules = matchers
            .iter()
            .map(Rule::from_json)
            .collect::<Result<_, _>>()?;
        Ok(Self { combine, rules })
    }

    /// The list as V3 and V4 files write it.
    pub fn to_json(&self) -> OwnedObject {
        let combine = self.combine.name();
        let rules: Vec<_> = self
            .rules
            .iter()
            .map(|rule| Json::Object(rule.to_json()))
            .collect();
        [
            ("combine", Json::from(combine)),
            ("matchers", Json::from(rules)),
        ]
        .into_iter()
        .collect()
    }
}

fn implied_name(object: &Object<'_>) -> Option<&'static str> {
    ["regex", "min", "max", "timestamp", "date", "time"]
        .into_iter()
        .find(|key| object.contains_key(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, written: &str) {
        let rule = Rule::from_json(&Json::parse(text.as_bytes()).unwrap()).unwrap();
        assert_eq!(Json::Object(rule.to_json()).to_string(), written, "{text}");
    }

    #[test]
    fn reads_every_spelling_and_writes_one() {
        check(
            r#"{"match":"type","min":"2","max":3.0}"#,
            r#"{"match":"type","min":2,"max":3}"#,
        );
        check(r#"{"min":1}"#, r#"{"match":"type","min":1}"#);
        check(r#"{"regex":"a"}"#, r#"{"match":"regex","regex":"a"}"#);
        check(r#"{"match":"real"}"#, r#"{"match":"decimal"}"#);
        check(
            r#"{"timestamp":"yyyy"}"#,
            r#"{"match":"datetime","format":"yyyy"}"#,
        );
        check(
            r#"{"match":"status-code"}"#,
            r#"{"match":"statusCode","status":"success"}"#,
        );
        check(
            r#"{"match":"statusCode","status":[200,201]}"#,
            r#"{"match":"statusCode","status":[200,201]}"#,
        );
        check(
            r#"{"match":"eachKey","rules":[{"match":"regex","regex":"a"}],"value":"k"}"#,
            r#"{"match":"eachKey","rules":[{"match":"regex","regex":"a"}],"value":"k"}"#,
        );
        check(
            r#"{"match":"arrayContains","variants":[{"index":0,"rules":{"$.a":{"combine":"AND","matchers":[{"match":"type"}]}},"generators":{"$.a":{"type":"RandomBoolean"}}}]}"#,
            r#"{"match":"arrayContains","variants":[{"index":0,"rules":{"$.a":{"combine":"AND","matchers":[{"match":"type"}]}},"generators":{"$.a":{"type":"RandomBoolean"}}}]}"#,
        );
        check(
            r#"{"match":"luhn","strict":true}"#,
            r#"{"match":"luhn","strict":true}"#,
        );
    }

    fn refuse(text: &str, message: &str) {
        let error = Rule::from_json(&Json::parse(text.as_bytes()).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn names_the_attribute_at_fault() {
        refuse("1", "a matching rule needs an object, but this is `1`");
        refuse(
            "{}",
            "a matching rule needs `match` with the name of the rule, but this is `{}`",
        );
        refuse(
            r#"{"match":"regex"}"#,
            "matching rule `regex` needs a string as `regex`, but found nothing",
        );
        refuse(
            r#"{"match":"type","min":-1}"#,
            "matching rule `type` needs a length as `min`, but found `-1`",
        );
        refuse(
            r#"{"match":"statusCode","status":"good"}"#,
            "matching rule `statusCode` needs a class such as `success`, or a list of statuses as \
             `status`, but found `\"good\"`",
        );
    }
}
