//! The form of an index: what stands where in a pact file, and who recorded it.

use std::{borrow::Cow, ops::Range};

use super::bytes::{Reader, Writer};
use crate::{
    codec::{CLOSE, List, SEPARATOR},
    model::SpecVersion,
    pact_file::{
        assemble::{LINE_CLOSE, LINE_SEPARATOR},
        state::{Baseline, Build, Claim, Entry, Format, Frame, Key, State, Text, Waiting},
    },
};

const VERSIONS: [SpecVersion; 5] = [
    SpecVersion::V1,
    SpecVersion::V1_1,
    SpecVersion::V2,
    SpecVersion::V3,
    SpecVersion::V4,
];

pub(super) fn write(state: &State<'_>, writer: &mut Writer) {
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
    writer.size(state.entries.len());
    for entry in &state.entries {
        key(&entry.key, writer);
        writer.size(entry.text.len());
        writer.size(entry.line.as_ref().map_or(0, Text::len));
        claims(&entry.owners, writer);
        baseline(entry.baseline.as_ref(), writer);
    }
    writer.size(state.waiting.len());
    for waiting in &state.waiting {
        key(&waiting.key, writer);
        claim(&waiting.claim, writer);
        writer.text(&waiting.text);
    }
}

fn version(version: SpecVersion, writer: &mut Writer) {
    let at = VERSIONS.iter().position(|one| *one == version);
    writer.byte(at.and_then(|at| at.try_into().ok()).unwrap_or(u8::MAX));
}

fn key(key: &Key<'_>, writer: &mut Writer) {
    writer.bytes(&key.bytes);
    writer.size(key.identity);
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

fn baseline(baseline: Option<&Baseline<'_>>, writer: &mut Writer) {
    let Some(Baseline { build, before }) = baseline else {
        writer.byte(0);
        return;
    };
    writer.byte(if before.is_some() { 2 } else { 1 });
    writer.number(*build);
    if let Some((text, owners)) = before {
        writer.text(text);
        claims(owners, writer);
    }
}

/// Reads a state of a file of this length; `None` if the index is not one of such a file.
pub(super) fn read<'i>(reader: &mut Reader<'i>, length: usize) -> Option<State<'i>> {
    let format = Format {
        version: read_version(reader)?,
        list: match reader.byte()? {
            0 => List::Interactions,
            1 => List::Messages,
            _ => return None,
        },
    };
    let (head, middle, tail) = (reader.size()?, reader.size()?, reader.size()?);
    let builds = many(reader, |reader| {
        Some(Build {
            prefix: reader.text()?,
            build: reader.number()?,
        })
    })?;
    let mut place = Place {
        at: head,
        is_first: true,
    };
    let mut lines = Vec::new();
    let mut entries = many(reader, |reader| {
        let key = read_key(reader)?;
        let text = place.next(reader.size()?, SEPARATOR)?;
        lines.push(reader.size()?);
        Some(Entry {
            key,
            text: Text::Old(text),
            owners: many(reader, read_claim)?,
            line: None,
            baseline: match reader.byte()? {
                0 => None,
                tag => Some(read_baseline(tag, reader)?),
            },
        })
    })?;
    let middle = place.close(CLOSE, middle)?;
    let mut place = Place {
        at: middle.end,
        is_first: true,
    };
    for (entry, length) in entries
        .iter_mut()
        .zip(lines)
        .filter(|(_, length)| *length > 0)
    {
        entry.line = Some(Text::Old(place.next(length, LINE_SEPARATOR)?));
    }
    let tail = place.close(LINE_CLOSE, tail)?;
    if tail.end != length {
        return None;
    }
    Some(State {
        format,
        frame: Frame {
            head: Text::Old(0..head),
            middle: Text::Old(middle),
            tail: Text::Old(tail),
        },
        entries,
        waiting: many(reader, |reader| {
            Some(Waiting {
                key: read_key(reader)?,
                claim: read_claim(reader)?,
                text: reader.text()?,
            })
        })?,
        builds,
    })
}

/// Where in the file the next part of a list stands.
struct Place {
    at: usize,
    is_first: bool,
}

impl Place {
    fn next(&mut self, length: usize, separator: &str) -> Option<Range<usize>> {
        let start = self.at + separator.len() - usize::from(self.is_first);
        let end = start.checked_add(length)?;
        *self = Self {
            at: end,
            is_first: false,
        };
        Some(start..end)
    }

    /// The part behind the list.
    fn close(&self, close: &str, length: usize) -> Option<Range<usize>> {
        let start = self.at + if self.is_first { 0 } else { close.len() };
        Some(start..start.checked_add(length)?)
    }
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
    let bytes = reader.bytes()?;
    let identity = reader.size()?;
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

fn read_baseline<'i>(tag: u8, reader: &mut Reader<'i>) -> Option<Baseline<'i>> {
    let build = reader.number()?;
    let before = match tag {
        1 => None,
        2 => Some((reader.text()?, many(reader, read_claim)?)),
        _ => return None,
    };
    Some(Baseline { build, before })
}
