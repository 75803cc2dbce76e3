//! Merging into real files.

mod orders;

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
    let recorded: Vec<Vec<Interaction>> = passed
        .iter()
        .map(|(_, says)| {
            says.iter()
                .map(|(text, status)| interaction(text, *status))
                .collect()
        })
        .collect();
    let passed: Vec<Recording<'_>> = passed
        .iter()
        .zip(&recorded)
        .map(|((owner, _), interactions)| Recording {
            owner,
            version,
            interactions: interactions
                .iter()
                .map(|interaction| Recorded {
                    interaction,
                    place: format!("{owner}.rs:1"),
                })
                .collect(),
        })
        .collect();
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
    };
    let update = Update {
        target: &target,
        binary: &binary,
        passed: &passed,
    };
    act(
        &update,
        Cache {
            dir: &dir.0.join("cache"),
        },
    )
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
fn writes_neither_side_of_a_conflict_in_either_order() {
    let (together, forth, back) = (Dir::new(), Dir::new(), Dir::new());
    let a: Says<'_> = ("it a", &[("x", 200), ("a", 200)]);
    let b: Says<'_> = ("it b", &[("x", 404), ("b", 200)]);
    let conflicts = run(&together, 1, ALL, &[a, b]);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(
        conflicts[0].to_string(),
        "test `it a` (it a.rs:1) and test `it b` (it b.rs:1) record different interactions under the \
         description `x` with the same provider states; make them equal, or give one another \
         description or state"
    );
    assert_eq!(
        conflicts[0].differences[0].place.to_string(),
        "$.response.status"
    );
    for (dir, first, second) in [(&forth, a, b), (&back, b, a)] {
        assert_eq!(run(dir, 1, ALL, &[first]), []);
        assert_eq!(run(dir, 1, ALL, &[second]).len(), 1);
        assert_eq!(dir.text(), together.text());
        // Mended in one of the two.
        let mended = run(dir, 2, ALL, &[("it b", &[("b", 200)])]);
        assert_eq!(mended, []);
        run(dir, 2, ALL, &[a]);
        assert_eq!(
            dir.contents(),
            ["a: 200 by it a", "b: 200 by it b", "x: 200 by it a"]
        );
    }
}

#[test]
fn moves_an_interaction_from_one_test_to_another_in_any_order() {
    for order in [["it a", "it b"], ["it b", "it a"]] {
        let dir = Dir::new();
        run(&dir, 1, ALL, &[("it a", &[("x", 200)])]);
        for owner in order {
            let says: &[(&str, u16)] = if owner == "it b" { &[("x", 404)] } else { &[] };
            assert_eq!(run(&dir, 2, ALL, &[(owner, says)]), []);
        }
        assert_eq!(dir.contents(), ["x: 404 by it b"], "{order:?}");
    }
}

#[test]
fn never_touches_what_other_tools_wrote() {
    let dir = Dir::new();
    fs::create_dir_all(dir.0.join("pacts")).unwrap();
    let foreign = r#"{"consumer": {"name": "web"}, "provider": {"name": "api"}, "interactions": [
        {"type": "Synchronous/HTTP", "description": "x", "response": {"status": 200}},
        {"type": "Synchronous/HTTP", "description": "z", "response": {"status": 500}}
    ], "metadata": {"pactSpecification": {"version": "4.0"}, "tool": {"version": "1"}}}"#;
    fs::write(dir.pact(), foreign).unwrap();
    let conflicts = run(
        &dir,
        1,
        ALL,
        &[("it a", &[("x", 200)]), ("it b", &[("z", 404)])],
    );
    assert_eq!(conflicts.len(), 1);
    assert!(conflicts[0].to_string().contains("and another tool record"));
    assert_eq!(dir.contents(), ["x: 200 by ", "z: 500 by "]);
    assert!(dir.text().contains("tool"));
    run(&dir, 2, &[], &[]);
    assert_eq!(dir.contents(), ["x: 200 by ", "z: 500 by "]);
}

#[test]
fn knows_owners_below_v4_and_after_the_cache_is_gone() {
    for version in [SpecVersion::V1, SpecVersion::V2, SpecVersion::V3] {
        let dir = Dir::new();
        run_version(
            &dir,
            1,
            ALL,
            &[("it a", &[("x", 200)]), ("it b", &[("y", 200)])],
            version,
        );
        run_version(&dir, 1, ALL, &[("it c", &[("x", 200)])], version);
        assert!(
            dir.text().contains(r#""x": "it a\nit c""#),
            "{}",
            dir.text()
        );
        fs::remove_dir_all(dir.0.join("cache")).unwrap();
        run_version(&dir, 2, &["it b", "it c"], &[], version);
        assert!(dir.text().contains(r#""x": "it c""#), "{}", dir.text());
        run_version(&dir, 3, &["it b"], &[], version);
        assert_eq!(dir.contents(), ["y: 200 by "]);
    }
}

#[test]
fn tells_a_file_that_it_cannot_read_and_keeps_the_results() {
    for (text, is_newer) in [
        ("{", false),
        (
            r#"{"metadata": {"pactSpecification": {"version": "9.0"}}}"#,
            true,
        ),
        (
            r#"{"consumer": {"name": "other"}, "provider": {"name": "api"}}"#,
            false,
        ),
    ] {
        let dir = Dir::new();
        fs::create_dir_all(dir.0.join("pacts")).unwrap();
        fs::write(dir.pact(), text).unwrap();
        let says: &[Says<'_>] = &[("it a", &[("x", 200)])];
        let error = with_update(&dir, 1, ALL, says, SpecVersion::V4, |update, cache| {
            merge(update, cache).unwrap_err()
        });
        assert_eq!(error.is_newer_version(), is_newer);
        assert_eq!(dir.text(), text);
        let kept = fs::read(error.kept().unwrap()).unwrap();
        assert_eq!(codec::read(&kept).unwrap().interactions.len(), 1);
    }
}

fn check_changes(dir: &Dir, build: u64, all: &[&str], passed: &[Says<'_>]) -> Vec<Change> {
    let before = fs::read(dir.pact()).ok();
    let found = with_update(dir, build, all, passed, SpecVersion::V4, |update, cache| {
        check(update, cache).unwrap()
    });
    assert_eq!(fs::read(dir.pact()).ok(), before);
    found.changes
}

#[test]
fn tells_what_would_change_and_writes_nothing() {
    let dir = Dir::new();
    let says: &[Says<'_>] = &[("it a", &[("x", 200), ("w", 200)]), ("it b", &[("y", 200)])];
    assert_eq!(check_changes(&dir, 1, ALL, says).len(), 3);
    run(&dir, 1, ALL, says);
    fs::remove_dir_all(dir.0.join("cache")).unwrap();
    for _ in 0..2 {
        assert_eq!(check_changes(&dir, 2, ALL, says), []);
        assert_eq!(check_changes(&dir, 2, ALL, &says[..1]), []);
    }
    let changes = check_changes(&dir, 2, &["it a"], &[("it a", &[("w", 404), ("v", 200)])]);
    let names: Vec<String> = changes
        .iter()
        .map(|change| match change {
            Change::Added(one) => format!("+{}", one.description()),
            Change::Removed(one) => format!("-{}", one.description()),
            Change::Changed(identity, differences) => {
                format!("{}: {:?}", identity.description(), differences[0].demand)
            }
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["+v", "w: Other", "-x", "-y"]);
    // In one process for each test.
    assert_eq!(
        check_changes(&dir, 2, ALL, &[("it b", &[("w", 200)])]).len(),
        2
    );
}

#[test]
fn writes_the_latest_version_that_a_test_asks_for() {
    let dir = Dir::new();
    run_version(
        &dir,
        1,
        ALL,
        &[("it a", &[("x", 200)]), ("it b", &[("y", 200)])],
        SpecVersion::V3,
    );
    assert!(dir.text().contains("3.0.0"));
    run(&dir, 2, ALL, &[("it a", &[("x", 200)])]);
    assert!(dir.text().contains("4.0"));
    assert_eq!(dir.contents(), ["x: 200 by it a", "y: 200 by it b"]);
    run_version(&dir, 3, ALL, &[("it a", &[("x", 200)])], SpecVersion::V2);
    assert!(dir.text().contains("3.0.0"), "{}", dir.text());
    assert!(dir.text().contains(r#""y": "it b""#), "{}", dir.text());
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
    with_update(&dir, 1, ALL, &[], SpecVersion::V4, |update, cache| {
        let passed = [Recording {
            owner: "it a",
            version: SpecVersion::V4,
            interactions: all
                .iter()
                .map(|interaction| Recorded {
                    interaction,
                    place: String::new(),
                })
                .collect(),
        }];
        let outcome = merge(
            &Update {
                passed: &passed,
                ..*update
            },
            cache,
        )
        .unwrap();
        assert_eq!(outcome.conflicts, []);
    });
    assert_eq!(dir.contents().len(), 3);
}

#[test]
fn refuses_one_key_for_two_interactions() {
    let with_key = |description: &str| {
        let mut one = interaction(description, 200);
        one.meta_mut().unwrap().key = Some("k".to_owned());
        one
    };
    let (x, y) = (with_key("x"), with_key("y"));
    let merge_one = |dir: &Dir, owner: &str, interactions: &[&Interaction]| {
        with_update(dir, 1, ALL, &[], SpecVersion::V4, |update, cache| {
            let recorded = |one: &&Interaction| (*one).clone();
            let owned: Vec<_> = interactions.iter().map(recorded).collect();
            let interactions = owned
                .iter()
                .map(|interaction| Recorded {
                    interaction,
                    place: String::new(),
                })
                .collect();
            let passed = [Recording {
                owner,
                version: SpecVersion::V4,
                interactions,
            }];
            merge(
                &Update {
                    passed: &passed,
                    ..*update
                },
                cache,
            )
            .unwrap()
            .conflicts
        })
    };
    let dir = Dir::new();
    let z = interaction("z", 200);
    assert_eq!(merge_one(&dir, "it a", &[&x, &z]), []);
    let conflicts = merge_one(&dir, "it b", &[&y]);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].kind, ConflictKind::SharedKey("k".to_owned()));
    assert_eq!(dir.contents(), ["z: 200 by it a"]);
}

#[test]
fn changes_a_file_through_a_symbolic_link() {
    let dir = Dir::new();
    fs::create_dir_all(dir.0.join("pacts")).unwrap();
    let real: &Path = &dir.0.join("real.json");
    fs::write(real, "").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(real, dir.pact()).unwrap();
        run(&dir, 1, ALL, &[("it a", &[("x", 200)])]);
        assert!(fs::symlink_metadata(dir.pact()).unwrap().is_symlink());
        assert_eq!(dir.contents(), ["x: 200 by it a"]);
    }
}

#[test]
fn leaves_nothing_but_the_pact_in_its_directory() {
    let dir = Dir::new();
    run(&dir, 1, ALL, &[("it a", &[("x", 200)])]);
    let mut body = interaction("y", 200);
    if let Interaction::Http(http) = &mut body {
        http.response.body = Body::json(Json::Bool(true));
    }
    let names: Vec<_> = fs::read_dir(dir.0.join("pacts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["web-api.json"]);
}
