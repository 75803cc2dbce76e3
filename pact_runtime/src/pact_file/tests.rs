//! Merging into real files.

mod checks;
mod conflicts;
mod files;
mod orders;
mod unchanged;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use super::*;
use crate::{
    codec,
    json::Json,
    model::{Body, HttpInteraction, Interaction, ProviderState, SpecVersion},
};

/// A directory of its own, deleted at the end.
struct Dir(PathBuf);

impl Dir {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("pact-file-{}-{count}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn pact(&self) -> PathBuf {
        self.0.join("pacts/web-api.json")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.pact()).unwrap()
    }

    /// The interactions of the file as `description [state]: status by owners`.
    fn contents(&self) -> Vec<String> {
        let pact = codec::read(self.text().as_bytes()).unwrap();
        let mut contents = Vec::new();
        for interaction in pact.interactions {
            let (interaction, owners) = owners::take(interaction);
            let Interaction::Http(http) = interaction else {
                panic!("not HTTP");
            };
            let status = http.response.status;
            contents.push(format!(
                "{}: {status} by {}",
                http.meta.description,
                owners.join(", ")
            ));
        }
        contents
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// One test: its owner, and the descriptions and statuses that it records.
type Says<'a> = (&'a str, &'a [(&'a str, u16)]);

fn interaction(description: &str, status: u16) -> Interaction {
    let mut http = HttpInteraction::default();
    http.meta.description = description.to_owned();
    http.response.status = status;
    Interaction::Http(Box::new(http))
}

fn run(dir: &Dir, build: u64, all: &[&str], passed: &[Says<'_>]) -> Vec<Conflict> {
    run_version(dir, build, all, passed, SpecVersion::V4)
}

fn run_version(
    dir: &Dir,
    build: u64,
    all: &[&str],
    passed: &[Says<'_>],
    version: SpecVersion,
) -> Vec<Conflict> {
    with_update(dir, build, all, passed, version, |update, cache| {
        merge(update, cache).unwrap().conflicts
    })
}

fn with_update<T>(
    dir: &Dir,
    build: u64,
    all: &[&str],
    passed: &[Says<'_>],
    version: SpecVersion,
    act: impl FnOnce(&Update<'_>, Cache<'_>) -> T,
) -> T {
    let passed: Vec<Recording> = passed
        .iter()
        .map(|(owner, says)| {
            let place = format!("{owner}.rs:1");
            let says = says.iter();
            let says = says.map(|(text, status)| (interaction(text, *status), place.clone()));
            Recording::new((*owner).to_owned(), version, says)
        })
        .collect();
    with_recordings(dir, build, all, &passed, act)
}

fn with_recordings<T>(
    dir: &Dir,
    build: u64,
    all: &[&str],
    passed: &[Recording],
    act: impl FnOnce(&Update<'_>, Cache<'_>) -> T,
) -> T {
    let target = Target {
        consumer: "web".to_owned(),
        provider: "api".to_owned(),
        dir: dir.0.join("pacts"),
    };
    let owners = || all.iter().map(|owner| (*owner).to_owned()).collect();
    let binary = Binary {
        prefix: "it ",
        build,
        owners: &owners,
        is_outdated: &|_, _| false,
    };
    let update = Update {
        target: &target,
        binary: &binary,
        passed,
    };
    act(
        &update,
        Cache {
            dir: &dir.0.join("cache"),
        },
    )
}

/// Merges what one test of build 1 recorded.
fn merge_one(dir: &Dir, owner: &str, interactions: &[Interaction]) -> Outcome {
    let interactions = interactions.iter().cloned();
    let interactions = interactions.map(|one| (one, String::new()));
    let passed = [Recording::new(
        owner.to_owned(),
        SpecVersion::V4,
        interactions,
    )];
    with_recordings(dir, 1, ALL, &passed, |update, cache| {
        merge(update, cache).unwrap()
    })
}

const ALL: &[&str] = &["it a", "it b", "it c"];

#[test]
fn writes_what_tests_recorded_whatever_their_order() {
    let (one, two) = (Dir::new(), Dir::new());
    run(
        &one,
        1,
        ALL,
        &[("it a", &[("x", 200)]), ("it b", &[("y", 201), ("w", 202)])],
    );
    run(&two, 1, ALL, &[("it b", &[("w", 202), ("y", 201)])]);
    run(&two, 1, ALL, &[("it a", &[("x", 200)])]);
    assert_eq!(one.text(), two.text());
    assert_eq!(
        one.contents(),
        ["w: 202 by it b", "x: 200 by it a", "y: 201 by it b"]
    );
    let says: &[Says<'_>] = &[("it a", &[("x", 200)])];
    with_update(&two, 1, ALL, says, SpecVersion::V4, |update, cache| {
        assert!(!merge(update, cache).unwrap().is_changed);
    });
}

#[test]
fn removes_what_is_recorded_no_more_and_nothing_else() {
    let dir = Dir::new();
    run(
        &dir,
        1,
        ALL,
        &[
            ("it a", &[("x", 200), ("x2", 200)]),
            ("it b", &[("y", 200)]),
        ],
    );
    // Test a records less; b does not run.
    run(&dir, 2, ALL, &[("it a", &[("x", 200)])]);
    assert_eq!(dir.contents(), ["x: 200 by it a", "y: 200 by it b"]);
    // Test b is gone.
    run(&dir, 3, &["it a"], &[("it a", &[("x", 204)])]);
    assert_eq!(dir.contents(), ["x: 204 by it a"]);
}

#[test]
fn shares_an_interaction_until_the_last_test_drops_it() {
    let dir = Dir::new();
    run(&dir, 1, ALL, &[("it b", &[("x", 200)])]);
    run(&dir, 1, ALL, &[("it a", &[("x", 200)])]);
    assert_eq!(dir.contents(), ["x: 200 by it a, it b"]);
    run(&dir, 2, ALL, &[("it a", &[])]);
    assert_eq!(dir.contents(), ["x: 200 by it b"]);
    run(&dir, 2, ALL, &[("it b", &[])]);
    assert_eq!(dir.contents(), [""; 0]);
}

#[test]
fn keeps_states_with_other_parameters_apart() {
    let dir = Dir::new();
    let with_state = |id: u8| {
        let mut one = interaction("x", 200);
        let params = Json::parse(format!("{{\"id\":{id}}}").as_bytes())
            .unwrap()
            .into_owned();
        let Json::Object(params) = params else {
            panic!("no object")
        };
        let state = ProviderState {
            name: "s".to_owned(),
            params,
            ..ProviderState::default()
        };
        one.meta_mut().unwrap().provider_states.push(state);
        one
    };
    let all = [with_state(1), with_state(2), interaction("x", 200)];
    assert_eq!(merge_one(&dir, "it a", &all).conflicts, []);
    assert_eq!(dir.contents().len(), 3);
}
