//! Measuring two things in turn, so that a machine that slows down slows both.

use std::{
    fs::{self, File},
    io,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// What one run of a command took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// Processor time of the command and all its children, in steps of 10 ms.
    pub cpu: Duration,
}

/// Runs a command to its end without showing its output, which goes to a file: whoever read it from a pipe would run
/// beside what is measured, once a line.
///
/// # Errors
/// If the command cannot be started or fails; what it printed is in the error.
pub fn run(command: &mut Command) -> io::Result<Cost> {
    let path = std::env::temp_dir().join(format!("pact-benches-{}.log", std::process::id()));
    let printed = File::create(&path)?;
    command
        .stdin(Stdio::null())
        .stdout(printed.try_clone()?)
        .stderr(printed);
    let cpu_before = children_cpu()?;
    let start = Instant::now();
    let status = command.status()?;
    let wall = start.elapsed();
    let cpu = children_cpu()?.saturating_sub(cpu_before);
    let printed = fs::read(&path)?;
    fs::remove_file(&path)?;
    if status.success() {
        return Ok(Cost { wall, cpu });
    }
    Err(io::Error::other(format!(
        "{command:?} failed:\n{}",
        String::from_utf8_lossy(&printed)
    )))
}

/// Processor time of all children that have ended, as Linux accounts it.
fn children_cpu() -> io::Result<Duration> {
    const TICKS_PER_SECOND: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    // `man 5 proc_pid_stat`: fields 16 and 17 of the line, 13 and 14 behind the command's name.
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    let (user, system) = ticks(13)
        .zip(ticks(14))
        .ok_or_else(|| io::Error::other("/proc/self/stat is too short"))?;
    Ok(Duration::from_millis(
        (user + system) * 1_000 / TICKS_PER_SECOND,
    ))
}

/// The smallest, the middle and the largest of some figures.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// The smallest.
    pub least: f64,
    /// The middle one.
    pub median: f64,
    /// The largest.
    pub most: f64,
}

impl Spread {
    /// The spread of at least one figure.
    ///
    /// # Panics
    /// If there are no figures.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut figures: Vec<f64> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let last = figures
            .len()
            .checked_sub(1)
            .expect("a spread is made of at least one figure");
        Self {
            least: figures[0],
            median: figures[last / 2],
            most: figures[last],
        }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.2} ({:.2} to {:.2})",
            self.median, self.least, self.most
        )
    }
}

/// The costs of two things that ran in turn, pair by pair.
#[derive(Debug, Default)]
pub struct Pairs {
    pairs: Vec<(Cost, Cost)>,
}

impl Pairs {
    /// Measures `ours` and `theirs` in turn, `count` times each, after one pair that does not count.
    ///
    /// # Errors
    /// What either of them returns.
    pub fn measure(
        count: usize,
        mut ours: impl FnMut() -> io::Result<Cost>,
        mut theirs: impl FnMut() -> io::Result<Cost>,
    ) -> io::Result<Self> {
        ours()?;
        theirs()?;
        let mut pairs = Vec::with_capacity(count);
        for _ in 0..count {
            pairs.push((ours()?, theirs()?));
        }
        Ok(Self { pairs })
    }

    /// Pairs of costs that were measured elsewhere.
    pub fn from_costs(pairs: Vec<(Cost, Cost)>) -> Self {
        Self { pairs }
    }

    /// Ratio of the wall times, ours to theirs.
    pub fn wall_ratio(&self) -> Spread {
        self.ratio(|cost| cost.wall)
    }

    /// Ratio of the processor times, ours to theirs.
    pub fn cpu_ratio(&self) -> Spread {
        self.ratio(|cost| cost.cpu)
    }

    /// Our wall time in milliseconds.
    pub fn our_wall_ms(&self) -> Spread {
        Spread::of(
            self.pairs
                .iter()
                .map(|(ours, _)| ours.wall.as_secs_f64() * 1e3),
        )
    }

    fn ratio(&self, part: impl Fn(&Cost) -> Duration) -> Spread {
        let ratio = |(ours, theirs): &(Cost, Cost)| {
            part(ours).as_secs_f64() / part(theirs).as_secs_f64().max(1e-9)
        };
        Spread::of(self.pairs.iter().map(ratio))
    }
}
