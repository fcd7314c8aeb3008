//! Periods by name.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A period that is counted from today, or given by its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Today alone.
    Today,
    /// The day before.
    Yesterday,
    /// Seven days, today the last.
    Last7,
    /// Thirty days, today the last.
    Last30,
    /// The whole month that today lies in, days to come included.
    ThisMonth,
    /// The whole month before.
    LastMonth,
    /// From one date to another, both included.
    Custom(NaiveDate, NaiveDate),
}

impl Period {
    /// The periods that have a name of their own.
    pub const NAMED: [Self; 6] =
        [Self::Today, Self::Yesterday, Self::Last7, Self::Last30, Self::ThisMonth, Self::LastMonth];

    /// Name in options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Last7 => "last7",
            Self::Last30 => "last30",
            Self::ThisMonth => "thisMonth",
            Self::LastMonth => "lastMonth",
            Self::Custom(..) => "custom",
        }
    }

    /// The period of that name, `custom` excepted: it needs its dates.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|period| period.name() == name)
    }

    /// First and last date, both included.
    pub fn dates(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let month = first_of_month(today);
        match self {
            Self::Today => (today, today),
            Self::Yesterday => (today - Days::new(1), today - Days::new(1)),
            Self::Last7 => (today - Days::new(6), today),
            Self::Last30 => (today - Days::new(29), today),
            Self::ThisMonth => (month, month + Months::new(1) - Days::new(1)),
            Self::LastMonth => (month - Months::new(1), month - Days::new(1)),
            Self::Custom(from, to) => (from, to),
        }
    }
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.day0()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_means_its_dates() {
        for (name, today, from, to) in [
            ("today", "2026-03-01", "2026-03-01", "2026-03-01"),
            ("yesterday", "2026-03-01", "2026-02-28", "2026-02-28"),
            ("last7", "2026-03-03", "2026-02-25", "2026-03-03"),
            ("last30", "2026-03-30", "2026-03-01", "2026-03-30"),
            ("thisMonth", "2028-02-10", "2028-02-01", "2028-02-29"),
            ("thisMonth", "2026-12-31", "2026-12-01", "2026-12-31"),
            ("lastMonth", "2026-03-31", "2026-02-01", "2026-02-28"),
            ("lastMonth", "2026-01-15", "2025-12-01", "2025-12-31"),
        ] {
            let dates = Period::named(name).zip(today.parse().ok()).map(|(period, today)| period.dates(today));
            assert_eq!(
                dates.map(|(from, to)| (from.to_string(), to.to_string())),
                Some((from.into(), to.into())),
                "{name}"
            );
        }
        assert_eq!(Period::named("custom"), None);
    }
}
