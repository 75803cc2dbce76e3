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
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = integer(42).generate(random_int(1, 99));
/// assert!(pattern.matches(json!(7)));
/// ```
pub fn random_int(min: i64, max: i64) -> Generator {
    Generator::RandomInt { min, max }
}

/// A decimal of this many digits.
///
/// In the pact file: `{ "type": "RandomDecimal", "digits": 6 }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = decimal(12.5).generate(random_decimal(6));
/// assert!(pattern.matches(json!(3.14159)));
/// ```
pub fn random_decimal(digits: usize) -> Generator {
    Generator::RandomDecimal { digits }
}

/// Text of this many hexadecimal digits.
///
/// In the pact file: `{ "type": "RandomHexadecimal", "digits": 8 }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = hex("00ff00ff").generate(random_hex(8));
/// assert!(pattern.matches(json!("0123abcd")));
/// ```
pub fn random_hex(digits: usize) -> Generator {
    Generator::RandomHexadecimal { digits }
}

/// Text of this many letters and digits.
///
/// In the pact file: `{ "type": "RandomString", "size": 12 }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = string("k3Zq81").generate(random_string(6));
/// assert!(pattern.matches(json!("Ada")));
/// ```
pub fn random_string(size: usize) -> Generator {
    Generator::RandomString { size }
}

/// `true` or `false`.
///
/// In the pact file: `{ "type": "RandomBoolean" }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = boolean(true).generate(random_boolean());
/// assert!(pattern.matches(json!(false)));
/// ```
pub fn random_boolean() -> Generator {
    Generator::RandomBoolean
}

/// A UUID in lower case with hyphens.
///
/// In the pact file: `{ "type": "Uuid", "format": "lower-case-hyphenated" }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = uuid("9ffe33c3-52c2-4f26-9e4c-7ee8a5a0b1a6").generate(random_uuid());
/// assert!(pattern.matches(json!("3fa85f64-5717-4562-b3fc-2c963f66afa6")));
/// ```
pub fn random_uuid() -> Generator {
    Generator::Uuid {
        format: Some(UuidFormat::LowerCaseHyphenated),
    }
}

/// Text that this regular expression matches.
///
/// In the pact file: `{ "type": "Regex", "regex": "[A-Z]{3}" }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = regex("[A-Z]{3}", "EUR").generate(random_match("[A-Z]{3}"));
/// assert!(pattern.matches(json!("USD")));
/// ```
pub fn random_match(regex: impl Into<String>) -> Generator {
    Generator::Regex {
        regex: regex.into(),
    }
}

/// Today's date in a format of Java's `DateTimeFormatter`, moved by an expression such as `+ 3 days`; an
/// empty expression is today.
///
/// In the pact file: `{ "type": "Date", "format": "yyyy-MM-dd", "expression": "+ 3 days" }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = date("yyyy-MM-dd", "2026-11-30").generate(current_date("yyyy-MM-dd", "+ 3 days"));
/// assert!(pattern.matches(json!("2027-01-01")));
/// ```
pub fn current_date(format: impl Into<String>, expression: &str) -> Generator {
    Generator::Date(moment(format.into(), expression))
}

/// The time of day in a format of Java's `DateTimeFormatter`, moved by an expression such as
/// `+ 1 hour`; an empty expression is now.
///
/// In the pact file: `{ "type": "Time", "format": "HH:mm:ss", "expression": "+ 1 hour" }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = time("HH:mm:ss", "09:30:00").generate(current_time("HH:mm:ss", "+ 1 hour"));
/// assert!(pattern.matches(json!("23:59:59")));
/// ```
pub fn current_time(format: impl Into<String>, expression: &str) -> Generator {
    Generator::Time(moment(format.into(), expression))
}

/// Date and time in a format of Java's `DateTimeFormatter`, moved by an expression such as
/// `+ 1 day @ + 1 hour`; an empty expression is now.
///
/// In the pact file: `{ "type": "DateTime", "format": "yyyy-MM-dd'T'HH:mm:ssXXX" }`
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = datetime("yyyy-MM-dd'T'HH:mm:ssXXX", "2026-11-28T10:00:00Z")
///     .generate(current_datetime("yyyy-MM-dd'T'HH:mm:ssXXX", "+ 1 day"));
/// assert!(pattern.matches(json!("2027-01-01T00:00:00+01:00")));
/// ```
pub fn current_datetime(format: impl Into<String>, expression: &str) -> Generator {
    Generator::DateTime(moment(format.into(), expression))
}

fn moment(format: String, expression: &str) -> Moment {
    Moment {
        format: Some(format),
        expression: (!expression.is_empty()).then(|| expression.to_owned()),
    }
}
