//! Explicit times: `2026-11-23T10:00` on the wall clock of a site, or with an offset.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::calendar::{WallTime, Zone};
use crate::domain::{Minute, Problem};

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;

/// The years in which dates lie.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1970..=2200;

/// Why a text gives no minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It is no time.
    Malformed,
    /// The year is out of range.
    Year(i32),
    /// The clock jumps over it, at that minute.
    Skipped(Minute),
    /// The clock shows it at both minutes.
    Doubled(Minute, Minute),
    /// It needs a zone, and the one of its site is not known.
    NoZone,
}

/// The minute of a time given beside the file, on the clock of the problem's sites if it has no offset.
///
/// # Errors
///
/// A sentence that says what is wrong and what to write instead.
pub fn parse_time(problem: &Problem, text: &str) -> Result<Minute, String> {
    let mut zones = problem.sites.iter().map(|site| site.zone);
    let first = zones.next();
    let common = first.filter(|first| zones.all(|zone| zone == *first));
    minute(text, common).map_err(|trouble| match trouble {
        Trouble::Malformed => "write YYYY-MM-DDTHH:MM, with an offset such as +01:00 where needed".into(),
        Trouble::Year(year) => format!("the year {year} is not within {} and {}", YEARS.start(), YEARS.end()),
        Trouble::Skipped(_) => "the clock jumps over this time; write it with an offset".into(),
        Trouble::Doubled(..) => "the clock shows this time twice; write it with an offset".into(),
        Trouble::NoZone => "the sites have different zones; write it with an offset".into(),
    })
}

/// The minute of a time with an offset.
pub(in crate::io) fn utc_minute(text: &str) -> Option<Minute> {
    minute(text, None).ok()
}

/// A time of the file that gives no minute.
#[derive(Debug)]
pub(super) struct BadTime {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) zone: Option<Zone>,
    pub(super) trouble: Trouble,
}

/// The minute that a text stands for, in that zone if it gives no offset.
pub(super) fn minute(text: &str, zone: Option<Zone>) -> Result<Minute, Trouble> {
    let (wall, offset) = split(text).ok_or(Trouble::Malformed)?;
    let year = chrono::Datelike::year(&wall);
    if !YEARS.contains(&year) {
        return Err(Trouble::Year(year));
    }
    match (offset, zone) {
        (Some(offset), _) => Ok(wall.and_utc().timestamp().div_euclid(60) - offset),
        (None, None) => Err(Trouble::NoZone),
        (None, Some(zone)) => match zone.resolve(wall) {
            WallTime::Once(minute) => Ok(minute),
            WallTime::Skipped(jump) => Err(Trouble::Skipped(jump)),
            WallTime::Doubled(first, second) => Err(Trouble::Doubled(first, second)),
        },
    }
}

/// The wall time and the offset in minutes of `2026-11-23T10:00`, with `:00` and an offset or without them.
fn split(text: &str) -> Option<(NaiveDateTime, Option<Minute>)> {
    let (day, rest) = text.split_once('T')?;
    let (clock, rest) = rest.split_at_checked(5)?;
    let wall = date(day)?.and_time(NaiveTime::MIN) + chrono::Duration::minutes(clock_minutes(clock, 1439)?);
    let offset = rest.strip_prefix(":00").unwrap_or(rest);
    Some((wall, if offset.is_empty() { None } else { Some(offset_minutes(offset)?) }))
}

/// `Z`, or a sign and `HH:MM`.
fn offset_minutes(text: &str) -> Option<Minute> {
    match text.split_at_checked(1)? {
        ("Z", "") => Some(0),
        ("+", clock) => clock_minutes(clock, 1439),
        ("-", clock) => clock_minutes(clock, 1439).map(|minutes| -minutes),
        _ => None,
    }
}

/// The date that `YYYY-MM-DD` stands for.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-').zip([4, 2, 2]).map(|(part, length)| number(part, length));
    let date = NaiveDate::from_ymd_opt(i32::try_from(parts.next()??).ok()?, parts.next()??, parts.next()??)?;
    (text.len() == 10).then_some(date)
}

/// The minutes after midnight that `HH:MM` stands for, if they are not more than `latest`.
pub(super) fn clock_minutes(text: &str, latest: Minute) -> Option<Minute> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    let total = Minute::from(hours) * 60 + Minute::from(minutes);
    (minutes < 60 && total <= latest).then_some(total)
}

fn number(digits: &str, length: usize) -> Option<u32> {
    let plain = digits.len() == length && digits.bytes().all(|sign| sign.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// A time is written `2026-11-23T10:00`.
pub(super) fn malformed_time(draft: &Draft<'_>, findings: &mut Findings) {
    for bad in draft.bad_times.iter().filter(|bad| bad.trouble == Trouble::Malformed) {
        let cause = format!("`{}` is not a time of whole minutes", bad.text);
        let action = "write it as 2026-11-23T10:00, with an offset such as +01:00 or Z if need be";
        findings.add(Code::MalformedTime, bad.path.clone(), cause, action);
    }
}

/// Times and dates lie in the years from 1970 to 2200.
pub(super) fn year_out_of_range(draft: &Draft<'_>, findings: &mut Findings) {
    let times = draft.bad_times.iter().filter_map(|bad| match bad.trouble {
        Trouble::Year(year) => Some((bad.path.clone(), year)),
        _ => None,
    });
    let dates = draft.dates().into_iter().filter_map(|(path, text)| Some((path, chrono::Datelike::year(&date(text)?))));
    for (path, year) in times.chain(dates.filter(|(_, year)| !YEARS.contains(year))) {
        let cause = format!("the year {year} is outside {} to {}", YEARS.start(), YEARS.end());
        findings.add(Code::YearOutOfRange, path, cause, "correct the year");
    }
}

/// A date is written `2026-11-23`.
pub(super) fn malformed_date(draft: &Draft<'_>, findings: &mut Findings) {
    for (path, text) in draft.dates().into_iter().filter(|(_, text)| date(text).is_none()) {
        let cause = format!("`{text}` is not a date");
        findings.add(Code::MalformedDate, path, cause, "write a date of the calendar as 2026-11-23");
    }
}

/// The clock shows every wall time that is given without an offset.
pub(super) fn time_skipped(draft: &Draft<'_>, findings: &mut Findings) {
    for bad in &draft.bad_times {
        if let (Trouble::Skipped(jump), Some(zone)) = (bad.trouble, bad.zone) {
            let cause = format!("clocks in {} jump over {}, to {}", zone.name(), bad.text, zone.text(jump));
            findings.add(Code::TimeSkipped, bad.path.clone(), cause, "write the time that is meant with its offset");
        }
    }
}

/// The clock shows it only once.
pub(super) fn time_doubled(draft: &Draft<'_>, findings: &mut Findings) {
    for bad in &draft.bad_times {
        if let (Trouble::Doubled(first, second), Some(zone)) = (bad.trouble, bad.zone) {
            let cause = format!("clocks in {} show {} twice", zone.name(), bad.text);
            let action = format!("write {} or {}", zone.text(first), zone.text(second));
            findings.add(Code::TimeDoubled, bad.path.clone(), cause, action);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23T00:00 UTC in minutes: 20,780 days after 1970-01-01.
    const MONDAY: Minute = 20_780 * 1440;

    fn budapest() -> Option<Zone> {
        Zone::named("Europe/Budapest")
    }

    #[test]
    fn wall_times_follow_the_zone_and_offsets_do_not() {
        assert_eq!(minute("2026-11-23T10:00", budapest()), Ok(MONDAY + 9 * 60));
        assert_eq!(minute("2026-11-23T10:00:00", budapest()), Ok(MONDAY + 9 * 60));
        assert_eq!(minute("2026-11-23T10:00:00+02:30", budapest()), Ok(MONDAY + 450));
        assert_eq!(minute("2026-11-23T10:00-01:00", None), Ok(MONDAY + 11 * 60));
        assert_eq!(minute("2026-11-23T10:00Z", budapest()), Ok(MONDAY + 600));
        assert_eq!(minute("2026-11-23T10:00", None), Err(Trouble::NoZone));
    }

    #[test]
    fn the_hour_that_is_lost_and_the_hour_that_comes_twice_need_an_offset() {
        let jump = minute("2026-03-29T03:00", budapest());
        assert_eq!(minute("2026-03-29T02:30", budapest()).err(), jump.ok().map(Trouble::Skipped));
        let Err(Trouble::Doubled(first, second)) = minute("2026-10-25T02:30", budapest()) else {
            unreachable!("the clock is set back in that hour")
        };
        assert_eq!(minute("2026-10-25T02:30+02:00", budapest()), Ok(first));
        assert_eq!(minute("2026-10-25T02:30+01:00", budapest()), Ok(second));
    }

    #[test]
    fn anything_else_is_malformed() {
        for text in [
            "",
            "2026-11-23",
            "2026-11-23 10:00",
            "2026-11-23T24:00",
            "2026-11-23T10:60",
            "2026-11-23T10:00:30",
            "2026-11-23T10:00:00.5",
            "2026-11-23T10:00+01:00:30",
            "2026-11-23T10:00z",
            "2026-11-23T10:00+1:00",
            "2026-11-31T10:00",
            "2026-1-23T10:00",
            "+026-11-23T10:00",
            "2026-11-23T10:é",
            "2026-11-23-01T10:00",
        ] {
            assert_eq!(minute(text, budapest()), Err(Trouble::Malformed), "{text}");
        }
        assert_eq!(minute("2201-01-01T00:00", budapest()), Err(Trouble::Year(2201)));
    }
}
