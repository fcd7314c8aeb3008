//! Sites: their zone and their opening hours.

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::hours;

/// The zone is one of the IANA database.
pub(super) fn unknown_zone(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, site) in draft.file.sites.iter().enumerate() {
        if draft.zones.get(position).is_some_and(Option::is_none) {
            let cause = format!("no time zone is called `{}`", site.time_zone);
            let action = "name one of the IANA database, such as Europe/Budapest";
            findings.add(Code::UnknownZone, format!("$.sites[{position}].timeZone"), cause, action);
        }
    }
}

/// A site is open at some time; otherwise its hours restrict nothing.
pub(super) fn site_without_hours(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, site) in draft.file.sites.iter().enumerate() {
        if hours::read(site.opening_hours.as_ref(), site.exceptions.as_ref()).is_empty() {
            let cause = format!("`{}` has no opening hours, so that they restrict nothing", site.id);
            let action = "give `openingHours` unless it is open around the clock";
            findings.add(Code::SiteWithoutHours, format!("$.sites[{position}]"), cause, action);
        }
    }
}
