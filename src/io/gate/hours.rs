//! Hours: `"09:00-18:00"` by weekday and by date.

use crate::domain::DAY;
use crate::domain::calendar::{Hours, WallRange};
use crate::io::wire::problem::{Exceptions, WeeklyHours};

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::path::field;
use super::times::{YEARS, clock_minutes, date};

/// Hours that cross midnight and last longer than this are taken for swapped times.
const LONGEST_NIGHT: i64 = 12 * 60;

/// The hours of one weekday or date as the file has them.
pub(super) struct DayList<'a> {
    path: String,
    texts: &'a [String],
    /// Position in the week; none for a date.
    weekday: Option<usize>,
}

/// Hours with exceptions as the file has them, and where.
pub(super) struct HoursText<'a> {
    /// Path of the site, person or resource.
    pub(super) owner: String,
    /// Name of the field with the weekly hours.
    pub(super) name: &'static str,
    pub(super) weekly: Option<&'a WeeklyHours>,
    pub(super) exceptions: Option<&'a Exceptions>,
}

impl<'a> HoursText<'a> {
    /// Every list of hours, the week first.
    fn lists(&self) -> Vec<DayList<'a>> {
        let (owner, name) = (&self.owner, self.name);
        let days = self.weekly.into_iter().flat_map(WeeklyHours::days).enumerate().map(|(weekday, (day, texts))| {
            DayList { path: format!("{owner}.{name}.{day}"), texts, weekday: Some(weekday) }
        });
        let dates = self.exceptions.into_iter().flatten().map(|(date, texts)| DayList {
            path: format!("{owner}.exceptions{}", field(date)),
            texts,
            weekday: None,
        });
        days.chain(dates).collect()
    }
}

/// What is written between two times; not yet checked for sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: i64,
    end: i64,
}

/// `HH:MM-HH:MM`, the end up to 24:00.
fn span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    Some(Span { start: clock_minutes(start, DAY - 1)?, end: clock_minutes(end, DAY)? })
}

impl Span {
    /// The range it stands for; an end before the start lies on the next date.
    fn range(self) -> Option<WallRange> {
        let end = if self.end > self.start { self.end } else { self.end + DAY };
        let sensible = self.start != self.end && !self.is_backwards();
        sensible.then_some(WallRange { start: self.start, end })
    }

    /// Whether it crosses midnight for longer than any night; 00:00 as an end is midnight itself.
    fn is_backwards(self) -> bool {
        0 < self.end && self.end < self.start && self.end + DAY - self.start > LONGEST_NIGHT
    }
}

/// The range that `HH:MM-HH:MM` stands for, if it makes sense.
pub(crate) fn range(text: &str) -> Option<WallRange> {
    span(text)?.range()
}

/// The hours that the texts stand for, without those that are faulty.
pub(super) fn read(weekly: Option<&WeeklyHours>, exceptions: Option<&Exceptions>) -> Hours {
    let ranges = |texts: &[String]| {
        let mut ranges: Vec<WallRange> = texts.iter().filter_map(|text| range(text)).collect();
        ranges.sort_unstable();
        ranges
    };
    Hours {
        weekly: weekly.map(|weekly| weekly.days().map(|(_, texts)| ranges(texts))).unwrap_or_default(),
        exceptions: exceptions
            .into_iter()
            .flatten()
            .filter_map(|(text, texts)| Some((date(text)?, ranges(texts))))
            .filter(|(date, _)| YEARS.contains(&chrono::Datelike::year(date)))
            .collect(),
    }
}

/// Visits every text of hours in the file with its path.
fn for_each_text(draft: &Draft<'_>, mut visit: impl FnMut(String, &str)) {
    for list in draft.hours().iter().flat_map(HoursText::lists) {
        for (position, text) in list.texts.iter().enumerate() {
            visit(format!("{}[{position}]", list.path), text);
        }
    }
}

/// Hours are written `09:00-18:00`.
pub(super) fn malformed_hours(draft: &Draft<'_>, findings: &mut Findings) {
    for_each_text(draft, |path, text| {
        if span(text).is_none() {
            let cause = format!("`{text}` is not a pair of times of day");
            findings.add(Code::MalformedHours, path, cause, "write it as 09:00-18:00; the end may be 24:00");
        }
    });
}

/// Hours last.
pub(super) fn hours_empty(draft: &Draft<'_>, findings: &mut Findings) {
    for_each_text(draft, |path, text| {
        if span(text).is_some_and(|span| span.start == span.end) {
            let cause = format!("`{text}` ends when it starts");
            let action = "leave it out if it is closed then, or write 00:00-24:00 for a whole day";
            findings.add(Code::HoursEmpty, path, cause, action);
        }
    });
}

/// Hours that cross midnight last up to 12 hours.
pub(super) fn hours_backwards(draft: &Draft<'_>, findings: &mut Findings) {
    for_each_text(draft, |path, text| {
        if let Some(span) = span(text).filter(|span| span.is_backwards()) {
            let hours = (span.end + DAY - span.start) as f64 / 60.0;
            let cause = format!("`{text}` ends before it starts, and as a night it would last {hours:.1} h");
            findings.add(Code::HoursBackwards, path, cause, "swap the two times, or split the hours at midnight");
        }
    });
}

/// Hours of one date share no time, and a weekday's night none with the next weekday's hours.
pub(super) fn hours_overlap(draft: &Draft<'_>, findings: &mut Findings) {
    for hours in draft.hours() {
        let lists: Vec<(DayList<'_>, Vec<Placed<'_>>)> = hours.lists().into_iter().map(with_ranges).collect();
        for (list, ranges) in &lists {
            let mut longest: Option<&Placed<'_>> = None;
            for range in ranges {
                if let Some(earlier) = longest.filter(|earlier| range.range.start < earlier.range.end) {
                    overlap(list, range, earlier.text, findings);
                }
                longest = longest.into_iter().chain([range]).max_by_key(|one| one.range.end);
            }
            let before = list.weekday.and_then(|weekday| lists.get((weekday + 6) % 7));
            let night = before.and_then(|(_, ranges)| ranges.iter().max_by_key(|one| one.range.end));
            if let (Some(night), Some(first)) = (night, ranges.first())
                && first.range.start + DAY < night.range.end
            {
                overlap(list, first, night.text, findings);
            }
        }
    }
}

/// A range with its text and its position in its list.
struct Placed<'a> {
    range: WallRange,
    text: &'a str,
    position: usize,
}

/// The list with its ranges in the order of their starts.
fn with_ranges(list: DayList<'_>) -> (DayList<'_>, Vec<Placed<'_>>) {
    let texts = list.texts.iter().enumerate();
    let read = texts.filter_map(|(position, text)| Some(Placed { range: span(text)?.range()?, text, position }));
    let mut ranges: Vec<Placed<'_>> = read.collect();
    ranges.sort_by_key(|one| (one.range, one.position));
    (list, ranges)
}

fn overlap(list: &DayList<'_>, later: &Placed<'_>, earlier: &str, findings: &mut Findings) {
    let cause = format!("`{}` begins before `{earlier}` ends", later.text);
    let action = "join the two, or let one end where the other begins";
    findings.add(Code::HoursOverlap, format!("{}[{}]", list.path, later.position), cause, action);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Option<(i64, i64)> {
        super::range(text).map(|range| (range.start, range.end))
    }

    #[test]
    fn hours_may_end_at_midnight_or_after_it() {
        assert_eq!(range("09:00-18:00"), Some((540, 1080)));
        assert_eq!(range("00:00-24:00"), Some((0, 1440)));
        assert_eq!(range("22:00-02:00"), Some((1320, 1560)));
        assert_eq!(range("20:00-08:00"), Some((1200, 1920)), "12 hours are still a night");
        assert_eq!(range("09:00-00:00"), Some((540, 1440)), "00:00 as an end is midnight");
    }

    #[test]
    fn what_makes_no_sense_is_no_range() {
        for text in ["18:00-09:00", "10:00-10:00", "00:00-00:00"] {
            assert!(span(text).is_some() && range(text).is_none(), "{text}");
        }
        for text in ["24:00-25:00", "9:00-18:00", "09:00–18:00", "09:00", "09:00-18:00-19:00", "09:00 - 18:00", ""] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
