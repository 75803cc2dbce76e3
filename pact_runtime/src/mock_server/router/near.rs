//! Which interactions come closest to a request that none matches.

use std::cmp::Reverse;

use super::Route;
use crate::json::Json;
use crate::matching::{ActualRequest, Collect, Count, Mismatch, MismatchKind, Reason, Stage};
use crate::mock_server::journal::NearMiss;
use crate::model::{Content, Headers, Query, Request};
use crate::path::PathExpr;

/// How many interactions are named.
const NEAREST: usize = 3;

/// How many mismatches are kept of each.
const KEPT_MISMATCHES: usize = 500;

/// How many mismatches are told apart when interactions are ranked.
const COUNTED_MISMATCHES: usize = 10_000;

/// How many interactions are compared to the end; of those that have other paths, the most similar ones.
const COMPARED: usize = 256;

/// How much a request expects: parameters, headers and values in the body.
pub(super) fn weight(request: &Request) -> usize {
    let query = request.query.iter().flat_map(Query::iter);
    let headers = request.headers.iter().flat_map(Headers::iter);
    let body = match request.body.content() {
        Some(body) => match &body.content {
            Content::Json(json) => values(json),
            Content::Text(_) | Content::Binary(_) => 1,
        },
        None => 0,
    };
    query.map(|(_, values)| values.len()).sum::<usize>()
        + headers.map(|(_, values)| values.len()).sum::<usize>()
        + body
}

/// How many values a document has; it is nested no deeper than a parser allows.
fn values(json: &Json<'_>) -> usize {
    match json {
        Json::Array(elements) => 1 + elements.iter().map(values).sum::<usize>(),
        Json::Object(members) => {
            1 + members
                .iter()
                .map(|(_, value)| values(value))
                .sum::<usize>()
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => 1,
    }
}

/// Of interactions whose method and path match, those that come closest: the more they expect that is there and the
/// less that is not, the closer.
pub(super) fn of_candidates(
    routes: &[Route],
    candidates: &[usize],
    actual: &ActualRequest<'_>,
) -> Vec<NearMiss> {
    let compared = candidates.iter().take(COMPARED);
    let mut ranked: Vec<_> = compared
        .map(|at| {
            let mismatches = count(&routes[*at], actual);
            let held = routes[*at].weight.saturating_sub(mismatches);
            (Reverse(wide(held) - wide(mismatches)), *at)
        })
        .collect();
    ranked.sort_unstable();
    let nearest = ranked.into_iter().take(NEAREST);
    nearest
        .map(|(_, at)| near_miss(routes, at, actual))
        .collect()
}

/// Wide enough to count anything both ways.
fn wide(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Of all interactions those that come closest: by path, then by method, then by the rest.
pub(super) fn of_all(routes: &[Route], actual: &ActualRequest<'_>) -> Vec<NearMiss> {
    let mut ranked: Vec<_> = routes
        .iter()
        .enumerate()
        .map(|(at, route)| (Reverse(target(route, actual)), at))
        .collect();
    ranked.sort_unstable();
    ranked.truncate(COMPARED);
    let mut ranked: Vec<_> = ranked
        .into_iter()
        .map(|(target, at)| (target, count(&routes[at], actual), at))
        .collect();
    ranked.sort_unstable();
    let nearest = ranked.into_iter().take(NEAREST);
    nearest
        .map(|(_, _, at)| near_miss(routes, at, actual))
        .collect()
}

/// How close path and method are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Target {
    has_path: bool,
    /// Per mille of the segments.
    same_segments: usize,
    has_method: bool,
}

fn target(route: &Route, actual: &ActualRequest<'_>) -> Target {
    let mut collect = Collect::default();
    let _ = route
        .matcher
        .compare_stage(Stage::MethodAndPath, actual, &mut collect);
    let mismatches = collect.into_mismatches();
    let has = |kind| mismatches.iter().all(|mismatch| mismatch.kind != kind);
    Target {
        has_path: has(MismatchKind::Path),
        same_segments: same_segments(&route.path, actual.path()),
        has_method: has(MismatchKind::Method),
    }
}

/// How many segments stand in both paths at the same position, per mille of the longer one.
fn same_segments(expected: &str, actual: &str) -> usize {
    let segments = |path: &'_ str| path.split('/').skip(1).count();
    let pairs = expected.split('/').zip(actual.split('/')).skip(1);
    let same = pairs.filter(|(one, other)| one == other).count();
    same * 1000 / segments(expected).max(segments(actual)).max(1)
}

fn count(route: &Route, actual: &ActualRequest<'_>) -> usize {
    let mut count = Count::up_to(COUNTED_MISMATCHES);
    for stage in Stage::ALL {
        if route
            .matcher
            .compare_stage(stage, actual, &mut count)
            .is_break()
        {
            break;
        }
    }
    count.count()
}

fn near_miss(routes: &[Route], interaction: usize, actual: &ActualRequest<'_>) -> NearMiss {
    let mut mismatches = routes[interaction].matcher.compare(actual);
    let more = mismatches.len().saturating_sub(KEPT_MISMATCHES);
    if more > 0 {
        let beyond = mismatches.split_off(KEPT_MISMATCHES);
        let last = beyond.last();
        let uncounted = match last.map(|last| &last.reason) {
            Some(Reason::More(more)) => more.saturating_sub(1),
            _ => 0,
        };
        mismatches.push(Mismatch {
            kind: last.map_or(MismatchKind::Body, |last| last.kind),
            path: PathExpr::root(),
            expected: None,
            actual: None,
            rule: None,
            reason: Reason::More(more + uncounted),
        });
    }
    NearMiss {
        interaction,
        mismatches,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: &str, actual: &str, per_mille: usize) {
        assert_eq!(same_segments(expected, actual), per_mille);
    }

    #[test]
    fn compares_paths_by_their_segments() {
        check("/a/b", "/a/b", 1000);
        check("/a/b", "/a/c", 500);
        check("/a", "/a/b/c/d", 250);
        check("/a/b", "/b", 0);
        check("/", "/", 1000);
        check("", "", 0);
        check("*", "/a", 0);
    }

    #[test]
    fn weighs_what_is_expected() {
        let mut request = Request::default();
        assert_eq!(weight(&request), 0);
        request.query = Some(crate::model::Query::parse("a=1&a=2&b"));
        request.body = crate::model::Body::json(
            Json::parse(br#"{"a":[1,{"b":null}]}"#)
                .unwrap()
                .into_owned(),
        );
        assert_eq!(weight(&request), 3 + 5);
    }
}
