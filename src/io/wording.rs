//! Numbers and names as people read them: `31:00`, `77.5%`, `465,000 HUF`.

use crate::domain::{Cents, Kind, Minute, Problem};
use crate::report::{Basis, Level, Query, Usage};

/// What stands for an undefined utilisation.
pub(crate) const UNDEFINED: &str = "–";

/// Whole hours and minutes: `1,860:05`.
pub(crate) fn hours(minutes: Minute) -> String {
    format!("{}:{:02}", grouped((minutes / 60).unsigned_abs()), minutes.unsigned_abs() % 60)
}

/// In percent with one decimal, a dash where undefined.
pub(crate) fn percent(utilisation: Option<f64>) -> String {
    utilisation.map_or_else(|| UNDEFINED.to_owned(), |share| format!("{:.1}%", share * 100.0))
}

/// An amount with its currency; hundredths only where there are some.
pub(crate) fn money(cents: Cents, currency: &str) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let units = grouped(cents.unsigned_abs() / 100);
    let rest = match cents.unsigned_abs() % 100 {
        0 => String::new(),
        hundredths => format!(".{hundredths:02}"),
    };
    format!("{sign}{units}{rest} {currency}").trim_end().to_owned()
}

/// A count with its noun: `1 site`, `2 people`.
pub(crate) fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { several })
}

/// Thousands apart: `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Points, with their sign if they are lost: `-1,234,567`.
pub(crate) fn points(points: i64) -> String {
    format!("{}{}", if points < 0 { "-" } else { "" }, grouped(points.unsigned_abs()))
}

/// A gap in percent with two decimals: `0.42%`.
pub(crate) fn gap(gap: f64) -> String {
    format!("{:.2}%", gap * 100.0)
}

/// The text without control characters: a name must not steer the terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// The type of a resource as people call it.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Room => "Room",
        Kind::Equipment => "Equipment",
        Kind::Solarium => "Solarium",
        Kind::Other => "Other",
    }
}

/// What a report is restricted to, and how it counts where that is not the default.
pub(crate) fn filters(problem: &Problem, query: &Query) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(query.site.map(|site| format!("only {}", clean(&problem.site(site).name))));
    parts.extend(query.staff.map(|person| format!("only {}", clean(&problem.person(person).name))));
    parts.extend(query.occupied.then(|| "setup and cleanup included".to_owned()));
    parts.extend((!query.count_no_show).then(|| "without no-shows".to_owned()));
    parts
}

/// The status column.
pub(crate) fn status(active: bool) -> &'static str {
    if active { "Active" } else { "Inactive" }
}

/// What makes a resource available, in words.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Staff => "available by staff hours",
        Basis::Opening => "available by opening hours",
        Basis::Eligible => "available by hours of staff able to use it",
    }
}

/// Which utilisations a level takes in.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::Red => "under 20%",
        Level::Yellow => "from 20% to under 60%",
        Level::Green => "60% or more",
    }
}

/// Whether a utilisation is one to think about: under 20%, of something active.
pub(crate) fn is_low(usage: &Usage, active: bool) -> bool {
    active && usage.level() == Some(Level::Red)
}

/// What is special about a row, in words; empty where nothing is.
pub(crate) fn remark(usage: &Usage, active: bool, limited: bool) -> String {
    let mut parts = Vec::new();
    parts.extend(usage.is_overbooked().then_some("over 100%"));
    parts.extend(is_low(usage, active).then(|| level(Level::Red)));
    parts.extend(limited.then_some("limited by own hours or maintenance"));
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_as_they_are() {
        assert_eq!(
            [0.199, 0.2, 0.599, 0.6].map(|share| level(Level::of(share))),
            ["under 20%", "from 20% to under 60%", "from 20% to under 60%", "60% or more"]
        );
        let usage = |booked| Usage { booked, available: 100, ..Usage::default() };
        assert_eq!(remark(&usage(19), true, true), "under 20%; limited by own hours or maintenance");
        assert_eq!([remark(&usage(19), false, false), remark(&usage(20), true, false)], ["", ""]);
        assert_eq!(remark(&usage(101), true, false), "over 100%");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0, 65, 60_000 * 60 + 7].map(hours), ["0:00", "1:05", "60,000:07"]);
        assert_eq!([Some(0.775), Some(1.5), None].map(percent), ["77.5%", "150.0%", "–"]);
        assert_eq!([0, 1_500_000, 1_205].map(|cents| money(cents, "EUR")), ["0 EUR", "15,000 EUR", "12.05 EUR"]);
        assert_eq!(money(100, ""), "1");
    }
}
