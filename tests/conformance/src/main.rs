//! Runs the specification's test cases:
//!
//! ```text
//! cargo run -q --release -p conformance -- DIR…
//! ```
//!
//! Below each folder, every `VERSION/request|response|message/…/NAME.json` is a case. Each failing file
//! is printed with its mismatches, and at last `N passed, M failed`; the exit code is 0 only if M is 0.

mod case;
mod exceptions;
mod find;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use case::Outcome;

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = io::stdout().lock();
    match run(&folders, &mut out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // If even this cannot be said, nobody listens.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

/// Runs all cases; whether all of them passed.
fn run(folders: &[PathBuf], out: &mut impl Write) -> io::Result<bool> {
    if folders.is_empty() {
        return Err(io::Error::other("name at least one folder with cases"));
    }
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for folder in folders {
        for file in find::cases(folder)? {
            match problem(folder, &file) {
                None => passed += 1,
                Some(problem) => {
                    failed += 1;
                    writeln!(out, "{}\n{problem}", file.display())?;
                }
            }
        }
    }
    writeln!(out, "{passed} passed, {failed} failed")?;
    Ok(failed == 0 && passed > 0)
}

/// Why a case fails, one line for each reason; `None` if it passes.
fn problem(folder: &Path, file: &Path) -> Option<String> {
    let outcome = match case::run(folder, file) {
        Ok(outcome) => outcome,
        Err(error) => return Some(format!("  {error}")),
    };
    if exceptions::reason(folder, file).is_some() {
        return None;
    }
    match outcome {
        Outcome::AsExpected => None,
        Outcome::ShouldMatch(mismatches) => {
            let lines: Vec<_> = mismatches
                .iter()
                .map(|mismatch| format!("  {mismatch}"))
                .collect();
            Some(format!("  should match\n{}", lines.join("\n")))
        }
        Outcome::ShouldNotMatch => Some("  should not match".to_owned()),
    }
}
