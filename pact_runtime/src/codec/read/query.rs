//! Query parameters: a query string, or a map from names to lists of values.

use super::value;
use crate::{
    codec::{Error, error::Within},
    json::Json,
    model::{Query, SpecVersion},
};

/// Reads query parameters in the form of any version; `null` says nothing of them.
pub(super) fn read(json: Json<'_>, version: SpecVersion) -> Result<Option<Query>, Error> {
    match json {
        Json::Null => Ok(None),
        Json::String(text) if version == SpecVersion::V1 => {
            Ok(Some(Query::parse_with_empty_parameters(&text)))
        }
        Json::String(text) => Ok(Some(Query::parse(&text))),
        Json::Object(object) => object
            .into_iter()
            .map(|(name, values)| {
                let values = self::values(values).within(&name)?;
                Ok((name.into_owned(), values))
            })
            .collect::<Result<_, _>>()
            .map(|entries| Some(Query::from_entries(entries))),
        other => Err(Error::shape(
            "a query string or a map of lists of values",
            &other,
        )),
    }
}

/// The values of one parameter; `null` is a parameter without `=`.
fn values(json: Json<'_>) -> Result<Vec<Option<String>>, Error> {
    let value = |json: Json<'_>| match json {
        Json::Null => Ok(None),
        other => value::scalar_text(other).map(Some),
    };
    match json {
        Json::Array(_) => value::list(json, value),
        single => value(single).map(|single| vec![single]),
    }
}
