//! What the figures mean, for the person who asks: the same words on the page and in the workbook.

use crate::report::Basis;

const STAFF: &str = "The time in which at least one person of the location is on shift. Days off and other exceptions are \
    honoured; in a report on one person only that person’s shifts count. Take this unless clients serve themselves.";

const OPENING: &str = "The time in which the location is open, whoever is there. For self-service, such as a tanning bed, or \
    to see what could be booked if every hour was sold.";

const ELIGIBLE: &str = "The time in which somebody is on shift who can do a service that uses the resource.";

/// What makes a resource available.
pub(super) fn meaning(basis: Basis) -> &'static str {
    match basis {
        Basis::Staff => STAFF,
        Basis::Opening => OPENING,
        Basis::Eligible => ELIGIBLE,
    }
}

/// Terms and their meanings.
pub(super) const DEFINITIONS: [(&str, &str); 13] = [
    (
        "Booked",
        "The whole appointment, from start to end, inside the period. Cancelled appointments do not count, for their time was \
        freed; no-shows do. Setup and cleanup do not count. Where this report counts otherwise, the lines above say so. Phases \
        in which the room, machine or person is free for somebody else do not count either.",
    ),
    ("Available on staff hours", STAFF),
    ("Available on opening hours", OPENING),
    ("Available on qualified staff", ELIGIBLE),
    (
        "No working hours",
        "Where nobody is scheduled and no location has opening hours, 10 hours a day are assumed, and a warning at the top \
        says so.",
    ),
    (
        "Own hours and maintenance",
        "Where a resource has its own hours or is blocked, that time is taken away on every basis, and its row says so.",
    ),
    (
        "Capacity",
        "Where a resource can be used by several at once, its available time is multiplied by its capacity: a training room \
        for 4 that is open for 9 hours has 36.",
    ),
    (
        "Utilisation",
        "Booked divided by available. A dash (–) where nothing is available. Above 100%, look for double bookings and work \
        outside hours. From 60% it is good, fair between, and below 20% it is low: consider moving bookings there, or \
        subletting.",
    ),
    (
        "Average utilisation",
        "All that is booked divided by all that is available, inactive resources included, so that a large room weighs more \
        than a small machine.",
    ),
    (
        "Revenue",
        "The full price of each appointment, on every resource that it used: without the resource there would have been no \
        booking. The total counts each appointment once.",
    ),
    (
        "Team",
        "Booked divided by rostered hours, over appointments with and without a resource; the same on every basis.",
    ),
    (
        "Days",
        "Minutes lie on the dates on which they were worked; an appointment across midnight counts, with its price, on both \
        dates.",
    ),
    ("Inactive", "Inactive resources are marked and count towards the average. Hiding them changes no total."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Level;

    #[test]
    fn the_levels_are_told_as_they_are() {
        let meaning = DEFINITIONS.iter().find(|(term, _)| *term == "Utilisation").map(|(_, meaning)| *meaning);
        for (level, words) in [(Level::Green, "From"), (Level::Yellow, "below")] {
            let words = format!("{words} {:.0}%", 100.0 * level.least());
            assert!(meaning.is_some_and(|meaning| meaning.contains(&words)), "{words}");
        }
    }
}
