//! A study: which engines meet which instances under which limits.

use std::time::Duration;

use super::instance::Instance;
use crate::engine::{BackendName, EngineName, Options, thread_count};
use crate::io::wire::bench::Run;

/// Everything that varies; every combination is a run.
#[derive(Clone, Debug)]
pub struct Study {
    /// What is solved.
    pub instances: Vec<Instance>,
    /// By which engines.
    pub engines: Vec<EngineName>,
    /// With which solvers of models, where the engine has a choice.
    pub backends: Vec<BackendName>,
    /// Within which time; `None` for no limit.
    pub time_limits: Vec<Option<Duration>>,
    /// On how many threads; `None` for one on each core.
    pub threads: Vec<Option<usize>>,
    /// From which seeds.
    pub seeds: Vec<u64>,
    /// What does not vary.
    pub common: Options,
}

/// One run to make.
#[derive(Clone, Debug)]
pub struct Configuration<'a> {
    /// What is solved.
    pub instance: &'a Instance,
    /// How.
    pub options: Options,
}

impl Study {
    /// Every run, engines side by side on each instance.
    pub fn configurations(&self) -> Vec<Configuration<'_>> {
        let mut all = Vec::new();
        for instance in &self.instances {
            for &time_limit in &self.time_limits {
                for &threads in &self.threads {
                    for &seed in &self.seeds {
                        let methods = self.methods().into_iter();
                        all.extend(methods.map(|(engine, backend)| {
                            let common = self.common.clone();
                            let options = Options { time_limit, threads, seed, engine, backend, ..common };
                            Configuration { instance, options }
                        }));
                    }
                }
            }
        }
        all
    }

    /// Engines with back ends; an engine that asks no back end runs once.
    fn methods(&self) -> Vec<(EngineName, BackendName)> {
        let of = |&engine: &EngineName| {
            let count = if asks_backend(engine) { self.backends.len() } else { 1 };
            self.backends.iter().take(count).map(move |&backend| (engine, backend)).collect::<Vec<_>>()
        };
        self.engines.iter().flat_map(of).collect()
    }
}

/// Whether the plan of an engine depends on the back end.
fn asks_backend(engine: EngineName) -> bool {
    engine != EngineName::Greedy
}

impl Configuration<'_> {
    /// The back end by name, where the engine asks one.
    pub(super) fn backend(&self) -> Option<&'static str> {
        asks_backend(self.options.engine).then(|| self.options.backend.name())
    }

    /// The threads that it may use.
    pub(super) fn threads(&self) -> u32 {
        u32::try_from(thread_count(&self.options)).unwrap_or(u32::MAX)
    }

    /// Whether a row is of this run, made by this version of the program.
    pub fn is_of(&self, run: &Run) -> bool {
        let limit = self.options.time_limit.map(|limit| limit.as_secs_f64());
        run.sha256 == self.instance.sha256
            && run.instance == self.instance.name
            && run.engine == self.options.engine.name()
            && run.backend.as_deref() == self.backend()
            && run.version == super::run::VERSION
            && run.time_limit_seconds == limit
            && run.gap_limit == self.options.gap
            && run.threads == self.threads()
            && run.seed == self.options.seed
    }
}

/// What two rows share that can be compared: all but version, machine and result.
pub fn key(run: &Run) -> impl Ord + '_ {
    let milliseconds = |seconds: f64| (seconds * 1000.0).round() as i64;
    (
        (run.instance.as_str(), run.sha256.as_str(), run.engine.as_str(), run.backend.as_deref()),
        (run.time_limit_seconds.map(milliseconds), (run.gap_limit * 1e9).round() as i64, run.threads, run.seed),
    )
}
