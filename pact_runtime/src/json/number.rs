//! Numbers that keep their digits.

use std::borrow::Cow;

/// A JSON number as it was written: `10.00` stays `10.00`, and 40 digits stay 40 digits.
///
/// `==` compares the text; [`same_value`](Number::same_value) compares as Pact does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number<'a>(Cow<'a, str>);

impl<'a> Number<'a> {
    /// The number whose text the caller has already checked against the grammar of RFC 8259 §6.
    pub(super) fn from_lexeme(lexeme: &'a str) -> Self {
        Self(Cow::Borrowed(lexeme))
    }

    /// Parses a number as RFC 8259 §6 writes it; `None` for any other text.
    ///
    /// ```
    /// use pact_runtime::json::Number;
    ///
    /// assert!(Number::parse("-1.50e3").is_some());
    /// assert!(Number::parse("01").is_none());
    /// assert!(Number::parse("NaN").is_none());
    /// ```
    pub fn parse(text: &'a str) -> Option<Self> {
        (super::parse::number_length(text.as_bytes()) == Some(text.len()))
            .then(|| Self::from_lexeme(text))
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is written without fraction and exponent; `1.0` and `1e3` are not integers.
    pub fn is_integer(&self) -> bool {
        !self
            .0
            .bytes()
            .any(|byte| matches!(byte, b'.' | b'e' | b'E'))
    }

    /// The number as `u64`, if it is an integer in its range.
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The number as `i64`, if it is an integer in its range.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The nearest floating-point number.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Whether both stand for the same value and are of one kind: `1.50` and `15e-1` are the same,
    /// `100` and `100.0` are not (one is an integer, the other a decimal), whatever their length.
    pub fn same_value(&self, other: &Number<'_>) -> bool {
        if self.0 == other.0 {
            return true;
        }
        self.is_integer() == other.is_integer() && Decimal::of(&self.0) == Decimal::of(&other.0)
    }

    /// The same number with its text owned.
    pub fn into_owned(self) -> Number<'static> {
        Number(Cow::Owned(self.0.into_owned()))
    }
}

/// A number taken apart so that equal values are equal: no zeros at either end of the digits.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    /// Power of ten of the last digit; `None` if the exponent is beyond what `i64` holds.
    exponent: Option<i64>,
}

impl Decimal {
    fn of(lexeme: &str) -> Self {
        let (negative, rest) = match lexeme.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, lexeme),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()),
            None => (rest, Some(0)),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole
            .bytes()
            .chain(fraction.bytes())
            .skip_while(|digit| *digit == b'0')
            .collect();
        let significant = digits
            .iter()
            .rposition(|digit| *digit != b'0')
            .map_or(0, |last| last + 1);
        let zeros = digits.len() - significant;
        digits.truncate(significant);
        if digits.is_empty() {
            return Self {
                negative: false,
                digits,
                exponent: Some(0),
            };
        }
        let shift = i64::try_from(zeros)
            .ok()
            .zip(i64::try_from(fraction.len()).ok());
        let exponent = exponent
            .zip(shift)
            .and_then(|(exponent, (zeros, fraction))| {
                exponent.checked_add(zeros)?.checked_sub(fraction)
            });
        Self {
            negative,
            digits,
            exponent,
        }
    }
}

impl std::fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Number<'_> {
            fn from(value: $integer) -> Self {
                Self(Cow::Owned(value.to_string()))
            }
        }
    )*};
}

from_integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl TryFrom<f64> for Number<'_> {
    type Error = NotFinite;

    /// The shortest decimal that reads back as `value`, always with a fraction: `1.0`, not `1`.
    fn try_from(value: f64) -> Result<Self, NotFinite> {
        if !value.is_finite() {
            return Err(NotFinite);
        }
        Ok(Self(Cow::Owned(format!("{value:?}"))))
    }
}

/// The float was infinite or not a number, which JSON cannot write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotFinite;

impl std::fmt::Display for NotFinite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON has no infinite numbers and no NaN")
    }
}

impl std::error::Error for NotFinite {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, same: bool) {
        let (a, b) = (Number::parse(left).unwrap(), Number::parse(right).unwrap());
        assert_eq!(a.same_value(&b), same, "{left} and {right}");
        assert_eq!(b.same_value(&a), same, "{right} and {left}");
    }

    #[test]
    fn compares_values_and_kinds() {
        check("100", "100", true);
        check("100", "100.0", false);
        check("1.50", "1.5", true);
        check("15e-1", "1.5", true);
        check("1e3", "1000.0", true);
        check("-0.0", "0.0", true);
        check("-0", "0", true);
        check("-1", "1", false);
        check("12345678901234567890123", "12345678901234567890124", false);
        check("1e99999999999999999999", "1e9", false);
    }

    #[test]
    fn writes_floats_so_that_they_stay_decimals() {
        assert_eq!(Number::try_from(1.0).unwrap().as_str(), "1.0");
        assert!(Number::parse(Number::try_from(1e300).unwrap().as_str()).is_some());
        assert!(Number::parse(Number::try_from(1e-7).unwrap().as_str()).is_some());
        assert!(Number::try_from(f64::INFINITY).is_err());
    }
}
