//! Reasons and repairs as people read them.

use std::fmt::Write;

use crate::cli::Manner;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::terminal::{BOLD, GREEN, GREY, YELLOW};
use crate::domain::Problem;
use crate::io::wire::explanation::{Change, Clash, Explanation, Explanations};
use crate::io::wire::plan::Booking;
use crate::io::wording::clean;

/// Writes the answer to stdout.
pub(super) fn tell(problem: &Problem, answer: &Explanations, manner: Manner) -> Result<(), Failure> {
    if manner.json {
        return files::print_json(answer);
    }
    let mut text = String::new();
    if answer.explanations.is_empty() && answer.clashes.is_empty() {
        text += "the plan leaves no request out\n";
    }
    text += &clashes(&answer.clashes);
    for one in &answer.explanations {
        explanation(&mut text, problem, one);
    }
    files::print(&text)
}

fn explanation(text: &mut String, problem: &Problem, one: &Explanation) {
    let service = problem.indexed_requests().find(|(_, request)| request.id == one.request);
    let service = service.map_or("", |(index, _)| problem.service_of(index).name.as_str());
    let with = if one.with.is_empty() { String::new() } else { format!(", in a visit with {}", one.with.join(", ")) };
    let _ = writeln!(text, "{BOLD}{}{BOLD:#} {}", clean(&one.request), clean(&format!("({service}{with})")));
    let _ = writeln!(text, "  {YELLOW}{}{YELLOW:#}", clean(&one.detail));
    for line in &one.evidence {
        let _ = writeln!(text, "    {GREY}{}{GREY:#}", clean(line));
    }
    changes(text, &one.changes, "what lets it in");
    if !one.complete {
        let _ = writeln!(
            text,
            "  {GREY}the search was stopped by its limit; with more time there may be a cheaper way{GREY:#}"
        );
    }
}

/// Clashes with what repairs them.
pub(super) fn clashes(clashes: &[Clash]) -> String {
    let mut text = String::new();
    for clash in clashes {
        let smallest = if clash.smallest {
            "without any one of them the others can be kept"
        } else {
            "perhaps not all are needed"
        };
        let _ = writeln!(text, "  {YELLOW}these rules clash{YELLOW:#} {GREY}({smallest}){GREY:#}:");
        for rule in &clash.rules {
            let _ = writeln!(text, "    {}", clean(&rule.detail));
        }
        if clashes.last() == Some(clash) {
            repairs(&mut text, &clash.repairs);
        }
    }
    text
}

fn repairs(text: &mut String, repairs: &[Change]) {
    if repairs.is_empty() {
        let _ = writeln!(text, "  no repair was found within the limit");
        return;
    }
    let _ = writeln!(text, "  what makes a plan possible, the cheapest first:");
    for repair in repairs {
        let _ = writeln!(text, "    {GREEN}•{GREEN:#} {}", clean(&repair.detail));
    }
}

/// Changes, the cheapest first.
fn changes(text: &mut String, changes: &[Change], title: &str) {
    if changes.is_empty() {
        let _ = writeln!(text, "  no change that is enough was found");
        return;
    }
    let _ = writeln!(text, "  {title}, the cheapest first:");
    for change in changes {
        let _ = writeln!(text, "    {GREEN}•{GREEN:#} {}", clean(&change.detail));
        let _ = writeln!(text, "      {GREY}{}{GREY:#}", clean(&consequence(change)));
    }
}

/// `then r9 is booked at …; r3 moves; r7 is left out`.
fn consequence(change: &Change) -> String {
    let booked: Vec<String> = change.bookings.iter().map(placed).collect();
    let mut parts =
        vec![format!("then {}", if booked.is_empty() { "nothing new is booked".into() } else { booked.join(", ") })];
    let ids: Vec<&str> = change.moved.iter().map(|one| one.request.as_str()).collect();
    parts.extend((!ids.is_empty()).then(|| format!("moved: {}", ids.join(", "))));
    parts.extend((!change.dropped.is_empty()).then(|| format!("left out instead: {}", change.dropped.join(", "))));
    parts.join("; ")
}

fn placed(one: &Booking) -> String {
    let people = if one.staff.is_empty() { String::new() } else { format!(" with {}", one.staff.join(", ")) };
    let units = if one.resources.is_empty() { String::new() } else { format!(", using {}", one.resources.join(", ")) };
    // `2026-11-23T10:00:00+01:00`: seconds are always 0.
    let start = one.start.get(..16).unwrap_or(&one.start).replace('T', " ");
    format!("{} is booked at {start}{people}{units}", one.request)
}
