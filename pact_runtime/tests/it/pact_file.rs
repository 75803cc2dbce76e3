//! Pact files under processes that run at once, are killed, and find no room.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use pact_runtime::{
    codec,
    model::{HttpInteraction, Interaction, SpecVersion},
    pact_file::{self, Binary, Cache, Error, Recording, Target, Update},
};

/// Tells a child what to do: directory, first test, number of tests, build.
const VARIABLE: &str = "PACT_FILE_TEST_CHILD";

/// How many tests all processes together have.
const TESTS: usize = 400;

/// A directory of its own, deleted at the end.
struct Dir(PathBuf);

impl Dir {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("pact-processes-{}-{count}", std::process::id());
        let dir = env::temp_dir().join(name);
        fs::create_dir_all(dir.join("pacts")).unwrap();
        Self(dir)
    }

    fn pact(&self) -> PathBuf {
        self.0.join("pacts/web-api.json")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.pact()).unwrap()
    }

    /// The names of all files beside the pact file, and its own.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("pacts")).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        entries.map(|entry| name(entry.unwrap())).collect()
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn owner(test: usize) -> String {
    format!("it test {test}")
}

/// Merges what these tests record in this build.
fn merge(dir: &Path, tests: std::ops::Range<usize>, build: u64) -> Result<(), Error> {
    let passed: Vec<Recording> = tests
        .map(|test| {
            let mut http = HttpInteraction::default();
            http.meta.description = format!("request {}", test * 7919 % TESTS);
            http.response.status = u16::try_from(200 + build % 100).unwrap();
            let interaction = Interaction::Http(Box::new(http));
            Recording::new(owner(test), SpecVersion::V4, [(interaction, String::new())])
        })
        .collect();
    let target = Target {
        consumer: "web".to_owned(),
        provider: "api".to_owned(),
        dir: dir.join("pacts"),
    };
    let owners = || (0..TESTS).map(owner).collect();
    let binary = Binary {
        prefix: "it ",
        build,
        owners: &owners,
        is_outdated: &|_, _| false,
    };
    let update = Update {
        target: &target,
        binary: &binary,
        passed: &passed,
    };
    let cache = dir.join("cache");
    let outcome = pact_file::merge(&update, Cache { dir: &cache })?;
    assert_eq!(outcome.conflicts, []);
    Ok(())
}

/// Not a test of its own: what a child process does.
#[test]
#[ignore = "runs in the processes that other tests start"]
fn child() {
    let Ok(orders) = env::var(VARIABLE) else {
        return;
    };
    let orders: Vec<&str> = orders.split('|').collect();
    let number = |at: usize| orders[at].parse::<usize>().unwrap();
    let (first, count, build) = (number(1), number(2), number(3) as u64);
    for test in first..first + count {
        match merge(Path::new(orders[0]), test..test + 1, build) {
            Ok(()) => println!("merged {test}"),
            Err(error) => {
                let source = std::error::Error::source(&error).map(ToString::to_string);
                println!("failed: {error}: {source:?}");
            }
        }
    }
}

fn start(dir: &Dir, tests: std::ops::Range<usize>, build: u64, shell: Option<&str>) -> Child {
    let binary = env::current_exe().unwrap();
    let arguments = ["--exact", "pact_file::child", "--ignored", "--nocapture"];
    let mut command = match shell {
        None => Command::new(binary),
        Some(script) => {
            let mut command = Command::new("sh");
            command.args(["-c", script]).arg(binary);
            command
        }
    };
    let orders = format!(
        "{}|{}|{}|{build}",
        dir.0.display(),
        tests.start,
        tests.len()
    );
    command
        .args(arguments)
        .env(VARIABLE, orders)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The statuses that the file has, and how many interactions have each.
fn statuses(text: &str) -> BTreeMap<u16, usize> {
    let mut statuses = BTreeMap::new();
    for interaction in codec::read(text.as_bytes()).unwrap().interactions {
        let Interaction::Http(http) = interaction else {
            panic!("not HTTP");
        };
        *statuses.entry(http.response.status).or_default() += 1;
    }
    statuses
}

#[test]
fn twenty_processes_write_what_one_would() {
    let (one, many) = (Dir::new(), Dir::new());
    merge(&one.0, 0..100, 1).unwrap();
    let children: Vec<Child> = (0..20)
        .map(|at| start(&many, at * 5..at * 5 + 5, 1, None))
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    assert_eq!(many.text(), one.text());
    assert_eq!(many.names(), ["web-api.json"]);
}

#[test]
fn a_process_that_is_killed_leaves_a_whole_file() {
    let (killed, expected) = (Dir::new(), Dir::new());
    for round in 0..12_u64 {
        let tests = 0..60;
        let mut child = start(&killed, tests.clone(), round + 1, None);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let merged = lines
            .map_while(Result::ok)
            .filter(|line| line.starts_with("merged"));
        // Somewhere in the middle of what comes next.
        let _ = merged.take(usize::try_from(round * 4 + 1).unwrap()).count();
        child.kill().unwrap();
        child.wait().unwrap();
        for (status, _) in statuses(&killed.text()) {
            assert!(u64::from(status) <= 201 + round, "{}", killed.text());
        }
        merge(&killed.0, tests.clone(), round + 1).unwrap();
        merge(&expected.0, tests, round + 1).unwrap();
        assert_eq!(killed.text(), expected.text());
        assert_eq!(killed.names(), ["web-api.json"]);
    }
}

#[test]
fn a_sibling_of_a_killed_process_does_no_harm() {
    let dir = Dir::new();
    fs::write(dir.0.join("pacts/.web-api.json.tmp"), "half a pact").unwrap();
    fs::write(dir.0.join("pacts/.web-api.json.lock"), "").unwrap();
    merge(&dir.0, 0..1, 1).unwrap();
    assert_eq!(dir.names(), ["web-api.json"]);
    assert_eq!(statuses(&dir.text()), BTreeMap::from([(201, 1)]));
}

#[test]
fn a_damaged_index_is_as_good_as_none() {
    let (dir, expected) = (Dir::new(), Dir::new());
    merge(&expected.0, 0..20, 1).unwrap();
    for test in 0..20 {
        merge(&dir.0, test..test + 1, 1).unwrap();
        let index = fs::read_dir(dir.0.join("cache"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        let mut bytes = fs::read(&index).unwrap();
        let at = test * 37 % bytes.len();
        bytes[at] ^= 0x55;
        if test % 3 == 0 {
            bytes.truncate(at);
        }
        fs::write(&index, bytes).unwrap();
    }
    assert_eq!(dir.text(), expected.text());
}

fn kept(error: &Error) -> usize {
    let kept = fs::read(error.kept().unwrap()).unwrap();
    codec::read(&kept).unwrap().interactions.len()
}

#[test]
fn a_directory_that_cannot_be_made_is_told_and_results_are_kept() {
    let dir = Dir::new();
    fs::remove_dir(dir.0.join("pacts")).unwrap();
    fs::write(dir.0.join("pacts"), "a file").unwrap();
    let error = merge(&dir.0, 0..3, 1).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("failed to make the directory of `"),
        "{error}"
    );
    assert_eq!(kept(&error), 3);
}

#[test]
fn a_read_only_file_is_left_as_it_is_unless_nothing_would_change() {
    let dir = Dir::new();
    merge(&dir.0, 0..3, 1).unwrap();
    let before = dir.text();
    let mut permissions = fs::metadata(dir.pact()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(dir.pact(), permissions).unwrap();
    merge(&dir.0, 0..3, 1).unwrap();
    let error = merge(&dir.0, 3..4, 1).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("is marked read-only; make it writable; what"),
        "{error}"
    );
    assert_eq!(kept(&error), 1);
    assert_eq!(dir.text(), before);
}

/// `ulimit` counts 512 or 1,024 octets: either is more than one interaction takes and less than a
/// hundred.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_results_are_kept() {
    let dir = Dir::new();
    merge(&dir.0, 0..100, 1).unwrap();
    let before = dir.text();
    assert!(before.len() > 16 * 1024);
    let script = "ulimit -f 8 && trap '' XFSZ && exec \"$0\" \"$@\"";
    let output = start(&dir, 100..101, 1, Some(script))
        .wait_with_output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("failed: failed to write pact file `"),
        "{said}"
    );
    assert!(
        said.contains("; what the tests recorded is kept in `"),
        "{said}"
    );
    assert_eq!(dir.text(), before);
    assert_eq!(dir.names(), ["web-api.json"]);
    merge(&dir.0, 100..101, 1).unwrap();
    assert_eq!(statuses(&dir.text()), BTreeMap::from([(201, 101)]));
}

/// Whoever runs as root may write everywhere, so the child runs as somebody else then.
#[cfg(unix)]
#[test]
fn a_read_only_directory_is_told_and_results_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::new();
    merge(&dir.0, 0..2, 1).unwrap();
    let before = dir.text();
    let set = |path: PathBuf, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(dir.0.join("pacts"), 0o555);
    let probe = dir.0.join("pacts/probe");
    if fs::write(&probe, "").is_ok() {
        // Root: a directory of another file system that nobody may write to does as well.
        fs::remove_file(&probe).unwrap();
        set(dir.0.join("pacts"), 0o755);
        fs::remove_dir_all(dir.0.join("pacts")).unwrap();
        std::os::unix::fs::symlink("/proc/self/fdinfo", dir.0.join("pacts")).unwrap();
        let error = merge(&dir.0, 0..2, 1).unwrap_err();
        assert!(error.to_string().starts_with("failed to lock `"), "{error}");
        assert_eq!(kept(&error), 2);
        return;
    }
    merge(&dir.0, 0..2, 1).unwrap();
    let error = merge(&dir.0, 2..3, 1).unwrap_err();
    assert!(error.to_string().starts_with("failed to lock `"), "{error}");
    assert_eq!(kept(&error), 1);
    assert_eq!(dir.text(), before);
    set(dir.0.join("pacts"), 0o755);
}
