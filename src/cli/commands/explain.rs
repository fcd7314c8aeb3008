//! `explain`: why requests are left out, and what would let them in.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use super::reasons;
use super::solve::{TimeLimit, stop_on_signal, time_limit};
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::{Exit, Manner};
use crate::domain::{Problem, RequestIndex};
use crate::engine::{self, Interrupt, Limits, Options};
use crate::io::wire::explanation::Explanations;
use crate::io::wire::plan::ProblemIdentity;
use crate::plan::{Plan, Status, check, score};
use crate::study::clash::clashes;
use crate::study::explain::{Means, Setting, explain, visit_of};

/// Tell why requests are left out, and the cheapest change that would let each in
///
/// Every change is verified: with it there is a plan that books the request, and in which all others score at least what
/// they do in the plan. Changes are edits that `whatif` takes. Without a plan the problem is planned first, in half of the
/// time; if not all mandatory requests can be booked, the rules that clash are told, and what would repair that.
#[derive(Debug, Args)]
pub(in crate::cli) struct Explain {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// Plan file; `-` for stdin
    plan: Option<PathBuf>,
    /// Only this request; may be given several times
    #[arg(long, value_name = "ID")]
    request: Vec<String>,
    /// Stop looking after this time: `30s`, `2m`, or `none`; 30s unless the work is limited
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    time_limit: Option<TimeLimit>,
    /// Give each solve so much work instead of a time: the same answer on any machine
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u64).range(1..))]
    work: Option<u64>,
    /// Threads to use; without it one for each core
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

/// How long to look where nobody says.
const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(30);

/// The share of the time in which the problem is planned where no plan is given.
const PLANNING: f64 = 0.5;

const NOTHING: &str = "no plan with all mandatory requests was found within the time, and none was excluded; allow more \
                       with --time-limit";

/// What came of planning.
enum Planned {
    /// A plan.
    Plan(Plan),
    /// There is none: these mandatory requests clash.
    Infeasible(Vec<RequestIndex>),
    /// Neither within the limit.
    Nothing,
}

impl Explain {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        files::one_stream(&[&self.problem, self.plan.as_deref().unwrap_or("".as_ref())])?;
        let reading = files::problem(&self.problem, manner)?;
        let given = self.plan.as_deref().map(|path| files::plan(path, &reading, manner)).transpose()?;
        let frozen_until = given.as_ref().and_then(|given| given.frozen_until);
        let setting = Setting::new(reading.file.clone(), frozen_until)
            .map_err(|faults| Failure::Faults { file: self.problem.display().to_string(), faults })?;
        let problem = &setting.problem;
        let means = self.means();
        let mut answer = Explanations {
            schema_version: 1,
            problem: ProblemIdentity { name: problem.name.clone(), sha256: reading.sha256.clone() },
            score: None,
            explanations: Vec::new(),
            clashes: Vec::new(),
        };
        let plan = match given {
            Some(given) if given.claims.status.has_plan() => kept(problem, given.plan)?,
            _ => match self.planned(problem, &means)? {
                Planned::Plan(plan) => plan,
                Planned::Infeasible(clashing) => {
                    answer.clashes = clashes(&setting, &clashing, &means);
                    reasons::tell(problem, &answer, manner)?;
                    return Ok(Exit::Refused);
                }
                Planned::Nothing => {
                    manner.say(NOTHING);
                    return Ok(Exit::LimitWithoutPlan);
                }
            },
        };
        answer.score = Some(score(problem, &plan).total());
        let asked = self.asked(problem, &plan)?;
        answer.explanations = explain(&setting, &plan, &asked, &means);
        reasons::tell(problem, &answer, manner)?;
        let is_done = answer.explanations.iter().all(|one| !one.changes.is_empty());
        Ok(if is_done { Exit::Done } else { Exit::LimitWithPlan })
    }

    fn means(&self) -> Means {
        let limit = match (self.time_limit, self.work) {
            (Some(limit), _) => limit.0,
            (None, Some(_)) => None,
            (None, None) => Some(DEFAULT_TIME_LIMIT),
        };
        let interrupt = Interrupt::new();
        stop_on_signal(&interrupt);
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        let threads = engine::thread_count(&Options { threads: self.threads.map(usize::from), ..Options::default() });
        Means { limits: Limits { deadline, interrupt }, threads, seed: self.seed, work: self.work }
    }

    fn planned(&self, problem: &Problem, means: &Means) -> Result<Planned, Failure> {
        let options = Options {
            time_limit: means.limits.with_share(PLANNING).left(),
            work: self.work,
            threads: Some(means.threads),
            seed: self.seed,
            ..Options::default()
        };
        let outcome = engine::solve(problem, &options, &means.limits.interrupt, &engine::Silent)?;
        Ok(match (outcome.status, outcome.plan) {
            (Status::Infeasible, _) => Planned::Infeasible(outcome.clash),
            (status, Some((plan, _))) if status.has_plan() => Planned::Plan(plan),
            _ => Planned::Nothing,
        })
    }

    /// The requests asked about: those named, or all that are left out.
    fn asked(&self, problem: &Problem, plan: &Plan) -> Result<Vec<RequestIndex>, Failure> {
        let left_out: Vec<RequestIndex> = plan.unassigned.iter().map(|one| one.request).collect();
        if self.request.is_empty() {
            // A visit is told once, with all its requests.
            let is_first = |one: &RequestIndex| visit_of(problem, *one).iter().min() == Some(one);
            return Ok(left_out.into_iter().filter(is_first).collect());
        }
        let named = self.request.iter().map(|id| {
            let known = problem.indexed_requests().find(|(_, one)| one.id == *id);
            let Some((index, _)) = known else {
                return Err(Failure::Usage(format!("--request {id}: the problem has no request with this id")));
            };
            if left_out.contains(&index) {
                return Ok(index);
            }
            Err(Failure::Usage(format!("--request {id}: the plan does not leave it out; there is nothing to explain")))
        });
        named.collect()
    }
}

/// A plan that keeps every rule: only such a plan can be compared with others.
fn kept(problem: &Problem, plan: Plan) -> Result<Plan, Failure> {
    let violations = check(problem, &plan);
    match violations.first() {
        None => Ok(plan),
        Some(first) => Err(Failure::Usage(format!(
            "the plan breaks {} rules, the first: {first}; `slotwright check` lists all, `slotwright solve` makes a plan \
             that keeps them",
            violations.len()
        ))),
    }
}
