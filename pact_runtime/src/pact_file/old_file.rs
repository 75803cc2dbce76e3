//! The pact file as it was found.

use std::{
    borrow::Cow,
    cell::OnceCell,
    fs::File,
    io::{Read, Seek, SeekFrom},
    ops::Range,
};

use super::state::Stale;

/// An open pact file, of which as little is read as is needed.
#[derive(Debug)]
pub(super) struct OldFile {
    file: File,
    length: usize,
    whole: OnceCell<Vec<u8>>,
}

impl OldFile {
    pub(super) fn new(file: File, length: usize) -> Self {
        Self {
            file,
            length,
            whole: OnceCell::new(),
        }
    }

    /// The whole file.
    pub(super) fn whole(&self) -> Result<&[u8], Stale> {
        if let Some(whole) = self.whole.get() {
            return Ok(whole);
        }
        let whole = self.read(0..self.length)?;
        Ok(self.whole.get_or_init(|| whole))
    }

    /// A piece of the file.
    pub(super) fn text(&self, range: Range<usize>) -> Result<Cow<'_, str>, Stale> {
        if let Some(whole) = self.whole.get() {
            let bytes = whole.get(range).ok_or(Stale)?;
            let text = std::str::from_utf8(bytes).map_err(|_| Stale)?;
            return Ok(Cow::Borrowed(text));
        }
        if range.start > range.end || range.end > self.length {
            return Err(Stale);
        }
        String::from_utf8(self.read(range)?)
            .map(Cow::Owned)
            .map_err(|_| Stale)
    }

    fn read(&self, range: Range<usize>) -> Result<Vec<u8>, Stale> {
        let mut file = &self.file;
        let mut bytes = vec![0; range.len()];
        file.seek(SeekFrom::Start(range.start as u64))
            .and_then(|_| file.read_exact(&mut bytes))
            .map_err(|_| Stale)?;
        Ok(bytes)
    }
}
