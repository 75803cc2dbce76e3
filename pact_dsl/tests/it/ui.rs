//! What the compiler says about mistakes: sources under `tests/ui`, and beside each the diagnostics it must draw.
//!
//! `UI_BLESS=1 cargo test -p pact_dsl --test it ui` writes the expectations anew.
//!
//! # Why
//! `trybuild` checks programs, and in a program there are no tests: what is wrong with the types of a pact test would
//! never be seen. So these sources are checked as tests are.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The wording of diagnostics is that of one compiler.
const TOOLCHAIN: &str = concat!("rustc ", env!("CARGO_PKG_RUST_VERSION"), ".");

#[test]
fn tells_each_mistake_on_the_token_at_fault() -> io::Result<()> {
    let version = Command::new("rustc").arg("--version").output()?.stdout;
    if !String::from_utf8_lossy(&version).starts_with(TOOLCHAIN) {
        return Ok(());
    }
    let cases = cases()?;
    let project = Project::of(&cases)?;
    let mut wrong = Vec::new();
    for case in &cases {
        let actual = project.check(case)?;
        let expected_at = case.source.with_extension("stderr");
        if env::var_os("UI_BLESS").is_some() {
            fs::write(&expected_at, &actual)?;
        }
        let expected = fs::read_to_string(&expected_at).unwrap_or_default();
        if actual.is_empty() || actual != expected {
            wrong.push(format!(
                "{}: expected\n{expected}\nactual\n{actual}",
                case.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// A source that must not compile.
struct Case {
    /// `json_pattern-keys` for `json_pattern/keys.rs`.
    name: String,
    source: PathBuf,
}

fn cases() -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for topic in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui"))? {
        let topic = topic?;
        for source in fs::read_dir(topic.path())? {
            let source = source?.path();
            if source
                .extension()
                .is_some_and(|extension| extension == "rs")
            {
                let stem = source.file_stem().unwrap_or_default();
                let name = format!("{}-{}", topic.file_name().display(), stem.display());
                cases.push(Case { name, source });
            }
        }
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(!cases.is_empty());
    Ok(cases)
}

/// A package that has the cases for test targets.
struct Project {
    folder: PathBuf,
    target: PathBuf,
    workspace: PathBuf,
}

impl Project {
    fn of(cases: &[Case]) -> io::Result<Self> {
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        let folder = temporary.join("ui");
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("src/lib.rs"), "")?;
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let mut manifest = format!(
            "[package]\nname = 'ui'\nedition = '2024'\n[workspace]\n[dependencies]\npact_dsl.path = '{}'\n",
            workspace.join("pact_dsl").display()
        );
        for Case { name, source } in cases {
            let target = format!("[[test]]\nname = '{name}'\npath = '{}'\n", source.display());
            manifest.push_str(&target);
        }
        fs::write(folder.join("Cargo.toml"), manifest)?;
        Ok(Self {
            folder,
            // What the workspace depends on need not be built twice.
            target: temporary.join(".."),
            workspace,
        })
    }

    /// What the compiler says about a case.
    fn check(&self, case: &Case) -> io::Result<String> {
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--quiet",
                "--offline",
                "--color=never",
                "--test",
                &case.name,
            ])
            .arg("--target-dir")
            .arg(&self.target)
            .current_dir(&self.folder)
            .env_remove("RUSTFLAGS")
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        let folder = case.source.parent().unwrap_or(&case.source);
        let said = said.replace(&format!("{}/", folder.display()), "");
        Ok(normalize(&said, &format!("{}/", self.workspace.display())))
    }
}

/// Leaves what is about the case: no source of other files, no lists that grow with the library, no summary.
fn normalize(said: &str, workspace: &str) -> String {
    let mut text = String::new();
    let mut lines = said.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some((_, place)) = line.split_once("--> ").or_else(|| line.split_once("::: ")) {
            if place.starts_with(workspace) || place.starts_with('/') {
                while lines.next_if(|next| is_snippet(next)).is_some() {}
                continue;
            }
            text.push_str("  --> ");
            text.push_str(place);
            text.push('\n');
            continue;
        }
        if line.contains("the following other types implement trait") {
            while lines
                .next_if(|next| next.starts_with("       ") || is_snippet(next))
                .is_some()
            {}
            continue;
        }
        let summary = [
            "error: could not compile",
            "warning: `ui`",
            "error: aborting",
            "For more information about",
        ];
        let is_summary = summary.iter().any(|start| line.starts_with(start));
        if is_summary || line.starts_with("Some errors have detailed") {
            continue;
        }
        text.push_str(&gutter(line));
        text.push('\n');
    }
    text
}

/// Whether a line shows source: `12 | fn order() {`, `   | ^^^^^`.
fn is_snippet(line: &str) -> bool {
    let rest = line
        .trim_start()
        .trim_start_matches(|sign: char| sign.is_ascii_digit());
    rest.trim_start().starts_with('|') || line == "..."
}

/// The line with its number right-aligned in a fixed width: how wide it is depends on the longest number shown.
fn gutter(line: &str) -> String {
    let trimmed = line.trim_start();
    let rest = trimmed.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let number = &trimmed[..trimmed.len() - rest.len()];
    let rest = rest.trim_start();
    let shows_change = !number.is_empty() && rest.starts_with(['-', '+', '~']);
    if rest.starts_with('|') || shows_change {
        return format!("{number:>3} {rest}").trim_end().to_owned();
    }
    if number.is_empty() && rest.starts_with("= ") {
        return format!("    {rest}");
    }
    line.to_owned()
}
