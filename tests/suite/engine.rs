//! The decomposition against trying everything: no plan above the optimum, no bound below it, and mostly both at it;
//! and the same answer from any number of threads.

#![expect(clippy::unwrap_used, reason = "a machine that fails must fail the test")]

use slotwright::domain::Problem;
use slotwright::engine::{EngineName, Options};
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::io::plan_file;
use slotwright::io::wire::problem as wire;
use slotwright::plan::{Outcome, Status};

use crate::support::brute::{Best, brute};
use crate::support::fixtures::solver;
use crate::support::seeds::{on_all_cores, seeds};
use crate::support::small::{small, small_but};
use crate::support::solve::solve_checked;

/// Work enough for the decomposition to come to rest on a small problem.
const WORK: u64 = 60_000;

fn decomposed(work: u64) -> Options {
    Options { engine: EngineName::Decomposed, work: Some(work), threads: Some(1), ..Options::default() }
}

fn points(outcome: &Outcome) -> Option<i64> {
    outcome.plan.as_ref().map(|(_, score)| score.total())
}

/// What comes of comparing with the best there is; `Err` says what is wrong.
type Verdict = Result<Shown, String>;

/// What a right answer shows of the best plan, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Less,
    Reached,
    Proved,
    InfeasibleUnknown,
    InfeasibleProved,
}

/// An engine against trying everything; `None` where that takes too long.
fn judge(seed: u64, options: &Options) -> Option<(u64, Verdict)> {
    let problem = small(seed)?;
    let best = brute(&problem);
    let Ok(outcome) = std::panic::catch_unwind(|| solve_checked(&problem, options)) else {
        return Some((seed, Err("the solve does not pass its check".into())));
    };
    let (status, bound) = (outcome.status, outcome.bound);
    let found = points(&outcome).filter(|_| status.has_plan());
    let verdict = match best {
        Best::TooLarge => return None,
        Best::Score(most) if status == Status::Infeasible || bound < Some(most) || found > Some(most) => None,
        Best::Score(most) if found == Some(most) && status == Status::Optimal => Some(Shown::Proved),
        Best::Score(most) if found == Some(most) => Some(Shown::Reached),
        Best::Score(_) => Some(Shown::Less),
        Best::Infeasible if status == Status::Infeasible => Some(Shown::InfeasibleProved),
        Best::Infeasible => (status == Status::Unknown).then_some(Shown::InfeasibleUnknown),
    };
    Some((seed, verdict.ok_or_else(|| format!("{best:?}, but {status:?} {found:?} of {bound:?}"))))
}

/// How many seeds have shown each thing.
fn tally(name: &str, verdicts: Vec<(u64, Verdict)>) -> impl Fn(Shown) -> usize {
    let wrong: Vec<_> = verdicts.iter().filter(|(_, verdict)| verdict.is_err()).collect();
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    let of = move |shown: Shown| -> Vec<u64> {
        verdicts.iter().filter(|(_, verdict)| *verdict == Ok(shown)).map(|(seed, _)| *seed).collect()
    };
    let count = |shown| of(shown).len();
    let counts = [Shown::Proved, Shown::Reached, Shown::Less, Shown::InfeasibleProved, Shown::InfeasibleUnknown];
    println!("{name}: {:?}", counts.map(|shown| (shown, count(shown))));
    println!("below the optimum: {:?}", of(Shown::Less));
    move |shown| of(shown).len()
}

#[test]
fn the_decomposition_is_right_about_small_problems() {
    let verdicts = on_all_cores(seeds(0..150), |seed| judge(seed, &decomposed(WORK)));
    let compared = verdicts.len();
    let count = tally("decomposed", verdicts);
    let (reached, less) = (count(Shown::Proved) + count(Shown::Reached), count(Shown::Less));
    let (shown, unknown) = (count(Shown::InfeasibleProved), count(Shown::InfeasibleUnknown));
    assert!(compared * 3 > seeds(0..150).count() * 2, "only {compared} were compared");
    assert!(reached >= 49 * less, "{reached} reached their optimum, {less} did not");
    assert!(count(Shown::Proved) * 10 >= reached * 7, "only {} of {reached} are proved", count(Shown::Proved));
    assert!(shown >= 19 * unknown, "{shown} are shown to be infeasible, {unknown} are not");
}

/// The method that the size of a part chooses proves all that is small.
#[test]
fn what_is_chosen_proves_every_small_problem() {
    let verdicts = on_all_cores(seeds(0..150), |seed| judge(seed, &Options { threads: Some(1), ..Options::default() }));
    let compared = verdicts.len();
    let count = tally("auto", verdicts);
    assert_eq!(count(Shown::Proved) + count(Shown::InfeasibleProved), compared);
}

/// Where greedy insertion leaves out what is mandatory, the outcome is unknown and its plan a partial one.
#[test]
fn a_partial_plan_passes_all_but_what_it_leaves_out() {
    let greedy = Options { engine: EngineName::Greedy, ..Options::default() };
    let all_mandatory = |file: &mut wire::Problem| file.requests.iter_mut().for_each(|one| one.mandatory = true);
    let problems = (0..300).filter_map(|seed| small_but(seed, all_mandatory));
    let unknown = problems.filter(|problem| solve_checked(problem, &greedy).status == Status::Unknown).count();
    assert!(unknown > 5, "only {unknown} are unknown");
}

/// A generated problem, with its name.
fn generated(spec: &Spec) -> (String, Problem) {
    (format!("{spec:?}"), admit(&generate(spec)).unwrap().0)
}

/// The plan file as bytes; what it says of time and threads is left out.
fn written(problem: &Problem, options: &Options) -> Vec<u8> {
    let outcome = solve_checked(problem, options);
    serde_json::to_vec_pretty(&plan_file(problem, "", &outcome, solver(&outcome, options))).unwrap()
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let repeats: usize = std::env::var("SLOTWRIGHT_REPEATS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let specs = [
        Spec { staff: 8, seed: 4, ..Spec::default() },
        Spec { staff: 3, days: 3, flexible: Some(0.0), seed: 5, grid_minutes: 15, ..Spec::default() },
        Spec { staff: 4, booked: 0.5, pinned: 0.1, turnover: true, two_people: 0.2, seed: 6, ..Spec::default() },
    ];
    let few = [7, 20, 31].into_iter().filter_map(|seed| Some((format!("small {seed}"), small(seed)?)));
    for (name, problem) in specs.iter().map(generated).chain(few) {
        let options = |threads| Options { threads: Some(threads), seed: 3, ..decomposed(400_000) };
        let one = written(&problem, &options(1));
        for threads in [2, 4].repeat(repeats) {
            assert!(written(&problem, &options(threads)) == one, "{name}: {threads} threads write another plan");
        }
    }
}

/// What is so of every optimum is so of every plan with its bound: the plan of one file is no better than the bound of
/// another that allows as much.
#[test]
fn bounds_hold_across_files() {
    for seed in 0..4 {
        let before = generate(&Spec { seed, staff: 3, grid_minutes: 15, ..Spec::default() });
        let (low, high) = ends(&before);
        let mut reversed = before.clone();
        reversed.requests.reverse();
        reversed.staff.reverse();
        reversed.services.reverse();
        let (low_again, high_again) = ends(&reversed);
        assert!(low <= high_again && low_again <= high, "seed {seed}: the order of lists changes what is possible");
        let mut more = before.clone();
        more.requests.iter_mut().for_each(|request| request.windows = None);
        assert!(low <= ends(&more).1, "seed {seed}: any time is less than some times");
        let mut fewer = before.clone();
        fewer.requests.truncate(before.requests.len() / 2);
        assert!(ends(&fewer).0 <= high, "seed {seed}: fewer requests are worth more");
    }
}

/// Score and bound of a file by decomposition.
fn ends(file: &wire::Problem) -> (i64, i64) {
    let outcome = solve_checked(&admit(file).unwrap().0, &decomposed(300_000));
    (points(&outcome).unwrap(), outcome.bound.unwrap())
}
