//! Reading those interactions of an index that an update has to do with. The others stay runs of bytes.

use std::ops::Range;

use super::{
    form::{self, Header, NOBODY, Row, SEVERAL, owner_number},
    table::Table,
};
use crate::pact_file::{
    Recording, Update,
    state::{Build, Entry, Frame, Key, Run, Slot, State, Text},
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
        let is_known = |build: &Build<'_>| build.is_of(binary);
        let fits = update
            .passed
            .iter()
            .all(|one| one.version() == header.format.version && !one.interactions().is_empty());
        let recorded = update.passed.iter().flat_map(Recording::interactions);
        let is_kind_of_list = recorded
            .clone()
            .all(|one| header.format.is_home_of(one.interaction()));
        if !header.builds.iter().any(is_known)
            || !fits
            || !is_kind_of_list
            || update.passed.len() > FEW_TESTS
        {
            return Self::All;
        }
        let mut keys: Vec<Key<'static>> = recorded
            .map(|one| Key::of(one.interaction(), header.format.version))
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
        let owners = update.passed.iter().map(|one| owner_number(one.owner()));
        Self::Some {
            keys,
            owners: owners.collect(),
        }
    }
}

/// The state of a file of this length; `None` if the index is not one of such a file.
pub(super) fn state<'i>(
    header: Header<'i>,
    rest: &'i [u8],
    length: usize,
    selection: &Selection,
) -> Option<State<'i>> {
    let table = Table::read(&header, rest, length)?;
    let slots = slots(&table, selection)?;
    let [head, middle, tail] = table.frame.map(Text::Old);
    Some(State {
        format: header.format,
        frame: Frame { head, middle, tail },
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

/// Entries for the wanted rows and those of the selected identities; runs for what lies between, cut where
/// an identity of the selection would stand.
fn slots<'i>(table: &Table<'i>, selection: &Selection) -> Option<Vec<Slot<'i>>> {
    let rows = table.rows.iter().enumerate();
    let mut wanted: Vec<usize> = rows
        .filter(|(_, row)| selection.wants(Row::read(row).owner))
        .map(|(at, _)| at)
        .collect();
    let mut cuts = Vec::new();
    if let Selection::Some { keys, .. } = selection {
        for key in keys {
            let mut at = table.first_not_before(key.identity())?;
            cuts.push(at);
            while at < table.rows.len() && table.identity(at)? == key.identity() {
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
        let stop = end.unwrap_or(table.rows.len());
        while let Some(cut) = cuts.next_if(|cut| *cut <= stop) {
            push_run(table, at..cut, &mut slots)?;
            at = at.max(cut);
        }
        push_run(table, at..stop, &mut slots)?;
        if let Some(row) = end {
            slots.push(Slot::Entry(entry(table, row)?));
            at = row + 1;
        }
    }
    Some(slots)
}

fn entry<'i>(table: &Table<'i>, at: usize) -> Option<Entry<'i>> {
    let rows = at..at + 1;
    let line = table.lines(&rows).map(Text::Old);
    form::read_record(table.record(at)?, Text::Old(table.texts(&rows)), line)
}

fn push_run<'i>(table: &Table<'i>, rows: Range<usize>, slots: &mut Vec<Slot<'i>>) -> Option<()> {
    if rows.is_empty() {
        return Some(());
    }
    slots.push(Slot::Run(Run {
        count: rows.len(),
        identity: table.identity(rows.start)?,
        text: Text::Old(table.texts(&rows)),
        lines: table.lines(&rows).map(Text::Old),
        records: table.records(&rows)?,
        rows: table.rows.get(rows)?.as_flattened(),
    }));
    Some(())
}
