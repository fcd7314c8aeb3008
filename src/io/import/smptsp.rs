//! The shift minimisation personnel task scheduling problem: fixed tasks, qualified workers, fewest workers.
//!
//! Krishnamoorthy, Ernst, Baatar, *Algorithms for large scale shift minimisation personnel task scheduling problems*,
//! EJOR 219 (2012); harder instances by Smet et al. (2014). A file:
//!
//! ```text
//! # comment
//! Type = 1
//! Jobs = 2
//!   0 60          start and end of each task in minutes of one day, half-open
//!  30 90
//! Qualifications = 2
//!   2: 0 1        how many tasks the worker can do, then which, counted from 0
//!   1: 1
//! ```
//!
//! In our words each task is a service of its own with one mandatory request at a fixed start, worth a point, and a worker a
//! person who works all day. With `staffDay` 1 the score is the number of tasks less the number of workers used.
//! In the files of the literature the order of tasks, workers and lists gives the planted solution away, so all of them are
//! shuffled, always alike; `t12` is task 12 of the file, `w3` its worker 3.

use std::ops::Range;

use crate::domain::{DAY, Fault, Faults};
use crate::io::generate::dice::{Dice, Stream};
use crate::io::wire::problem::{Horizon, Policy, Problem, Request, Service, Site, Staff, WeeklyHours, Window};

/// The one site.
const SITE: &str = "site";

/// The day of all tasks, a Monday.
const DATE: &str = "2026-11-23";

/// The first date after.
const NEXT: &str = "2026-11-24";

/// Seed of the order of tasks, workers and lists.
const SEED: u64 = 2012;

/// A file as it is written.
#[derive(Debug, Default)]
struct Instance {
    tasks: Vec<Range<i64>>,
    /// The tasks that each worker can do.
    workers: Vec<Vec<usize>>,
}

/// Reads the text of an instance; the problem gets this name.
///
/// # Errors
///
/// The first line that is not as the format has it.
pub fn read(text: &[u8], name: &str) -> Result<Problem, Faults> {
    let text = String::from_utf8_lossy(text);
    let instance = Instance::parse(&text).map_err(|fault| Faults(vec![fault]))?;
    Ok(instance.problem(name))
}

/// The lines that say something, with their numbers.
type Lines<'a> = dyn Iterator<Item = (usize, &'a str)> + 'a;

impl Instance {
    fn parse(text: &str) -> Result<Self, Fault> {
        let numbered = text.lines().enumerate().map(|(position, line)| (position + 1, line.trim()));
        let lines: &mut Lines<'_> =
            &mut numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#') && !line.starts_with("Type"));
        let mut instance = Self::default();
        for _ in 0..count(lines, "Jobs")? {
            instance.tasks.push(task(next(lines)?)?);
        }
        for _ in 0..count(lines, "Qualifications")? {
            let worker = worker(next(lines)?, instance.tasks.len())?;
            instance.workers.push(worker);
        }
        match lines.next() {
            Some(line) => Err(fault(line, "goes on after the last worker")),
            None => Ok(instance),
        }
    }

    fn problem(&self, name: &str) -> Problem {
        let mut dice = Dice::new(SEED, Stream::Import);
        let tasks = shuffled(0..self.tasks.len(), &mut dice);
        let workers = shuffled(0..self.workers.len(), &mut dice);
        Problem {
            schema_version: 1,
            name: name.to_owned(),
            horizon: Horizon { start: DATE.into(), end: NEXT.into() },
            grid_minutes: 1,
            sites: vec![Site {
                id: SITE.into(),
                time_zone: "UTC".into(),
                opening_hours: Some(around_the_clock()),
                ..Site::default()
            }],
            staff: workers.into_iter().map(|worker| self.person(worker, &mut dice)).collect(),
            services: tasks.iter().map(|&task| self.service(task)).collect(),
            requests: tasks.iter().map(|&task| self.request(task)).collect(),
            policy: Policy { staff_day: 1, ..Policy::default() },
            ..Problem::default()
        }
    }

    fn person(&self, worker: usize, dice: &mut Dice) -> Staff {
        Staff {
            id: format!("w{worker}"),
            site: SITE.into(),
            services: shuffled(self.workers[worker].iter().copied(), dice).into_iter().map(task_id).collect(),
            weekly_hours: Some(around_the_clock()),
            ..Staff::default()
        }
    }

    /// Without a price: its worth is the least there is, a point.
    fn service(&self, task: usize) -> Service {
        let time = &self.tasks[task];
        Service { id: task_id(task), duration_minutes: time.end - time.start, ..Service::default() }
    }

    fn request(&self, task: usize) -> Request {
        let time = &self.tasks[task];
        let window = Window { earliest_start: clock(time.start), latest_end: clock(time.end) };
        Request {
            id: task_id(task),
            service: task_id(task),
            site: SITE.into(),
            windows: Some(vec![window]),
            mandatory: true,
            ..Request::default()
        }
    }
}

fn around_the_clock() -> WeeklyHours {
    WeeklyHours { mon: vec!["00:00-24:00".into()], ..WeeklyHours::default() }
}

fn task_id(task: usize) -> String {
    format!("t{task}")
}

/// A minute of the day as a time.
fn clock(minute: i64) -> String {
    if minute == DAY { format!("{NEXT}T00:00") } else { format!("{DATE}T{:02}:{:02}", minute / 60, minute % 60) }
}

/// Fisher and Yates.
fn shuffled(items: impl Iterator<Item = usize>, dice: &mut Dice) -> Vec<usize> {
    let mut items: Vec<usize> = items.collect();
    for last in (1..items.len()).rev() {
        items.swap(last, usize::try_from(dice.below(last as u64 + 1)).unwrap_or(last));
    }
    items
}

fn next<'a>(lines: &mut Lines<'a>) -> Result<(usize, &'a str), Fault> {
    lines.next().ok_or_else(|| fault((0, ""), "ends early"))
}

/// `Jobs = 40`.
fn count(lines: &mut Lines<'_>, word: &str) -> Result<usize, Fault> {
    let line = next(lines)?;
    let number = line.1.strip_prefix(word).and_then(|rest| rest.trim().strip_prefix('='));
    number
        .and_then(|number| number.trim().parse().ok())
        .ok_or_else(|| fault(line, &format!("should be `{word} = ` and a number")))
}

/// `14 619`.
fn task(line: (usize, &str)) -> Result<Range<i64>, Fault> {
    let numbers: Option<Vec<i64>> = line.1.split_whitespace().map(|word| word.parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[start, end]) if 0 <= start && start < end && end <= DAY => Ok(start..end),
        _ => Err(fault(line, "should be start and end of a task, minutes of one day from 0 to 1440")),
    }
}

/// `3: 0 4 7`.
fn worker(line: (usize, &str), tasks: usize) -> Result<Vec<usize>, Fault> {
    let able = line.1.split_once(':').and_then(|(count, list)| {
        let able: Vec<usize> = list.split_whitespace().map(|word| word.parse().ok()).collect::<Option<_>>()?;
        (count.trim().parse() == Ok(able.len()) && able.iter().all(|&task| task < tasks)).then_some(able)
    });
    able.ok_or_else(|| fault(line, "should be a number, a colon, and as many tasks, each below the number of tasks"))
}

fn fault((number, line): (usize, &str), cause: &str) -> Fault {
    let what = if line.is_empty() { "the file".to_owned() } else { format!("{:?}", line.get(..40).unwrap_or(line)) };
    Fault {
        path: if number == 0 { "$".to_owned() } else { format!("line {number}") },
        code: "malformedSmptsp",
        cause: format!("{what} {cause}"),
        action: "give an instance file of the shift minimisation personnel task scheduling problem".into(),
    }
}
