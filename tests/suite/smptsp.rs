//! Instances of the shift minimisation personnel task scheduling problem.

#![expect(clippy::unwrap_used, reason = "a file that is not there must fail the test")]

use slotwright::domain::Problem;
use slotwright::engine::Options;
use slotwright::io::gate::admit;
use slotwright::io::import::smptsp::read;
use slotwright::plan::Status;

use crate::support::solve::solve_checked;

const FILE: &str = include_str!("../../fixtures/five-tasks.smptsp.dat");

fn problem() -> Problem {
    let (problem, warnings) = admit(&read(FILE.as_bytes(), "five tasks").unwrap()).unwrap();
    assert_eq!(warnings, Vec::new());
    problem
}

/// The tasks of each worker, by number.
fn able(problem: &Problem, worker: &str) -> Vec<String> {
    let person = problem.staff.iter().find(|person| person.id == worker).unwrap();
    let mut tasks: Vec<String> = person.services.iter().map(|&one| problem.service(one).id.clone()).collect();
    tasks.sort();
    tasks
}

#[test]
fn tasks_have_their_times_and_workers_their_tasks() {
    let problem = problem();
    assert_eq!((problem.requests.len(), problem.staff.len()), (5, 3));
    for (id, start, end) in [("t0", 480, 600), ("t4", 1320, 1440)] {
        let request = problem.requests.iter().find(|request| request.id == id).unwrap();
        let midnight = problem.horizon_at(request.site).start;
        assert_eq!(request.windows.len(), 1);
        assert_eq!((request.windows[0].start - midnight, request.windows[0].end - midnight), (start, end));
        assert!(request.mandatory);
    }
    assert_eq!(able(&problem, "w0"), ["t0", "t2", "t3", "t4"]);
    assert_eq!(able(&problem, "w2"), ["t1", "t2"]);
}

/// Three tasks run at 9:30; w0 does t0, w1 t1, w2 t2, and one of the first two the rest.
#[test]
fn the_score_is_the_tasks_less_the_workers() {
    let outcome = solve_checked(&problem(), &Options::default());
    assert_eq!(outcome.status, Status::Optimal);
    assert_eq!(outcome.plan.unwrap().1.total(), 5 - 3);
}

#[test]
fn the_order_is_always_the_same_and_not_that_of_the_file() {
    let order = |problem: &Problem| problem.requests.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    assert_eq!(order(&problem()), order(&problem()));
    assert_ne!(order(&problem()), ["t0", "t1", "t2", "t3", "t4"]);
}

#[test]
fn what_is_not_the_format_is_told_with_its_line() {
    for (text, path) in [
        ("", "$"),
        ("Jobs = x", "line 1"),
        ("# c\n\nJobs = 1\n 5 5", "line 4"),
        ("Jobs = 1\n 0 1441", "line 2"),
        ("Jobs = 1\n 0 10\nQualifications = 1\n 2: 0", "line 4"),
        ("Jobs = 1\n 0 10\nQualifications = 1\n 1: 1", "line 4"),
        ("Jobs = 1\n 0 10\nQualifications = 2\n 1: 0", "$"),
        ("Jobs = 1\n 0 10\nQualifications = 1\n 1: 0\n 1: 0", "line 5"),
    ] {
        let faults = read(text.as_bytes(), "").unwrap_err();
        assert_eq!(faults.0[0].path, path, "{text:?}");
    }
}
