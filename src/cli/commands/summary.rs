//! What a person reads when a plan is done.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cli::terminal::{BOLD, GREEN, GREY, RED, YELLOW};
use crate::domain::{Problem, RequestIndex};
use crate::io::wording::{self, clean, counted, money, points};
use crate::plan::{Change, Outcome, Plan, Score, Status, StoppedBy, calls, changes};

/// How many left-out requests are listed one by one.
const LISTED: usize = 12;

/// The summary of a solve.
pub(in crate::cli) fn outcome(problem: &Problem, outcome: &Outcome, seconds: f64) -> String {
    let mut text = String::new();
    let (colour, word) = match outcome.status {
        Status::Optimal => (GREEN, "optimal: no plan scores higher"),
        Status::WithinGap => (GREEN, "good enough: proved to the requested gap"),
        Status::Feasible => (YELLOW, "a plan; how far it is from the best is not proved to the requested gap"),
        Status::Infeasible => (RED, "infeasible: no plan books all mandatory requests"),
        Status::Unknown => {
            (RED, "unknown: no plan was found that books all mandatory requests; this is the best partial one")
        }
    };
    let stopped = match outcome.stopped_by {
        StoppedBy::Proof | StoppedBy::Gap => String::new(),
        StoppedBy::WorkLimit => ", stopped by the work limit".into(),
        StoppedBy::TimeLimit => ", stopped by the time limit".into(),
        StoppedBy::Interrupt => ", stopped on request".into(),
        StoppedBy::Exhausted => ", nothing more to try".into(),
    };
    let _ = writeln!(text, "{BOLD}{}{BOLD:#}", clean(&problem.name));
    let _ = writeln!(text, "  {colour}{word}{colour:#} {GREY}({seconds:.1} s{stopped}){GREY:#}");
    if let (Some((plan, score)), Some(bound)) = (&outcome.plan, outcome.bound) {
        write_plan(&mut text, problem, plan);
        write_score(&mut text, score, bound, outcome.gap().unwrap_or_default());
        write_changes(&mut text, problem, plan);
        write_left_out(&mut text, problem, plan);
    }
    if !outcome.clash.is_empty() {
        let _ = writeln!(text, "  these mandatory requests cannot be booked together:");
        for &request in &outcome.clash {
            let _ = writeln!(text, "    {}", name(problem, request));
        }
    }
    for trouble in &outcome.troubles {
        let _ = writeln!(text, "  {YELLOW}trouble{YELLOW:#} {trouble}");
    }
    text.trim_end().to_string()
}

fn write_plan(text: &mut String, problem: &Problem, plan: &Plan) {
    let (booked, live) = (plan.bookings.len(), plan.bookings.len() + plan.unassigned.len());
    let cents: i64 = plan.bookings.iter().map(|planned| problem.request(planned.request).price).sum();
    let worth = money(cents, &clean(&problem.currency));
    let _ = writeln!(text, "  booked     {BOLD}{booked} of {live}{BOLD:#} requests, worth {worth}");
}

fn write_score(text: &mut String, score: &Score, bound: i64, gap: f64) {
    let _ = writeln!(
        text,
        "  score      {BOLD}{}{BOLD:#}, bound {}, gap {}",
        points(score.total()),
        points(bound),
        wording::gap(gap)
    );
    let lost: Vec<String> = score
        .terms()
        .into_iter()
        .filter(|(name, lost)| *name != "served" && *lost != 0)
        .map(|(name, lost)| format!("{name} {}", points(lost)))
        .collect();
    if !lost.is_empty() {
        let _ = writeln!(text, "  {GREY}given up   {}{GREY:#}", lost.join(", "));
    }
}

/// What the plan changes in the bookings that were there: visible moves are calls to make.
fn write_changes(text: &mut String, problem: &Problem, plan: &Plan) {
    let had = |change: &Change| problem.request(change.request).booking.is_some();
    let moved = changes(problem, plan).iter().filter(|change| had(change)).count();
    if moved == 0 {
        return;
    }
    let calls: Vec<Change> =
        calls(problem, plan).iter().filter(|call| had(call)).map(Change::without_resources).collect();
    let bookings = counted(moved as u64, "booking", "bookings");
    let _ = writeln!(text, "  changed    {bookings}, {} visible to clients{}", calls.len(), news(&calls));
    for call in calls.iter().take(LISTED) {
        let client = problem.request(call.request).client.map(|client| &problem.clients[client.position()]);
        let whom = client.map_or("the client".into(), |client| format!("client {client}"));
        let _ = writeln!(text, "    {YELLOW}call{YELLOW:#} {}", clean(&format!("{whom}: {}", call.sentence(problem))));
    }
    if calls.len() > LISTED {
        let _ = writeln!(text, "    and {} more: --calls FILE writes all of them", calls.len() - LISTED);
    }
}

/// How many of each: `: 1 dropped, 2 other time`.
pub(super) fn news(changes: &[Change]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    changes.iter().filter_map(Change::news).for_each(|news| *counts.entry(news).or_default() += 1);
    let each: Vec<String> = counts.into_iter().map(|(news, count)| format!("{count} {news}")).collect();
    if each.is_empty() { String::new() } else { format!(": {}", each.join(", ")) }
}

fn write_left_out(text: &mut String, problem: &Problem, plan: &Plan) {
    if plan.unassigned.is_empty() {
        return;
    }
    let _ = writeln!(text, "  left out   {}", counted(plan.unassigned.len() as u64, "request", "requests"));
    let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for left_out in &plan.unassigned {
        by_reason.entry(left_out.reason.detail()).or_default().push(name(problem, left_out.request));
    }
    for (reason, names) in by_reason {
        let more = names.len().saturating_sub(LISTED);
        let tail = if more == 0 { String::new() } else { format!(", and {more} more") };
        let _ = writeln!(text, "    {reason}:");
        let _ = writeln!(text, "      {GREY}{}{tail}{GREY:#}", names[..names.len() - more].join(", "));
    }
}

fn name(problem: &Problem, request: RequestIndex) -> String {
    clean(&format!("{} ({})", problem.request(request).id, problem.service_of(request).name))
}
