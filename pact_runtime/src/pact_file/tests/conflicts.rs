//! Tests that contradict each other, and other tools.

use std::slice;

use super::*;

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
fn replaces_what_a_test_said_in_an_earlier_build_until_it_says_so_again() {
    let replaced = |dir: &Dir, passed: &[Says<'_>]| {
        with_update(dir, 2, ALL, passed, SpecVersion::V4, |update, cache| {
            let outcome = merge(update, cache).unwrap();
            assert_eq!(outcome.conflicts, []);
            outcome.replaced
        })
    };
    let dir = Dir::new();
    let shared: &[(&str, u16)] = &[("x", 200)];
    run(
        &dir,
        1,
        ALL,
        &[("it a", shared), ("it b", shared), ("it c", shared)],
    );
    let found = replaced(&dir, &[("it a", &[("x", 404)])]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].earlier.owner.as_deref(), Some("it b"));
    assert_eq!((found[0].more, found[0].differences.len()), (1, 1));
    assert_eq!(dir.contents(), ["x: 404 by it a"]);
    assert_eq!(replaced(&dir, &[("it b", &[("x", 404)])]), []);
    assert_eq!(dir.contents(), ["x: 404 by it a, it b"]);
    assert_eq!(run(&dir, 2, ALL, &[("it c", shared)]).len(), 1);
    assert_eq!(dir.contents(), ["x: 200 by it a, it b, it c"], "as before");
}

#[test]
fn contradicts_another_binary_unless_it_was_built_anew() {
    for is_outdated in [false, true] {
        let dir = Dir::new();
        run(&dir, 1, ALL, &[("it a", &[("x", 200)])]);
        let says: &[Says<'_>] = &[("other b", &[("x", 404)])];
        let conflicts = with_update(
            &dir,
            1,
            &["other b"],
            says,
            SpecVersion::V4,
            |update, cache| {
                let binary = Binary {
                    prefix: "other ",
                    is_outdated: &|owner, build| (owner, build) == ("it a", 1) && is_outdated,
                    ..*update.binary
                };
                let update = Update {
                    binary: &binary,
                    ..*update
                };
                merge(&update, cache).unwrap().conflicts.len()
            },
        );
        let contents = is_outdated.then_some("x: 404 by other b");
        assert_eq!(
            (conflicts, dir.contents()),
            (
                usize::from(!is_outdated),
                contents.map_or_else(Vec::new, |text| vec![text.to_owned()])
            )
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
fn takes_interactions_for_the_same_whatever_the_order_of_their_members() {
    let with_body = |text: &str| {
        let mut one = interaction("x", 200);
        if let Interaction::Http(http) = &mut one {
            let json = Json::parse(text.as_bytes()).unwrap().into_owned();
            http.response.body = Body::json(json);
        }
        one
    };
    let bodies = [with_body(r#"{"b":1,"a":2}"#), with_body(r#"{"a":2,"b":1}"#)];
    let mut texts = Vec::new();
    for order in [[0, 1], [1, 0]] {
        let dir = Dir::new();
        for at in order {
            let outcome = merge_one(&dir, ALL[at], slice::from_ref(&bodies[at]));
            assert_eq!(outcome.conflicts, []);
        }
        assert_eq!(dir.contents(), ["x: 200 by it a, it b"]);
        texts.push(dir.text());
    }
    assert_eq!(texts[0], texts[1]);
}

#[test]
fn refuses_one_key_for_two_interactions() {
    let with_key = |description: &str| {
        let mut one = interaction(description, 200);
        one.meta_mut().unwrap().key = Some("k".to_owned());
        one
    };
    let (x, y) = (with_key("x"), with_key("y"));
    let dir = Dir::new();
    let z = interaction("z", 200);
    assert_eq!(merge_one(&dir, "it a", &[x, z]).conflicts, []);
    let conflicts = merge_one(&dir, "it b", &[y]).conflicts;
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].kind, ConflictKind::SharedKey("k".to_owned()));
    assert_eq!(dir.contents(), ["z: 200 by it a"]);
}
