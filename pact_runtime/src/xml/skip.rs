//! What stands in a document beside elements and text, and is not kept.

use super::{cursor::Cursor, error::Expected, text};

impl Cursor<'_> {
    /// Skips what may stand around the root; tells whether that was all.
    pub(super) fn skip_misc(&mut self) -> Result<bool, Expected> {
        loop {
            self.skip_space();
            if self.take("<!--") {
                self.comment()?;
            } else if self.take("<?") {
                self.instruction()?;
            } else {
                return Ok(self.is_at_end());
            }
        }
    }

    pub(super) fn declaration(&mut self) -> Result<(), Expected> {
        const EXPECTED: &str = "a declaration such as `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`";
        let start = self.at;
        let declaration = self.until("?>", "`?>`")?;
        let behind = &declaration["<?xml".len()..];
        let version = behind.trim_start();
        if version.len() < behind.len() && version.starts_with("version") && !version.contains('<')
        {
            return Ok(());
        }
        self.at = start;
        Err(EXPECTED.into())
    }

    pub(super) fn instruction(&mut self) -> Result<(), Expected> {
        let start = self.at;
        let target = self.name("the name of a processing instruction")?;
        if target.eq_ignore_ascii_case("xml") {
            self.at = start;
            return Err("the XML declaration at the start of the document only".into());
        }
        if !self.skip_space() && !self.rest().starts_with("?>") {
            return Err("a blank or `?>`".into());
        }
        let start = self.at;
        let content = self.until("?>", "`?>`")?;
        self.check_characters(content, start)
    }

    pub(super) fn comment(&mut self) -> Result<(), Expected> {
        let start = self.at;
        let content = self.until("--", "`-->`")?;
        self.expect(">", "`-->`, as a comment holds no `--`")?;
        self.check_characters(content, start)
    }

    /// Skips a document type declaration and the declarations inside it.
    pub(super) fn doctype(&mut self) -> Result<(), Expected> {
        const EXPECTED: &str = "the `>` of the document type declaration";
        if !self.skip_space() {
            return Err("a blank and the name of the document type".into());
        }
        self.name("the name of the document type")?;
        let mut inside = false;
        loop {
            let rest = self.rest();
            let Some(length) = rest.find(['"', '\'', '[', ']', '<', '>']) else {
                self.at = self.text.len();
                return Err(EXPECTED.into());
            };
            self.at += length;
            if self.take("<!--") {
                self.comment()?;
            } else if self.take("<?") {
                self.instruction()?;
            } else if self.take("\"") {
                self.until("\"", "a closing `\"`")?;
            } else if self.take("'") {
                self.until("'", "a closing `'`")?;
            } else if self.take("[") {
                inside = true;
            } else if self.take("]") {
                inside = false;
            } else if self.take(">") {
                if !inside {
                    return Ok(());
                }
            } else if !inside || !self.take("<!") {
                return Err(EXPECTED.into());
            }
        }
    }

    pub(super) fn check_characters(&mut self, raw: &str, start: usize) -> Result<(), Expected> {
        let forbidden = text::forbidden(raw)
            .map_or(Ok(()), |at| Err((at, "a character that XML allows".into())));
        self.located(start, forbidden)
    }

    /// Goes to where a piece of text that starts at `start` is wrong, if it is.
    pub(super) fn located<T>(
        &mut self,
        start: usize,
        result: Result<T, (usize, Expected)>,
    ) -> Result<T, Expected> {
        result.map_err(|(at, expected)| {
            self.at = start + at;
            expected
        })
    }
}
