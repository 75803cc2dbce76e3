//! Runs that change nothing: told by the index, without a merge.

use super::*;
use crate::pact_file::{index::Index, store::Paths};

fn recording(owner: &str, place: &str, says: &[(&str, u16)]) -> Recording {
    let says = says.iter();
    let says = says.map(|(text, status)| (interaction(text, *status), place.to_owned()));
    Recording::new(owner.to_owned(), SpecVersion::V4, says)
}

/// Whether the index tells that merging these recordings would change nothing.
fn confirms(dir: &Dir, build: u64, passed: &[Recording]) -> bool {
    with_recordings(dir, build, ALL, passed, |update, cache| {
        let paths = Paths::of(update.target, cache);
        Index::read(&paths.index).is_some_and(|index| index.confirms(&paths.pact, update))
    })
}

fn merge_all(dir: &Dir, build: u64, passed: &[Recording]) {
    with_recordings(dir, build, ALL, passed, |update, cache| {
        assert_eq!(merge(update, cache).unwrap().conflicts, []);
    });
}

#[test]
fn tells_what_stands_in_the_file() {
    let dir = Dir::new();
    let a = || recording("it a", "a.rs:1", &[("y", 200), ("x", 201)]);
    let b = || recording("it b", "b.rs:1", &[("z", 200)]);
    assert!(!confirms(&dir, 1, &[a()]), "there is no file");
    merge_all(&dir, 1, &[a(), b()]);
    for passed in [vec![a(), b()], vec![b(), a()], vec![a()], vec![b()]] {
        assert!(confirms(&dir, 1, &passed), "{passed:?}");
    }
}

#[test]
fn tells_nothing_of_what_differs() {
    let dir = Dir::new();
    let a = || recording("it a", "a.rs:1", &[("x", 200), ("y", 200)]);
    merge_all(&dir, 1, &[a()]);
    let others = [
        recording("it a", "a.rs:2", &[("x", 200), ("y", 200)]),
        recording("it a", "a.rs:1", &[("x", 200), ("y", 404)]),
        recording("it a", "a.rs:1", &[("x", 200)]),
        recording("it a", "a.rs:1", &[("x", 200), ("y", 200), ("z", 200)]),
        recording("it b", "a.rs:1", &[("x", 200), ("y", 200)]),
    ];
    for other in others {
        assert!(!confirms(&dir, 1, &[other]));
    }
    assert!(!confirms(&dir, 2, &[a()]), "another build");
    assert!(!confirms(&dir, 0, &[a()]), "a build that is not known");
}

#[test]
fn leaves_what_several_tests_record_to_the_merge() {
    let dir = Dir::new();
    let of = |owner| recording(owner, "a.rs:1", &[("x", 200)]);
    merge_all(&dir, 1, &[of("it a"), of("it b")]);
    assert!(!confirms(&dir, 1, &[of("it a")]));
}

#[test]
fn looks_at_the_file_itself() {
    let dir = Dir::new();
    let a = || recording("it a", "a.rs:1", &[("x", 200)]);
    merge_all(&dir, 1, &[a()]);
    let text = dir.text();
    fs::write(dir.pact(), format!("{text} ")).unwrap();
    assert!(!confirms(&dir, 1, &[a()]));
}
