//! Values of the provider state.

use super::DataType;
use super::context::GeneratorContext;
use super::error::{GenerateError, GenerateErrorKind};
use crate::json::{Json, Number, OwnedJson};

/// The value of an expression: a bare key, or a template with `${key}` inside. A template that is
/// nothing but one key keeps the kind of its value.
pub(super) fn generate(
    expression: &str,
    data_type: Option<DataType>,
    context: &GeneratorContext,
) -> Result<OwnedJson, GenerateError> {
    let look_up = |key: &str| {
        context.state_value(key).cloned().ok_or_else(|| {
            GenerateError::new(GenerateErrorKind::MissingStateValue {
                key: key.to_owned(),
            })
        })
    };
    let value = if expression.contains("${") {
        fill(expression, look_up)?
    } else {
        look_up(expression)?
    };
    convert(expression, value, data_type.unwrap_or(DataType::Raw))
}

/// Checks that every `${` of a template is closed.
pub(super) fn check(expression: &str) -> Result<(), GenerateError> {
    fill(expression, |_| Ok(Json::Null)).map(|_| ())
}

fn fill(
    template: &str,
    look_up: impl Fn(&str) -> Result<OwnedJson, GenerateError>,
) -> Result<OwnedJson, GenerateError> {
    let mut text = String::new();
    let mut rest = template;
    while let Some(start) = rest.find("${") {
        let inner = &rest[start + 2..];
        let Some(end) = inner.find('}') else {
            let expression = template.to_owned();
            return Err(GenerateError::new(GenerateErrorKind::OpenTemplate {
                expression,
            }));
        };
        text.push_str(&rest[..start]);
        let is_all = start == 0 && rest.len() == template.len() && end + 1 == inner.len();
        rest = &inner[end + 1..];
        match &inner[..end] {
            "" => {}
            key if is_all => return look_up(key),
            key => text.push_str(&to_text(&look_up(key)?)),
        }
    }
    text.push_str(rest);
    Ok(Json::from(text))
}

/// The text of a value where only text can stand: a string without quotes, else its JSON.
pub(super) fn to_text(value: &Json<'_>) -> String {
    match value {
        Json::String(text) => text.clone().into_owned(),
        other => other.to_string(),
    }
}

fn convert(
    expression: &str,
    value: OwnedJson,
    data_type: DataType,
) -> Result<OwnedJson, GenerateError> {
    let (converted, wanted) = match data_type {
        DataType::Raw => return Ok(value),
        DataType::String => return Ok(Json::from(to_text(&value))),
        DataType::Integer => (integer(&value), "an integer"),
        DataType::Decimal | DataType::Float => (decimal(&value), "a number"),
        DataType::Boolean => (boolean(&value).map(Json::Bool), "a boolean"),
    };
    converted.ok_or_else(|| {
        let (expression, value) = (expression.to_owned(), value.to_string());
        GenerateError::new(GenerateErrorKind::StateValueKind {
            expression,
            value,
            wanted,
        })
    })
}

/// The number behind a number, a text that is one, or a boolean.
fn number(value: &Json<'_>) -> Option<Number<'static>> {
    match value {
        Json::Number(number) => Some(number.clone().into_owned()),
        Json::String(text) => Number::parse(text.trim()).map(Number::into_owned),
        Json::Bool(value) => Some(Number::from(u8::from(*value))),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// An integer of any length; the fraction of a decimal is cut off.
fn integer(value: &Json<'_>) -> Option<OwnedJson> {
    let number = number(value)?;
    if number.is_integer() {
        return Some(Json::Number(number));
    }
    let (whole, fraction) = number.as_str().split_once('.')?;
    let is_plain = fraction.bytes().all(|digit| digit.is_ascii_digit());
    // Only `-0` is left of `-0.5`.
    let whole = if whole == "-0" { "0" } else { whole };
    Number::parse(whole)
        .filter(|_| is_plain)
        .map(|number| Json::Number(number.into_owned()))
}

fn decimal(value: &Json<'_>) -> Option<OwnedJson> {
    let number = number(value)?;
    if !number.is_integer() {
        return Some(Json::Number(number));
    }
    let text = format!("{number}.0");
    Number::parse(&text).map(|number| Json::Number(number.into_owned()))
}

fn boolean(value: &Json<'_>) -> Option<bool> {
    match value {
        Json::Bool(value) => Some(*value),
        Json::String(text) => text.trim().parse().ok(),
        Json::Number(number) => Some(number.as_f64() > 0.0),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(expression: &str, data_type: Option<DataType>) -> Result<OwnedJson, GenerateError> {
        let values = Json::parse(br#"{"id":-42,"name":"Bob","big":12345678901234567890123,"price":10.50,"on":true,"n":"17","a b":{"x":1},"nil":null}"#).unwrap();
        let values = values.as_object().unwrap().clone().into_owned();
        generate(
            expression,
            data_type,
            &GeneratorContext::provider().with_state_values(values),
        )
    }

    fn check(expression: &str, data_type: Option<DataType>, expect: &str) {
        let value = run(expression, data_type).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(value.to_string(), expect, "{expression}");
    }

    #[test]
    fn fills_templates() {
        check("id", None, "-42");
        check("${id}", None, "-42");
        check("/users/${id}/${name}", None, r#""/users/-42/Bob""#);
        check("${name} ", None, r#""Bob ""#);
        check("${a b}", None, r#"{"x":1}"#);
        check("${} ${}", None, r#"" ""#);
        check("$${name}}", None, r#""$Bob}""#);
        check("${id}${id}", None, r#""-42-42""#);
    }

    #[test]
    fn converts_values() {
        check("id", Some(DataType::String), r#""-42""#);
        check("big", Some(DataType::Integer), "12345678901234567890123");
        check("price", Some(DataType::Integer), "10");
        check("price", Some(DataType::Decimal), "10.50");
        check("id", Some(DataType::Decimal), "-42.0");
        check("n", Some(DataType::Integer), "17");
        check("on", Some(DataType::Integer), "1");
        check("on", Some(DataType::Boolean), "true");
        check("id", Some(DataType::Boolean), "false");
        check("a b", Some(DataType::Raw), r#"{"x":1}"#);
        check("${id}", Some(DataType::Integer), "-42");
    }

    fn refuse(expression: &str, data_type: Option<DataType>, message: &str) {
        assert_eq!(run(expression, data_type).unwrap_err().to_string(), message);
    }

    #[test]
    fn says_what_is_missing() {
        refuse(
            "x",
            None,
            "the provider state has no value `x`; return it from the state handler",
        );
        assert!(run("${x}", None).unwrap_err().is_missing_state_value());
        refuse("a ${id", None, "`${` in `a ${id` must be closed; add `}`");
        refuse(
            "name",
            Some(DataType::Integer),
            "the provider state's value of `name` must be an integer, but is `\"Bob\"`",
        );
        refuse(
            "nil",
            Some(DataType::Decimal),
            "the provider state's value of `nil` must be a number, but is `null`",
        );
    }
}
