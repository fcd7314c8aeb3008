//! Trials: what the prices say is worth most, to be asked of a whole solve.

use std::cmp::Reverse;

use super::subject::Subject;
use super::{Hour, Values};

/// Hours of the day.
const HOURS: usize = 24;

/// One thing more, or less, in hours of a weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Position of the row.
    pub row: usize,
    /// From 0 for Monday.
    pub weekday: usize,
    /// First hour of the day.
    pub from: usize,
    /// The hour after the last.
    pub to: usize,
    /// Whether a person is to be away then, instead of something more.
    pub is_less: bool,
    /// What the prices say it is worth, in points.
    pub points: i64,
}

/// The `top` trials of each sort: units of a pool in hours that follow each other, people who are off for an hour more, people
/// who are there for an hour less, and clients more in an hour. The one that is worth most comes first.
pub fn trials(values: &Values, top: usize) -> Vec<Trial> {
    let all: Vec<Trial> =
        values.rows.iter().enumerate().flat_map(|(row, of)| of_row(row, &of.subject, &of.week)).collect();
    let sorts: [fn(&Values, &Trial) -> bool; 4] = [
        |values, trial| matches!(values.rows[trial.row].subject, Subject::Pool(..)),
        |values, trial| matches!(values.rows[trial.row].subject, Subject::Person(_)) && !trial.is_less,
        |_, trial| trial.is_less,
        |values, trial| matches!(values.rows[trial.row].subject, Subject::Service(..)),
    ];
    let best = |is_of: &fn(&Values, &Trial) -> bool| {
        let mut some: Vec<Trial> = all.iter().copied().filter(|trial| is_of(values, trial)).collect();
        some.sort_by_key(|trial| Reverse(trial.points));
        some.truncate(top);
        some
    };
    sorts.iter().flat_map(best).collect()
}

/// A price is what an hour adds to a longer time: appointments are longer than an hour, so a unit is tried for all hours
/// that follow each other with a price. People and clients are tried by the hour.
fn of_row(row: usize, subject: &Subject, week: &[Option<Hour>]) -> Vec<Trial> {
    let is_pool = matches!(subject, Subject::Pool(..));
    let mut trials: Vec<Trial> = Vec::new();
    for (place, hour) in week.iter().enumerate() {
        let Some(hour) = hour.filter(|hour| hour.points > 0) else { continue };
        let (weekday, from) = (place / HOURS, place % HOURS);
        match trials.last_mut() {
            Some(last) if is_pool && last.weekday == weekday && last.to == from => {
                last.to += 1;
                last.points += hour.points;
            }
            _ => {
                let is_less = hour.is_there;
                trials.push(Trial { row, weekday, from, to: from + 1, is_less, points: hour.points });
            }
        }
    }
    trials
}
