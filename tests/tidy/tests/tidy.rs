//! What the house style demands and neither the compiler nor clippy checks.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file holds one concept; past this it holds two.
const MAX_LINES: usize = 500;

/// The specification's reference implementation is what this project replaces.
const REPLACED: [&str; 5] = [
    "pact_consumer",
    "pact_models",
    "pact_matching",
    "pact_mock_server",
    "pact_verifier",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the project is there")
}

/// All files below `folder` that are part of the project.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let name = path
            .file_name()
            .expect("an entry of a folder has a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | ".git" | "corpus" | "artifacts") {
                files(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

fn all_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&root(), &mut found);
    assert!(found.len() > 20, "the project has more files than this");
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let read = |path: PathBuf| {
        fs::read_to_string(&path)
            .map(|text| (path, text))
            .expect("sources are UTF-8")
    };
    all_files().into_iter().filter(is_rust).map(read).collect()
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn no_source_file_is_too_long() {
    let mut problems = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > MAX_LINES {
            problems.push(format!(
                "{}: {lines} lines; split it at a concept",
                path.display()
            ));
        }
    }
    report(&problems);
}

#[test]
fn nothing_is_left_unfinished() {
    // Spelled apart, so that this file passes its own test.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("dbg", "!("),
    ];
    let mut problems = Vec::new();
    for (path, text) in sources() {
        for (at, line) in text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|mark| line.contains(**mark)) {
                problems.push(format!("{}:{}: `{mark}`", path.display(), at + 1));
            }
        }
    }
    report(&problems);
}

#[test]
fn modules_are_not_called_mod() {
    let is_mod = |path: &PathBuf| path.file_name().is_some_and(|name| name == "mod.rs");
    let problems: Vec<String> = all_files()
        .into_iter()
        .filter(is_mod)
        .map(|path| path.display().to_string())
        .collect();
    // Test binaries share helper modules without an extra binary only through a folder.
    report(
        &problems
            .into_iter()
            .filter(|path| !path.contains("/tests/"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_snapshot_has_a_test() {
    let sources = sources();
    let mut problems = Vec::new();
    for path in all_files() {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let Some(stem) = name.strip_suffix(".snap") else {
            continue;
        };
        let label = stem.rsplit("__").next().unwrap_or(stem);
        if !sources.iter().any(|(_, text)| text.contains(label)) {
            problems.push(format!("{}: no test mentions `{label}`", path.display()));
        }
    }
    report(&problems);
}

#[test]
fn every_expected_diagnostic_has_its_case() {
    let problems: Vec<String> = all_files()
        .into_iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .filter(|path| !path.with_extension("rs").exists())
        .map(|path| format!("{}: the case is gone", path.display()))
        .collect();
    report(&problems);
}

#[test]
fn the_lock_file_names_none_of_the_crates_we_replace() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let named = |name: &&&str| lock.contains(&format!("name = \"{name}\"\n"));
    let problems: Vec<String> = REPLACED
        .iter()
        .filter(named)
        .map(ToString::to_string)
        .collect();
    report(&problems);
}

#[test]
fn no_large_file_is_part_of_the_project() {
    let mut problems = Vec::new();
    for path in all_files() {
        let bytes = fs::metadata(&path).unwrap().len();
        if bytes > 200_000 && path.file_name().is_none_or(|name| name != "Cargo.lock") {
            problems.push(format!("{}: {bytes} bytes", path.display()));
        }
    }
    report(&problems);
}
