//! Staff: the hours that people work.

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::hours;

/// Somebody who is active works at some time.
pub(super) fn staff_without_hours(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, person) in draft.file.staff.iter().enumerate().filter(|(_, person)| person.active) {
        if hours::read(person.weekly_hours.as_ref(), person.exceptions.as_ref()).is_empty() {
            let cause = format!("`{}` works at no time", person.id);
            let action = "give `weeklyHours` or `exceptions`, or set `active` to false";
            findings.add(Code::StaffWithoutHours, format!("$.staff[{position}]"), cause, action);
        }
    }
}
