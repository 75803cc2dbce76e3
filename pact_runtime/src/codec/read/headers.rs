//! Headers: a map from names to texts or lists of texts.

use super::value;
use crate::{
    codec::{Error, error::Within},
    json::Json,
    model::{
        Headers,
        header_text::{is_list, split_outside_quotes},
    },
};

/// Reads headers; `null` says nothing of them.
pub(super) fn read(json: Json<'_>) -> Result<Option<Headers>, Error> {
    if json == Json::Null {
        return Ok(None);
    }
    let entries = value::object(json)?.into_iter().map(|(name, values)| {
        let values = self::values(&name, values).within(&name)?;
        Ok((name.into_owned(), values))
    });
    entries
        .collect::<Result<_, _>>()
        .map(|entries| Some(Headers::from_entries(entries)))
}

fn values(name: &str, json: Json<'_>) -> Result<Vec<String>, Error> {
    match json {
        Json::Array(_) => value::list(json, value::scalar_text),
        single => value::scalar_text(single).map(|text| split(name, &text)),
    }
}

/// The values of a header that is written as one text.
pub(in crate::codec) fn split(name: &str, text: &str) -> Vec<String> {
    let trim = |value: &str| value.trim_matches([' ', '\t']).to_owned();
    if is_list(name) {
        split_outside_quotes(text, ',').map(trim).collect()
    } else {
        vec![text.to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, values: &[&str]) {
        assert_eq!(split(name, text), values, "{name}: {text}");
    }

    #[test]
    fn splits_lists_and_nothing_else() {
        check(
            "Accept",
            "text/html, */*;q=0.8",
            &["text/html", "*/*;q=0.8"],
        );
        check("vary", "a,b", &["a", "b"]);
        check("If-Match", r#""a,b", "c""#, &[r#""a,b""#, r#""c""#]);
        check("X-Tags", "a, b", &["a, b"]);
        check(
            "Last-Modified",
            "Mon, 01 Dec 2008 01:15:39 GMT",
            &["Mon, 01 Dec 2008 01:15:39 GMT"],
        );
        check("Set-Cookie", "a=1, b=2", &["a=1, b=2"]);
        check("Accept", "", &[""]);
    }

    #[test]
    fn reads_texts_lists_and_scalars() {
        let json = Json::parse(br#"{"A": "1", "a": ["2", 3], "B": true, "C": []}"#).unwrap();
        let headers = read(json).unwrap().unwrap();
        let entries: Vec<_> = headers.iter().collect();
        assert_eq!(
            entries,
            [
                ("A", ["1", "2", "3"].map(str::to_owned).as_slice()),
                ("B", ["true".to_owned()].as_slice()),
                ("C", [].as_slice()),
            ]
        );
        assert_eq!(read(Json::Null).unwrap(), None);
    }
}
