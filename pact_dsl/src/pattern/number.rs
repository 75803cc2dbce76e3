//! Which Rust numbers the matchers of numbers take.

use pact_runtime::json::{NotFinite, Number};

mod sealed {
    pub trait Sealed {}
}

/// A Rust integer of any width.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a whole number",
    label = "expected an integer, as in `integer(42)`",
    note = "a number with a fraction goes into `decimal(..)`, a number of any kind into `number(..)`"
)]
pub trait WholeNumber: sealed::Sealed {
    /// The number as JSON writes it.
    #[doc(hidden)]
    fn number(self) -> Number<'static>;
}

/// A Rust float.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fraction",
    label = "expected a float, as in `decimal(10.5)`",
    note = "a whole number goes into `integer(..)`, a number of any kind into `number(..)`"
)]
pub trait DecimalNumber: sealed::Sealed {
    /// The number as JSON writes it.
    #[doc(hidden)]
    fn number(self) -> Result<Number<'static>, NotFinite>;
}

/// A Rust integer or float.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number",
    label = "expected an integer or a float, as in `number(42)`"
)]
pub trait AnyNumber: sealed::Sealed {
    /// The number as JSON writes it.
    #[doc(hidden)]
    fn number(self) -> Result<Number<'static>, NotFinite>;
}

macro_rules! whole {
    ($($integer:ty)*) => {$(
        impl sealed::Sealed for $integer {}
        impl WholeNumber for $integer {
            fn number(self) -> Number<'static> {
                Number::from(self)
            }
        }
        impl AnyNumber for $integer {
            fn number(self) -> Result<Number<'static>, NotFinite> {
                Ok(Number::from(self))
            }
        }
    )*};
}

whole!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

macro_rules! decimal {
    ($($float:ty => $widen:expr;)*) => {$(
        impl sealed::Sealed for $float {}
        impl DecimalNumber for $float {
            fn number(self) -> Result<Number<'static>, NotFinite> {
                Number::try_from($widen(self))
            }
        }
        impl AnyNumber for $float {
            fn number(self) -> Result<Number<'static>, NotFinite> {
                Number::try_from($widen(self))
            }
        }
    )*};
}

decimal! {
    f32 => widen;
    f64 => f64::from;
}

/// The decimal that a reader of the source sees in an `f32`: `1.1_f32` is 1.1, not 1.10000002384.
pub(super) fn widen(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_short_float_as_it_reads_in_the_source() {
        assert_eq!(DecimalNumber::number(1.1_f32).unwrap().as_str(), "1.1");
        assert_eq!(DecimalNumber::number(3.0_f64).unwrap().as_str(), "3.0");
        assert!(DecimalNumber::number(f32::NAN).is_err());
        assert!(AnyNumber::number(f64::INFINITY).is_err());
    }
}
