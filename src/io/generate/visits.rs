//! Visits: clients who ask for two services in a row.

use crate::domain::{DAY, Interval};
use crate::io::wire::problem::{Visit, VisitStaff};

use super::dice::{Dice, Stream};
use super::house::House;
use super::requests::{Asked, wire_window};

/// Weights of visits by anybody, by one person, by two.
const STAFF: [f64; 3] = [0.6, 0.2, 0.2];

/// Binds requests to those after them, which become wishes of the same client for the same dates.
pub(super) fn bind(house: &House<'_>, asked: &mut [Asked]) -> Vec<Visit> {
    let dice = &mut Dice::new(house.spec.seed, Stream::Visits);
    let mut visits = Vec::new();
    let mut position = 0;
    while let Some([first, second]) = asked.get_mut(position..position + 2) {
        position += 1;
        let wanted = dice.chance(house.spec.visits);
        let days = if wanted && first.site == second.site { days(house, first, second) } else { Vec::new() };
        if days.is_empty() {
            continue;
        }
        join(house, first, second, &days);
        visits.push(Visit {
            id: format!("v{}", visits.len() + 1),
            requests: vec![first.wire.id.clone(), second.wire.id.clone()],
            // An appointment may end between two starts of the grid, so that nobody comes without any wait.
            max_wait_minutes: house.step() * (1 + i64::from(dice.chance(0.5))),
            staff: staff(house, first, second, dice),
        });
        position += 1;
    }
    visits
}

/// The dates of the first request on which the second can be had as well, and both fit.
fn days(house: &House<'_>, first: &Asked, second: &Asked) -> Vec<i64> {
    let minutes = |one: &Asked| house.offers.get(one.offer).map_or(0, |offer| offer.minutes);
    let needed = minutes(first) + minutes(second) + house.step();
    let mut days: Vec<i64> = first.windows.iter().map(|window| window.start.div_euclid(DAY)).collect();
    days.retain(|&day| {
        let is_long = house.calendar.opening(day).is_some_and(|open| open.minutes() >= needed);
        is_long && house.offered_on(second.site, second.offer, day)
    });
    days
}

/// Gives both the whole of these dates; the second has no other wish than to come after the first.
fn join(house: &House<'_>, first: &mut Asked, second: &mut Asked, days: &[i64]) {
    second.client = first.client;
    second.wire.client.clone_from(&first.wire.client);
    (second.preferred, second.wire.preferred_start, second.wire.allowed_staff) = (None, None, None);
    if first.preferred.is_some_and(|start| !days.contains(&start.div_euclid(DAY))) {
        (first.preferred, first.wire.preferred_start) = (None, None);
    }
    let windows: Vec<Interval> = days.iter().filter_map(|&day| house.calendar.opening(day)).collect();
    for one in [first, second] {
        one.wire.windows = Some(windows.iter().map(|&window| wire_window(house, window)).collect());
        one.windows.clone_from(&windows);
        one.is_bound = true;
    }
}

/// By one person only where one can do both.
fn staff(house: &House<'_>, first: &Asked, second: &Asked, dice: &mut Dice) -> VisitStaff {
    let alone = |one: &Asked| house.offers.get(one.offer).is_some_and(|offer| offer.people == 1);
    let can = |position: usize| house.able(second.site, second.offer).any(|(other, _)| other == position);
    let one_can = house.able(first.site, first.offer).any(|(position, _)| can(position));
    match dice.weighted(&STAFF) {
        1 if alone(first) && alone(second) && one_can => VisitStaff::Same,
        2 => VisitStaff::Different,
        _ => VisitStaff::Any,
    }
}
