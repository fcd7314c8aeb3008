//! From a problem to a plan: candidates, greedy insertion, the model, and solves with known optima.
#![expect(clippy::unwrap_used, reason = "a broken fixture must stop the measurement")]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use slotwright::domain::Problem;
use slotwright::engine::greedy::greedy;
use slotwright::engine::{Interrupt, Options, Silent, solve};
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::io::read_problem;
use slotwright::model::Model;
use slotwright::model::availability::Availability;
use slotwright::model::candidate::{OpenRequest, open_request};
use slotwright::model::formulation::Formulation;
use slotwright::model::part::{Part, Subproblem, split};
use slotwright::plan::Status;

/// A day of eight people on a fine grid, and six days of the same number on a coarse one.
fn generated() -> [(&'static str, Problem); 2] {
    let day = Spec { staff: 8, seed: 1, ..Spec::default() };
    let week = Spec { staff: 8, days: 6, grid_minutes: 15, seed: 1, ..Spec::default() };
    [("day", day), ("week", week)].map(|(name, spec)| (name, admit(&generate(&spec)).unwrap().0))
}

fn open_requests(problem: &Problem, availability: &Availability) -> Vec<OpenRequest> {
    let open = problem.indexed_requests().filter(|(_, request)| request.is_open());
    let listed = open.map(|(request, _)| open_request(problem, availability, request));
    listed.filter(|open| open.obstacle.is_none()).collect()
}

fn parts(problem: &Problem, availability: &Availability) -> Vec<Part> {
    split(problem, availability, open_requests(problem, availability))
}

/// The way to the solver, step by step.
fn steps(criterion: &mut Criterion) {
    for (name, problem) in generated() {
        let availability = Availability::of(&problem);
        let parts = parts(&problem, &availability);
        let of_part = |part| Subproblem { problem: &problem, availability: &availability, part };
        let booked: usize = parts.iter().map(|part| greedy(of_part(part)).bookings.len()).sum();
        let asked = problem.requests.len();
        assert!(booked * 2 > asked && booked <= asked, "greedy insertion books {booked} of {asked}");

        let mut group = criterion.benchmark_group("steps");
        group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
        group.bench_function(BenchmarkId::new("candidates", name), |bencher| {
            bencher.iter(|| black_box(open_requests(&problem, &Availability::of(&problem))));
        });
        group.bench_function(BenchmarkId::new("greedy", name), |bencher| {
            bencher.iter(|| parts.iter().for_each(|part| drop(black_box(greedy(of_part(part))))));
        });
        group.bench_function(BenchmarkId::new("model", name), |bencher| {
            bencher.iter(|| parts.iter().for_each(|part| drop(black_box(Model::of(&Formulation::of(of_part(part)))))));
        });
        group.finish();
    }
}

fn fixture(case: &str) -> Problem {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/{case}.problem.json"));
    read_problem(&std::fs::read(path).unwrap()).unwrap().problem
}

/// Whole solves to the proof; each must find the optimum of `fixtures/optima.json`.
fn solves(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("solve");
    group.sample_size(10).measurement_time(Duration::from_secs(5)).warm_up_time(Duration::from_secs(1));
    let cases = [
        ("tiny.move-costs", 62_900),
        ("tiny.pool-colouring", 30_000),
        ("report.scenario-5-third-room", 22_400_000),
        ("salon.demo-week", 282_209_500),
    ];
    for (case, optimum) in cases {
        let problem = fixture(case);
        group.bench_function(case, |bencher| {
            bencher.iter(|| {
                let outcome = solve(&problem, &Options::default(), &Interrupt::new(), &Silent).unwrap();
                let score = outcome.plan.as_ref().map(|(_, score)| score.total());
                assert_eq!((outcome.status, score), (Status::Optimal, Some(optimum)));
                outcome
            });
        });
    }
    group.finish();
}

criterion_group!(benches, steps, solves);
criterion_main!(benches);
