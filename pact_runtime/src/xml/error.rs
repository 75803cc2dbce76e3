//! Why a text is not an XML document.

use std::borrow::Cow;

/// What stands where something else was expected.
pub(super) type Expected = Cow<'static, str>;

/// Why a text is not a well-formed XML document that we read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    expected: Expected,
    offset: usize,
    line: usize,
    column: usize,
}

impl XmlError {
    pub(super) fn at(text: &str, offset: usize, expected: Expected) -> Self {
        let (line, column) = position(text, offset);
        Self {
            expected,
            offset,
            line,
            column,
        }
    }

    /// Byte offset in the decoded text.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Line in the text, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column in the line in characters, counted from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

/// Line and column of a byte offset, both counted from 1.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

impl std::fmt::Display for XmlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "expected {} at line {} column {}",
            self.expected, self.line, self.column
        )
    }
}

impl std::error::Error for XmlError {}
