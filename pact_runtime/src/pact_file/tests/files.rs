//! Files of other versions, damaged files, links.

use super::*;

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
    let names: Vec<_> = fs::read_dir(dir.0.join("pacts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["web-api.json"]);
}
