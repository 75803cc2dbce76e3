//! The rows and records of an index, and where in the pact file stands what they speak of.

use std::ops::Range;

use super::form::{self, Header, ROW, Row};
use crate::{
    codec::{CLOSE, SEPARATOR},
    pact_file::assemble::{LINE_CLOSE, LINE_SEPARATOR},
};

/// The rows and records of an index, and where each begins.
pub(super) struct Table<'i> {
    pub(super) rows: &'i [[u8; ROW]],
    records: &'i [u8],
    /// Where the record and the text of each row begin, and one more, where the last ones end.
    starts: Vec<Start>,
    /// Head, middle and tail of the file.
    pub(super) frame: [Range<usize>; 3],
}

#[derive(Debug, Clone, Copy)]
struct Start {
    record: usize,
    text: usize,
    line: usize,
    /// Whether a line has come before.
    has_line: bool,
}

impl<'i> Table<'i> {
    /// The table that stands behind a header; `None` if the index is not one of a file of this length.
    pub(super) fn read(header: &Header<'_>, rest: &'i [u8], length: usize) -> Option<Self> {
        let (rows, records) = rest.split_at_checked(header.count.checked_mul(ROW)?)?;
        let (rows, _) = rows.as_chunks::<ROW>();
        let [head, middle, tail] = header.frame;
        let mut start = Start {
            record: 0,
            text: head,
            line: 0,
            has_line: false,
        };
        let mut starts = Vec::with_capacity(rows.len() + 1);
        for (at, row) in rows.iter().enumerate() {
            starts.push(start);
            start.pass(Row::read(row), at == 0);
        }
        starts.push(start);
        let middle_start = start.text + if rows.is_empty() { 0 } else { CLOSE.len() };
        let lines_start = middle_start + middle;
        let lines_close = if start.has_line { LINE_CLOSE.len() } else { 0 };
        let tail_start = lines_start + start.line + lines_close;
        let fits = start.record == records.len() && tail_start + tail == length;
        fits.then_some(Self {
            rows,
            records,
            starts,
            frame: [0..head, middle_start..lines_start, tail_start..length],
        })
    }

    pub(super) fn record(&self, at: usize) -> Option<&'i [u8]> {
        self.records(&(at..at + 1))
    }

    /// The records of these rows.
    pub(super) fn records(&self, rows: &Range<usize>) -> Option<&'i [u8]> {
        self.records
            .get(self.starts[rows.start].record..self.starts[rows.end].record)
    }

    pub(super) fn identity(&self, at: usize) -> Option<&'i [u8]> {
        form::read_identity(self.record(at)?)
    }

    /// The first row whose identity is not before this one.
    pub(super) fn first_not_before(&self, identity: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.identity(middle)? < identity {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Some(low)
    }

    /// Where the texts of these rows stand in the file, what stands between them included.
    pub(super) fn texts(&self, rows: &Range<usize>) -> Range<usize> {
        let separator = SEPARATOR.len() - usize::from(rows.start == 0);
        self.starts[rows.start].text + separator..self.starts[rows.end].text
    }

    /// Where the lines of these rows stand in the file.
    pub(super) fn lines(&self, rows: &Range<usize>) -> Option<Range<usize>> {
        let (first, end) = (self.starts[rows.start], self.starts[rows.end]);
        if first.line == end.line {
            return None;
        }
        let separator = LINE_SEPARATOR.len() - usize::from(!first.has_line);
        let start = self.frame[1].end;
        Some(start + first.line + separator..start + end.line)
    }
}

impl Start {
    /// Goes behind a row.
    fn pass(&mut self, row: Row, is_first: bool) {
        self.record += row.record;
        self.text += SEPARATOR.len() - usize::from(is_first) + row.text;
        if row.line > 0 {
            self.line += LINE_SEPARATOR.len() - usize::from(!self.has_line) + row.line;
            self.has_line = true;
        }
    }
}
