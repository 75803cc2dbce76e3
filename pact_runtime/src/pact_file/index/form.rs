//! The form of an index: what stands where in a pact file, and who recorded it.
//!
//! A header, then a row of fixed size and a record of its own size for each interaction, in the order
//! of the file. Rows hold lengths, not offsets, so that they stay as they are when others come between.

use std::borrow::Cow;

use super::bytes::{Reader, Writer};
use crate::{
    codec::List,
    model::SpecVersion,
    pact_file::{
        name::Hash,
        state::{Baseline, Build, Claim, Entry, Format, Key, Slot, State, Text, Waiting},
    },
};

const VERSIONS: [SpecVersion; 5] = [
    SpecVersion::V1,
    SpecVersion::V1_1,
    SpecVersion::V2,
    SpecVersion::V3,
    SpecVersion::V4,
];

/// What an index says of the file as a whole.
#[derive(Debug)]
pub(super) struct Header<'i> {
    pub(super) format: Format,
    /// Lengths of head, middle and tail.
    pub(super) frame: [usize; 3],
    pub(super) builds: Vec<Build<'i>>,
    pub(super) waiting: Vec<Waiting<'i>>,
    /// How many interactions there are.
    pub(super) count: usize,
}

/// How many bytes a row has.
pub(super) const ROW: usize = 24;

/// The lengths of one interaction, and whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Length of the record.
    pub(super) record: usize,
    /// Length of the text in the file.
    pub(super) text: usize,
    /// Length of the line in the map of owners; 0 if there is none.
    pub(super) line: usize,
    /// [`owner_number`] of the one test that has to do with the interaction, [`SEVERAL`] or [`NOBODY`].
    pub(super) owner: u64,
}

/// More than one test has to do with the interaction.
pub(super) const SEVERAL: u64 = 0;

/// No test has.
pub(super) const NOBODY: u64 = 1;

/// A number for an owner. Two owners may have the same one.
pub(super) fn owner_number(owner: &str) -> u64 {
    let mut hash = Hash::default();
    hash.add(owner.as_bytes());
    hash.0.max(NOBODY + 1)
}

impl Row {
    /// The row in these bytes: the lengths and a gap of 4 bytes each, the owner of 8.
    pub(super) fn read(bytes: &[u8; ROW]) -> Self {
        let (words, _) = bytes.as_chunks::<4>();
        let word = |at: usize| u32::from_le_bytes(words[at]);
        Self {
            record: word(0) as usize,
            text: word(1) as usize,
            line: word(2) as usize,
            owner: u64::from(word(4)) | u64::from(word(5)) << 32,
        }
    }

    /// Appends the row; `None` if the file is too large for an index.
    fn write(self, rows: &mut Vec<u8>) -> Option<()> {
        for length in [self.record, self.text, self.line, 0] {
            rows.extend_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
        }
        rows.extend_from_slice(&self.owner.to_le_bytes());
        Some(())
    }
}

/// The parts of an index.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Header and rows.
    pub(super) front: Writer,
    pub(super) records: Writer,
    /// Texts to append to the file of earlier texts.
    pub(super) earlier: String,
    /// How long that file is.
    pub(super) earlier_length: usize,
}

/// Appends a state to the parts; `None` if the file is too large for an index.
pub(super) fn write(state: &State<'_>, parts: &mut Parts) -> Option<()> {
    let writer = &mut parts.front;
    version(state.format.version, writer);
    writer.byte(u8::from(state.format.list == List::Messages));
    for part in [&state.frame.head, &state.frame.middle, &state.frame.tail] {
        writer.size(part.len());
    }
    writer.size(state.builds.len());
    for build in &state.builds {
        writer.text(&build.prefix);
        writer.number(build.build);
    }
    writer.size(state.waiting.len());
    for waiting in &state.waiting {
        key(&waiting.key, writer);
        claim(&waiting.claim, writer);
        writer.text(&waiting.text);
    }
    writer.size(state.slots.iter().map(Slot::count).sum());
    for slot in &state.slots {
        match slot {
            Slot::Run(run) => {
                parts.front.0.extend_from_slice(run.rows);
                parts.records.0.extend_from_slice(run.records);
            }
            Slot::Entry(entry) => {
                let start = parts.records.0.len();
                record(entry, parts);
                let row = Row {
                    record: parts.records.0.len() - start,
                    text: entry.text.len(),
                    line: entry.line.as_ref().map_or(0, Text::len),
                    owner: owner(entry),
                };
                row.write(&mut parts.front.0)?;
            }
        }
    }
    Some(())
}

/// Whose an entry is, what it was before included.
fn owner(entry: &Entry<'_>) -> u64 {
    let before = entry
        .baseline
        .as_ref()
        .and_then(|baseline| baseline.before.as_ref());
    let before = before.map_or([].as_slice(), |(_, owners)| owners);
    match (entry.owners.as_slice(), before) {
        ([], []) => NOBODY,
        ([one], []) => owner_number(&one.owner),
        ([one], [other]) if one.owner == other.owner => owner_number(&one.owner),
        _ => SEVERAL,
    }
}

fn version(version: SpecVersion, writer: &mut Writer) {
    let at = VERSIONS.iter().position(|one| *one == version);
    writer.byte(at.and_then(|at| at.try_into().ok()).unwrap_or(u8::MAX));
}

/// What a record begins with: what is recorded, and by whom.
pub(super) fn record_start(key: &Key<'_>, owners: &[Claim<'_>], writer: &mut Writer) {
    self::key(key, writer);
    claims(owners, writer);
}

fn record(entry: &Entry<'_>, parts: &mut Parts) {
    let writer = &mut parts.records;
    record_start(&entry.key, &entry.owners, writer);
    let Some(Baseline { build, before }) = &entry.baseline else {
        writer.byte(0);
        return;
    };
    writer.byte(if before.is_some() { 2 } else { 1 });
    writer.number(*build);
    if let Some((text, owners)) = before {
        let place = match text {
            Text::Earlier(range) => range.clone(),
            Text::New(text) => {
                let start = parts.earlier_length + parts.earlier.len();
                parts.earlier.push_str(text);
                start..start + text.len()
            }
            // It was read before the file was replaced.
            Text::Old(_) => 0..0,
        };
        writer.size(place.start);
        writer.size(place.end);
        claims(owners, writer);
    }
}

fn key(key: &Key<'_>, writer: &mut Writer) {
    writer.size(key.identity);
    writer.bytes(&key.bytes);
}

fn claims(claims: &[Claim<'_>], writer: &mut Writer) {
    writer.size(claims.len());
    for one in claims {
        claim(one, writer);
    }
}

fn claim(claim: &Claim<'_>, writer: &mut Writer) {
    writer.text(&claim.owner);
    writer.text(&claim.place);
    writer.number(claim.build);
    version(claim.version, writer);
}

impl<'i> Header<'i> {
    /// Takes the header off; `None` if it is not one.
    pub(super) fn read(reader: &mut Reader<'i>) -> Option<Self> {
        Some(Self {
            format: Format {
                version: read_version(reader)?,
                list: match reader.byte()? {
                    0 => List::Interactions,
                    1 => List::Messages,
                    _ => return None,
                },
            },
            frame: [reader.size()?, reader.size()?, reader.size()?],
            builds: many(reader, |reader| {
                Some(Build {
                    prefix: reader.text()?,
                    build: reader.number()?,
                })
            })?,
            waiting: many(reader, |reader| {
                Some(Waiting {
                    key: read_key(reader)?,
                    claim: read_claim(reader)?,
                    text: reader.text()?,
                })
            })?,
            count: reader.count()?,
        })
    }
}

/// Reads a record. Where its text and line stand is known from the rows.
pub(super) fn read_record(record: &[u8], text: Text, line: Option<Text>) -> Option<Entry<'_>> {
    let reader = &mut Reader(record);
    Some(Entry {
        key: read_key(reader)?,
        text,
        owners: many(reader, read_claim)?,
        line,
        baseline: match reader.byte()? {
            0 => None,
            1 => Some(Baseline {
                build: reader.number()?,
                before: None,
            }),
            2 => Some(Baseline {
                build: reader.number()?,
                before: Some((
                    Text::Earlier(reader.size()?..reader.size()?),
                    many(reader, read_claim)?,
                )),
            }),
            _ => return None,
        },
    })
}

/// The build of the baseline that stands behind the start of a record, if there is one.
pub(super) fn baseline_build(rest: &[u8]) -> Option<u64> {
    let mut reader = Reader(rest);
    if reader.byte()? == 0 {
        return None;
    }
    reader.number()
}

/// The identity that a record begins with.
pub(super) fn read_identity(record: &[u8]) -> Option<&[u8]> {
    let reader = &mut Reader(record);
    let identity = reader.size()?;
    reader.bytes()?.get(..identity)
}

fn many<'i, T>(
    reader: &mut Reader<'i>,
    mut read: impl FnMut(&mut Reader<'i>) -> Option<T>,
) -> Option<Vec<T>> {
    let count = reader.count()?;
    (0..count).map(|_| read(reader)).collect()
}

fn read_version(reader: &mut Reader<'_>) -> Option<SpecVersion> {
    VERSIONS.get(usize::from(reader.byte()?)).copied()
}

fn read_key<'i>(reader: &mut Reader<'i>) -> Option<Key<'i>> {
    let identity = reader.size()?;
    let bytes = reader.bytes()?;
    (identity <= bytes.len()).then_some(Key {
        bytes: Cow::Borrowed(bytes),
        identity,
    })
}

fn read_claim<'i>(reader: &mut Reader<'i>) -> Option<Claim<'i>> {
    Some(Claim {
        owner: reader.text()?,
        place: reader.text()?,
        build: reader.number()?,
        version: read_version(reader)?,
    })
}
