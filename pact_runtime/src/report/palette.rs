//! Colours by meaning.

/// What a piece of text is, for those who choose its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// What the paragraph is about.
    Heading,
    /// What was expected.
    Expected,
    /// What came.
    Actual,
    /// A place in the source.
    Place,
    /// What to do about it.
    Remedy,
    /// All other text.
    Plain,
}

/// How each [`Style`] looks: as escape sequences of a terminal (ECMA-48), or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    coloured: bool,
}

impl Palette {
    /// Text alone.
    pub const PLAIN: Self = Self { coloured: false };

    /// For terminals.
    pub const COLOURED: Self = Self { coloured: true };

    /// Appends text in a style.
    pub(crate) fn paint(self, style: Style, text: &str, page: &mut String) {
        let code = match style {
            _ if !self.coloured || text.is_empty() => None,
            Style::Heading => Some("1"),
            Style::Expected => Some("32"),
            Style::Actual => Some("31"),
            Style::Place => Some("36"),
            Style::Remedy => Some("33"),
            Style::Plain => None,
        };
        match code {
            None => page.push_str(text),
            Some(code) => {
                for part in ["\u{1b}[", code, "m", text, "\u{1b}[0m"] {
                    page.push_str(part);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(palette: Palette, style: Style, text: &str, expected: &str) {
        let mut page = String::new();
        palette.paint(style, text, &mut page);
        assert_eq!(page, expected);
    }

    #[test]
    fn colours_by_meaning_or_not_at_all() {
        check(Palette::PLAIN, Style::Actual, "7", "7");
        check(
            Palette::COLOURED,
            Style::Actual,
            "7",
            "\u{1b}[31m7\u{1b}[0m",
        );
        check(Palette::COLOURED, Style::Plain, "7", "7");
        check(Palette::COLOURED, Style::Actual, "", "");
    }
}
