//! Where binaries are built and run.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::LazyLock,
};

use pact_runtime::{
    codec,
    json::Json,
    model::{Interaction, Pact},
};

/// A binary of pact tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Binary {
    /// `orders` of package `e2e-shop`.
    Orders,
    /// The same after an edit.
    OrdersNext,
    /// `baskets` of package `e2e-shop`.
    Baskets,
    /// The same after an edit.
    BasketsNext,
    /// `failures` of package `e2e-shop`.
    Failures,
    /// `free` of package `e2e-shop`.
    Free,
    /// `orders` of package `e2e-app`.
    AppOrders,
}

static BINARIES: LazyLock<BTreeMap<Binary, PathBuf>> = LazyLock::new(|| {
    let mut binaries = BTreeMap::new();
    for (source, path) in build(&[]) {
        let binary = match source.as_str() {
            "shop/tests/orders.rs" => Binary::Orders,
            "shop/tests/baskets.rs" => Binary::Baskets,
            "shop/tests/failures.rs" => Binary::Failures,
            "shop/tests/free.rs" => Binary::Free,
            "app/tests/orders.rs" => Binary::AppOrders,
            _ => continue,
        };
        binaries.insert(binary, path);
    }
    for (source, path) in build(&NEXT) {
        let binary = match source.as_str() {
            "shop/tests/orders.rs" => Binary::OrdersNext,
            "shop/tests/baskets.rs" => Binary::BasketsNext,
            _ => continue,
        };
        binaries.insert(binary, path);
    }
    binaries
});

/// What cargo is told to build the fixtures and nothing else.
const FIXTURES: [&str; 9] = [
    "--workspace",
    "--test",
    "orders",
    "--test",
    "baskets",
    "--test",
    "failures",
    "--test",
    "free",
];

/// What cargo is told to build the fixtures as they are after the edit.
pub(crate) const NEXT: [&str; 2] = ["--features", "e2e-shop/next"];

/// Builds the fixtures as part of the whole workspace, so that everything below them has been built already. Gives
/// sources below `fixtures` and executables.
fn build(features: &[&str]) -> Vec<(String, PathBuf)> {
    let output = Command::new(env!("CARGO"))
        .args([
            "test",
            "--no-run",
            "--message-format=json-render-diagnostics",
        ])
        .args(FIXTURES)
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::piped())
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let messages = String::from_utf8(output.stdout).expect("messages are UTF-8");
    messages.lines().filter_map(executable).collect()
}

fn executable(message: &str) -> Option<(String, PathBuf)> {
    let message = Json::parse(message.as_bytes()).ok()?;
    let source = message.get("target")?.get("src_path")?.as_str()?;
    let (_, source) = source.split_once("/fixtures/")?;
    let path = message.get("executable")?.as_str()?;
    Some((source.to_owned(), path.into()))
}

impl Binary {
    pub(crate) fn path(self) -> &'static Path {
        &BINARIES[&self]
    }
}

/// A folder for the pact files of one test.
#[derive(Debug)]
pub(crate) struct Bench {
    pub(crate) dir: PathBuf,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) succeeded: bool,
    /// Standard output and standard error.
    pub(crate) output: String,
}

impl Bench {
    /// An empty folder; `name` is that of the test.
    pub(crate) fn new(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir).unwrap();
        }
        fs::create_dir_all(&dir).unwrap();
        Self { dir }
    }

    /// A command that runs a binary as cargo does, with its pact files in the folder.
    pub(crate) fn command(&self, binary: Binary, arguments: &str) -> Command {
        self.command_of(binary.path(), arguments)
    }

    /// Puts a binary in place of the one that cargo built from the same sources before. Gives its path.
    pub(crate) fn install(&self, binary: Binary) -> PathBuf {
        let name = match binary {
            Binary::Orders | Binary::OrdersNext => "orders",
            Binary::Baskets | Binary::BasketsNext => "baskets",
            Binary::Failures => "failures",
            Binary::Free => "free",
            Binary::AppOrders => "app_orders",
        };
        let suffix = env::consts::EXE_SUFFIX;
        let path = self
            .dir
            .join(format!("deps/{name}-0123456789abcdef{suffix}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        // Not a copy: a process that another test starts may hold it open for writing, and then it does not run.
        fs::hard_link(binary.path(), &path).unwrap();
        path
    }

    /// A command that runs an executable as cargo does, with its pact files in the folder.
    pub(crate) fn command_of(&self, path: &Path, arguments: &str) -> Command {
        let mut command = Command::new(path);
        command
            .args(arguments.split_whitespace())
            .env("PACT_OUTPUT_DIR", &self.dir)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for inherited in [
            "PACT_CHECK",
            "PACT_REPORT",
            "CARGO_TERM_COLOR",
            "COLUMNS",
            "E2E",
        ] {
            command.env_remove(inherited);
        }
        command
    }

    /// A command that runs tests of the fixtures with `cargo nextest`: those that its filter says.
    pub(crate) fn nextest(&self, filter: &str, features: &[&str]) -> Command {
        let mut command = self.command_of(Path::new(env!("CARGO")), "nextest run");
        for inherited in env::vars_os().map(|(name, _)| name) {
            if inherited.to_string_lossy().starts_with("NEXTEST") {
                command.env_remove(inherited);
            }
        }
        command
            .args(FIXTURES)
            .args(features)
            .args(["--no-fail-fast", "-E", filter]);
        command
    }

    /// Runs a binary with arguments and a variable `E2E` that tells its tests what to do.
    pub(crate) fn run_told(&self, binary: Binary, arguments: &str, told: &str) -> Run {
        finish(self.command(binary, arguments).env("E2E", told))
    }

    /// Runs a binary with arguments.
    pub(crate) fn run(&self, binary: Binary, arguments: &str) -> Run {
        finish(&mut self.command(binary, arguments))
    }

    /// Runs a binary that must succeed.
    pub(crate) fn pass(&self, binary: Binary, arguments: &str) -> Run {
        let run = self.run(binary, arguments);
        assert!(run.succeeded, "{}", run.output);
        run
    }

    /// Runs a binary that must fail, and gives its output.
    pub(crate) fn fail(&self, binary: Binary, arguments: &str) -> String {
        let run = self.run(binary, arguments);
        assert!(!run.succeeded, "{}", run.output);
        run.output
    }

    /// The names of the tests of a binary that are not ignored.
    pub(crate) fn test_names(&self, binary: Binary) -> Vec<String> {
        let list = self.pass(binary, "--list --format terse").output;
        let ignored = self.pass(binary, "--list --format terse --ignored").output;
        let names = list
            .lines()
            .filter(|line| !ignored.lines().any(|its| its == *line));
        let names = names.filter_map(|line| line.strip_suffix(": test"));
        names.map(str::to_owned).collect()
    }

    /// The bytes of a file in the folder, empty if there is none.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.dir.join(name)).unwrap_or_default()
    }

    /// The pact in a file of the folder.
    pub(crate) fn pact(&self, name: &str) -> Pact {
        codec::read(&self.bytes(name)).unwrap()
    }

    /// Descriptions of the interactions in a file with the numbers of their states, sorted; none if there is no file.
    pub(crate) fn descriptions(&self, name: &str) -> Vec<String> {
        if !self.dir.join(name).exists() {
            return Vec::new();
        }
        let pact = self.pact(name);
        pact.interactions.iter().map(description).collect()
    }
}

fn description(interaction: &Interaction) -> String {
    interaction.description().to_owned()
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Run {
        succeeded: output.status.success(),
        output: text,
    }
}

/// A process that is killed when the test ends.
#[derive(Debug)]
pub(crate) struct Killed(pub(crate) Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
