//! The runtimes that the bodies of async tests run on.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use tokio::{
    runtime::{Builder, Runtime},
    task::yield_now,
};

/// How many idle runtimes are kept, each with a few descriptors. More tests than that at once make their own.
const POOL_LIMIT: usize = 16;

/// How often a runtime is driven after a test's body, so that connections whose client is gone can close.
const LAST_ROUNDS: usize = 4;

/// Runtimes that are as good as new.
static POOL: Mutex<Vec<TestRuntime>> = Mutex::new(Vec::new());

/// A runtime of one thread, with all drivers that the build has, as `#[tokio::test]` makes it.
#[derive(Debug)]
struct TestRuntime {
    runtime: Runtime,
    /// Whether a test made it start a thread, for `spawn_blocking` and the like.
    has_threads: Arc<AtomicBool>,
}

/// A runtime that a test's body has run on, with the tasks that it left behind.
///
/// # Why
/// Making and dropping a runtime takes 30 µs of a test's half millisecond in a debug build. One that a test left as it
/// found it, which is the rule, serves the next test; any other is dropped.
#[derive(Debug)]
pub(crate) struct Used(TestRuntime);

/// Runs a test's body on a runtime of the calling thread, as `#[tokio::test]` does.
///
/// # Errors
/// If the system has no descriptor left for the runtime.
pub(crate) fn block_on<T>(body: Pin<&mut dyn Future<Output = T>>) -> io::Result<(T, Used)> {
    let pooled = pool().pop();
    let runtime = pooled.map_or_else(TestRuntime::new, Ok)?;
    let output = runtime.runtime.block_on(body);
    Ok((output, Used(runtime)))
}

impl Used {
    /// Drops the tasks that the body left behind, or keeps the runtime if there are none. To be called when the mock
    /// server has stopped: what these tasks still do is not the test's doing.
    pub(crate) fn recycle(self) {
        if !self.0.is_as_new() {
            return;
        }
        let mut pool = pool();
        if pool.len() < POOL_LIMIT {
            pool.push(self.0);
        }
    }
}

fn pool() -> MutexGuard<'static, Vec<TestRuntime>> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

impl TestRuntime {
    fn new() -> io::Result<Self> {
        let has_threads = Arc::new(AtomicBool::new(false));
        let started = Arc::clone(&has_threads);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .on_thread_start(move || started.store(true, Ordering::Relaxed))
            .build()?;
        Ok(Self {
            runtime,
            has_threads,
        })
    }

    /// Whether nothing of the test is left: no task, no thread with blocking work, and a clock that was not paused.
    fn is_as_new(&self) -> bool {
        let metrics = self.runtime.metrics();
        let is_clean = self.runtime.block_on(async {
            for _ in 0..LAST_ROUNDS {
                if metrics.num_alive_tasks() == 0 {
                    break;
                }
                yield_now().await;
            }
            metrics.num_alive_tasks() == 0 && clock_runs()
        });
        is_clean && !self.has_threads.load(Ordering::Relaxed)
    }
}

/// Whether the runtime's clock is the system's, and has not been paused or moved by `tokio::time`.
fn clock_runs() -> bool {
    let before = Instant::now();
    let now = tokio::time::Instant::now().into_std();
    (before..=Instant::now()).contains(&now)
}

#[cfg(test)]
mod tests {
    use std::{pin::pin, time::Duration};

    use super::*;

    fn run(body: impl Future<Output = ()>) -> Used {
        block_on(pin!(body)).unwrap().1
    }

    #[test]
    fn a_runtime_without_traces_is_as_new() {
        let used = run(async {
            tokio::spawn(async {}).await.unwrap();
            tokio::spawn(yield_now());
        });
        assert!(used.0.is_as_new());
    }

    #[test]
    fn a_task_that_goes_on_spoils_a_runtime() {
        let used = run(async {
            tokio::spawn(std::future::pending::<()>());
        });
        assert!(!used.0.is_as_new());
    }

    #[test]
    fn a_thread_spoils_a_runtime() {
        let used = run(async {
            tokio::task::spawn_blocking(|| ()).await.unwrap();
        });
        assert!(!used.0.is_as_new());
    }

    #[test]
    fn a_clock_that_was_moved_spoils_a_runtime() {
        let used = run(async {
            tokio::time::pause();
            tokio::time::advance(Duration::from_millis(1)).await;
            tokio::time::resume();
        });
        assert!(!used.0.is_as_new());
    }
}
