//! The values as one web page that needs no network and runs no script: a heat map for each pool, person and service.
//!
//! The look is that of the report's page. A cell's colour is its share of the most that any hour of the same sort is worth,
//! and its figure stands in it; names become text, never markup.

use std::io::{Result, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::words::{ESTIMATE, WEEKDAYS, heading, meaning};
use super::{Hour, Kind, Report, Row};
use crate::io::report::html::{STYLE, escaped, fill};

const FRAME: &str = include_str!("value.html");
const OWN: &str = include_str!("value.css");

/// Shades of the heat map above nothing.
const STEPS: i64 = 5;

impl Report<'_> {
    /// Writes the page.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn html(&self, out: &mut impl Write) -> Result<()> {
        let style = format!("{STYLE}\n{OWN}");
        let page = fill(FRAME, |place| match place {
            "policy" => policy(&style),
            "style" => style.clone(),
            "title" => escaped(if self.problem.name.is_empty() { "All hours" } else { &self.problem.name }),
            "asked" => escaped(&self.asked()),
            "estimate" => escaped(ESTIMATE),
            "trials" => self.trials_section(),
            "sections" => [Kind::Pool, Kind::Staff, Kind::Service].map(|kind| self.section(kind)).concat(),
            _ => String::new(),
        });
        out.write_all(page.as_bytes())
    }

    fn asked(&self) -> String {
        let horizon = self.problem.horizon;
        let last = horizon.end.pred_opt().unwrap_or(horizon.end);
        format!("{} – {} · in {}, over all dates of each weekday", horizon.start, last, self.unit())
    }

    fn trials_section(&self) -> String {
        if self.confirmed.is_empty() {
            return String::new();
        }
        let line = |confirmed: &super::Confirmed| {
            let texts = [self.change(&confirmed.trial), self.foretold(&confirmed.trial), self.found(confirmed)];
            let [change, foretold, found] = texts.map(|text| escaped(&text));
            format!("<tr><th scope=\"row\">{change}</th><td>{foretold}</td><td>{found}</td></tr>\n")
        };
        let lines: String = self.confirmed.iter().map(line).collect();
        format!(
            "<section>\n<h2 id=\"solved\">Solved with and without</h2>\n<p class=\"hint\">What the prices rate highest, \
             asked of two whole solves. Where their bounds leave it open, it is undecided.</p>\n\
             <div class=\"scroll\" role=\"region\" aria-labelledby=\"solved\" tabindex=\"0\"><table>\n\
             <thead><tr><th scope=\"col\">Change</th><th scope=\"col\">Prices</th><th scope=\"col\">Solves</th></tr></thead>\n\
             <tbody>\n{lines}</tbody></table></div>\n</section>\n"
        )
    }

    fn section(&self, kind: Kind) -> String {
        let rows: Vec<&Row> = self.values.rows.iter().filter(|row| row.subject.kind() == kind).collect();
        let most = rows.iter().flat_map(|row| row.week.iter().flatten()).map(|hour| hour.points).max();
        let Some(most) = most else { return String::new() };
        let (worthy, idle): (Vec<&Row>, Vec<&Row>) = rows.into_iter().partition(|row| row.is_worth_something());
        let maps: String = worthy.iter().map(|row| self.map(row, most)).collect();
        let names: Vec<String> = idle.iter().map(|row| escaped(&self.name(&row.subject))).collect();
        let rest = match names.is_empty() {
            true => String::new(),
            false => format!("<p class=\"hint\">Worth nothing in any hour: {}</p>\n", names.join(", ")),
        };
        format!(
            "<section>\n<h2>{}</h2>\n<p class=\"hint\">{}</p>\n<div class=\"maps\">\n{maps}</div>\n{rest}{}</section>\n",
            heading(kind),
            escaped(meaning(kind)),
            self.key_of_colours(kind, most)
        )
    }

    /// The heat map of one.
    fn map(&self, row: &Row, most: i64) -> String {
        let name = escaped(&self.name(&row.subject));
        let days: Vec<usize> = (0..7).filter(|day| (0..24).any(|hour| row.at(*day, hour).is_some())).collect();
        let (from, to) = row.hours().unwrap_or_default();
        let heads: String = days
            .iter()
            .map(|&day| {
                format!("<th scope=\"col\"><abbr title=\"{0}\">{1}</abbr></th>", WEEKDAYS[day], &WEEKDAYS[day][..3])
            })
            .collect();
        let line = |hour: usize| {
            let cells: String = days.iter().map(|&day| self.cell_of(row.at(day, hour), day, hour, most)).collect();
            format!("<tr><th scope=\"row\">{hour}:00</th>{cells}</tr>\n")
        };
        let lines: String = (from..to).map(line).collect();
        format!(
            "<div class=\"map\"><table class=\"hours\"><caption>{name}</caption>\n<thead><tr><td></td>{heads}</tr></thead>\n\
             <tbody>\n{lines}</tbody></table></div>\n"
        )
    }

    fn cell_of(&self, hour: Option<Hour>, day: usize, clock: usize, most: i64) -> String {
        let when = format!("{} {clock}:00–{}:00", WEEKDAYS[day], clock + 1);
        let Some(hour) = hour else {
            return format!(
                "<td class=\"closed\" title=\"{when}: no value\"><span class=\"unseen\">no value</span></td>"
            );
        };
        let there = if hour.is_there { " there" } else { "" };
        let at_work = if hour.is_there { ", at work" } else { "" };
        let amount = escaped(&self.amount(hour.points));
        let figure = self.short(hour.points);
        format!(
            "<td class=\"step-{}{there}\" title=\"{when}: {amount}{at_work}\">{figure}</td>",
            step(hour.points, most)
        )
    }

    fn key_of_colours(&self, kind: Kind, most: i64) -> String {
        let upper = |step: i64| self.short(most * step / STEPS);
        let mut items = vec![("closed".to_owned(), "no value: closed, or nobody can".to_owned())];
        items.push(("step-0".to_owned(), "nothing".to_owned()));
        items
            .extend((1..=STEPS).map(|step| (format!("step-{step}"), format!("up to {} {}", upper(step), self.unit()))));
        if kind == Kind::Staff {
            items.push(("step-1 there".to_owned(), "at work".to_owned()));
        }
        let item = |(class, words): &(String, String)| {
            format!("<li><span class=\"cell {class}\" aria-hidden=\"true\"></span>{}</li>", escaped(words))
        };
        format!(
            "<ul class=\"hours-key\" aria-label=\"What the colours mean\">{}</ul>\n",
            items.iter().map(item).collect::<String>()
        )
    }
}

/// The shade of a value: nothing is 0, the most is the last.
fn step(points: i64, most: i64) -> i64 {
    if points <= 0 { 0 } else { (points * STEPS + most - 1).div_euclid(most.max(1)).clamp(1, STEPS) }
}

/// What the page allows: its own style, known by its hash, and nothing else.
fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}
