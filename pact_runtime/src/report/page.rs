//! Lines of a report: indented, coloured, and broken where the terminal ends.

use super::{Palette, Style};

/// How much of one value is shown, in characters.
const VALUE_LIMIT: usize = 2_000;

/// The least number of columns for text, however deep it is indented.
const LEAST_WIDTH: usize = 24;

/// A report under construction.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    palette: Palette,
    width: usize,
}

impl Page {
    pub(crate) fn new(palette: Palette, width: usize) -> Self {
        Self {
            text: String::new(),
            palette,
            width,
        }
    }

    /// The report, without an end of line at its end.
    pub(crate) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end_matches('\n').len());
        self.text
    }

    /// An empty line, unless there is one.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph of prose, broken at spaces; later lines are indented two columns more.
    pub(crate) fn prose(&mut self, indent: usize, style: Style, text: &str) {
        self.labelled(indent, "", indent + 2, style, text);
    }

    /// Text that is laid out already: lines are indented and nothing else.
    pub(crate) fn verbatim(&mut self, indent: usize, style: Style, text: &str) {
        for line in text.lines() {
            if line.trim().is_empty() {
                self.text.push('\n');
                continue;
            }
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.palette.paint(style, line, &mut self.text);
            self.text.push('\n');
        }
    }

    /// A label and behind it text, whose lines but the first start at column `hanging`.
    pub(crate) fn labelled(
        &mut self,
        indent: usize,
        label: &str,
        hanging: usize,
        style: Style,
        text: &str,
    ) {
        let shown = shorten(text);
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(label);
        let mut column = indent + label.chars().count();
        let mut rest = shown.as_ref();
        loop {
            let width = self.width.saturating_sub(column).max(LEAST_WIDTH);
            let (line, after) = split_line(rest, width);
            self.palette.paint(style, line, &mut self.text);
            self.text.push('\n');
            if after.is_empty() {
                return;
            }
            rest = after;
            column = hanging;
            self.text.extend(std::iter::repeat_n(' ', hanging));
        }
    }
}

/// Cuts a value that nobody would read to its end, and says how much there is.
fn shorten(text: &str) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(VALUE_LIMIT) {
        None => text.into(),
        Some((end, _)) => {
            let more = text[end..].chars().count();
            format!("{} … and {more} characters more", &text[..end]).into()
        }
    }
}

/// Splits off what fits into one line: up to an end of line, or to the last space that leaves it short enough, or in
/// the middle of a long word.
fn split_line(text: &str, width: usize) -> (&str, &str) {
    let end = text
        .char_indices()
        .nth(width)
        .map_or(text.len(), |(end, _)| end);
    if let Some(at) = text[..end].find('\n') {
        return (&text[..at], &text[at + 1..]);
    }
    if end == text.len() {
        return (text, "");
    }
    match text[..end].rfind(' ') {
        Some(at) if at > 0 => (&text[..at], &text[at + 1..]),
        _ if text[end..].starts_with(['\n', ' ']) => (&text[..end], &text[end + 1..]),
        _ => text.split_at(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, lines: &[&str]) {
        let mut found = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (line, after) = split_line(rest, width);
            found.push(line);
            rest = after;
        }
        assert_eq!(found, lines, "{text}");
    }

    #[test]
    fn breaks_lines_at_spaces_if_there_are_any() {
        check("one two three", 20, &["one two three"]);
        check("one two three", 8, &["one two", "three"]);
        check("one two three", 7, &["one", "two", "three"]);
        check("one\ntwo three", 20, &["one", "two three"]);
        check("abcdefghij", 4, &["abcd", "efgh", "ij"]);
        check("abcd efgh", 4, &["abcd", "efgh"]);
        check("äöüß äöüß", 5, &["äöüß", "äöüß"]);
    }

    #[test]
    fn hangs_later_lines_below_the_first() {
        let mut page = Page::new(Palette::PLAIN, 40);
        page.labelled(
            2,
            "actual: ",
            10,
            Style::Actual,
            "a b c d e f g h i j k l m n o p q r s",
        );
        page.gap();
        page.gap();
        page.verbatim(2, Style::Plain, "  left: 1\n\n right: 2\n");
        assert_eq!(
            page.finish(),
            "  actual: a b c d e f g h i j k l m n o\n          p q r s\n\n    left: 1\n\n   right: 2"
        );
    }

    #[test]
    fn counts_what_it_does_not_show() {
        let long = "ü".repeat(VALUE_LIMIT + 7);
        assert!(shorten(&long).ends_with("üü … and 7 characters more"));
        assert_eq!(shorten("short"), "short");
    }
}
