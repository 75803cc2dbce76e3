//! Putting the parts of a pact file together.

use std::io::{self, Write};

use super::{
    old_file::OldFile,
    state::{Slot, State, Text},
};
use crate::codec::{CLOSE, SEPARATOR};

/// What stands between two members of the map of owners; without the comma it stands before the first.
pub(super) const LINE_SEPARATOR: &str = ",\n      ";

/// What stands behind the last of them.
pub(super) const LINE_CLOSE: &str = "\n    ";

/// The text of a whole file whose parts are all new.
pub(super) fn text(state: &State<'_>) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    write(state, None, &mut text)?;
    Ok(text)
}

/// Writes the text of the whole file. What stands in the old file is copied in pieces: memory for all of
/// it would cost more than the copying.
pub(super) fn write(
    state: &State<'_>,
    old: Option<&OldFile>,
    out: &mut dyn Write,
) -> io::Result<()> {
    part(&state.frame.head, old, out)?;
    let texts = state.slots.iter().map(Slot::text);
    list(texts, (SEPARATOR, CLOSE), old, out)?;
    part(&state.frame.middle, old, out)?;
    let lines = state.slots.iter().filter_map(Slot::line);
    list(lines, (LINE_SEPARATOR, LINE_CLOSE), old, out)?;
    part(&state.frame.tail, old, out)
}

fn part(part: &Text, old: Option<&OldFile>, out: &mut dyn Write) -> io::Result<()> {
    match (part, old) {
        (Text::New(text), _) => out.write_all(text.as_bytes()),
        (Text::Old(range), Some(old)) => old.copy(range.clone(), out),
        // Only a baseline is an earlier text, and it is no part of the file.
        (Text::Old(_), None) | (Text::Earlier(_), _) => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn list<'s>(
    parts: impl Iterator<Item = &'s Text>,
    (separator, close): (&str, &str),
    old: Option<&OldFile>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut is_empty = true;
    for part in parts {
        out.write_all(&separator.as_bytes()[usize::from(is_empty)..])?;
        self::part(part, old, out)?;
        is_empty = false;
    }
    if is_empty {
        return Ok(());
    }
    out.write_all(close.as_bytes())
}
