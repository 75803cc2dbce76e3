//! What is wrong with a pattern, and what is wrong with a text.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// A pattern that is none: where in it, and what to write instead.
///
/// ```
/// use pact_runtime::datetime::DateFormat;
///
/// let error = DateFormat::parse("yyyy-MMMMMM").unwrap_err();
/// assert_eq!(error.span(), 5..11);
/// assert_eq!(
///     error.to_string(),
///     "`MMMMMM` in date format `yyyy-MMMMMM` has too many letters; `M` stands 1 to 5 times",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormatError {
    inner: Box<FormatFault>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct FormatFault {
    pattern: String,
    span: Range<usize>,
    kind: FormatFaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormatFaultKind {
    Empty,
    TooLong { limit: usize },
    UnknownLetter,
    Count { allowed: &'static str },
    OpenQuote,
    Reserved,
    OpenSection,
    UnopenedSection,
    TooDeep { limit: usize },
}

impl DateFormatError {
    pub(super) fn new(pattern: &str, span: Range<usize>, kind: FormatFaultKind) -> Self {
        let pattern = match kind {
            FormatFaultKind::TooLong { .. } => String::new(),
            _ => pattern.to_owned(),
        };
        Self {
            inner: Box::new(FormatFault {
                pattern,
                span,
                kind,
            }),
        }
    }

    /// The bytes of the pattern that are at fault.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.inner.span.clone()
    }
}

impl fmt::Display for DateFormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FormatFault {
            pattern,
            span,
            kind,
        } = self.inner.as_ref();
        let part = pattern.get(span.clone()).unwrap_or_default();
        match kind {
            FormatFaultKind::Empty => {
                f.write_str("a date format must not be empty; write for example `yyyy-MM-dd`")
            }
            FormatFaultKind::TooLong { limit } => {
                write!(
                    f,
                    "a date format must not be longer than {limit} bytes; write a shorter one"
                )
            }
            FormatFaultKind::UnknownLetter => write!(
                f,
                "`{part}` in date format `{pattern}` is no letter of a date; put text in quotes, as in `'{part}'`"
            ),
            FormatFaultKind::Count { allowed } => {
                let letter = &part[..part.len().min(1)];
                write!(
                    f,
                    "`{part}` in date format `{pattern}` has too {} letters; `{letter}` stands {allowed}",
                    if part.len() > 1 { "many" } else { "few" }
                )
            }
            FormatFaultKind::OpenQuote => {
                write!(
                    f,
                    "the quote at offset {} of date format `{pattern}` must be closed; write `''` for an apostrophe",
                    span.start
                )
            }
            FormatFaultKind::Reserved => write!(
                f,
                "`{part}` in date format `{pattern}` is reserved; put it in quotes, as in `'{part}'`"
            ),
            FormatFaultKind::OpenSection => write!(
                f,
                "the optional section at offset {} of date format `{pattern}` must be closed; add `]`",
                span.start
            ),
            FormatFaultKind::UnopenedSection => write!(
                f,
                "the `]` at offset {} of date format `{pattern}` closes nothing; add `[`, or put it in quotes",
                span.start
            ),
            FormatFaultKind::TooDeep { limit } => write!(
                f,
                "optional sections of date format `{pattern}` must not be nested deeper than {limit}; use fewer"
            ),
        }
    }
}

impl Error for DateFormatError {}

/// Why a text does not follow a date format: which part failed, where, what it should be and what
/// stands there.
///
/// ```
/// use pact_runtime::datetime::DateFormat;
///
/// let format = DateFormat::parse("yyyy-MM-dd").unwrap();
/// let mismatch = format.matches("2026-13-01").unwrap_err();
/// assert_eq!(mismatch.offset(), 5);
/// assert_eq!(mismatch.to_string(), "expected a month (1 to 12) at offset 5, found `13`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMismatch {
    inner: Box<Fault>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    offset: usize,
    expected: String,
    found: String,
}

/// How much of the text a mismatch repeats.
const MAX_FOUND_CHARS: usize = 24;

impl DateMismatch {
    pub(super) fn new(offset: usize, expected: String, found: &str) -> Self {
        let mut end = found.char_indices().map(|(at, _)| at).skip(MAX_FOUND_CHARS);
        let found = end
            .next()
            .map_or_else(|| found.to_owned(), |end| format!("{}…", &found[..end]));
        Self {
            inner: Box::new(Fault {
                offset,
                expected,
                found,
            }),
        }
    }

    /// The byte of the text at which the failing part begins.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.inner.offset
    }

    /// What should stand there, as a noun phrase: `a month (1 to 12)`.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.inner.expected
    }

    /// What stands there, cut after 24 characters; empty at the end of the text.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.inner.found
    }
}

impl fmt::Display for DateMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault {
            offset,
            expected,
            found,
        } = self.inner.as_ref();
        write!(f, "expected {expected} at offset {offset}, found ")?;
        if found.is_empty() {
            f.write_str("nothing more")
        } else {
            write!(f, "`{found}`")
        }
    }
}

impl Error for DateMismatch {}
