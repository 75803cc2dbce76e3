//! The pact file as it was found.

use std::{
    borrow::Cow,
    fs::{File, Metadata},
    io::{self, Read, Seek, SeekFrom, Write},
    ops::Range,
    path::PathBuf,
};

use super::state::Stale;

/// How much of the file is copied at once.
const CHUNK: usize = 64 * 1024;

/// An open pact file, of which as little is read as is needed.
#[derive(Debug)]
pub(super) struct OldFile {
    file: File,
    length: usize,
    /// The file of earlier texts.
    earlier: PathBuf,
}

impl OldFile {
    pub(super) fn new(file: File, length: usize, earlier: PathBuf) -> Self {
        Self {
            file,
            length,
            earlier,
        }
    }

    /// How many bytes the file has.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// What the file says of itself.
    pub(super) fn metadata(&self) -> Option<Metadata> {
        self.file.metadata().ok()
    }

    /// A piece of the file.
    pub(super) fn text(&self, range: Range<usize>) -> Result<Cow<'_, str>, Stale> {
        read(&self.file, self.length, range).map(Cow::Owned)
    }

    /// A text that stood in the file once.
    pub(super) fn earlier(&self, range: Range<usize>) -> Result<String, Stale> {
        let file = File::open(&self.earlier).map_err(|_| Stale)?;
        let length = file.metadata().map_err(|_| Stale)?.len();
        read(&file, length.try_into().map_err(|_| Stale)?, range)
    }

    /// Copies a piece of the file.
    pub(super) fn copy(&self, range: Range<usize>, out: &mut dyn Write) -> io::Result<()> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(range.start as u64))?;
        let mut left = range.len();
        let mut chunk = vec![0; left.min(CHUNK)];
        while left > 0 {
            let next = left.min(chunk.len());
            file.read_exact(&mut chunk[..next])?;
            out.write_all(&chunk[..next])?;
            left -= next;
        }
        Ok(())
    }
}

fn read(mut file: &File, length: usize, range: Range<usize>) -> Result<String, Stale> {
    if range.start > range.end || range.end > length {
        return Err(Stale);
    }
    let mut bytes = vec![0; range.len()];
    file.seek(SeekFrom::Start(range.start as u64))
        .and_then(|_| file.read_exact(&mut bytes))
        .map_err(|_| Stale)?;
    String::from_utf8(bytes).map_err(|_| Stale)
}
