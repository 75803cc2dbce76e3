//! The JSON form of rules in specification V3 and V4: `{"match": "type", "min": 1}`.

use super::{Combine, Definition, Rule, RuleList, StatusClass, Variant};
use crate::{
    generator::{Generator, GeneratorError},
    json::{Json, Object, OwnedObject},
    path::{PathError, PathExpr},
};

/// Why a JSON value is not a matching rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleError(Box<Kind>);

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Shape {
        expected: &'static str,
        found: String,
    },
    Attribute {
        rule: String,
        attribute: &'static str,
        expected: &'static str,
        found: String,
    },
    Path(PathError),
    Generator(GeneratorError),
}

impl RuleError {
    fn shape(expected: &'static str, found: &Json<'_>) -> Self {
        Self(Box::new(Kind::Shape {
            expected,
            found: found.to_string(),
        }))
    }
}

impl std::fmt::Display for RuleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &*self.0 {
            Kind::Shape { expected, found } => {
                write!(f, "a matching rule needs {expected}, but this is `{found}`")
            }
            Kind::Attribute {
                rule,
                attribute,
                expected,
                found,
            } => write!(
                f,
                "matching rule `{rule}` needs {expected} as `{attribute}`, but found {found}"
            ),
            Kind::Path(_) => f.write_str("a path of a variant cannot be read"),
            Kind::Generator(_) => f.write_str("a generator inside a matching rule cannot be read"),
        }
    }
}

impl std::error::Error for RuleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Path(error) => Some(error),
            Kind::Generator(error) => Some(error),
            Kind::Shape { .. } | Kind::Attribute { .. } => None,
        }
    }
}

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

    /// Reads the rule called `name` from its attributes; other keys are ignored.
    ///
    /// # Errors
    /// If an attribute that the rule needs is missing or of another kind.
    pub fn from_attributes(name: &str, object: &Object<'_>) -> Result<Self, RuleError> {
        let attributes = Attributes { rule: name, object };
        Ok(match name {
            "equality" => Self::Equality,
            "regex" => Self::Regex(attributes.text("regex")?),
            "type" | "min" | "max" => attributes.type_rule()?,
            "include" => Self::Include(attributes.text("value")?),
            "number" => Self::Number,
            "integer" => Self::Integer,
            "decimal" | "real" => Self::Decimal,
            "boolean" => Self::Boolean,
            "null" => Self::Null,
            "date" => Self::Date(attributes.format("date")?),
            "time" => Self::Time(attributes.format("time")?),
            "datetime" => Self::DateTime(attributes.format("datetime")?),
            "timestamp" => Self::DateTime(attributes.format("timestamp")?),
            "contentType" | "content-type" => Self::ContentType(attributes.text("value")?),
            "values" => Self::Values,
            "eachKey" | "each-key" => Self::EachKey(Box::new(attributes.definition()?)),
            "eachValue" | "each-value" => Self::EachValue(Box::new(attributes.definition()?)),
            "arrayContains" | "array-contains" => Self::ArrayContains(attributes.variants()?),
            "statusCode" | "status-code" => Self::StatusCode(attributes.status()?),
            "notEmpty" | "not-empty" => Self::NotEmpty,
            "semver" => Self::Semver,
            other => {
                let mut values = object.clone().into_owned();
                values.remove("match");
                Self::Plugin(other.to_owned(), values)
            }
        })
    }

    /// The name of the rule as the file writes it in `match`.
    pub fn name(&self) -> &str {
        match self {
            Self::Equality => "equality",
            Self::Regex(_) => "regex",
            Self::Type | Self::MinType(_) | Self::MaxType(_) | Self::MinMaxType(..) => "type",
            Self::Include(_) => "include",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
            Self::Null => "null",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "datetime",
            Self::ContentType(_) => "contentType",
            Self::Values => "values",
            Self::EachKey(_) => "eachKey",
            Self::EachValue(_) => "eachValue",
            Self::ArrayContains(_) => "arrayContains",
            Self::StatusCode(_) => "statusCode",
            Self::NotEmpty => "notEmpty",
            Self::Semver => "semver",
            Self::Plugin(name, _) => name,
        }
    }

    /// The rule as V3 and V4 files write it.
    pub fn to_json(&self) -> OwnedObject {
        let mut json = Object::new();
        json.insert("match", self.name().to_owned());
        match self {
            Self::Regex(regex) => set(&mut json, "regex", regex.clone()),
            Self::MinType(min) => set(&mut json, "min", *min),
            Self::MaxType(max) => set(&mut json, "max", *max),
            Self::MinMaxType(min, max) => {
                set(&mut json, "min", *min);
                set(&mut json, "max", *max);
            }
            Self::Include(value) | Self::ContentType(value) => {
                set(&mut json, "value", value.clone());
            }
            Self::Date(Some(format)) | Self::Time(Some(format)) | Self::DateTime(Some(format)) => {
                set(&mut json, "format", format.clone());
            }
            Self::EachKey(definition) | Self::EachValue(definition) => {
                definition.write(&mut json);
            }
            Self::ArrayContains(variants) => {
                let variants = variants
                    .iter()
                    .map(|variant| Json::Object(variant.to_json()));
                set(&mut json, "variants", variants.collect::<Vec<_>>());
            }
            Self::StatusCode(class) => set(&mut json, "status", class.to_json()),
            Self::Plugin(_, values) => {
                for (key, value) in values.iter() {
                    set(&mut json, key.to_owned(), value.clone());
                }
            }
            Self::Equality
            | Self::Type
            | Self::Number
            | Self::Integer
            | Self::Decimal
            | Self::Boolean
            | Self::Null
            | Self::Date(None)
            | Self::Time(None)
            | Self::DateTime(None)
            | Self::Values
            | Self::NotEmpty
            | Self::Semver => {}
        }
        json
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
        let combine = match self.combine {
            Combine::And => "AND",
            Combine::Or => "OR",
        };
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

impl StatusClass {
    const NAMES: [(&'static str, Self); 7] = [
        ("info", Self::Information),
        ("success", Self::Success),
        ("redirect", Self::Redirect),
        ("clientError", Self::ClientError),
        ("serverError", Self::ServerError),
        ("nonError", Self::NonError),
        ("error", Self::Error),
    ];

    fn to_json(&self) -> Json<'static> {
        match Self::NAMES.iter().find(|(_, class)| class == self) {
            Some((name, _)) => Json::from(*name),
            None => match self {
                Self::Codes(codes) => codes
                    .iter()
                    .map(|code| Json::from(*code))
                    .collect::<Vec<_>>()
                    .into(),
                _ => Json::Null,
            },
        }
    }
}

impl Definition {
    fn write(&self, json: &mut OwnedObject) {
        let rules: Vec<_> = self
            .rules
            .iter()
            .map(|rule| Json::Object(rule.to_json()))
            .collect();
        set(json, "rules", rules);
        if let Some(value) = &self.value {
            set(json, "value", value.clone());
        }
        if let Some(generator) = &self.generator {
            set(json, "generator", generator.to_json());
        }
    }
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
            set(&mut json, "generators", generators.collect::<OwnedObject>());
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
        let path = |text: &str| -> Result<PathExpr, RuleError> {
            text.parse()
                .map_err(|error| RuleError(Box::new(Kind::Path(error))))
        };
        Ok(Self {
            index: usize::try_from(index).unwrap_or(usize::MAX),
            rules: members("rules")
                .map(|(at, list)| Ok((path(at)?, RuleList::from_json(list)?)))
                .collect::<Result<_, RuleError>>()?,
            generators: members("generators")
                .map(|(at, one)| Ok((path(at)?, generator(one)?)))
                .collect::<Result<_, RuleError>>()?,
        })
    }
}

/// The attributes of one rule, with the rule's name for errors.
struct Attributes<'a> {
    rule: &'a str,
    object: &'a Object<'a>,
}

impl Attributes<'_> {
    fn error(&self, attribute: &'static str, expected: &'static str) -> RuleError {
        let found = self
            .object
            .get(attribute)
            .map_or("nothing".to_owned(), |json| format!("`{json}`"));
        RuleError(Box::new(Kind::Attribute {
            rule: self.rule.to_owned(),
            attribute,
            expected,
            found,
        }))
    }

    fn text(&self, attribute: &'static str) -> Result<String, RuleError> {
        match self.object.get(attribute) {
            Some(Json::String(text)) => Ok(text.clone().into_owned()),
            Some(scalar @ (Json::Number(_) | Json::Bool(_))) => Ok(scalar.to_string()),
            _ => Err(self.error(attribute, "a string")),
        }
    }

    fn format(&self, attribute: &'static str) -> Result<Option<String>, RuleError> {
        let present = ["format", attribute]
            .into_iter()
            .find(|key| self.object.contains_key(key));
        present.map(|key| self.text(key)).transpose()
    }

    fn type_rule(&self) -> Result<Rule, RuleError> {
        Ok(match (self.length("min")?, self.length("max")?) {
            (None, None) => Rule::Type,
            (Some(min), None) => Rule::MinType(min),
            (None, Some(max)) => Rule::MaxType(max),
            (Some(min), Some(max)) => Rule::MinMaxType(min, max),
        })
    }

    /// A length; tools write it as a number, as a decimal without fraction, or as a string.
    fn length(&self, attribute: &'static str) -> Result<Option<usize>, RuleError> {
        let text = match self.object.get(attribute) {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::Number(number)) => number.as_str(),
            Some(Json::String(text)) => text,
            Some(_) => return Err(self.error(attribute, "a length")),
        };
        let whole = text.split_once('.').map_or(text, |(whole, fraction)| {
            if fraction.bytes().all(|digit| digit == b'0') {
                whole
            } else {
                text
            }
        });
        whole
            .parse()
            .map(Some)
            .map_err(|_| self.error(attribute, "a length"))
    }

    fn definition(&self) -> Result<Definition, RuleError> {
        let rules = match self.object.get("rules") {
            None => Vec::new(),
            Some(Json::Array(rules)) => rules
                .iter()
                .map(Rule::from_json)
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(self.error("rules", "a list of rules")),
        };
        let value = match self.object.get("value") {
            None | Some(Json::Null) => None,
            Some(Json::String(text)) => Some(text.clone().into_owned()),
            Some(other) => Some(other.to_string()),
        };
        let generator = match self.object.get("generator") {
            None | Some(Json::Null) => None,
            Some(json) => Some(generator(json)?),
        };
        Ok(Definition {
            value,
            rules,
            generator,
        })
    }

    fn variants(&self) -> Result<Vec<Variant>, RuleError> {
        match self.object.get("variants") {
            None => Ok(Vec::new()),
            Some(Json::Array(variants)) => variants.iter().map(Variant::from_json).collect(),
            Some(_) => Err(self.error("variants", "a list of variants")),
        }
    }

    fn status(&self) -> Result<StatusClass, RuleError> {
        const EXPECTED: &str = "a class such as `success`, or a list of statuses";
        match self.object.get("status") {
            None => Ok(StatusClass::Success),
            Some(Json::String(name)) => StatusClass::NAMES
                .into_iter()
                .find(|(known, _)| known == name)
                .map(|(_, class)| class)
                .ok_or_else(|| self.error("status", EXPECTED)),
            Some(Json::Array(codes)) => codes
                .iter()
                .map(|code| code.as_u64().and_then(|code| u16::try_from(code).ok()))
                .collect::<Option<_>>()
                .map(StatusClass::Codes)
                .ok_or_else(|| self.error("status", EXPECTED)),
            Some(_) => Err(self.error("status", EXPECTED)),
        }
    }
}

fn generator(json: &Json<'_>) -> Result<Generator, RuleError> {
    Generator::from_json(json).map_err(|error| RuleError(Box::new(Kind::Generator(error))))
}

fn implied_name(object: &Object<'_>) -> Option<&'static str> {
    ["regex", "min", "max", "timestamp", "date", "time"]
        .into_iter()
        .find(|key| object.contains_key(key))
}

fn set(
    json: &mut OwnedObject,
    key: impl Into<std::borrow::Cow<'static, str>>,
    value: impl Into<Json<'static>>,
) {
    json.insert(key, value);
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
