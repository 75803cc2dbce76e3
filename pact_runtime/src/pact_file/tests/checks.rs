//! Check mode.

use super::*;

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
