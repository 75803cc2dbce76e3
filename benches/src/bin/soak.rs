//! Many processes, one contract, and kills: `cargo run -q --release -p benches --bin soak`.
//!
//! Twenty test binaries of two hundred tests each record into one pact file, all at once. In each
//! round processes are killed with SIGKILL at random moments; after each round the file must be
//! one that parses and holds only interactions that an undisturbed run writes. In the end it must be
//! that of the undisturbed run, byte for byte.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark shows its figures"
)]

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use benches::suite::{self, Suite};

const BINARIES: usize = 20;
const TESTS: usize = 200;
const ROUNDS: usize = 10;

fn main() -> ExitCode {
    match soak() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn soak() -> io::Result<()> {
    let work = suite::work_folder()?;
    let suite = Suite::generate_many(&work, BINARIES, TESTS)?;
    let binaries = suite.build()?;

    let calm = fresh(&work.join("soak-calm"))?;
    let start = Instant::now();
    let children = start_all(&binaries, suite.folder(), &calm)?;
    finish_all(children)?;
    let calm_time = start.elapsed();
    println!(
        "undisturbed: {} processes x {TESTS} tests in {calm_time:.1?}",
        binaries.len()
    );
    let expected = fs::read(pact_in(&calm))?;
    let known = interactions(&expected)?;
    println!("the contract has {} interactions", known.len());

    let rough = fresh(&work.join("soak-rough"))?;
    let mut dice = Dice::from_clock();
    println!("seed {}", dice.0);
    // Some processes end before they are killed, and others are killed before they begin.
    let longest_life = calm_time * 3 / 2;
    let mut kills = 0;
    for round in 1..=ROUNDS {
        let children = start_all(&binaries, suite.folder(), &rough)?;
        kills += kill_some(children, longest_life, &mut dice)?;
        let written = match fs::read(pact_in(&rough)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            other => other?,
        };
        let found = if written.is_empty() {
            BTreeSet::new()
        } else {
            interactions(&written)?
        };
        if let Some(torn) = found.difference(&known).next() {
            return Err(io::Error::other(format!(
                "round {round}: not complete: {torn}"
            )));
        }
        println!(
            "round {round}: {kills} kills so far, {} interactions",
            found.len()
        );
    }
    finish_all(start_all(&binaries, suite.folder(), &rough)?)?;
    if fs::read(pact_in(&rough))? != expected {
        return Err(io::Error::other(
            "the file differs from the one of the undisturbed run",
        ));
    }
    println!("{kills} kills; the file is that of the undisturbed run");
    Ok(())
}

fn fresh(folder: &Path) -> io::Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

fn pact_in(folder: &Path) -> PathBuf {
    folder.join("suite-orders.json")
}

fn start_all(binaries: &[PathBuf], folder: &Path, pacts: &Path) -> io::Result<Vec<Child>> {
    let start = |binary: &PathBuf| {
        Command::new(binary)
            .current_dir(folder)
            .env("PACT_OUTPUT_DIR", pacts)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
    };
    binaries.iter().map(start).collect()
}

fn finish_all(children: Vec<Child>) -> io::Result<()> {
    for mut child in children {
        let status = child.wait()?;
        if !status.success() {
            return Err(io::Error::other(format!("a test binary failed: {status}")));
        }
    }
    Ok(())
}

/// Kills each process after a random time, if it still runs; returns how many did.
fn kill_some(children: Vec<Child>, longest_life: Duration, dice: &mut Dice) -> io::Result<usize> {
    let start = Instant::now();
    let mut lives: Vec<(Duration, Child)> = children
        .into_iter()
        .map(|child| (longest_life.mul_f64(dice.part()), child))
        .collect();
    lives.sort_by_key(|(life, _)| *life);
    let mut kills = 0;
    for (life, mut child) in lives {
        thread::sleep(life.saturating_sub(start.elapsed()));
        if child.try_wait()?.is_none() {
            child.kill()?;
            kills += 1;
        }
        child.wait()?;
    }
    Ok(kills)
}

/// The text of each interaction in a pact file.
fn interactions(pact: &[u8]) -> io::Result<BTreeSet<String>> {
    let pact: serde_json::Value = serde_json::from_slice(pact)?;
    let interactions = pact["interactions"].as_array();
    let interactions =
        interactions.ok_or_else(|| io::Error::other("no interactions in the pact"))?;
    Ok(interactions.iter().map(ToString::to_string).collect())
}

/// A small generator of random numbers (xorshift); good enough to kill by.
struct Dice(u64);

impl Dice {
    fn from_clock() -> Self {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let nanos = now.map_or(1, |since| {
            u64::from(since.subsec_nanos()) << 20 | since.as_secs()
        });
        Self(nanos | 1)
    }

    /// A number from 0 to 1.
    fn part(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let thousandths = u16::try_from(self.0 % 1_000).unwrap_or_default();
        f64::from(thousandths) / 1_000.0
    }
}
