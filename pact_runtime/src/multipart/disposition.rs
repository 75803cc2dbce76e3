//! `Content-Disposition` (RFC 6266 §4.1, RFC 7578 §4.2).

use super::Header;

/// What the header says of a part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Disposition {
    pub(super) name: Option<Box<str>>,
    pub(super) file_name: Option<Box<str>>,
}

impl Disposition {
    /// What the headers of a part say.
    pub(super) fn of(headers: &[Header<'_>]) -> Self {
        let mut disposition = Self::default();
        let header = headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-disposition"));
        let Some((_, value)) = header else {
            return disposition;
        };
        let mut extended = None;
        for (name, value) in parameters(value) {
            let place = match name.to_ascii_lowercase().as_str() {
                "name" => &mut disposition.name,
                "filename" => &mut disposition.file_name,
                "filename*" => {
                    extended = decoded(&value);
                    continue;
                }
                _ => continue,
            };
            place.get_or_insert_with(|| value.into());
        }
        if let Some(file_name) = extended {
            disposition.file_name = Some(file_name.into());
        }
        disposition
    }
}

/// The parameters behind the first `;`, unquoted.
fn parameters(text: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = text.split_once(';').map_or("", |(_, rest)| rest);
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let (value, behind) = if let Some(quoted) = behind.strip_prefix('"') {
            unquoted(quoted)
        } else {
            let (value, behind) = behind.split_once(';').unwrap_or((behind, ""));
            (value.trim_end().to_owned(), behind)
        };
        rest = behind;
        Some((name.trim_matches([' ', '\t', ';']), value))
    })
}

/// The text up to the closing quote, and what stands behind the next `;`. A backslash counts only
/// before a quote or another backslash, as in front of others it is part of a path.
fn unquoted(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = quoted.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some((_, next @ ('"' | '\\')))) => {
                value.push(*next);
                characters.next();
            }
            ('"', _) => {
                let behind = &quoted[at + 1..];
                return (value, behind.split_once(';').map_or("", |(_, rest)| rest));
            }
            _ => value.push(character),
        }
    }
    (value, "")
}

/// `UTF-8''na%C3%AFve.txt` (RFC 8187).
fn decoded(value: &str) -> Option<String> {
    let mut parts = value.splitn(3, '\'');
    let (charset, text) = (parts.next()?, parts.nth(1)?);
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let digit = |at: usize| char::from(*behind.get(at)?).to_digit(16);
        if let (b'%', Some(high), Some(low)) = (byte, digit(0), digit(1)) {
            bytes.push(u8::try_from(high * 16 + low).ok()?);
            rest = &behind[2..];
        } else {
            bytes.push(*byte);
            rest = behind;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, name: Option<&str>, file_name: Option<&str>) {
        let headers = [("Content-DISPOSITION".into(), header.into())];
        let disposition = Disposition::of(&headers);
        assert_eq!(disposition.name.as_deref(), name, "{header}");
        assert_eq!(disposition.file_name.as_deref(), file_name, "{header}");
    }

    #[test]
    fn reads_names_in_every_spelling() {
        check("form-data", None, None);
        check("form-data; name=a", Some("a"), None);
        check("form-data; name=\"a b\"", Some("a b"), None);
        check(
            "form-data;NAME = \"a;b\" ; filename=c.txt",
            Some("a;b"),
            Some("c.txt"),
        );
        check(r#"form-data; name="a\"b\\c""#, Some(r#"a"b\c"#), None);
        check(
            r#"form-data; name=f; filename="C:\dir\x""#,
            Some("f"),
            Some(r"C:\dir\x"),
        );
        check(
            "form-data; filename=\"x\"; filename*=UTF-8''%c3%a9.txt",
            None,
            Some("é.txt"),
        );
        check("form-data; filename*=latin1''%e9", None, None);
        check("form-data; name=\"größe\"", Some("größe"), None);
        check("form-data; name=\"open", Some("open"), None);
        check("attachment; filename=\"\"", None, Some(""));
        check("form-data; name=a; name=b", Some("a"), None);
    }
}
