//! The index of a pact file: what stands where in it.
//!
//! # Why
//! Under a runner that starts a process per test, each process adds one interaction to a file of many.
//! With the index it finds the place without parsing the others. The index lies with the build, not with
//! the pact, and may be deleted at any time: then the next process reads the whole file once.

mod bytes;
mod confirm;
mod form;
mod select;
mod table;

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use self::{
    bytes::{Reader, Writer},
    form::{Header, Parts},
    select::Selection,
};
use super::{
    Target, Update,
    name::Hash,
    old_file::OldFile,
    state::{Slot, State, Text},
};

/// What an index starts with; the last byte is the version of its form.
const MAGIC: &[u8; 8] = b"pactidx\x01";

/// Magic and length of what follows.
const START: usize = 16;

/// Which interactions of an index are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Those that the update has to do with.
    Needed,
    /// All, which comes to the same; for tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests compare both"))]
    All,
}

/// An index as it was read.
#[derive(Debug)]
pub(super) struct Index {
    bytes: Vec<u8>,
    earlier: PathBuf,
}

/// The path of the index of a pact file; `hash` tells it from files of the same name elsewhere.
pub(super) fn path(cache: &Path, pact: &Path, hash: u64) -> PathBuf {
    let name = pact.file_name().unwrap_or_default().to_string_lossy();
    cache.join(format!("{name}-{hash:016x}.index"))
}

/// A number for a path, to tell files of one name in different directories apart.
pub(super) fn hash(path: &Path) -> u64 {
    let mut hash = Hash::default();
    hash.add(path.as_os_str().as_encoded_bytes());
    hash.0
}

impl Index {
    /// Reads an index; `None` if there is none, or it is damaged.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let mut bytes = fs::read(path).ok()?;
        let (start, rest) = bytes.split_first_chunk::<START>()?;
        let length = Reader(&start[8..]).size()?;
        let (first, second) = rest.split_at_checked(length)?;
        if !start.starts_with(MAGIC) || second.get(..length) != Some(first) {
            return None;
        }
        bytes.truncate(START + length);
        let earlier = earlier_path(path);
        Some(Self { bytes, earlier })
    }

    /// Whether the pact file, and what is remembered of it, says what an update says, so that a merge would
    /// change nothing. `false` means that it has to be merged to know.
    pub(super) fn confirms(&self, pact: &Path, update: &Update<'_>) -> bool {
        let confirmed = self
            .open(pact, update.target)
            .and_then(|(mut reader, old)| {
                let header = Header::read(&mut reader)?;
                confirm::confirm(&header, reader.0, update, &old)
            });
        confirmed.is_some()
    }

    /// The state of the pact file as far as an update has to do with it, and the file; `None` if the
    /// index is not about the file as it is now.
    pub(super) fn state(
        &self,
        pact: &Path,
        update: &Update<'_>,
        reading: Reading,
    ) -> Option<(State<'_>, OldFile)> {
        let (mut reader, old) = self.open(pact, update.target)?;
        let header = Header::read(&mut reader)?;
        let selection = match reading {
            Reading::Needed => Selection::of(update, &header),
            Reading::All => Selection::All,
        };
        let state = select::state(header, reader.0, old.length(), &selection)?;
        Some((state, old))
    }

    /// The pact file, and what the index says of it; `None` if it is not about this file as it is now.
    fn open(&self, pact: &Path, target: &Target) -> Option<(Reader<'_>, OldFile)> {
        let file = File::open(pact).ok()?;
        let metadata = file.metadata().ok()?;
        let mut reader = Reader(&self.bytes[START..]);
        for part in stamp(&metadata) {
            if reader.number()? != part {
                return None;
            }
        }
        if reader.text()? != target.consumer || reader.text()? != target.provider {
            return None;
        }
        let length = metadata.len().try_into().ok()?;
        Some((reader, OldFile::new(file, length, self.earlier.clone())))
    }
}

/// Writes the index of a pact file that holds this state. `pact` is what the open file says of itself:
/// under its path another tool may have put another file by now.
///
/// # Why
/// All is written twice, over what the index had before. To write a new file and rename it takes ten times
/// as long, and a checksum as long as everything else, in the unoptimised builds of tests. Whoever reads
/// an index that is only half written finds that its halves differ.
pub(super) fn write(
    path: &Path,
    pact: &Metadata,
    target: &Target,
    state: &State<'_>,
) -> io::Result<()> {
    let earlier = earlier_path(path);
    let mut parts = Parts {
        earlier_length: earlier_length(&earlier, state),
        ..Parts::default()
    };
    for part in stamp(pact) {
        parts.front.number(part);
    }
    parts.front.text(&target.consumer);
    parts.front.text(&target.provider);
    form::write(state, &mut parts).ok_or(io::ErrorKind::FileTooLarge)?;
    if !parts.earlier.is_empty() {
        append(&earlier, parts.earlier_length, &parts.earlier)?;
    }
    let length = parts.front.0.len() + parts.records.0.len();
    let mut whole = Writer(Vec::with_capacity(START + 2 * length));
    whole.0.extend_from_slice(MAGIC);
    whole.size(length);
    for part in [&parts.front, &parts.records, &parts.front, &parts.records] {
        whole.0.extend_from_slice(&part.0);
    }
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    file.write_all(&whole.0)
}

/// The path of the file of earlier texts, which lies beside the index and is only appended to.
fn earlier_path(index: &Path) -> PathBuf {
    index.with_extension("earlier")
}

/// How long the file of earlier texts is; 0 if the state needs nothing of it.
fn earlier_length(path: &Path, state: &State<'_>) -> usize {
    let is_needed = |slot: &Slot<'_>| match slot {
        Slot::Run(_) => true,
        Slot::Entry(entry) => entry
            .baseline
            .as_ref()
            .and_then(|baseline| baseline.before.as_ref())
            .is_some_and(|(text, _)| matches!(text, Text::Earlier(_))),
    };
    if !state.slots.iter().any(is_needed) {
        return 0;
    }
    let length = fs::metadata(path).map_or(0, |found| found.len());
    usize::try_from(length).unwrap_or_default()
}

/// Writes texts at the end of the file of earlier texts.
fn append(path: &Path, length: usize, texts: &str) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    file.seek(SeekFrom::Start(length as u64))?;
    file.write_all(texts.as_bytes())
}

/// What changes whenever the file does.
#[cfg(unix)]
fn stamp(metadata: &Metadata) -> [u64; 4] {
    use std::os::unix::fs::MetadataExt;
    [
        metadata.len(),
        metadata.ino(),
        metadata.mtime().cast_unsigned(),
        metadata.mtime_nsec().cast_unsigned(),
    ]
}

#[cfg(not(unix))]
fn stamp(metadata: &Metadata) -> [u64; 3] {
    let modified = metadata.modified().ok();
    let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let since = since.unwrap_or_default();
    [
        metadata.len(),
        since.as_secs(),
        u64::from(since.subsec_nanos()),
    ]
}
