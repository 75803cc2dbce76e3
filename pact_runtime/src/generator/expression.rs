//! Expressions that move a moment: `tomorrow + 2 weeks @ noon - 1 hour`.
//!
//! ```text
//! date     := [base] (step)*         base := now | today | yesterday | tomorrow
//! step     := (+|-) N unit | (next|last) (unit | fortnight | weekday | month)
//! unit     := day(s) | week(s) | month(s) | year(s)
//! time     := [base] (step)*         base := now | midnight | noon | 1..12 o'clock [am|pm]
//! step     := (+|-) N unit | (next|last) unit
//! unit     := hour(s) | minute(s) | second(s) | millisecond(s)
//! datetime := date [@ time]
//! ```
//! Words may be written in any case; weekdays and months may be cut to three letters, also to
//! `tues` and `thurs`. An empty expression, like an empty part of one, means now.

mod parse;
mod step;

use std::error::Error;
use std::fmt;
use std::ops::Range;

use crate::datetime::{DateKind, Moment};

use step::{DateStep, TimeStep};

/// A parsed expression.
///
/// ```
/// use pact_runtime::datetime::{CivilDate, CivilTime, DateKind, Moment};
/// use pact_runtime::generator::MomentExpression;
///
/// let date = CivilDate::new(2000, 1, 1).unwrap();
/// let moment = Moment::new(date, CivilTime::new(10, 0, 0, 0).unwrap());
/// let expression = MomentExpression::parse(DateKind::DateTime, "next june + 2 weeks @ noon")?;
/// let moved = expression.apply(&moment).unwrap();
/// assert_eq!(moved.date(), CivilDate::new(2000, 6, 15).unwrap());
/// assert_eq!(moved.time(), CivilTime::new(12, 0, 0, 0).unwrap());
/// # Ok::<(), pact_runtime::generator::ExpressionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentExpression {
    date: Vec<DateStep>,
    time: Vec<TimeStep>,
}

impl MomentExpression {
    /// Parses an expression of this kind: a `date` has no time part, a `time` no date part, a
    /// `datetime` both, with `@` between them.
    ///
    /// # Errors
    /// With the bytes at fault and what should stand there. Numbers have at most nine digits, and an
    /// expression at most 1,024 bytes.
    pub fn parse(kind: DateKind, expression: &str) -> Result<Self, ExpressionError> {
        parse::expression(kind, expression)
    }

    /// The moment that the expression makes of this one, on the same offset from UTC.
    ///
    /// `None` if it leaves the years −9999 to 9999.
    #[must_use]
    pub fn apply(&self, now: &Moment) -> Option<Moment> {
        let mut moment = now.clone();
        for step in &self.date {
            moment = step.apply(moment)?;
        }
        for step in &self.time {
            moment = step.apply(moment)?;
        }
        Some(moment)
    }
}

/// Why a text is no expression, and where.
///
/// ```
/// use pact_runtime::datetime::DateKind;
/// use pact_runtime::generator::MomentExpression;
///
/// let error = MomentExpression::parse(DateKind::Date, "today + 3 dais").unwrap_err();
/// assert_eq!(error.span(), 10..14);
/// assert_eq!(
///     error.to_string(),
///     "expected `day`, `week`, `month` or `year` at offset 10 of `today + 3 dais`, found `dais`",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    inner: Box<ExpressionFault>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct ExpressionFault {
    expression: String,
    span: Range<usize>,
    expected: &'static str,
}

impl ExpressionError {
    fn new(expression: &str, span: Range<usize>, expected: &'static str) -> Self {
        let expression = expression.to_owned();
        Self {
            inner: Box::new(ExpressionFault {
                expression,
                span,
                expected,
            }),
        }
    }

    /// The bytes of the expression at fault; empty at its end.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.inner.span.clone()
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ExpressionFault {
            expression,
            span,
            expected,
        } = self.inner.as_ref();
        write!(
            f,
            "expected {expected} at offset {} of `{expression}`, found ",
            span.start
        )?;
        match expression
            .get(span.clone())
            .filter(|found| !found.is_empty())
        {
            Some(found) => write!(f, "`{found}`"),
            None => f.write_str("its end"),
        }
    }
}

impl Error for ExpressionError {}

#[cfg(test)]
mod tests;
