//! The index of a pact file: what stands where in it.
//!
//! # Why
//! Under a runner that starts a process per test, each process adds one interaction to a file of many.
//! With the index it finds the place without parsing the others. The index lies with the build, not with
//! the pact, and may be deleted at any time: then the next process reads the whole file once.

mod bytes;
mod form;

use std::{
    fs::{self, File, Metadata},
    io,
    path::{Path, PathBuf},
};

use self::bytes::{Reader, Writer, checksum};
use super::{Target, name::Hash, old_file::OldFile, state::State};

/// What an index starts with; the last byte is the version of its form.
const MAGIC: &[u8; 8] = b"pactidx\x01";

/// Magic and checksum.
const HEADER: usize = 16;

/// The bytes of an index whose checksum is right.
#[derive(Debug)]
pub(super) struct Index(Vec<u8>);

/// The path of the index of a pact file.
pub(super) fn path(cache: &Path, pact: &Path) -> PathBuf {
    let name = pact.file_name().unwrap_or_default().to_string_lossy();
    cache.join(format!("{name}-{:016x}.index", hash(pact)))
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
        let bytes = fs::read(path).ok()?;
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let is_whole = header[..8] == *MAGIC && header[8..] == checksum(rest).to_le_bytes();
        is_whole.then_some(Self(bytes))
    }

    /// The state of the pact file, and the file; `None` if the index is not about the file as it is now.
    pub(super) fn state(&self, pact: &Path, target: &Target) -> Option<(State<'_>, OldFile)> {
        let file = File::open(pact).ok()?;
        let metadata = file.metadata().ok()?;
        let mut reader = Reader(&self.0[HEADER..]);
        for part in stamp(&metadata) {
            if reader.number()? != part {
                return None;
            }
        }
        if reader.text()? != target.consumer || reader.text()? != target.provider {
            return None;
        }
        let length = metadata.len().try_into().ok()?;
        let state = form::read(&mut reader, length)?;
        Some((state, OldFile::new(file, length)))
    }
}

/// Writes the index of a pact file that holds this state.
pub(super) fn write(
    path: &Path,
    pact: &Path,
    target: &Target,
    state: &State<'_>,
) -> io::Result<()> {
    let mut writer = Writer::default();
    writer.0.extend_from_slice(MAGIC);
    writer.number(0);
    for part in stamp(&fs::metadata(pact)?) {
        writer.number(part);
    }
    writer.text(&target.consumer);
    writer.text(&target.provider);
    form::write(state, &mut writer);
    let sum = checksum(&writer.0[HEADER..]);
    writer.0[8..HEADER].copy_from_slice(&sum.to_le_bytes());
    let sibling = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = fs::write(&sibling, &writer.0).and_then(|()| fs::rename(&sibling, path));
    if written.is_err() {
        let _ = fs::remove_file(&sibling);
    }
    written
}

/// What changes whenever the file does.
#[cfg(unix)]
fn stamp(metadata: &Metadata) -> [u64; 6] {
    use std::os::unix::fs::MetadataExt;
    [
        metadata.len(),
        metadata.ino(),
        metadata.mtime().cast_unsigned(),
        metadata.mtime_nsec().cast_unsigned(),
        metadata.ctime().cast_unsigned(),
        metadata.ctime_nsec().cast_unsigned(),
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
