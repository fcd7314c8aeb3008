//! `recommend`: the best starts for a new request beside the bookings of a plan.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use super::solve::{TimeLimit, stop_on_signal, time_limit};
use crate::cli::failure::Failure;
use crate::cli::terminal::{BOLD, GREEN, GREY, YELLOW};
use crate::cli::{Exit, Manner, files};
use crate::domain::{Problem, RequestIndex};
use crate::engine::{Interrupt, Options};
use crate::io::wording::{clean, counted, points};
use crate::io::{Reading, parse_time, read_problem, read_request};
use crate::plan::{Plan, check};
use crate::study::calendar::calendar;
use crate::study::recommend::{Ask, Bounds, Offer, Recommendation, Upheaval, file, recommend};

/// How long the answer may take where nobody says: somebody is on the phone.
const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(2);

/// The work of each solve where nobody says: so that no start takes the time of all others.
const DEFAULT_WORK: u64 = 100_000;

/// Offer the best starts for a new request, each with what it costs
///
/// The bookings of the plan may move at the price of the policy. The opportunity cost of a start is the best score without
/// the request less the best score with it at that start; the price of the slot is what all others give up for it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Recommend {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// Plan file; `-` for stdin
    plan: PathBuf,
    /// File with the new request, as in the list of the problem file; `-` for stdin
    #[arg(long, value_name = "FILE")]
    request: PathBuf,
    /// How many starts to offer
    #[arg(short = 'k', long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    count: u16,
    /// Fewest minutes between two starts that are offered; without it, the length of the appointment
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(i64).range(1..=10080))]
    apart: Option<i64>,
    /// Only what a client may see: no resources, no points, nobody else's booking
    #[arg(long)]
    client_view: bool,
    /// Offer starts, too, at which the request displaces more than it brings
    #[arg(long)]
    at_any_price: bool,
    /// Only starts that need no move, in milliseconds and without proof
    #[arg(long)]
    at_once: bool,
    /// Bookings that start before this time stand, and nothing else starts before it: `2026-11-25T12:00`
    #[arg(long, value_name = "TIME")]
    freeze_until: Option<String>,
    /// Answer within this time: `5s`, `2m`, or `none`; 2s unless the work is limited
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    time_limit: Option<TimeLimit>,
    /// The work of each solve, 100000 without it: more of it proves more. Where it is given, no time limits the answer unless
    /// that is given, too: it is then the same on any machine with any number of threads
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u64).range(1..))]
    work: Option<u64>,
    /// Threads to use; without it one for each core
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

impl Recommend {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        let started = Instant::now();
        files::one_stream(&[&self.problem, &self.plan, &self.request])?;
        let (reading, request) = self.read(manner)?;
        let problem = &reading.problem;
        let ask = Ask {
            calendar: problem,
            request,
            count: usize::from(self.count),
            apart: self.apart,
            at_any_price: self.at_any_price || problem.request(request).mandatory,
            at_once: self.at_once,
            options: self.options(started),
        };
        let interrupt = Interrupt::new();
        stop_on_signal(&interrupt);
        let mut first_seconds = 0.0;
        let mut on_first = |first: &Recommendation| {
            first_seconds = started.elapsed().as_secs_f64();
            if !manner.json && !self.at_once {
                manner.say(&at_once(problem, request, first));
            }
        };
        let answer = recommend(&ask, &interrupt, &mut on_first)?;
        let seconds = started.elapsed().as_secs_f64();
        if manner.json {
            let mut file = file(&reading, request, &answer, self.client_view);
            let is_timed = self.work.is_none();
            (file.first_seconds, file.seconds) =
                (is_timed.then_some(rounded(first_seconds)), is_timed.then_some(rounded(seconds)));
            files::print_json(&file)?;
        } else {
            files::print(&text(problem, request, &answer, self.client_view))?;
        }
        Ok(match (answer.offers.is_empty(), answer.is_proved || self.at_once) {
            (true, true) => Exit::Refused,
            (true, false) => Exit::LimitWithoutPlan,
            (false, true) => Exit::Done,
            (false, false) => Exit::LimitWithPlan,
        })
    }

    /// The calendar with the new request.
    fn read(&self, manner: Manner) -> Result<(Reading, RequestIndex), Failure> {
        let bytes = files::read(&self.problem)?;
        let fault = |path: &PathBuf| {
            let file = path.display().to_string();
            move |faults| Failure::Faults { file, faults }
        };
        let mut before = read_problem(&bytes).map_err(fault(&self.problem))?;
        let plan = files::plan(&self.plan, &before, manner)?;
        let (mut reading, request) =
            read_request(&bytes, &files::read(&self.request)?).map_err(fault(&self.request))?;
        for warning in &reading.warnings {
            manner.say(&format!("warning: {warning}"));
        }
        if let Some(until) = plan.frozen_until {
            before.problem = before.problem.freeze_until(until);
        }
        whole(&self.plan, &before.problem, &plan.plan)?;
        let asked = reading.problem.request(request);
        if asked.booking.is_some() || !asked.status.is_live() {
            let cause = "is no new request: it has a booking, or a status that is not planned";
            return Err(Failure::Usage(format!("{} {cause}", self.request.display())));
        }
        reading.problem = calendar(&reading.problem, &plan.plan);
        if let Some(until) = self.frozen_until(&reading.problem)?.max(plan.frozen_until) {
            reading.problem = reading.problem.freeze_until(until);
        }
        Ok((reading, request))
    }

    fn frozen_until(&self, problem: &Problem) -> Result<Option<i64>, Failure> {
        let Some(text) = &self.freeze_until else { return Ok(None) };
        let until = parse_time(problem, text);
        until.map(Some).map_err(|error| Failure::Usage(format!("--freeze-until {text}: {error}")))
    }

    fn options(&self, started: Instant) -> Options {
        let limit = match (self.time_limit, self.work) {
            (Some(limit), _) => limit.0,
            (None, Some(_)) => None,
            (None, None) => Some(DEFAULT_TIME_LIMIT),
        };
        Options {
            // To read the files has taken some of the time.
            time_limit: limit.map(|limit| limit.saturating_sub(started.elapsed())),
            work: Some(self.work.unwrap_or(DEFAULT_WORK)),
            threads: self.threads.map(usize::from),
            seed: self.seed,
            ..Options::default()
        }
    }
}

/// Refuses a plan that breaks rules: what it has promised is no ground to build on.
pub(super) fn whole(path: &Path, problem: &Problem, plan: &Plan) -> Result<(), Failure> {
    let violations = check(problem, plan);
    let Some(first) = violations.first() else { return Ok(()) };
    let times = counted(violations.len() as u64, "time", "times");
    let hint = "`slotwright check` tells all of it; plan anew with `slotwright solve`";
    let path = path.display();
    Err(Failure::Usage(format!("{path} breaks the rules of the problem {times}: {first}\n  hint: {hint}")))
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// The first answer, in one line.
fn at_once(problem: &Problem, request: RequestIndex, first: &Recommendation) -> String {
    if first.offers.is_empty() {
        return "nothing fits as the plan stands; looking for moves".into();
    }
    let each: Vec<String> = first.offers.iter().map(|offer| when(problem, request, offer)).collect();
    format!("fits as the plan stands: {}", each.join(", "))
}

fn when(problem: &Problem, request: RequestIndex, offer: &Offer) -> String {
    problem.zone_of(request).at(offer.booking.start).format("%a %-d %b %H:%M").to_string()
}

fn text(problem: &Problem, request: RequestIndex, answer: &Recommendation, is_for_client: bool) -> String {
    let mut text = String::new();
    if let Some(obstacle) = answer.obstacle {
        let _ = writeln!(text, "no start is possible: {}", obstacle.detail());
        let _ = writeln!(text, "  {GREY}{}{GREY:#}", obstacle.action());
    } else if answer.offers.is_empty() {
        let word = match answer.least_cost {
            Some(cost) if cost > 0 && is_for_client => "no start is free".into(),
            Some(cost) if cost > 0 => {
                format!("no start pays: it would displace at least {} points more than it brings", points(cost))
            }
            _ => "no start that pays was found".to_owned(),
        };
        let _ = writeln!(text, "{word}");
    }
    for (position, offer) in answer.offers.iter().enumerate() {
        let zone = problem.zone_of(request);
        let end = zone.at(offer.end).format("%H:%M");
        let staff: Vec<String> = offer.booking.staff.iter().map(|&one| clean(&problem.person(one).name)).collect();
        let with = if staff.is_empty() { String::new() } else { format!("  with {}", staff.join(" and ")) };
        let when = when(problem, request, offer);
        let _ = writeln!(text, "{BOLD}{:>2}  {when}–{end}{BOLD:#}{with}", position + 1);
        if !is_for_client {
            write_price(&mut text, problem, offer);
        }
    }
    if !is_for_client && !answer.offers.is_empty() {
        let word = if answer.is_proved {
            "no other choice of starts is better: proved"
        } else {
            "whether others are better is not proved"
        };
        let _ = writeln!(text, "{GREY}{word}{GREY:#}");
    }
    text
}

fn write_price(text: &mut String, problem: &Problem, offer: &Offer) {
    let resources: Vec<String> =
        offer.booking.resources.iter().map(|&one| clean(&problem.resource(one).name)).collect();
    if !resources.is_empty() {
        let _ = writeln!(text, "      {GREY}uses {}{GREY:#}", resources.join(", "));
    }
    let _ = writeln!(
        text,
        "      price of the slot {}, the request is worth {}: opportunity cost {}",
        between(offer.slot_price()),
        points(offer.worth),
        between(offer.opportunity_cost)
    );
    let (colour, word) = match offer.upheaval() {
        Upheaval::None => (GREEN, "nothing has to move"),
        Upheaval::Resources => (GREEN, "invisible moves"),
        Upheaval::Staff => (YELLOW, "somebody is served by another person"),
        Upheaval::Time => (YELLOW, "somebody has to come at another time"),
        Upheaval::Dropped => (YELLOW, "somebody loses their booking"),
    };
    let _ = writeln!(text, "      {colour}{word}{colour:#}");
    for change in &offer.changes {
        let _ = writeln!(text, "        {}", clean(&change.sentence(problem)));
    }
    if let Some(unmoved) = offer.unmoved_cost.filter(|_| !offer.changes.is_empty()) {
        let _ = writeln!(text, "      {GREY}without any move the cost is {}{GREY:#}", between(unmoved));
    }
}

/// `1,200`, `1,200 to 1,500`, `at least 1,200`.
fn between(bounds: Bounds) -> String {
    match (bounds.lower, bounds.upper) {
        (Some(lower), Some(upper)) if lower == upper => points(lower),
        (Some(lower), Some(upper)) => format!("{} to {}", points(lower), points(upper)),
        (Some(lower), None) => format!("at least {}", points(lower)),
        (None, Some(upper)) => format!("at most {}", points(upper)),
        (None, None) => "unknown".into(),
    }
}
