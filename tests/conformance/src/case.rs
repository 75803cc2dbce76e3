//! Reading and running one case.

use std::{error::Error, fs, path::Path};

use pact_runtime::{
    codec,
    json::{Json, OwnedJson},
    matching::{
        ActualRequest, MatchOptions, Mismatch, RequestMatcher, match_message, match_response,
    },
    model::SpecVersion,
};

/// What came of a case.
pub(crate) enum Outcome {
    AsExpected,
    ShouldMatch(Vec<Mismatch>),
    ShouldNotMatch,
}

/// What is compared.
#[derive(Clone, Copy)]
enum Kind {
    Request,
    Response,
    Message,
}

/// Runs the case in a file.
pub(crate) fn run(folder: &Path, file: &Path) -> Result<Outcome, Box<dyn Error>> {
    let (version, kind) = placed(folder, file)
        .ok_or("a case lies at `VERSION/request|response|message/…/NAME.json`")?;
    let text = fs::read(file)?;
    let case = Json::parse(&text)?;
    let part = |name: &str| -> Result<OwnedJson, Box<dyn Error>> {
        let part = case
            .get(name)
            .ok_or_else(|| format!("a case has a member `{name}`"))?;
        Ok(part.clone().into_owned())
    };
    let should_match = case
        .get("match")
        .and_then(Json::as_bool)
        .ok_or("a case has a boolean `match`")?;
    let mismatches = mismatches(version, kind, part("expected")?, part("actual")?)?;
    Ok(match (should_match, mismatches.is_empty()) {
        (true, false) => Outcome::ShouldMatch(mismatches),
        (false, true) => Outcome::ShouldNotMatch,
        _ => Outcome::AsExpected,
    })
}

fn mismatches(
    version: SpecVersion,
    kind: Kind,
    expected: OwnedJson,
    actual: OwnedJson,
) -> Result<Vec<Mismatch>, Box<dyn Error>> {
    let options = MatchOptions::new(version);
    Ok(match kind {
        Kind::Request => {
            let query = actual
                .get("query")
                .and_then(Json::as_str)
                .map(str::to_owned);
            let expected = codec::read_request(expected, version)?;
            let actual = codec::read_request(actual, version)?;
            let body = actual.body.to_bytes();
            let mut request = ActualRequest::of(&actual, &body);
            if let Some(query) = &query {
                // As it was received: in V1 even an empty parameter counts.
                request = request.with_query(query);
            }
            RequestMatcher::compile(&expected, &options)?.compare(&request)
        }
        Kind::Response => {
            let expected = codec::read_response(expected, version)?;
            let actual = codec::read_response(actual, version)?;
            match_response(&expected, &actual, &options)?
        }
        Kind::Message => {
            let expected = codec::read_message(expected, version)?;
            let actual = codec::read_message(actual, version)?;
            match_message(&expected, &actual, &options)?
        }
    })
}

/// The version and the kind that the folders of a case tell. The folder may be that of one version.
fn placed(folder: &Path, file: &Path) -> Option<(SpecVersion, Kind)> {
    let name = |path: &Path| {
        path.file_name()
            .and_then(|name| name.to_str())
            .map(str::to_owned)
    };
    let inner = file.strip_prefix(folder).ok()?;
    let base = folder.canonicalize().ok();
    let mut names: Vec<String> = base.as_deref().and_then(name).into_iter().collect();
    names.extend(
        inner
            .iter()
            .filter_map(|name| name.to_str())
            .map(str::to_owned),
    );
    names.windows(2).find_map(|pair| {
        let version = SpecVersion::parse(pair[0].trim_start_matches("version-"))?;
        let kind = match pair[1].as_str() {
            "request" => Kind::Request,
            "response" => Kind::Response,
            "message" => Kind::Message,
            _ => return None,
        };
        Some((version, kind))
    })
}
