//! The one setting that we read from a package's `Cargo.toml`: `[package.metadata.pact] dir`.
//!
//! # Why
//! A TOML crate would cost every user's build more than the whole harness. Cargo has already accepted the file, so it
//! is enough to walk over it: keys, tables and strings are read as TOML 1.0 says, all other values are skipped.

/// The keys that lead to the setting.
const SETTING: [&str; 4] = ["package", "metadata", "pact", "dir"];

/// What may follow a backslash, and what it stands for.
const ESCAPES: [(char, char); 8] = [
    ('"', '"'),
    ('\\', '\\'),
    ('b', '\u{8}'),
    ('e', '\u{1b}'),
    ('f', '\u{c}'),
    ('n', '\n'),
    ('r', '\r'),
    ('t', '\t'),
];

/// How deeply arrays and inline tables may be nested.
const MAX_DEPTH: usize = 64;

/// The text of `[package.metadata.pact] dir`; `None` if the manifest does not have it as a string.
pub(crate) fn metadata_dir(manifest: &str) -> Option<String> {
    let mut walk = Walk {
        text: manifest,
        found: None,
    };
    walk.document();
    walk.found
}

/// What is left of the text, and what has been found.
struct Walk<'a> {
    text: &'a str,
    found: Option<String>,
}

impl Walk<'_> {
    /// Reads tables and their pairs until the setting is found, the text ends, or makes no sense.
    fn document(&mut self) -> Option<()> {
        let mut table = Vec::new();
        while self.found.is_none() {
            self.skip_space();
            if self.eat("[[") {
                self.keys()?;
                // An element of a list: what stands in it is none of ours.
                table = vec![String::new()];
                self.skip_line();
            } else if self.eat("[") {
                table = self.keys()?;
                self.skip_line();
            } else {
                self.pair(&table, 0)?;
            }
        }
        Some(())
    }

    /// Reads `key.key = value`.
    fn pair(&mut self, table: &[String], depth: usize) -> Option<()> {
        let mut path = table.to_vec();
        path.extend(self.keys()?);
        self.skip_blank();
        if !self.eat("=") {
            return None;
        }
        self.value(Some(&path), depth)
    }

    /// Reads a dotted key.
    fn keys(&mut self) -> Option<Vec<String>> {
        let mut keys = Vec::new();
        loop {
            self.skip_blank();
            keys.push(match self.text.chars().next()? {
                '"' | '\'' => self.string()?,
                _ => {
                    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
                    let end = self.text.find(|c| !is_bare(c)).unwrap_or(self.text.len());
                    self.take(end)?.to_owned()
                }
            });
            self.skip_blank();
            if !self.eat(".") {
                return Some(keys);
            }
        }
    }

    /// Reads a value that stands at `path`, or inside a list if there is none.
    fn value(&mut self, path: Option<&[String]>, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip_space();
        if self.text.starts_with(['"', '\'']) {
            let string = self.string()?;
            if path.is_some_and(|path| path == SETTING) {
                self.found = Some(string);
            }
        } else if self.eat("[") {
            self.items("]", |walk| walk.value(None, depth + 1))?;
        } else if self.eat("{") {
            let nowhere = [String::new()];
            let table = path.unwrap_or(&nowhere);
            self.items("}", |walk| walk.pair(table, depth + 1))?;
        } else {
            let end = self.text.find([',', ']', '}', '\n', '#']);
            let scalar = self.take(end.unwrap_or(self.text.len()))?;
            return (!scalar.is_empty()).then_some(());
        }
        Some(())
    }

    /// Reads items between commas up to `close`.
    fn items(&mut self, close: &str, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        loop {
            self.skip_space();
            if self.eat(close) {
                return Some(());
            }
            item(self)?;
            self.skip_space();
            self.eat(",");
        }
    }

    /// Reads a string of any of the four kinds.
    fn string(&mut self) -> Option<String> {
        let quote = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quote| self.text.starts_with(quote))?;
        self.take(quote.len())?;
        if quote.len() == 3 {
            let _ = self.eat("\r\n") || self.eat("\n");
        }
        let mut string = String::new();
        loop {
            if self.text.starts_with(quote) {
                // Up to two quotes may stand right before the closing three.
                let surplus = self.text[quote.len()..]
                    .chars()
                    .take_while(|c| quote.len() == 3 && quote.starts_with(*c))
                    .take(2)
                    .count();
                string.push_str(self.take(surplus)?);
                self.take(quote.len())?;
                return Some(string);
            }
            match self.next_char()? {
                '\\' if quote.starts_with('"') => self.escape(&mut string)?,
                character => string.push(character),
            }
        }
    }

    /// Reads what follows a backslash: a character, or the end of a line with the white space around it.
    fn escape(&mut self, string: &mut String) -> Option<()> {
        let digits = match self.next_char()? {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            space if space.is_ascii_whitespace() => {
                self.text = self.text.trim_start();
                return Some(());
            }
            short => {
                let (_, plain) = ESCAPES.iter().find(|(its, _)| *its == short)?;
                string.push(*plain);
                return Some(());
            }
        };
        let code = u32::from_str_radix(self.take(digits)?, 16).ok()?;
        string.push(char::from_u32(code)?);
        Some(())
    }

    fn next_char(&mut self) -> Option<char> {
        let character = self.text.chars().next()?;
        self.take(character.len_utf8())?;
        Some(character)
    }

    fn take(&mut self, length: usize) -> Option<&str> {
        let (taken, rest) = self.text.split_at_checked(length)?;
        self.text = rest;
        Some(taken)
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.text.strip_prefix(token);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    fn skip_blank(&mut self) {
        self.text = self.text.trim_start_matches([' ', '\t']);
    }

    fn skip_line(&mut self) {
        self.text = self.text.split_once('\n').map_or("", |(_, rest)| rest);
    }

    /// Skips white space, line ends and comments.
    fn skip_space(&mut self) {
        loop {
            self.text = self
                .text
                .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
            if !self.text.starts_with('#') {
                return;
            }
            self.skip_line();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(manifest: &str, expected: Option<&str>) {
        assert_eq!(metadata_dir(manifest).as_deref(), expected, "{manifest}");
    }

    #[test]
    fn finds_the_setting_in_every_spelling() {
        check(
            "[package.metadata.pact]\ndir = \"contracts\"\n",
            Some("contracts"),
        );
        check(
            "[package . 'metadata' . \"pact\"] # ours\r\ndir='a\\b'\r\n",
            Some("a\\b"),
        );
        check(
            "[package.metadata]\npact = { other = 1, dir = \"x\" }",
            Some("x"),
        );
        check("[package.metadata]\npact.dir = \"x\"", Some("x"));
        check(
            "[package]\nname = \"web\"\nmetadata.pact.dir = \"x\"",
            Some("x"),
        );
        check("package.metadata.pact.dir = \"x\"", Some("x"));
        check(
            "package = { metadata = { pact = { dir = 'x' } } }",
            Some("x"),
        );
        check(
            "[package.metadata.pact]\n\"d\\u0069r\" = \"\\\"\\x41\\\"\"",
            Some("\"A\""),
        );
    }

    #[test]
    fn is_not_misled_by_other_values() {
        check("[package]\nname = \"web\"\n", None);
        check("", None);
        check("[workspace.metadata.pact]\ndir = \"x\"", None);
        check("[package.metadata.pact]\ndir = 7", None);
        check(
            "[package.metadata.pact]\n[package.metadata.pact.more]\ndir = \"x\"",
            None,
        );
        check("[[package.metadata.pact]]\ndir = \"x\"", None);
        check(
            "[package]\ndescription = \"\"\"\n[package.metadata.pact]\ndir = \"x\"\n\"\"\"\n",
            None,
        );
        check(
            "[package]\nauthors = [\n  \"a # b\", # [package.metadata.pact]\n  'c',\n]\n\
             version = { workspace = true }\nrust-version = 1.95\nkeywords = []\n\
             readme = '''x''''\n[features]\ndefault = [ { a = [[1], 2] }, ]\n\
             [package.metadata.pact]\nspec = \"v4\" # here\ndir = \"y\"",
            Some("y"),
        );
    }

    #[test]
    fn ends_on_any_text() {
        check("[", None);
        check("[package.metadata.pact]\ndir = \"never closed", None);
        check("a = {", None);
        check("a = [}]", None);
        check("a = {]}", None);
        check("= = =", None);
        check("a = \"\\q\"", None);
        check(&format!("a = {}", "[".repeat(100_000)), None);
        check("ä = \"ö\"\n[package.metadata.pact]\ndir = \"x\"", None);
    }
}
