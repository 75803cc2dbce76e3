//! A place in a text, and the small steps from it.

use super::error::Expected;

/// Reads a text from front to back. `at` always lies between two characters.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over `mark` if it stands here.
    pub(super) fn take(&mut self, mark: &str) -> bool {
        let found = self.text.as_bytes()[self.at..].starts_with(mark.as_bytes());
        self.at += if found { mark.len() } else { 0 };
        found
    }

    /// Steps over `mark`, which must stand here.
    pub(super) fn expect(&mut self, mark: &str, expected: &'static str) -> Result<(), Expected> {
        if self.take(mark) {
            Ok(())
        } else {
            Err(expected.into())
        }
    }

    /// Steps over white space and tells whether there was any.
    pub(super) fn skip_space(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
        self.at > start
    }

    /// Steps behind the next `mark` and returns what stands before it.
    pub(super) fn until(
        &mut self,
        mark: &str,
        expected: &'static str,
    ) -> Result<&'a str, Expected> {
        let rest = self.rest();
        let Some(length) = rest.find(mark) else {
            self.at = self.text.len();
            return Err(expected.into());
        };
        self.at += length + mark.len();
        Ok(&rest[..length])
    }

    /// Steps over a name (XML 1.0 §2.3) and returns it.
    pub(super) fn name(&mut self, expected: &'static str) -> Result<&'a str, Expected> {
        let rest = self.rest();
        if !rest.starts_with(is_name_start) {
            return Err(expected.into());
        }
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        let length = rest[plain..]
            .find(|next| !is_name_character(next))
            .map_or(rest.len(), |more| plain + more);
        self.at += length;
        Ok(&rest[..length])
    }
}

/// White space of XML 1.0 §2.3.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The text without white space around it.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':')
}

/// Whether a name may start with this character.
pub(super) fn is_name_start(character: char) -> bool {
    matches!(character,
        ':' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Whether a name may hold this character behind its first one.
pub(super) fn is_name_character(character: char) -> bool {
    is_name_start(character)
        || matches!(character,
            '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether a document may hold this character (XML 1.0 §2.2).
pub(super) fn is_character(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
