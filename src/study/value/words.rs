//! Amounts, hours and findings as people read them.

use super::{Confirmed, Kind, Report, Subject, Trial, Verdict};
use crate::domain::Worth;
use crate::io::wording;

/// The days of the week, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What the figures are, said wherever they stand.
pub(super) const ESTIMATE: &str = "Estimates from the prices of the relaxation, no promises: they say how far the proved limit of all plans moves. A plan is whole, and may move less or more.";

/// What a value of each sort means.
pub(super) fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Pool => {
            "With one more unit in that hour the limit rises by this at most. Hours add up: with a unit for several hours it rises by the sum at most."
        }
        Kind::Staff => {
            "At work (* or underlined): without the person in that hour the limit falls by this at least. Off: with the person there in that hour it rises by this at most."
        }
        Kind::Service => {
            "With one more client, who pays the price, has no wishes and comes in that hour, the limit rises by this at most: the price less what others lose."
        }
    }
}

/// The heading of a sort.
pub(super) fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Pool => "Resources: one more unit",
        Kind::Staff => "People: an hour of theirs",
        Kind::Service => "Services: one more client",
    }
}

impl Report<'_> {
    /// Whether points are hundredths of the currency.
    pub(super) fn is_money(&self) -> bool {
        self.problem.policy.worth == Worth::Revenue
    }

    /// Points as money where they are money.
    pub(super) fn amount(&self, points: i64) -> String {
        if self.is_money() {
            wording::money(points, &self.problem.currency)
        } else {
            format!("{} points", wording::points(points))
        }
    }

    /// Points for a narrow cell: whole units of money, or points.
    pub(super) fn short(&self, points: i64) -> String {
        wording::points(if self.is_money() { points.saturating_add(50) / 100 } else { points })
    }

    /// What short amounts count.
    pub(super) fn unit(&self) -> &str {
        match (self.is_money(), self.problem.currency.as_str()) {
            (true, "") => "units of money",
            (true, currency) => currency,
            (false, _) => "points",
        }
    }

    /// The name with the id where they differ, and the site where there are several.
    pub(super) fn name(&self, subject: &Subject) -> String {
        let (id, name) = (subject.id(self.problem), wording::clean(subject.name(self.problem)));
        let both = if name == id { name } else { format!("{name} ({})", wording::clean(id)) };
        if self.problem.sites.len() < 2 {
            return both;
        }
        format!("{both}, {}", wording::clean(&self.problem.site(subject.site(self.problem)).name))
    }

    /// What a trial changes: `one more room, Tuesday 9:00–17:00`.
    pub(super) fn change(&self, trial: &Trial) -> String {
        let subject = &self.values.rows[trial.row].subject;
        let name = self.name(subject);
        let what = match subject {
            Subject::Pool(..) => format!("one more {name}"),
            Subject::Person(_) if trial.is_less => format!("{name} away"),
            Subject::Person(_) => format!("{name} there"),
            Subject::Service(..) => format!("one more client for {name}"),
        };
        format!("{what}, {} {}:00–{}:00", WEEKDAYS[trial.weekday], trial.from, trial.to)
    }

    /// What the prices say of it.
    pub(super) fn foretold(&self, trial: &Trial) -> String {
        format!("prices: {}{}", if trial.is_less { "-" } else { "+" }, self.amount(trial.points))
    }

    /// What two solves say of it.
    pub(super) fn found(&self, confirmed: &Confirmed) -> String {
        let (least, most) = confirmed.range();
        let verb = if confirmed.trial.is_less { "costs" } else { "brings" };
        match confirmed.verdict() {
            Verdict::Nothing => format!("solved: {verb} nothing, proved"),
            Verdict::Proved if least == most => format!("solved: {verb} {}, proved", self.amount(least)),
            Verdict::Proved => {
                format!("solved: {verb} {} to {}, proved", self.amount(least), self.amount(most))
            }
            Verdict::Undecided => format!("solved: undecided, {verb} at most {}", self.amount(most)),
        }
    }
}
