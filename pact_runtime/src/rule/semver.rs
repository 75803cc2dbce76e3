//! `semver`: a semantic version (<https://semver.org>, version 2.0.0).

use std::fmt::{Display, Formatter};

use super::value::{Value, Verdict, which_is};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["semver"];

/// Strict: three numbers without leading zeros, then the optional parts.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    match actual {
        Value::Json(Json::String(text)) => read(text).is_ok(),
        Value::Json(_) => false,
        Value::Text(_) | Value::Bytes(_) => actual.text().is_some_and(|text| read(&text).is_ok()),
    }
    .into()
}

/// Why a text is not a semantic version, in the words that the reference implementation uses.
#[derive(Debug, PartialEq)]
enum Fault {
    Empty,
    End(&'static str),
    Character(&'static str, char),
    CharacterAfter(&'static str, char),
    LeadingZero(&'static str),
    TooLarge(&'static str),
    EmptySegment(&'static str),
}

impl Display for Fault {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("empty string, expected a semver version"),
            Self::End(part) => write!(f, "unexpected end of input while parsing {part}"),
            Self::Character(part, found) => {
                write!(f, "unexpected character {found:?} while parsing {part}")
            }
            Self::CharacterAfter(part, found) => {
                write!(f, "unexpected character {found:?} after {part}")
            }
            Self::LeadingZero(part) => write!(f, "invalid leading zero in {part}"),
            Self::TooLarge(part) => write!(f, "value of {part} exceeds u64::MAX"),
            Self::EmptySegment(part) => write!(f, "empty identifier segment in {part}"),
        }
    }
}

fn read(text: &str) -> Result<(), Fault> {
    const PRE: &str = "pre-release identifier";
    const BUILD: &str = "build metadata";
    const NUMBERS: [&str; 3] = [
        "major version number",
        "minor version number",
        "patch version number",
    ];
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    let mut rest = text;
    let mut last = "";
    for part in NUMBERS {
        if !last.is_empty() {
            rest = match rest.strip_prefix('.') {
                Some(rest) => rest,
                None => return Err(after(last, rest)),
            };
        }
        rest = number(part, rest)?;
        last = part;
    }
    for (mark, part) in [('-', PRE), ('+', BUILD)] {
        if let Some(identifiers) = rest.strip_prefix(mark) {
            rest = segments(part, identifiers)?;
            last = part;
        }
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(after(last, rest))
    }
}

/// Something else, or nothing, where the next part should begin.
fn after(part: &'static str, rest: &str) -> Fault {
    match rest.chars().next() {
        Some(found) => Fault::CharacterAfter(part, found),
        None => Fault::End(part),
    }
}

/// Reads a number and returns what is behind it.
fn number<'t>(part: &'static str, text: &'t str) -> Result<&'t str, Fault> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(length);
    match text.chars().next() {
        None => Err(Fault::End(part)),
        Some(found) if digits.is_empty() => Err(Fault::Character(part, found)),
        Some('0') if length > 1 => Err(Fault::LeadingZero(part)),
        Some(_) if digits.parse::<u64>().is_err() => Err(Fault::TooLarge(part)),
        Some(_) => Ok(rest),
    }
}

/// Reads identifiers with dots between and returns what is behind them.
fn segments<'t>(part: &'static str, text: &'t str) -> Result<&'t str, Fault> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let (identifiers, rest) = text.split_at(text.bytes().take_while(is_part).count());
    for segment in identifiers.split('.') {
        let numeric = segment.bytes().all(|byte| byte.is_ascii_digit());
        if segment.is_empty() {
            return Err(Fault::EmptySegment(part));
        }
        if part.starts_with("pre") && numeric && segment.len() > 1 && segment.starts_with('0') {
            return Err(Fault::LeadingZero(part));
        }
    }
    Ok(rest)
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is a semantic version".to_owned()
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> Option<String> {
    match actual {
        Value::Json(Json::String(_)) => None,
        _ => which_is(actual),
    }
}

/// The wording of the reference implementation.
pub(super) fn message(actual: Value<'_>) -> String {
    match actual {
        Value::Json(Json::String(_)) | Value::Text(_) | Value::Bytes(_) => {
            let fault = actual.text().and_then(|text| read(&text).err());
            let fault = fault.map_or_else(String::new, |fault| format!(" - {fault}"));
            format!("{} is not a valid semantic version{fault}", actual.quoted())
        }
        Value::Json(json) => format!(
            "Expected something that matches a semantic version, but got '{}'",
            super::value::sorted(json)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{
        Rule,
        testing::{check, check_text},
    };

    #[test]
    fn knows_versions() {
        for (text, version) in [
            ("1.0.0", true),
            ("0.10.200", true),
            ("1.0.0-alpha.1+001", true),
            ("1.0.0-0a", true),
            ("1.0.0+a-b", true),
            ("1.0.0--", true),
            ("1.0", false),
            ("1.0abc", false),
            ("1.0.0.0", false),
            ("01.0.0", false),
            ("1.0.0-", false),
            ("1.0.0-01", false),
            ("1.0.0+", false),
            ("1.0.0+a+b", false),
            ("1.0.0-a..b", false),
            ("v1.0.0", false),
            ("", false),
        ] {
            check_text(&Rule::Semver, "1.0.0", text, version);
            check(&Rule::Semver, r#""1.0.0""#, &format!("\"{text}\""), version);
        }
        check(&Rule::Semver, r#""1.0.0""#, "1", false);
    }

    fn explained(text: &str, fault: &str) {
        assert_eq!(read(text).unwrap_err().to_string(), fault, "{text}");
    }

    #[test]
    fn explains_what_is_none() {
        explained("", "empty string, expected a semver version");
        explained(
            "1.0",
            "unexpected end of input while parsing minor version number",
        );
        explained(
            "1.0abc",
            "unexpected character 'a' after minor version number",
        );
        explained(
            "v1",
            "unexpected character 'v' while parsing major version number",
        );
        explained("1.02.0", "invalid leading zero in minor version number");
        explained(
            "1.0.0-a..b",
            "empty identifier segment in pre-release identifier",
        );
        explained(
            "1.0.99999999999999999999",
            "value of patch version number exceeds u64::MAX",
        );
        assert_eq!(
            message(Value::Json(&Json::from("1.0"))),
            "'1.0' is not a valid semantic version - unexpected end of input while parsing minor \
             version number"
        );
        assert_eq!(
            message(Value::Json(&Json::from(1))),
            "Expected something that matches a semantic version, but got '1'"
        );
    }
}
