//! The values for programs.

use serde::Serialize;

use super::words::{ESTIMATE, WEEKDAYS};
use super::{Confirmed, Kind, Report, Verdict};

/// The whole result.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    schema_version: i64,
    /// What the values are.
    note: &'static str,
    currency: String,
    /// Points are hundredths of the currency.
    is_money: bool,
    /// What the prices prove of the problem as it is: those that say what more is worth, and those that say what less costs.
    bounds: [i64; 2],
    hours: Vec<Entry>,
    confirmed: Vec<Trial>,
}

/// An hour of the week.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    kind: Kind,
    id: String,
    site: String,
    weekday: String,
    hour: usize,
    points: i64,
    /// Of a person: at work then.
    #[serde(skip_serializing_if = "Option::is_none")]
    there: Option<bool>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Trial {
    kind: Kind,
    id: String,
    site: String,
    weekday: String,
    from: usize,
    to: usize,
    /// `more` of something, or a person `less`.
    change: &'static str,
    /// What the prices say.
    points: i64,
    without: Solved,
    with: Solved,
    least: i64,
    most: i64,
    verdict: &'static str,
}

#[derive(Debug, Serialize)]
struct Solved {
    score: i64,
    bound: i64,
}

impl Report<'_> {
    /// The result for programs.
    pub fn file(&self) -> File {
        File {
            schema_version: 1,
            note: ESTIMATE,
            currency: self.problem.currency.clone(),
            is_money: self.is_money(),
            bounds: [self.values.eased, self.values.pressed],
            hours: self.entries(),
            confirmed: self.confirmed.iter().map(|confirmed| self.trial(confirmed)).collect(),
        }
    }

    fn entries(&self) -> Vec<Entry> {
        let entry = |(row, place): (usize, usize)| {
            let of = &self.values.rows[row];
            let hour = of.week[place]?;
            let (kind, id, site) = self.key(row);
            let there = (kind == Kind::Staff).then_some(hour.is_there);
            Some(Entry { kind, id, site, weekday: short(place / 24), hour: place % 24, points: hour.points, there })
        };
        let places = |row: usize| (0..self.values.rows[row].week.len()).map(move |place| (row, place));
        (0..self.values.rows.len()).flat_map(places).filter_map(entry).collect()
    }

    /// Sort, id and site of a row.
    pub(super) fn key(&self, row: usize) -> (Kind, String, String) {
        let subject = &self.values.rows[row].subject;
        let site = self.problem.site(subject.site(self.problem)).id.clone();
        (subject.kind(), subject.id(self.problem).to_owned(), site)
    }

    fn trial(&self, confirmed: &Confirmed) -> Trial {
        let (trial, (least, most)) = (confirmed.trial, confirmed.range());
        let (kind, id, site) = self.key(trial.row);
        let solved = |(score, bound): (i64, i64)| Solved { score, bound };
        Trial {
            kind,
            id,
            site,
            weekday: short(trial.weekday),
            from: trial.from,
            to: trial.to,
            change: if trial.is_less { "less" } else { "more" },
            points: trial.points,
            without: solved(confirmed.without),
            with: solved(confirmed.with),
            least,
            most,
            verdict: match confirmed.verdict() {
                Verdict::Proved => "proved",
                Verdict::Nothing => "nothing",
                Verdict::Undecided => "undecided",
            },
        }
    }
}

/// `mon`, as in files.
pub(super) fn short(weekday: usize) -> String {
    WEEKDAYS[weekday][..3].to_lowercase()
}
