//! A verdict as JSON.

mod record;

use std::panic::Location;

use crate::{
    harness::{
        Candidate, Declared, FailedRequest, OwnFailure, Part, RequestFailure, Sources,
        StartProblem, Unexercised, Verdict,
    },
    json::{Json, OwnedJson, OwnedObject},
    matching::Mismatch,
    pact_file::Replaced,
};

/// Everything that is wrong with a run, for programs: one JSON object, on one line.
///
/// Members that have nothing to say are left out.
pub fn json(verdict: &Verdict) -> String {
    let mut object = OwnedObject::new();
    object.insert(
        "verdict",
        if verdict.passed() { "passed" } else { "failed" },
    );
    object.insert("test", test(verdict));
    object.insert("consumer", verdict.test.consumer);
    object.insert("provider", verdict.test.provider);
    if let Some(failure) = &verdict.own_failure {
        object.insert("ownFailure", own_failure(failure));
    }
    list(
        "definitionProblems",
        &verdict.definition_problems,
        &mut object,
        |problem| {
            let mut object = OwnedObject::new();
            object.insert("message", problem.message.clone());
            object.insert("location", place(problem.location));
            object
        },
    );
    if let Some(problem) = &verdict.start_problem {
        object.insert("startProblem", start_problem(problem));
    }
    object.insert("requestCount", verdict.request_count);
    object.insert("failedRequestCount", verdict.failed_request_count);
    list(
        "failedRequests",
        &verdict.failed_requests,
        &mut object,
        failed_request,
    );
    list(
        "unexercised",
        &verdict.unexercised,
        &mut object,
        unexercised,
    );
    list(
        "recordProblems",
        &verdict.record_problems,
        &mut object,
        record::problem,
    );
    Json::Object(object).to_string()
}

/// What replaced records of earlier builds, for programs: one JSON object, on one line.
pub(crate) fn replaced(all: &[Replaced]) -> String {
    let mut object = OwnedObject::new();
    object.insert("verdict", "note");
    list("replaced", all, &mut object, record::replaced);
    Json::Object(object).to_string()
}

fn list<T>(
    key: &'static str,
    items: &[T],
    object: &mut OwnedObject,
    item: impl Fn(&T) -> OwnedObject,
) {
    if !items.is_empty() {
        let items: Vec<OwnedJson> = items.iter().map(|its| Json::Object(item(its))).collect();
        object.insert(key, items);
    }
}

fn test(verdict: &Verdict) -> OwnedObject {
    let test = verdict.test;
    let mut object = OwnedObject::new();
    object.insert("binary", test.binary);
    object.insert("name", test.path());
    object.insert("file", test.file);
    object.insert("line", test.line);
    object.insert("column", test.column);
    object
}

fn own_failure(failure: &OwnFailure) -> OwnedObject {
    let (kind, message) = match failure {
        OwnFailure::Panicked(message) => ("panic", message.clone()),
        OwnFailure::Returned(error) => ("error", Some(error.clone())),
    };
    let mut object = OwnedObject::new();
    object.insert("kind", kind);
    object.insert("message", message.map_or(Json::Null, Json::from));
    object
}

fn start_problem(problem: &StartProblem) -> OwnedObject {
    let mut object = OwnedObject::new();
    let kind = match problem {
        StartProblem::NothingDeclared => "nothingDeclared",
        StartProblem::NeverStarted => "neverStarted",
        StartProblem::Unavailable { address, error } => {
            object.insert("address", address.to_string());
            object.insert("message", error.to_string());
            "unavailable"
        }
    };
    object.insert("kind", kind);
    object
}

fn failed_request(request: &FailedRequest) -> OwnedObject {
    let mut object = OwnedObject::new();
    if let Some(request) = &request.request {
        object.insert("request", request.clone());
    }
    match &request.failure {
        RequestFailure::Refused(why) => {
            object.insert("refused", why.clone());
        }
        RequestFailure::UsedUp(interaction, times) => {
            object.insert("usedUp", declared(interaction));
            object.insert("times", *times);
        }
        RequestFailure::NotGenerated(interaction, reasons) => {
            object.insert("notGenerated", declared(interaction));
            let reasons: Vec<OwnedJson> = reasons.iter().cloned().map(Json::from).collect();
            object.insert("reasons", reasons);
        }
        RequestFailure::Unmatched(candidates) => {
            list("candidates", candidates, &mut object, candidate);
        }
    }
    object
}

fn unexercised(unexercised: &Unexercised) -> OwnedObject {
    let mut object = declared(&unexercised.interaction);
    object.insert("calls", unexercised.calls);
    object.insert("times", unexercised.times);
    object
}

fn candidate(candidate: &Candidate) -> OwnedObject {
    let mut object = declared(&candidate.interaction);
    list(
        "mismatches",
        &candidate.mismatches,
        &mut object,
        |mismatch| self::mismatch(mismatch, &candidate.sources),
    );
    object
}

fn mismatch(mismatch: &Mismatch, sources: &Sources) -> OwnedObject {
    let mut object = mismatch.to_json();
    object.insert("place", mismatch.place());
    object.insert("expectation", mismatch.expectation());
    object.insert("finding", mismatch.finding());
    let category = mismatch.kind.category();
    if let Some(source) = sources.find(Part::Request, category, &mismatch.path) {
        object.insert("location", place(source));
    }
    object
}

fn declared(declared: &Declared) -> OwnedObject {
    let mut object = OwnedObject::new();
    object.insert("description", declared.description.clone());
    object.insert("location", place(declared.location));
    object
}

/// `file:line:column`
pub(crate) fn place(location: &Location<'_>) -> String {
    location.to_string()
}
