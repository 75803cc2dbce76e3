//! Every rule once: which file it is in.
//!
//! A new rule has its own file, a variant of [`Rule`], and a line in each function here.

use super::{
    Definition, Rule, array_contains,
    attributes::{Attributes, RuleError},
    boolean, content_type, date_time, decimal, each_key, each_value, equality, include, integer,
    not_empty, null, number, plugin, regex, same_type, semver, status_code,
    value::Value,
    values,
};
use crate::{
    datetime::DateKind,
    json::{Object, OwnedObject},
};

impl Rule {
    /// Reads the rule called `name` from its attributes; other keys are ignored.
    ///
    /// # Errors
    /// If an attribute that the rule needs is missing or of another kind.
    pub fn from_attributes(name: &str, object: &Object<'_>) -> Result<Self, RuleError> {
        let attributes = Attributes { rule: name, object };
        if let Some((_, kind)) = date_time::NAMES.iter().find(|(known, _)| *known == name) {
            let format = date_time::read(&attributes)?;
            return Ok(match kind {
                DateKind::Date => Self::Date(format),
                DateKind::Time => Self::Time(format),
                DateKind::DateTime => Self::DateTime(format),
            });
        }
        let is = |names: &[&str]| names.contains(&name);
        Ok(match name {
            _ if is(equality::NAMES) => Self::Equality,
            _ if is(regex::NAMES) => Self::Regex(regex::read(&attributes)?),
            _ if is(same_type::NAMES) => same_type::read(&attributes)?,
            _ if is(include::NAMES) => Self::Include(include::read(&attributes)?),
            _ if is(number::NAMES) => Self::Number,
            _ if is(integer::NAMES) => Self::Integer,
            _ if is(decimal::NAMES) => Self::Decimal,
            _ if is(boolean::NAMES) => Self::Boolean,
            _ if is(null::NAMES) => Self::Null,
            _ if is(content_type::NAMES) => Self::ContentType(content_type::read(&attributes)?),
            _ if is(values::NAMES) => Self::Values,
            _ if is(each_key::NAMES) => Self::EachKey(Box::new(Definition::read(&attributes)?)),
            _ if is(each_value::NAMES) => Self::EachValue(Box::new(Definition::read(&attributes)?)),
            _ if is(array_contains::NAMES) => {
                Self::ArrayContains(array_contains::read(&attributes)?)
            }
            _ if is(status_code::NAMES) => Self::StatusCode(status_code::read(&attributes)?),
            _ if is(not_empty::NAMES) => Self::NotEmpty,
            _ if is(semver::NAMES) => Self::Semver,
            other => Self::Plugin(other.to_owned(), plugin::read(object)),
        })
    }

    /// The name of the rule as the file writes it in `match`.
    pub fn name(&self) -> &str {
        match self {
            Self::Equality => equality::NAMES[0],
            Self::Regex(_) => regex::NAMES[0],
            Self::Type | Self::MinType(_) | Self::MaxType(_) | Self::MinMaxType(..) => {
                same_type::NAMES[0]
            }
            Self::Include(_) => include::NAMES[0],
            Self::Number => number::NAMES[0],
            Self::Integer => integer::NAMES[0],
            Self::Decimal => decimal::NAMES[0],
            Self::Boolean => boolean::NAMES[0],
            Self::Null => null::NAMES[0],
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "datetime",
            Self::ContentType(_) => content_type::NAMES[0],
            Self::Values => values::NAMES[0],
            Self::EachKey(_) => each_key::NAMES[0],
            Self::EachValue(_) => each_value::NAMES[0],
            Self::ArrayContains(_) => array_contains::NAMES[0],
            Self::StatusCode(_) => status_code::NAMES[0],
            Self::NotEmpty => not_empty::NAMES[0],
            Self::Semver => semver::NAMES[0],
            Self::Plugin(name, _) => name,
        }
    }

    /// The rule as V3 and V4 files write it.
    pub fn to_json(&self) -> OwnedObject {
        let mut json = Object::new();
        json.insert("match", self.name().to_owned());
        self.write_attributes(&mut json);
        json
    }

    /// Adds what stands beside `match`.
    pub(crate) fn write_attributes(&self, json: &mut OwnedObject) {
        match self {
            Self::Regex(pattern) => regex::write(pattern, json),
            Self::MinType(min) => same_type::write(Some(*min), None, json),
            Self::MaxType(max) => same_type::write(None, Some(*max), json),
            Self::MinMaxType(min, max) => same_type::write(Some(*min), Some(*max), json),
            Self::Include(part) => include::write(part, json),
            Self::ContentType(content_type) => content_type::write(content_type, json),
            Self::Date(format) | Self::Time(format) | Self::DateTime(format) => {
                date_time::write(format.as_deref(), json);
            }
            Self::EachKey(definition) | Self::EachValue(definition) => definition.write(json),
            Self::ArrayContains(variants) => array_contains::write(variants, json),
            Self::StatusCode(class) => status_code::write(class, json),
            Self::Plugin(_, values) => plugin::write(values, json),
            Self::Equality
            | Self::Type
            | Self::Number
            | Self::Integer
            | Self::Decimal
            | Self::Boolean
            | Self::Null
            | Self::Values
            | Self::NotEmpty
            | Self::Semver => {}
        }
    }

    /// What the rule demands, as a verb phrase: `has at least 2 items`.
    pub fn describe(&self, expected: Option<Value<'_>>) -> String {
        match self {
            Self::Equality => equality::describe(expected),
            Self::Regex(pattern) => regex::describe(pattern),
            Self::Type => same_type::describe(None, None, expected),
            Self::MinType(min) => same_type::describe(Some(*min), None, expected),
            Self::MaxType(max) => same_type::describe(None, Some(*max), expected),
            Self::MinMaxType(min, max) => same_type::describe(Some(*min), Some(*max), expected),
            Self::Include(part) => include::describe(part),
            Self::Number => number::describe(),
            Self::Integer => integer::describe(),
            Self::Decimal => decimal::describe(),
            Self::Boolean => boolean::describe(),
            Self::Null => null::describe(),
            Self::Date(format) => date_time::describe(DateKind::Date, format.as_deref()),
            Self::Time(format) => date_time::describe(DateKind::Time, format.as_deref()),
            Self::DateTime(format) => date_time::describe(DateKind::DateTime, format.as_deref()),
            Self::ContentType(content_type) => content_type::describe(content_type),
            Self::Values => values::describe(expected),
            Self::EachKey(definition) => each_key::describe(definition),
            Self::EachValue(definition) => each_value::describe(definition),
            Self::ArrayContains(variants) => array_contains::describe(variants),
            Self::StatusCode(class) => status_code::describe(class),
            Self::NotEmpty => not_empty::describe(),
            Self::Semver => semver::describe(),
            Self::Plugin(name, _) => plugin::describe(name),
        }
    }

    /// Why a value does not satisfy the rule, as a relative clause: `which has 1 item`. `None` where
    /// the value speaks for itself.
    pub fn explain(&self, expected: Option<Value<'_>>, actual: Value<'_>) -> Option<String> {
        match self {
            Self::Equality => equality::explain(expected, actual),
            Self::Type => same_type::explain(false, actual),
            Self::MinType(_) | Self::MaxType(_) | Self::MinMaxType(..) => {
                same_type::explain(true, actual)
            }
            Self::Number => number::explain(actual),
            Self::Integer => integer::explain(actual),
            Self::Decimal => decimal::explain(actual),
            Self::Boolean => boolean::explain(actual),
            Self::Null => null::explain(actual),
            Self::Date(format) => date_time::explain(DateKind::Date, format.as_deref(), actual),
            Self::Time(format) => date_time::explain(DateKind::Time, format.as_deref(), actual),
            Self::DateTime(format) => {
                date_time::explain(DateKind::DateTime, format.as_deref(), actual)
            }
            Self::ContentType(_) => Some(content_type::explain(actual)),
            Self::Semver => semver::explain(actual),
            Self::Plugin(name, _) => Some(plugin::explain(name)),
            Self::ArrayContains(_) => super::value::which_is(actual),
            Self::Regex(_)
            | Self::Include(_)
            | Self::Values
            | Self::EachKey(_)
            | Self::EachValue(_)
            | Self::StatusCode(_)
            | Self::NotEmpty => None,
        }
    }

    /// Why a value does not satisfy the rule, in the wording of the reference implementation, which
    /// other clients compare literally.
    pub fn message(&self, expected: Option<Value<'_>>, actual: Value<'_>) -> String {
        if let Some(name) = self.name_for_values()
            && actual.is_container_like(expected)
        {
            return format!("Unable to match {} using {name}", actual.quoted());
        }
        match self {
            Self::Equality | Self::Values => equality::message(expected, actual),
            Self::Regex(pattern) => regex::message(pattern, actual),
            Self::Type => same_type::message(None, None, expected, actual),
            Self::MinType(min) => same_type::message(Some(*min), None, expected, actual),
            Self::MaxType(max) => same_type::message(None, Some(*max), expected, actual),
            Self::MinMaxType(min, max) => {
                same_type::message(Some(*min), Some(*max), expected, actual)
            }
            Self::Include(part) => include::message(part, actual),
            Self::Number => number::message(actual),
            Self::Integer => integer::message(actual),
            Self::Decimal => decimal::message(actual),
            Self::Boolean => boolean::message(actual),
            Self::Null => null::message(actual),
            Self::Date(format) => date_time::message(DateKind::Date, format.as_deref(), actual),
            Self::Time(format) => date_time::message(DateKind::Time, format.as_deref(), actual),
            Self::DateTime(format) => {
                date_time::message(DateKind::DateTime, format.as_deref(), actual)
            }
            Self::ContentType(content_type) => content_type::message(content_type, actual),
            Self::StatusCode(class) => status_code::message(class, actual),
            Self::NotEmpty => not_empty::message(expected, actual),
            Self::Semver => semver::message(actual),
            Self::EachKey(_) | Self::EachValue(_) | Self::ArrayContains(_) => {
                plugin::message(self.name(), actual)
            }
            Self::Plugin(name, _) => plugin::message(name, actual),
        }
    }

    /// Of rules that look at values with nothing inside, the name in the messages of the reference
    /// implementation.
    fn name_for_values(&self) -> Option<String> {
        let date = |name: &str, kind: DateKind, format: &Option<String>| {
            let format = format.as_deref().unwrap_or(kind.default_pattern());
            Some(format!("{name}({format:?})"))
        };
        match self {
            Self::Include(part) => Some(format!("Include({part:?})")),
            Self::Number => Some("Number".to_owned()),
            Self::Integer => Some("Integer".to_owned()),
            Self::Decimal => Some("Decimal".to_owned()),
            Self::Boolean => Some("Boolean".to_owned()),
            Self::Null => Some("Null".to_owned()),
            Self::Semver => Some("Semver".to_owned()),
            Self::Date(format) => date("Date", DateKind::Date, format),
            Self::Time(format) => date("Time", DateKind::Time, format),
            Self::DateTime(format) => date("Timestamp", DateKind::DateTime, format),
            Self::ContentType(content_type) => Some(format!("ContentType({content_type:?})")),
            Self::Equality
            | Self::Regex(_)
            | Self::Type
            | Self::MinType(_)
            | Self::MaxType(_)
            | Self::MinMaxType(..)
            | Self::Values
            | Self::EachKey(_)
            | Self::EachValue(_)
            | Self::ArrayContains(_)
            | Self::StatusCode(_)
            | Self::NotEmpty
            | Self::Plugin(..) => None,
        }
    }
}
