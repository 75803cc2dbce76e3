//! A verdict as text.

mod record;

use std::panic::Location;

use super::{Page, Palette, Style};
use crate::{
    harness::{
        Candidate, Declared, FailedRequest, OwnFailure, Part, RecordProblem, RequestFailure,
        StartProblem, Unexercised, Verdict,
    },
    matching::Mismatch,
    model::InteractionKind,
    pact_file::Replaced,
};

/// How many failed requests are shown; the others are counted.
pub const REQUEST_LIMIT: usize = 5;

/// How many mismatches of one request are shown; the others are counted.
pub const MISMATCH_LIMIT: usize = 20;

/// How many interactions beside the nearest are named.
const CANDIDATE_LIMIT: usize = 2;

/// How many replaced interactions are shown; the others are counted.
const REPLACED_LIMIT: usize = 5;

/// How wide the places of mismatches may be before the expectation moves to the next line.
const PLACE_WIDTH: usize = 28;

/// Everything that is wrong with a run, for people: the test's own failure first, then what its requests and
/// interactions came to, in lines of at most `width` columns where they can be broken.
pub fn text(verdict: &Verdict, palette: Palette, width: usize) -> String {
    let mut page = Page::new(palette, width);
    own_failure(verdict, &mut page);
    all_but_own_failure(verdict, &mut page);
    page.finish()
}

/// The same without the test's own failure, for where that has been told; empty if there is nothing else.
pub fn findings(verdict: &Verdict, palette: Palette, width: usize) -> String {
    let mut page = Page::new(palette, width);
    all_but_own_failure(verdict, &mut page);
    page.finish()
}

fn all_but_own_failure(verdict: &Verdict, page: &mut Page) {
    definition_problems(verdict, page);
    start_problem(verdict, page);
    failed_requests(verdict, page);
    unexercised(verdict, page);
    record_problems(verdict, page);
}

/// One problem with a pact file, without colour.
pub(crate) fn record_problem(problem: &RecordProblem) -> String {
    let mut page = Page::new(Palette::PLAIN, usize::MAX);
    record::problem(problem, &mut page);
    page.finish()
}

/// What replaced records of earlier builds, for people.
pub(crate) fn replaced(all: &[Replaced], palette: Palette, width: usize) -> String {
    let mut page = Page::new(palette, width);
    for one in all.iter().take(REPLACED_LIMIT) {
        record::replaced(one, &mut page);
        page.gap();
    }
    let more = all.len().saturating_sub(REPLACED_LIMIT);
    if more > 0 {
        let text = format!("note: {more} more interactions have other contents now");
        page.prose(0, Style::Heading, &text);
    }
    page.finish()
}

fn own_failure(verdict: &Verdict, page: &mut Page) {
    match &verdict.own_failure {
        None => return,
        Some(OwnFailure::Panicked(Some(message))) => page.verbatim(0, Style::Plain, message),
        Some(OwnFailure::Panicked(None)) => {
            page.prose(0, Style::Plain, "the test panicked without a message");
        }
        Some(OwnFailure::Returned(error)) => {
            page.prose(0, Style::Heading, "the test returned an error");
            page.verbatim(2, Style::Plain, error);
        }
    }
    page.gap();
}

fn definition_problems(verdict: &Verdict, page: &mut Page) {
    let problems = &verdict.definition_problems;
    if problems.is_empty() {
        return;
    }
    let heading = match problems.len() {
        1 => "the definition of the pact has a problem".to_owned(),
        count => format!("the definition of the pact has {count} problems"),
    };
    page.prose(0, Style::Heading, &heading);
    for problem in problems {
        page.prose(2, Style::Plain, &problem.message);
        place(4, "at", problem.location, page);
    }
    page.gap();
}

fn start_problem(verdict: &Verdict, page: &mut Page) {
    let (heading, remedy) = match &verdict.start_problem {
        None => return,
        Some(StartProblem::NothingDeclared) => (
            "the test declares no interaction, so there is no contract".to_owned(),
            "declare what the client asks for with `pact.interaction(..)`, or make it an ordinary test",
        ),
        Some(StartProblem::NeverStarted) => (
            "the mock server was never started, so nothing was exercised".to_owned(),
            "call `pact.start()` and let the client send its requests to `server.url()`",
        ),
        Some(StartProblem::Unavailable { address, error }) => (
            format!("the mock server could not be started on {address}: {error}"),
            if address.port() == 0 {
                "the port is one that the system chooses; the address comes from `ServerSettings`, or is 127.0.0.1"
            } else {
                "tests with the same port must not run at once; without `ServerSettings::port` the system chooses one"
            },
        ),
    };
    page.prose(0, Style::Heading, &heading);
    page.prose(2, Style::Remedy, remedy);
    page.gap();
}

fn failed_requests(verdict: &Verdict, page: &mut Page) {
    let shown = verdict.failed_requests.iter().take(REQUEST_LIMIT);
    let more = verdict.failed_request_count.saturating_sub(shown.len());
    for request in shown {
        failed_request(request, page);
        page.gap();
    }
    if more > 0 {
        let requests = if more == 1 { "request" } else { "requests" };
        page.prose(
            0,
            Style::Heading,
            &format!("{more} more {requests} did not match"),
        );
        page.gap();
    }
}

fn failed_request(request: &FailedRequest, page: &mut Page) {
    let name = request.request.as_deref().unwrap_or("a connection");
    let mut heading = |text: &str| page.prose(0, Style::Heading, &format!("{name}: {text}"));
    match &request.failure {
        RequestFailure::Refused(why) => heading(why),
        RequestFailure::UsedUp(interaction, times) => {
            let calls = if *times == 1 { "call" } else { "calls" };
            let description = &interaction.description;
            heading(&format!(
                "one more than the {times} {calls} that `{description}` is declared for"
            ));
            place(2, "declared at", interaction.location, page);
        }
        RequestFailure::NotGenerated(interaction, reasons) => {
            let description = &interaction.description;
            heading(&format!(
                "no response could be generated for `{description}`"
            ));
            place(2, "declared at", interaction.location, page);
            for reason in reasons {
                page.prose(2, Style::Plain, reason);
            }
        }
        RequestFailure::Unmatched(candidates) => match candidates.split_first() {
            None => heading("no interaction expects a request"),
            Some((nearest, others)) => {
                let count = nearest.mismatches.len();
                let differences = if count == 1 {
                    "difference"
                } else {
                    "differences"
                };
                let description = &nearest.interaction.description;
                heading(&format!("{count} {differences} to `{description}`"));
                place(2, "declared at", nearest.interaction.location, page);
                mismatches(nearest, page);
                for other in others.iter().take(CANDIDATE_LIMIT) {
                    also_near(other, page);
                }
            }
        },
    }
}

fn mismatches(candidate: &Candidate, page: &mut Page) {
    let shown = &candidate.mismatches[..candidate.mismatches.len().min(MISMATCH_LIMIT)];
    let places: Vec<String> = shown.iter().map(Mismatch::place).collect();
    let widths = places.iter().map(|place| place.chars().count());
    let column = widths
        .filter(|width| *width <= PLACE_WIDTH)
        .max()
        .unwrap_or(0)
        + 4;
    for (mismatch, its_place) in shown.iter().zip(&places) {
        let label = if its_place.chars().count() + 4 <= column {
            format!("{its_place:<width$}expected: ", width = column - 2)
        } else {
            page.prose(2, Style::Plain, its_place);
            format!("{:width$}expected: ", "", width = column - 2)
        };
        let hanging = column + "expected: ".len();
        page.labelled(2, &label, hanging, Style::Expected, &mismatch.expectation());
        page.labelled(
            column,
            "actual:   ",
            hanging,
            Style::Actual,
            &mismatch.finding(),
        );
        let source =
            candidate
                .sources
                .find(Part::Request, mismatch.kind.category(), &mismatch.path);
        if let Some(source) = source {
            page.labelled(
                column,
                "pattern:  ",
                hanging,
                Style::Place,
                &source.to_string(),
            );
        }
    }
    let more = candidate.mismatches.len() - shown.len();
    if more > 0 {
        page.prose(2, Style::Plain, &format!("and {more} more"));
    }
}

/// Names an interaction that is not the nearest, and the first thing that is wrong with it.
fn also_near(candidate: &Candidate, page: &mut Page) {
    let Declared {
        description,
        location,
    } = &candidate.interaction;
    let reason = match candidate.mismatches.as_slice() {
        [] => String::new(),
        [only] => format!("; {}", only.one_line()),
        [first, more @ ..] => format!("; {}, and {} more", first.one_line(), more.len()),
    };
    page.prose(
        2,
        Style::Plain,
        &format!("less near: `{description}` ({location}){reason}"),
    );
}

fn unexercised(verdict: &Verdict, page: &mut Page) {
    // That the nearest interaction to a failed request was not exercised has been said with the request.
    let named = verdict.failed_requests.iter().take(REQUEST_LIMIT);
    let named: Vec<_> = named.filter_map(FailedRequest::nearest).collect();
    let others = verdict.unexercised.iter();
    let others: Vec<_> = others
        .filter(|unexercised| !named.contains(&&unexercised.interaction))
        .collect();
    let heading = match others.len() {
        0 => return,
        1 => "1 interaction was not exercised".to_owned(),
        count => format!("{count} interactions were not exercised"),
    };
    page.prose(0, Style::Heading, &heading);
    for Unexercised {
        interaction,
        calls,
        times,
        ..
    } in &others
    {
        let calls = match (calls, times) {
            (0, _) => String::new(),
            (calls, times) => format!(": {calls} of {times} calls"),
        };
        let text = format!("`{}`{calls}", interaction.description);
        page.prose(2, Style::Plain, &text);
        place(4, "declared at", interaction.location, page);
    }
    let is_there = |kind| others.iter().any(|unexercised| unexercised.kind == kind);
    let mut remedy = |text| page.prose(2, Style::Remedy, text);
    if verdict.request_count == 0 && is_there(InteractionKind::Http) {
        remedy("no request arrived at all; let the client send its requests to `server.url()`");
    }
    if is_there(InteractionKind::Asynchronous) {
        remedy("nobody read the contents of a message; hand it to the handler under test");
    }
    if is_there(InteractionKind::Synchronous) {
        remedy("let the client send its request to the exchange that `play()` returns");
    }
    page.gap();
}

fn record_problems(verdict: &Verdict, page: &mut Page) {
    for problem in &verdict.record_problems {
        record::problem(problem, page);
        page.gap();
    }
}

fn place(indent: usize, label: &str, location: &Location<'_>, page: &mut Page) {
    page.labelled(
        indent,
        &format!("{label} "),
        indent + 2,
        Style::Place,
        &location.to_string(),
    );
}
