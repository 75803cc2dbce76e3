//! Bytes of an index: numbers of fixed size and texts with their length in front.

use std::borrow::Cow;

/// Appends values.
#[derive(Debug, Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(super) fn number(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn size(&mut self, value: usize) {
        self.number(value as u64);
    }

    pub(super) fn bytes(&mut self, value: &[u8]) {
        self.size(value.len());
        self.0.extend_from_slice(value);
    }

    pub(super) fn text(&mut self, value: &str) {
        self.bytes(value.as_bytes());
    }
}

/// Takes values off; `None` where they are not what was written.
#[derive(Debug)]
pub(super) struct Reader<'i>(pub(super) &'i [u8]);

impl<'i> Reader<'i> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*first))
    }

    pub(super) fn size(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    /// A count of things that take at least one byte each, so that no count asks for more memory than
    /// the index has.
    pub(super) fn count(&mut self) -> Option<usize> {
        self.size().filter(|count| *count <= self.0.len())
    }

    pub(super) fn bytes(&mut self) -> Option<&'i [u8]> {
        let length = self.size()?;
        let (first, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(first)
    }

    pub(super) fn text(&mut self) -> Option<Cow<'i, str>> {
        std::str::from_utf8(self.bytes()?).ok().map(Cow::Borrowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_written() {
        let mut writer = Writer::default();
        writer.byte(7);
        writer.number(u64::MAX);
        writer.text("ü");
        let mut reader = Reader(&writer.0);
        assert_eq!(reader.byte(), Some(7));
        assert_eq!(reader.number(), Some(u64::MAX));
        assert_eq!(reader.text().as_deref(), Some("ü"));
        assert_eq!(reader.byte(), None);
    }

    #[test]
    fn refuses_lengths_that_are_not_there() {
        let mut writer = Writer::default();
        writer.number(1 << 60);
        assert_eq!(Reader(&writer.0).bytes(), None);
        assert_eq!(Reader(&writer.0).count(), None);
        assert_eq!(Reader(&[1, 2]).number(), None);
    }
}
