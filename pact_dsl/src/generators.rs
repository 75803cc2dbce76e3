//! Generators: how an example becomes a fresh value each time it is used.
//!
//! A generator stands beside a pattern: `integer(42).generate(random_int(1, 99))`. Those of a response make
//! the mock server answer with fresh values, those of a request make a verifier send them. A generator whose
//! values its own rule would refuse fails the test.

use pact_runtime::generator::{Moment, UuidFormat};

pub use pact_runtime::generator::Generator;

/// A whole number between these two, both included.
///
/// In the pact file: `{ "type": "RandomInt", "min": 1, "max": 99 }`
pub fn random_int(min: i64, max: i64) -> Generator {
    Generator::RandomInt { min, max }
}

/// A decimal of this many digits.
///
/// In the pact file: `{ "type": "RandomDecimal", "digits": 6 }`
pub fn random_decimal(digits: usize) -> Generator {
    Generator::RandomDecimal { digits }
}

/// Text of this many hexadecimal digits.
///
/// In the pact file: `{ "type": "RandomHexadecimal", "digits": 8 }`
pub fn random_hex(digits: usize) -> Generator {
    Generator::RandomHexadecimal { digits }
}

/// Text of this many letters and digits.
///
/// In the pact file: `{ "type": "RandomString", "size": 12 }`
pub fn random_string(size: usize) -> Generator {
    Generator::RandomString { size }
}

/// `true` or `false`.
///
/// In the pact file: `{ "type": "RandomBoolean" }`
pub fn random_boolean() -> Generator {
    Generator::RandomBoolean
}

/// A UUID in lower case with hyphens.
///
/// In the pact file: `{ "type": "Uuid", "format": "lower-case-hyphenated" }`
pub fn random_uuid() -> Generator {
    Generator::Uuid {
        format: Some(UuidFormat::LowerCaseHyphenated),
    }
}

/// Text that this regular expression matches.
///
/// In the pact file: `{ "type": "Regex", "regex": "[A-Z]{3}" }`
pub fn random_match(regex: impl Into<String>) -> Generator {
    Generator::Regex {
        regex: regex.into(),
    }
}

/// Today's date in a format of Java's `DateTimeFormatter`, moved by an expression such as `+ 3 days`; an
/// empty expression is today.
///
/// In the pact file: `{ "type": "Date", "format": "yyyy-MM-dd", "expression": "+ 3 days" }`
pub fn current_date(format: impl Into<String>, expression: &str) -> Generator {
    Generator::Date(moment(format.into(), expression))
}

/// The time of day in a format of Java's `DateTimeFormatter`, moved by an expression such as
/// `+ 1 hour`; an empty expression is now.
///
/// In the pact file: `{ "type": "Time", "format": "HH:mm:ss", "expression": "+ 1 hour" }`
pub fn current_time(format: impl Into<String>, expression: &str) -> Generator {
    Generator::Time(moment(format.into(), expression))
}

/// Date and time in a format of Java's `DateTimeFormatter`, moved by an expression such as
/// `+ 1 day @ + 1 hour`; an empty expression is now.
///
/// In the pact file: `{ "type": "DateTime", "format": "yyyy-MM-dd'T'HH:mm:ssXXX" }`
pub fn current_datetime(format: impl Into<String>, expression: &str) -> Generator {
    Generator::DateTime(moment(format.into(), expression))
}

fn moment(format: String, expression: &str) -> Moment {
    Moment {
        format: Some(format),
        expression: (!expression.is_empty()).then(|| expression.to_owned()),
    }
}
