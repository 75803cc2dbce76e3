//! Media types.

use super::header_text::split_outside_quotes;

/// A media type such as `application/vnd.order+json; charset=utf-8` (RFC 9110 §8.3.1).
///
/// Type, subtype, parameter names and the value of `charset` are compared without regard to case; they
/// are kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentType {
    main: Box<str>,
    sub: Box<str>,
    parameters: Vec<(Box<str>, Box<str>)>,
}

impl ContentType {
    /// `application/json`
    pub fn json() -> Self {
        Self::of("application", "json")
    }

    /// `text/plain`
    pub fn text() -> Self {
        Self::of("text", "plain")
    }

    /// `application/octet-stream`
    pub fn octet_stream() -> Self {
        Self::of("application", "octet-stream")
    }

    /// `multipart/form-data` with this boundary between its parts.
    pub fn form_data(boundary: &str) -> Self {
        Self {
            parameters: vec![("boundary".into(), boundary.into())],
            ..Self::of("multipart", "form-data")
        }
    }

    fn of(main: &str, sub: &str) -> Self {
        Self {
            main: main.into(),
            sub: sub.into(),
            parameters: Vec::new(),
        }
    }

    /// Reads a media type; `None` if the text has no type and subtype made of token characters.
    /// Parameters that cannot be read are left out.
    ///
    /// ```
    /// use pact_runtime::model::ContentType;
    ///
    /// let parsed = ContentType::parse("Application/JSON;charset=UTF-8").unwrap();
    /// assert_eq!(parsed.to_string(), "application/json;charset=utf-8");
    /// assert!(parsed.is_json());
    /// assert!(ContentType::parse("json").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        // What nearly all are, and not worth a parser in an unoptimised test.
        if text == "application/json" {
            return Some(Self::json());
        }
        let mut parts = split_outside_quotes(text, ';');
        let (main, sub) = parts.next()?.trim().split_once('/')?;
        if !is_token(main) || !is_token(sub) {
            return None;
        }
        let parameters = parts.filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            let name = name.trim().to_ascii_lowercase();
            let value = unquote(value.trim());
            let value = if name == "charset" {
                value.to_ascii_lowercase()
            } else {
                value
            };
            is_token(&name).then(|| (name.into_boxed_str(), value.into_boxed_str()))
        });
        Some(Self {
            main: main.to_ascii_lowercase().into(),
            sub: sub.to_ascii_lowercase().into(),
            parameters: parameters.collect(),
        })
    }

    /// Type and subtype without parameters, in lower case: `application/json`.
    pub fn essence(&self) -> String {
        format!("{}/{}", self.main, self.sub)
    }

    /// The main type: `application`.
    pub fn main_type(&self) -> &str {
        &self.main
    }

    /// The subtype: `vnd.order+json`.
    pub fn sub_type(&self) -> &str {
        &self.sub
    }

    /// The suffix of the subtype: `json` of `vnd.order+json`.
    pub fn suffix(&self) -> Option<&str> {
        self.sub.rsplit_once('+').map(|(_, suffix)| suffix)
    }

    /// The value of a parameter; `name` in lower case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(its, _)| **its == *name)
            .map(|(_, value)| &**value)
    }

    /// The parameters in order, names in lower case.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters
            .iter()
            .map(|(name, value)| (&**name, &**value))
    }

    /// Whether bodies of this type are JSON: `application/json`, any `+json`, `text/json`,
    /// `application/graphql` (a JSON request in practice). `application/jsonl` and its kin are not.
    pub fn is_json(&self) -> bool {
        matches!(self.suffix(), Some("json"))
            || matches!(
                (&*self.main, &*self.sub),
                (
                    "application",
                    "json" | "json-rpc" | "jsonrequest" | "graphql"
                ) | ("text", "json")
            )
    }

    /// Whether bodies of this type are XML: `application/xml`, `text/xml`, any `+xml`.
    pub fn is_xml(&self) -> bool {
        matches!(self.suffix(), Some("xml")) || &*self.sub == "xml"
    }

    /// Whether this is `application/x-www-form-urlencoded`.
    pub fn is_form(&self) -> bool {
        &*self.main == "application" && &*self.sub == "x-www-form-urlencoded"
    }

    /// Whether this is `multipart/form-data`, `multipart/mixed` or another multipart type.
    pub fn is_multipart(&self) -> bool {
        &*self.main == "multipart"
    }

    /// Whether bodies of this type are text: `text/*`, JSON, XML, forms, and scripts.
    pub fn is_text(&self) -> bool {
        &*self.main == "text"
            || self.is_json()
            || self.is_xml()
            || self.is_form()
            || matches!(
                (&*self.main, &*self.sub),
                (
                    "application",
                    "javascript" | "ecmascript" | "yaml" | "jsonl" | "x-ndjson" | "sql"
                )
            )
    }
}

impl std::fmt::Display for ContentType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.main, self.sub)?;
        self.parameters.iter().try_for_each(|(name, value)| {
            if is_token(value) {
                write!(f, ";{name}={value}")
            } else {
                write!(
                    f,
                    ";{name}=\"{}\"",
                    value.replace('\\', "\\\\").replace('"', "\\\"")
                )
            }
        })
    }
}

fn unquote(text: &str) -> String {
    let Some(inner) = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    else {
        return text.to_owned();
    };
    let mut characters = inner.chars();
    let mut plain = String::with_capacity(inner.len());
    while let Some(character) = characters.next() {
        plain.extend(if character == '\\' {
            characters.next()
        } else {
            Some(character)
        });
    }
    plain
}

/// Whether the text is a token of RFC 9110 §5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, written: Option<&str>) {
        let parsed = ContentType::parse(text).map(|parsed| parsed.to_string());
        assert_eq!(parsed.as_deref(), written, "{text}");
    }

    #[test]
    fn reads_types_and_parameters() {
        check("text/plain", Some("text/plain"));
        check(
            " TEXT/Plain ; Charset=\"UTF-8\" ",
            Some("text/plain;charset=utf-8"),
        );
        check(
            "multipart/form-data; boundary=\"a;b \\\"c\"",
            Some("multipart/form-data;boundary=\"a;b \\\"c\""),
        );
        check("a/b;;x=1;y", Some("a/b;x=1"));
        check("", None);
        check("text", None);
        check("text/", None);
        check("te xt/plain", None);
    }

    #[test]
    fn knows_json_from_lines_of_json() {
        let is_json = |text| ContentType::parse(text).unwrap().is_json();
        assert!(is_json("application/json"));
        assert!(is_json("application/vnd.order+json;v=1"));
        assert!(is_json("text/json"));
        assert!(!is_json("application/jsonl"));
        assert!(!is_json("text/plain"));
    }
}
