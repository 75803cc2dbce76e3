//! Putting the parts of a pact file together.

use super::old_file::OldFile;
use super::state::{Stale, State, Text};
use crate::codec::{CLOSE, SEPARATOR};

/// What stands between two members of the map of owners; without the comma it stands before the first.
pub(super) const LINE_SEPARATOR: &str = ",\n      ";

/// What stands behind the last of them.
pub(super) const LINE_CLOSE: &str = "\n    ";

/// The text of the whole file.
pub(super) fn text(state: &State<'_>, old: Option<&OldFile>) -> Result<String, Stale> {
    if let Some(old) = old {
        // One read instead of one a part.
        old.whole()?;
    }
    let lengths = state.entries.iter().map(|entry| {
        let line = entry.line.as_ref().map_or(0, Text::len);
        entry.text.len() + line + SEPARATOR.len() + LINE_SEPARATOR.len()
    });
    let mut text = String::with_capacity(lengths.sum::<usize>() + 1024);
    text.push_str(&state.frame.head.get(old)?);
    let texts = state.entries.iter().map(|entry| &entry.text);
    list(texts, (SEPARATOR, CLOSE), old, &mut text)?;
    text.push_str(&state.frame.middle.get(old)?);
    let lines = state.entries.iter().filter_map(|entry| entry.line.as_ref());
    list(lines, (LINE_SEPARATOR, LINE_CLOSE), old, &mut text)?;
    text.push_str(&state.frame.tail.get(old)?);
    Ok(text)
}

fn list<'s>(
    parts: impl Iterator<Item = &'s Text>,
    (separator, close): (&str, &str),
    old: Option<&OldFile>,
    text: &mut String,
) -> Result<(), Stale> {
    let mut is_empty = true;
    for part in parts {
        text.push_str(&separator[usize::from(is_empty)..]);
        text.push_str(&part.get(old)?);
        is_empty = false;
    }
    if !is_empty {
        text.push_str(close);
    }
    Ok(())
}
