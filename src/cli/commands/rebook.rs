//! `move`: a booking changed by hand, with an immediate answer.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use super::solve::{TimeLimit, stop_on_signal, time_limit};
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::cli::terminal::{BOLD, GREEN, GREY, RED, YELLOW};
use crate::cli::{Exit, Manner};
use crate::domain::{Booking, Problem, RequestIndex, ResourceIndex, StaffIndex};
use crate::engine::{self, Interrupt, Options};
use crate::io::wire::plan::Solver;
use crate::io::wording::{clean, counted};
use crate::io::{Reading, parse_time, plan_file};
use crate::plan::{self, Outcome, Plan, StoppedBy, check, score};
use crate::study::calendar::calendar;
use crate::study::rebook::{Answer, Verdict, file, pin, rebook};
use crate::study::recommend::Upheaval;
use crate::study::replan::keep;

/// How long the answer may take where nobody says.
const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(10);

/// Change one booking by hand: fine, fine with these moves, or not, because
///
/// The booking is held as asked. If it clashes with others, these give way, the least visibly first: other resources, other
/// people, other times; and only then are some given up.
#[derive(Debug, Args)]
pub(in crate::cli) struct Rebook {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// Plan file; `-` for stdin
    plan: PathBuf,
    /// Id of the request whose booking changes
    #[arg(long, value_name = "REQUEST")]
    booking: String,
    /// Resource to use instead, by id or name: `room-2`, `"Room 2"`
    #[arg(long, value_name = "RESOURCE")]
    to: Option<String>,
    /// Which of its resources that takes the place of, where that is not plain
    #[arg(long, value_name = "RESOURCE", requires = "to")]
    from: Option<String>,
    /// Time to start instead: `2026-11-25T10:30`
    #[arg(long, value_name = "TIME")]
    start: Option<String>,
    /// People to serve it instead, by id or name; several with commas
    #[arg(long, value_name = "STAFF", value_delimiter = ',')]
    staff: Vec<String>,
    /// Write the plan with the change here; `-` for stdout
    #[arg(short, long, value_name = "PLAN")]
    output: Option<PathBuf>,
    /// Write the problem here with the bookings of that plan and the change pinned, so that the next plan keeps it
    #[arg(long, value_name = "PROBLEM")]
    pinned: Option<PathBuf>,
    /// Bookings that start before this time stand, and nothing else starts before it: `2026-11-25T12:00`
    #[arg(long, value_name = "TIME")]
    freeze_until: Option<String>,
    /// Answer within this time: `5s`, `2m`, or `none`; 10s unless the work is limited
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    time_limit: Option<TimeLimit>,
    /// Limit the work of each solve instead of the time: the same answer on any machine with any number of threads
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u64).range(1..))]
    work: Option<u64>,
    /// Threads to use; without it one for each core
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

impl Rebook {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        let started = Instant::now();
        files::one_stream(&[&self.problem, &self.plan])?;
        if self.to.is_none() && self.start.is_none() && self.staff.is_empty() {
            return Err(Failure::Usage("say what changes: --to, --start or --staff".into()));
        }
        let output = self.output.as_deref().map(|path| Output::open(Some(path))).transpose()?;
        let pinned = self.pinned.as_deref().map(|path| Output::open(Some(path))).transpose()?;
        let mut reading = files::admitted(&self.problem)?;
        let plan = self.plan(&mut reading, manner)?;
        let problem = &reading.problem;
        let calendar = calendar(problem, &plan);
        let request = self.request(&calendar)?;
        let before = calendar.request(request).booking.clone();
        let before = before.ok_or_else(|| self.refuse("has no booking; `slotwright recommend` finds it a start"))?;
        let wanted = self.wanted(&calendar, request, &before)?;
        let interrupt = Interrupt::new();
        stop_on_signal(&interrupt);
        let answer = rebook(&calendar, request, wanted, &self.options(started), &interrupt)?;
        let seconds = started.elapsed().as_secs_f64();

        let writes_to_stdout = matches!(output, Some(Output::Stream)) || matches!(pinned, Some(Output::Stream));
        if manner.json && !writes_to_stdout {
            let mut file = file(&reading, request, &answer);
            file.seconds = self.work.is_none().then_some((seconds * 1000.0).round() / 1000.0);
            files::print_json(&file)?;
        } else if writes_to_stdout {
            manner.say(say(&calendar, request, &answer).trim_end());
        } else {
            files::print(&say(&calendar, request, &answer))?;
        }
        if let Some(plan) = &answer.plan {
            if let Some(output) = output {
                let file = self.file(&reading, plan, seconds, manner);
                output.write_or_keep(format!("{}\n", serde_json::to_string_pretty(&file)?).as_bytes(), ".plan.json")?;
            }
            if let Some(output) = pinned {
                let mut kept = keep(&reading.file, problem, plan);
                kept.requests[request.position()].pin = pin(&before, &answer.booking).into();
                let text = format!("{}\n", serde_json::to_string_pretty(&kept)?);
                output.write_or_keep(text.as_bytes(), ".problem.json")?;
            }
        }
        Ok(match answer.verdict {
            Verdict::Fine | Verdict::Moves | Verdict::GivesUp => Exit::Done,
            Verdict::Impossible => Exit::Refused,
            Verdict::Open => Exit::LimitWithoutPlan,
        })
    }

    /// The plan, which breaks no rule; what is frozen stands from now on.
    fn plan(&self, reading: &mut Reading, manner: Manner) -> Result<Plan, Failure> {
        let file = files::plan(&self.plan, reading, manner)?;
        let asked = match &self.freeze_until {
            Some(text) => Some(
                parse_time(&reading.problem, text)
                    .map_err(|error| Failure::Usage(format!("--freeze-until {text}: {error}")))?,
            ),
            None => None,
        };
        if let Some(until) = file.frozen_until {
            reading.problem = reading.problem.clone().freeze_until(until);
        }
        super::recommend::whole(&self.plan, &reading.problem, &file.plan)?;
        if let Some(until) = asked.max(file.frozen_until) {
            reading.problem = reading.problem.clone().freeze_until(until);
        }
        Ok(file.plan)
    }

    fn refuse(&self, why: &str) -> Failure {
        Failure::Usage(format!("request {} {why}", self.booking))
    }

    fn request(&self, calendar: &Problem) -> Result<RequestIndex, Failure> {
        let found = calendar.indexed_requests().find(|(_, request)| request.id == self.booking);
        let (index, request) = found.ok_or_else(|| self.refuse("is not in the problem file"))?;
        match request.is_open() {
            true => Ok(index),
            false => Err(self.refuse("stands as it is: it is history, cancelled, frozen or pinned whole")),
        }
    }

    /// The booking as it is asked for.
    fn wanted(&self, calendar: &Problem, request: RequestIndex, before: &Booking) -> Result<Booking, Failure> {
        let mut booking = before.clone();
        if let Some(text) = &self.start {
            booking.start =
                parse_time(calendar, text).map_err(|error| Failure::Usage(format!("--start {text}: {error}")))?;
        }
        if !self.staff.is_empty() {
            let each = self.staff.iter().map(|name| person(calendar, name));
            booking.staff = each.collect::<Result<_, _>>()?;
            booking.staff.sort_unstable();
            booking.staff.dedup();
        }
        if let Some(name) = &self.to {
            let to = resource(calendar, "--to", name)?;
            let from = match &self.from {
                Some(name) => resource(calendar, "--from", name)?,
                None => replaced(calendar, request, &before.resources, to)?,
            };
            booking.resources.retain(|&one| one != from && one != to);
            booking.resources.push(to);
            booking.resources.sort_unstable();
        }
        Ok(booking)
    }

    fn options(&self, started: Instant) -> Options {
        let limit = match (self.time_limit, self.work) {
            (Some(limit), _) => limit.0,
            (None, Some(_)) => None,
            (None, None) => Some(DEFAULT_TIME_LIMIT),
        };
        Options {
            time_limit: limit.map(|limit| limit.saturating_sub(started.elapsed())),
            work: self.work,
            threads: self.threads.map(usize::from),
            seed: self.seed,
            ..Options::default()
        }
    }

    /// The plan as a file for the problem as it is, where the change is no pin yet.
    fn file(&self, reading: &Reading, plan: &Plan, seconds: f64, manner: Manner) -> crate::io::wire::plan::Plan {
        let problem = &reading.problem;
        if let Some(first) = check(problem, plan).first() {
            manner.say(&format!("warning: without the pin, as --pinned writes it, the plan breaks a rule: {first}"));
        }
        let options = self.options(Instant::now());
        let is_timed = self.work.is_none();
        let solver = Solver {
            engine: "move".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            seconds: is_timed.then(|| (seconds * 1000.0).round() / 1000.0),
            threads: is_timed.then(|| u32::try_from(engine::thread_count(&options)).unwrap_or(u32::MAX)),
            work: self.work,
            seed: self.seed,
            stopped_by: StoppedBy::Exhausted.into(),
        };
        let outcome = Outcome {
            status: plan::Status::Feasible,
            stopped_by: StoppedBy::Exhausted,
            plan: Some((plan.clone(), score(problem, plan))),
            bound: None,
            clash: Vec::new(),
            troubles: Vec::new(),
        };
        plan_file(problem, &reading.sha256, &outcome, solver)
    }
}

fn person(problem: &Problem, name: &str) -> Result<StaffIndex, Failure> {
    let known = problem.staff.iter().map(|person| (person.id.as_str(), person.name.as_str()));
    position("--staff", "person", name, known).map(Into::into)
}

fn resource(problem: &Problem, flag: &str, name: &str) -> Result<ResourceIndex, Failure> {
    let known = problem.resources.iter().map(|unit| (unit.id.as_str(), unit.name.as_str()));
    position(flag, "resource", name, known).map(Into::into)
}

/// The position of the one with that id, or of the only one with that name.
fn position<'a>(
    flag: &str,
    what: &str,
    name: &str,
    known: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Result<usize, Failure> {
    let by_id = known.clone().position(|(id, _)| id == name);
    let named: Vec<usize> = known.clone().enumerate().filter(|(_, (_, one))| *one == name).map(|(at, _)| at).collect();
    match (by_id, &named[..]) {
        (Some(position), _) | (None, &[position]) => Ok(position),
        (None, []) => {
            let ids: Vec<&str> = known.map(|(id, _)| id).take(20).collect();
            Err(Failure::Usage(format!("{flag} {name}: there is no such {what}; there are {}", ids.join(", "))))
        }
        _ => Err(Failure::Usage(format!("{flag} {name}: several have that name; give the id"))),
    }
}

/// Which of the resources of a booking another takes the place of: one that meets the same requirement, or else the only one
/// of its kind, or the only one.
fn replaced(
    problem: &Problem,
    request: RequestIndex,
    had: &[ResourceIndex],
    to: ResourceIndex,
) -> Result<ResourceIndex, Failure> {
    let requirements = &problem.service_of(request).requirements;
    let is_alike = |one: &&ResourceIndex| {
        requirements.iter().any(|requirement| requirement.any_of.contains(one) && requirement.any_of.contains(&to))
    };
    let is_of_kind = |one: &&ResourceIndex| problem.resource(**one).kind == problem.resource(to).kind;
    let alike: Vec<&ResourceIndex> = had.iter().filter(is_alike).collect();
    let of_kind: Vec<&ResourceIndex> = had.iter().filter(is_of_kind).collect();
    for choice in [&alike[..], &of_kind[..], &had.iter().collect::<Vec<_>>()[..]] {
        if let [only] = choice {
            return Ok(**only);
        }
    }
    let ids: Vec<&str> = had.iter().map(|&one| problem.resource(one).id.as_str()).collect();
    Err(Failure::Usage(match ids.is_empty() {
        true => "--to: the booking uses no resource that another could take the place of".into(),
        false => format!("--to: say with --from which of its resources gives way: {}", ids.join(", ")),
    }))
}

fn say(problem: &Problem, request: RequestIndex, answer: &Answer) -> String {
    let mut text = String::new();
    let (colour, word) = match (answer.verdict, answer.upheaval()) {
        (Verdict::Fine, _) => (GREEN, "fine: nothing else has to move"),
        (Verdict::Moves, Upheaval::None | Upheaval::Resources) => (GREEN, "fine with moves that no client notices"),
        (Verdict::Moves, Upheaval::Staff) => (YELLOW, "fine if others are served by other people"),
        (Verdict::Moves, _) => (YELLOW, "fine if others come at another time"),
        (Verdict::GivesUp, _) => (YELLOW, "only if others are given up"),
        (Verdict::Impossible, _) => (RED, "not possible"),
        (Verdict::Open, _) => (RED, "no way was found in time, and none was excluded"),
    };
    let id = clean(&problem.request(request).id);
    let _ = writeln!(text, "{BOLD}request {id}{BOLD:#}: {colour}{word}{colour:#}");
    let because = if answer.verdict == Verdict::Impossible { "because" } else { "in the way" };
    for reason in &answer.reasons {
        let _ = writeln!(text, "  {GREY}{because}{GREY:#} {}", clean(&reason.to_string()));
    }
    for change in &answer.changes {
        let (style, word) = if change.visible() { (YELLOW, "visible  ") } else { (GREY, "invisible") };
        let _ = writeln!(text, "  {style}{word}{style:#} {}", clean(&change.sentence(problem)));
    }
    let visible = answer.changes.iter().filter(|change| change.visible()).count();
    if !answer.changes.is_empty() {
        let changes = counted(answer.changes.len() as u64, "change", "changes");
        let _ = writeln!(text, "  {changes}, {visible} visible to clients");
    }
    text
}
