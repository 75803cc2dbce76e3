//! What is wrong with an expression.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// Why a text is no definition expression, and where.
///
/// ```
/// use pact_runtime::definition::DefinitionExpression;
///
/// let error = DefinitionExpression::parse("matching(type, Name)").unwrap_err();
/// assert_eq!(error.span(), 15..19);
/// assert_eq!(
///     error.render(),
///     "expected a value at offset 15, found `Name`; put text in quotes, as in `'Name'`\n  \
///      matching(type, Name)\n                 ^^^^",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionError {
    inner: Box<Fault>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    text: String,
    span: Range<usize>,
    message: String,
}

impl DefinitionError {
    pub(super) fn new(text: &str, span: Range<usize>, message: String) -> Self {
        Self {
            inner: Box::new(Fault {
                text: text.to_owned(),
                span,
                message,
            }),
        }
    }

    /// The bytes of the expression at fault; empty at its end.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.inner.span.clone()
    }

    /// The message with the line at fault below it, marked.
    #[must_use]
    pub fn render(&self) -> String {
        let Fault {
            text,
            span,
            message,
        } = self.inner.as_ref();
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.start..]
            .find('\n')
            .map_or(text.len(), |at| span.start + at);
        let before = text[start..span.start].chars().count();
        let marked = text[span.start..span.end.min(end)].chars().count().max(1);
        let (line, spaces, marks) = (&text[start..end], " ".repeat(before), "^".repeat(marked));
        format!("{message}\n  {line}\n  {spaces}{marks}")
    }
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner.message)
    }
}

impl Error for DefinitionError {}
