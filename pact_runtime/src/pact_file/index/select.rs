//! Reading those interactions of an index that an update has to do with. The others stay runs of bytes.

use std::ops::Range;

use super::form::{self, Header, NOBODY, ROW, Row, SEVERAL, owner_number};
use crate::{
    codec::{CLOSE, SEPARATOR},
    pact_file::{
        Update,
        assemble::{LINE_CLOSE, LINE_SEPARATOR},
        state::{Build, Entry, Frame, Key, Run, Slot, State, Text},
    },
};

/// Up to how many tests it pays to look for the interactions of each.
const FEW_TESTS: usize = 16;

/// Which interactions are read.
pub(super) enum Selection {
    All,
    /// Those of these identities and owners.
    Some {
        keys: Vec<Key<'static>>,
        owners: Vec<u64>,
    },
}

impl Selection {
    /// The interactions that an update has to do with.
    ///
    /// All of them, if the binary was built anew (then it is looked for tests that are gone), if the
    /// format may change, or if a `key` of V4 may be in use already.
    pub(super) fn of(update: &Update<'_>, header: &Header<'_>) -> Self {
        let binary = update.binary;
        let is_known = |build: &Build<'_>| {
            build.prefix == binary.prefix && build.build == binary.build && build.build != 0
        };
        let fits = update
            .passed
            .iter()
            .all(|one| one.version == header.format.version && !one.interactions.is_empty());
        let recorded = update.passed.iter().flat_map(|one| &one.interactions);
        let is_kind_of_list = recorded
            .clone()
            .all(|one| header.format.is_home_of(one.interaction));
        if !header.builds.iter().any(is_known)
            || !fits
            || !is_kind_of_list
            || update.passed.len() > FEW_TESTS
        {
            return Self::All;
        }
        let mut keys: Vec<Key<'static>> = recorded
            .map(|one| Key::of(one.interaction, header.format.version))
            .collect();
        if keys.iter().any(|key| key.shared().is_some()) {
            return Self::All;
        }
        keys.extend(
            header
                .waiting
                .iter()
                .map(|waiting| waiting.key.clone().into_owned()),
        );
        keys.sort();
        let owners = update.passed.iter().map(|one| owner_number(one.owner));
        Self::Some {
            keys,
            owners: owners.collect(),
        }
    }
}

/// The rows and records of an index, and where each begins.
struct Table<'i> {
    rows: &'i [[u8; ROW]],
    records: &'i [u8],
    /// Where the record and the text of each row begin, and one more, where the last ones end.
    starts: Vec<Start>,
}

#[derive(Debug, Clone, Copy)]
struct Start {
    record: usize,
    text: usize,
    line: usize,
    /// Whether a line has come before.
    has_line: bool,
}

/// The state of a file of this length; `None` if the index is not one of such a file.
pub(super) fn state<'i>(
    header: Header<'i>,
    rest: &'i [u8],
    length: usize,
    selection: &Selection,
) -> Option<State<'i>> {
    let (rows, records) = rest.split_at_checked(header.count.checked_mul(ROW)?)?;
    let (rows, _) = rows.as_chunks::<ROW>();
    let [head, middle, tail] = header.frame;
    let mut wanted = Vec::new();
    let mut start = Start {
        record: 0,
        text: head,
        line: 0,
        has_line: false,
    };
    let mut starts = Vec::with_capacity(rows.len() + 1);
    for (at, row) in rows.iter().enumerate() {
        let row = Row::read(row);
        starts.push(start);
        start.record += row.record;
        start.text += SEPARATOR.len() - usize::from(at == 0) + row.text;
        if row.line > 0 {
            start.line += LINE_SEPARATOR.len() - usize::from(!start.has_line) + row.line;
            start.has_line = true;
        }
        if selection.wants(row.owner) {
            wanted.push(at);
        }
    }
    starts.push(start);
    let middle_start = start.text + if rows.is_empty() { 0 } else { CLOSE.len() };
    let lines_start = middle_start + middle;
    let tail_start = lines_start + start.line + if start.has_line { LINE_CLOSE.len() } else { 0 };
    if start.record != records.len() || tail_start + tail != length {
        return None;
    }
    let table = Table {
        rows,
        records,
        starts,
    };
    let slots = table.slots(lines_start, wanted, selection)?;
    Some(State {
        format: header.format,
        frame: Frame {
            head: Text::Old(0..head),
            middle: Text::Old(middle_start..lines_start),
            tail: Text::Old(tail_start..length),
        },
        slots,
        waiting: header.waiting,
        builds: header.builds,
    })
}

impl Selection {
    fn wants(&self, owner: u64) -> bool {
        match self {
            Self::All => true,
            Self::Some { owners, .. } => {
                owner == SEVERAL || (owner != NOBODY && owners.contains(&owner))
            }
        }
    }
}

impl<'i> Table<'i> {
    /// Entries for the wanted rows and those of the selected identities; runs for what lies between,
    /// cut where an identity of the selection would stand.
    fn slots(
        &self,
        lines_start: usize,
        mut wanted: Vec<usize>,
        selection: &Selection,
    ) -> Option<Vec<Slot<'i>>> {
        let mut cuts = Vec::new();
        if let Selection::Some { keys, .. } = selection {
            for key in keys {
                let mut at = self.first_not_before(key.identity())?;
                cuts.push(at);
                while at < self.rows.len() && self.identity(at)? == key.identity() {
                    wanted.push(at);
                    at += 1;
                }
            }
            wanted.sort_unstable();
            wanted.dedup();
            cuts.sort_unstable();
        }
        let mut slots = Vec::with_capacity(wanted.len() + cuts.len() + 1);
        let mut at = 0;
        let mut cuts = cuts.into_iter().peekable();
        for end in wanted.into_iter().map(Some).chain([None]) {
            let stop = end.unwrap_or(self.rows.len());
            while let Some(cut) = cuts.next_if(|cut| *cut <= stop) {
                self.push_run(at..cut, lines_start, &mut slots)?;
                at = at.max(cut);
            }
            self.push_run(at..stop, lines_start, &mut slots)?;
            if let Some(row) = end {
                slots.push(Slot::Entry(self.entry(row, lines_start)?));
                at = row + 1;
            }
        }
        Some(slots)
    }

    fn record(&self, at: usize) -> Option<&'i [u8]> {
        self.records
            .get(self.starts[at].record..self.starts[at + 1].record)
    }

    fn identity(&self, at: usize) -> Option<&'i [u8]> {
        form::read_identity(self.record(at)?)
    }

    /// The first row whose identity is not before this one.
    fn first_not_before(&self, identity: &[u8]) -> Option<usize> {
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
    fn texts(&self, rows: &Range<usize>) -> Range<usize> {
        let separator = SEPARATOR.len() - usize::from(rows.start == 0);
        self.starts[rows.start].text + separator..self.starts[rows.end].text
    }

    /// Where the lines of these rows stand in the file.
    fn lines(&self, rows: &Range<usize>, lines_start: usize) -> Option<Range<usize>> {
        let (first, end) = (self.starts[rows.start], self.starts[rows.end]);
        if first.line == end.line {
            return None;
        }
        let separator = LINE_SEPARATOR.len() - usize::from(!first.has_line);
        Some(lines_start + first.line + separator..lines_start + end.line)
    }

    fn entry(&self, at: usize, lines_start: usize) -> Option<Entry<'i>> {
        let rows = at..at + 1;
        let line = self.lines(&rows, lines_start).map(Text::Old);
        form::read_record(self.record(at)?, Text::Old(self.texts(&rows)), line)
    }

    fn push_run(
        &self,
        rows: Range<usize>,
        lines_start: usize,
        slots: &mut Vec<Slot<'i>>,
    ) -> Option<()> {
        if rows.is_empty() {
            return Some(());
        }
        let (first, end) = (self.starts[rows.start], self.starts[rows.end]);
        slots.push(Slot::Run(Run {
            count: rows.len(),
            identity: self.identity(rows.start)?,
            text: Text::Old(self.texts(&rows)),
            lines: self.lines(&rows, lines_start).map(Text::Old),
            rows: self.rows.get(rows)?.as_flattened(),
            records: self.records.get(first.record..end.record)?,
        }));
        Some(())
    }
}
