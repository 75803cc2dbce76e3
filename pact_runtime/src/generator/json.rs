//! The JSON form of generators: `{"type": "RandomInt", "min": 0, "max": 10}`.

use super::{DataType, Generator, Moment, UuidFormat};
use crate::json::{Json, Object, OwnedObject};

/// Why a JSON value is not a generator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratorError {
    generator: String,
    attribute: &'static str,
    expected: &'static str,
    found: String,
}

impl std::fmt::Display for GeneratorError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            generator,
            attribute,
            expected,
            found,
        } = self;
        write!(
            f,
            "generator `{generator}` needs {expected} as `{attribute}`, but found {found}"
        )
    }
}

impl std::error::Error for GeneratorError {}

const UUID_FORMATS: [(&str, UuidFormat); 4] = [
    ("simple", UuidFormat::Simple),
    ("lower-case-hyphenated", UuidFormat::LowerCaseHyphenated),
    ("upper-case-hyphenated", UuidFormat::UpperCaseHyphenated),
    ("URN", UuidFormat::Urn),
];

const DATA_TYPES: [(&str, DataType); 6] = [
    ("STRING", DataType::String),
    ("INTEGER", DataType::Integer),
    ("DECIMAL", DataType::Decimal),
    ("FLOAT", DataType::Float),
    ("RAW", DataType::Raw),
    ("BOOLEAN", DataType::Boolean),
];

impl Generator {
    /// Reads one generator. An unknown type becomes [`Generator::Plugin`] with all its attributes.
    ///
    /// # Errors
    /// If there is no `type`, or an attribute is of another kind than the generator needs.
    pub fn from_json(json: &Json<'_>) -> Result<Self, GeneratorError> {
        let empty = Object::new();
        let object = json.as_object().unwrap_or(&empty);
        let Some(name) = object.get("type").and_then(Json::as_str) else {
            return Err(GeneratorError {
                generator: json.to_string(),
                attribute: "type",
                expected: "the name of the generator",
                found: "none".to_owned(),
            });
        };
        Self::from_attributes(name, object)
    }

    /// Reads the generator of this type from its attributes; other keys are ignored.
    ///
    /// # Errors
    /// If an attribute is of another kind than the generator needs.
    pub fn from_attributes(name: &str, object: &Object<'_>) -> Result<Self, GeneratorError> {
        let attributes = Attributes {
            generator: name,
            object,
        };
        Ok(match name {
            "RandomInt" => Self::RandomInt {
                min: attributes.integer("min")?.unwrap_or(0),
                max: attributes.integer("max")?.unwrap_or(10),
            },
            "RandomDecimal" => Self::RandomDecimal {
                digits: attributes.size("digits")?,
            },
            "RandomHexadecimal" => Self::RandomHexadecimal {
                digits: attributes.size("digits")?,
            },
            "RandomString" => Self::RandomString {
                size: attributes.size("size")?,
            },
            "Regex" => Self::Regex {
                regex: attributes.required_text("regex")?,
            },
            "Uuid" => Self::Uuid {
                format: attributes.one_of("format", &UUID_FORMATS)?,
            },
            "Date" => Self::Date(attributes.moment()?),
            "Time" => Self::Time(attributes.moment()?),
            "DateTime" => Self::DateTime(attributes.moment()?),
            "RandomBoolean" => Self::RandomBoolean,
            "ProviderState" => Self::ProviderState {
                expression: attributes.required_text("expression")?,
                data_type: attributes.one_of("dataType", &DATA_TYPES)?,
            },
            "MockServerURL" => Self::MockServerUrl {
                example: attributes.required_text("example")?,
                regex: attributes.required_text("regex")?,
            },
            other => {
                let mut values = object.clone().into_owned();
                values.remove("type");
                Self::Plugin(other.to_owned(), values)
            }
        })
    }

    /// The name of the generator as the file writes it in `type`.
    pub fn name(&self) -> &str {
        match self {
            Self::RandomInt { .. } => "RandomInt",
            Self::RandomDecimal { .. } => "RandomDecimal",
            Self::RandomHexadecimal { .. } => "RandomHexadecimal",
            Self::RandomString { .. } => "RandomString",
            Self::Regex { .. } => "Regex",
            Self::Uuid { .. } => "Uuid",
            Self::Date(_) => "Date",
            Self::Time(_) => "Time",
            Self::DateTime(_) => "DateTime",
            Self::RandomBoolean => "RandomBoolean",
            Self::ProviderState { .. } => "ProviderState",
            Self::MockServerUrl { .. } => "MockServerURL",
            Self::Plugin(name, _) => name,
        }
    }

    /// The generator as pact files write it.
    pub fn to_json(&self) -> OwnedObject {
        let mut json = Object::new();
        json.insert("type", self.name().to_owned());
        match self {
            Self::RandomInt { min, max } => {
                json.insert("min", *min);
                json.insert("max", *max);
            }
            Self::RandomDecimal { digits } | Self::RandomHexadecimal { digits } => {
                json.insert("digits", *digits);
            }
            Self::RandomString { size } => {
                json.insert("size", *size);
            }
            Self::Regex { regex } => {
                json.insert("regex", regex.clone());
            }
            Self::Uuid { format } => set_name(&mut json, "format", format.as_ref(), &UUID_FORMATS),
            Self::Date(moment) | Self::Time(moment) | Self::DateTime(moment) => {
                if let Some(format) = &moment.format {
                    json.insert("format", format.clone());
                }
                if let Some(expression) = &moment.expression {
                    json.insert("expression", expression.clone());
                }
            }
            Self::RandomBoolean => {}
            Self::ProviderState {
                expression,
                data_type,
            } => {
                json.insert("expression", expression.clone());
                set_name(&mut json, "dataType", data_type.as_ref(), &DATA_TYPES);
            }
            Self::MockServerUrl { example, regex } => {
                json.insert("example", example.clone());
                json.insert("regex", regex.clone());
            }
            Self::Plugin(_, values) => {
                for (key, value) in values.iter() {
                    json.insert(key.to_owned(), value.clone());
                }
            }
        }
        json
    }
}

fn set_name<T: PartialEq>(
    json: &mut OwnedObject,
    key: &'static str,
    value: Option<&T>,
    names: &[(&'static str, T)],
) {
    if let Some((name, _)) = names.iter().find(|(_, one)| Some(one) == value) {
        json.insert(key, *name);
    }
}

/// The attributes of one generator, with its name for errors.
struct Attributes<'a> {
    generator: &'a str,
    object: &'a Object<'a>,
}

impl Attributes<'_> {
    fn error(&self, attribute: &'static str, expected: &'static str) -> GeneratorError {
        let found = self
            .object
            .get(attribute)
            .map_or("nothing".to_owned(), |json| format!("`{json}`"));
        GeneratorError {
            generator: self.generator.to_owned(),
            attribute,
            expected,
            found,
        }
    }

    fn text(&self, attribute: &'static str) -> Result<Option<String>, GeneratorError> {
        match self.object.get(attribute) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text.clone().into_owned())),
            Some(_) => Err(self.error(attribute, "a string")),
        }
    }

    fn required_text(&self, attribute: &'static str) -> Result<String, GeneratorError> {
        self.text(attribute)?
            .ok_or_else(|| self.error(attribute, "a string"))
    }

    fn integer(&self, attribute: &'static str) -> Result<Option<i64>, GeneratorError> {
        let text = match self.object.get(attribute) {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::Number(number)) => number.as_str(),
            Some(Json::String(text)) => text,
            Some(_) => return Err(self.error(attribute, "a whole number")),
        };
        text.parse()
            .map(Some)
            .map_err(|_| self.error(attribute, "a whole number"))
    }

    /// How many digits or characters; ten unless the file says otherwise.
    fn size(&self, attribute: &'static str) -> Result<usize, GeneratorError> {
        let size = self.integer(attribute)?.unwrap_or(10);
        usize::try_from(size).map_err(|_| self.error(attribute, "a size"))
    }

    fn one_of<T: Copy>(
        &self,
        attribute: &'static str,
        names: &[(&'static str, T)],
    ) -> Result<Option<T>, GeneratorError> {
        let Some(text) = self.text(attribute)? else {
            return Ok(None);
        };
        let known = names
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&text));
        known
            .map(|(_, value)| Some(*value))
            .ok_or_else(|| self.error(attribute, "a known name"))
    }

    fn moment(&self) -> Result<Moment, GeneratorError> {
        Ok(Moment {
            format: self.text("format")?,
            expression: self.text("expression")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, written: &str) {
        let generator = Generator::from_json(&Json::parse(text.as_bytes()).unwrap()).unwrap();
        assert_eq!(
            Json::Object(generator.to_json()).to_string(),
            written,
            "{text}"
        );
    }

    #[test]
    fn reads_and_writes_every_generator() {
        check(
            r#"{"type":"RandomInt"}"#,
            r#"{"type":"RandomInt","min":0,"max":10}"#,
        );
        check(
            r#"{"type":"RandomDecimal"}"#,
            r#"{"type":"RandomDecimal","digits":10}"#,
        );
        check(
            r#"{"type":"Uuid","format":"urn"}"#,
            r#"{"type":"Uuid","format":"URN"}"#,
        );
        check(r#"{"type":"Date"}"#, r#"{"type":"Date"}"#);
        check(
            r#"{"type":"ProviderState","expression":"id","dataType":"INTEGER"}"#,
            r#"{"type":"ProviderState","expression":"id","dataType":"INTEGER"}"#,
        );
        check(
            r#"{"type":"Iban","country":"DE"}"#,
            r#"{"type":"Iban","country":"DE"}"#,
        );
    }

    #[test]
    fn names_the_attribute_at_fault() {
        let json = Json::parse(br#"{"type":"RandomString","size":-1}"#).unwrap();
        assert_eq!(
            Generator::from_json(&json).unwrap_err().to_string(),
            "generator `RandomString` needs a size as `size`, but found `-1`"
        );
    }
}
