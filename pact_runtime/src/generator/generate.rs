//! The values of generators.

use regex::Regex;

use super::context::{GeneratorContext, Mode};
use super::error::{GenerateError, GenerateErrorKind};
use super::expression::MomentExpression;
use super::random::Random;
use super::{Generator, Moment as MomentText, UuidFormat, clock, regex_text, state_value};
use crate::datetime::{DateKind, Moment};
use crate::json::{Json, Number, OwnedJson};
use crate::text_regex::TextRegex;

/// The most digits or characters of a random text.
const MAX_SIZE: usize = 65_535;
const HEXADECIMAL: &[u8] = b"0123456789ABCDEF";
const LETTERS_AND_DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

impl Generator {
    /// Whether the generator gives values on this side of the contract: `ProviderState` only for the
    /// provider, `MockServerURL` only for the consumer, all others for both.
    #[must_use]
    pub fn applies_in(&self, mode: Mode) -> bool {
        match self {
            Self::ProviderState { .. } => mode == Mode::Provider,
            Self::MockServerUrl { .. } => mode == Mode::Consumer,
            _ => true,
        }
    }

    /// A fresh value in place of the example. Numbers and booleans become text where the example is
    /// a text.
    ///
    /// # Errors
    /// If the generator contradicts itself (see [`check`](Self::check)), or the context lacks what
    /// it needs.
    pub fn generate(
        &self,
        example: &Json<'_>,
        context: &mut GeneratorContext,
    ) -> Result<OwnedJson, GenerateError> {
        let random = &mut context.random;
        Ok(match self {
            Self::RandomInt { min, max } => {
                range(*min, *max)?;
                like(example, Number::from(random.between(*min, *max)))
            }
            Self::RandomDecimal { digits } => {
                let text = decimal(size("RandomDecimal", *digits)?, random);
                match (example, Number::parse(&text)) {
                    (Json::String(_), _) | (_, None) => Json::from(text),
                    (_, Some(number)) => Json::Number(number.into_owned()),
                }
            }
            Self::RandomHexadecimal { digits } => Json::from(text(
                size("RandomHexadecimal", *digits)?,
                HEXADECIMAL,
                random,
            )),
            Self::RandomString { size: wanted } => Json::from(text(
                size("RandomString", *wanted)?,
                LETTERS_AND_DIGITS,
                random,
            )),
            Self::Regex { regex } => Json::from(regex_text::generate(regex, random)?),
            Self::Uuid { format } => Json::from(uuid(*format, random)),
            Self::Date(text) => Json::from(moment(DateKind::Date, text, &context.now)?),
            Self::Time(text) => Json::from(moment(DateKind::Time, text, &context.now)?),
            Self::DateTime(text) => Json::from(moment(DateKind::DateTime, text, &context.now)?),
            Self::RandomBoolean => {
                let value = random.below(2) == 1;
                if matches!(example, Json::String(_)) {
                    value.to_string().into()
                } else {
                    value.into()
                }
            }
            Self::ProviderState {
                expression,
                data_type,
            } => state_value::generate(expression, *data_type, context)?,
            Self::MockServerUrl { example, regex } => {
                let url = context.mock_server_url.as_deref();
                let url = url.ok_or_else(|| GenerateError::new(GenerateErrorKind::NoMockServer))?;
                Json::from(mock_server_url(url, example, regex)?)
            }
            Self::Plugin(name, _) => {
                return Err(GenerateError::new(GenerateErrorKind::Plugin {
                    name: name.clone(),
                }));
            }
        })
    }

    /// Checks what can be checked before a run: ranges and sizes, expressions, date formats and date
    /// expressions.
    ///
    /// ```
    /// use pact_runtime::generator::Generator;
    ///
    /// let error = Generator::RandomInt { min: 5, max: 3 }.check().unwrap_err();
    /// assert_eq!(error.to_string(), "min (5) must not exceed max (3)");
    /// ```
    ///
    /// # Errors
    /// If the generator can never give a value.
    pub fn check(&self) -> Result<(), GenerateError> {
        match self {
            Self::RandomInt { min, max } => range(*min, *max),
            Self::RandomDecimal { digits } => size("RandomDecimal", *digits).map(|_| ()),
            Self::RandomHexadecimal { digits } => size("RandomHexadecimal", *digits).map(|_| ()),
            Self::RandomString { size: wanted } => size("RandomString", *wanted).map(|_| ()),
            Self::Regex { regex } => regex_text::generate(regex, &mut Random::new(0)).map(|_| ()),
            Self::Date(text) => check_moment(DateKind::Date, text),
            Self::Time(text) => check_moment(DateKind::Time, text),
            Self::DateTime(text) => check_moment(DateKind::DateTime, text),
            Self::ProviderState { expression, .. } => state_value::check(expression),
            Self::MockServerUrl { example, regex } => {
                mock_server_url("http://127.0.0.1", example, regex).map(|_| ())
            }
            Self::Uuid { .. } | Self::RandomBoolean | Self::Plugin(..) => Ok(()),
        }
    }
}

fn range(min: i64, max: i64) -> Result<(), GenerateError> {
    if min > max {
        Err(GenerateError::new(GenerateErrorKind::Range { min, max }))
    } else {
        Ok(())
    }
}

fn size(generator: &'static str, size: usize) -> Result<usize, GenerateError> {
    if (1..=MAX_SIZE).contains(&size) {
        return Ok(size);
    }
    Err(GenerateError::new(GenerateErrorKind::Size {
        generator,
        size,
        limit: MAX_SIZE,
    }))
}

fn like(example: &Json<'_>, number: Number<'static>) -> OwnedJson {
    match example {
        Json::String(_) => Json::from(number.to_string()),
        _ => Json::Number(number),
    }
}

fn text(size: usize, characters: &[u8], random: &mut Random) -> String {
    (0..size).map(|_| random.pick(characters)).collect()
}

/// So many digits with a point between two of them; one digit stands alone. No zero stands in front
/// of the whole part nor at the end of the fraction, so that the text is a JSON number and survives
/// being read as one.
fn decimal(digits: usize, random: &mut Random) -> String {
    const NOT_ZERO: &[u8] = b"123456789";
    const DIGITS: &[u8] = b"0123456789";
    if digits == 1 {
        return random.pick(DIGITS).to_string();
    }
    let point = 1 + random.index(digits - 1);
    let mut text = String::with_capacity(digits + 1);
    for at in 0..digits {
        if at == point {
            text.push('.');
        }
        let leads = at == 0 && point > 1;
        let ends = at + 1 == digits;
        text.push(random.pick(if leads || ends { NOT_ZERO } else { DIGITS }));
    }
    text
}

/// A random UUID, version 4 of RFC 9562.
fn uuid(format: Option<UuidFormat>, random: &mut Random) -> String {
    let bits = u128::from(random.bits()) << 64 | u128::from(random.bits());
    let version = bits & !(0xf << 76) | (0x4 << 76);
    let marked = version & !(0x3 << 62) | (0x2 << 62);
    let simple = format!("{marked:032x}");
    let parts = [
        &simple[..8],
        &simple[8..12],
        &simple[12..16],
        &simple[16..20],
        &simple[20..],
    ];
    let hyphenated = parts.join("-");
    match format.unwrap_or(UuidFormat::LowerCaseHyphenated) {
        UuidFormat::Simple => simple,
        UuidFormat::LowerCaseHyphenated => hyphenated,
        UuidFormat::UpperCaseHyphenated => hyphenated.to_uppercase(),
        UuidFormat::Urn => format!("urn:uuid:{hyphenated}"),
    }
}

fn moment(kind: DateKind, text: &MomentText, now: &Moment) -> Result<String, GenerateError> {
    let format = kind.format(text.format.as_deref())?;
    let expression = text.expression.as_deref().unwrap_or_default();
    let moved = MomentExpression::parse(kind, expression)?
        .apply(now)
        .ok_or_else(|| {
            GenerateError::new(GenerateErrorKind::Calendar {
                expression: expression.to_owned(),
            })
        })?;
    Ok(format.format(&clock::settle(moved)))
}

fn check_moment(kind: DateKind, text: &MomentText) -> Result<(), GenerateError> {
    moment(kind, text, &clock::now()).map(|_| ())
}

/// The example with everything up to the first group replaced by the mock server's URL.
fn mock_server_url(url: &str, example: &str, regex: &str) -> Result<String, GenerateError> {
    TextRegex::new(regex).map_err(|error| GenerateError::new(GenerateErrorKind::Regex(error)))?;
    let compiled = Regex::new(regex).ok();
    let captures = compiled.as_ref().and_then(|regex| regex.captures(example));
    let path = captures
        .as_ref()
        .and_then(|captures| Some((captures.get(0)?, captures.get(1)?)));
    let Some((whole, path)) = path else {
        let (example, regex) = (example.to_owned(), regex.to_owned());
        return Err(GenerateError::new(GenerateErrorKind::UrlWithoutPath {
            example,
            regex,
        }));
    };
    let (before, after) = (&example[..whole.start()], &example[whole.end()..]);
    Ok(format!("{before}{url}{}{after}", path.as_str()))
}

#[cfg(test)]
mod tests;
