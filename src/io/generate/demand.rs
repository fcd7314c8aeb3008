//! How much is asked for: services until the load is reached.

use super::dice::Dice;
use super::house::House;
use super::services::Offer;

/// A service that can be had at a site, and the dates on which it can.
#[derive(Debug)]
pub(super) struct Choice<'house> {
    /// Position of the service.
    pub(super) position: usize,
    pub(super) offer: &'house Offer,
    /// Never empty.
    pub(super) days: Vec<i64>,
}

/// What can be had at the site on some of the dates.
pub(super) fn choices<'house>(
    house: &'house House<'_>,
    site: usize,
    days: std::ops::Range<i64>,
) -> Vec<Choice<'house>> {
    let all = house.offers.iter().enumerate().map(|(position, offer)| Choice {
        position,
        offer,
        days: days.clone().filter(|&day| house.offered_on(site, position, day)).collect(),
    });
    all.filter(|choice| !choice.days.is_empty()).collect()
}

/// Choices, each as likely within its class, until none that fits into the rest of the minutes is left.
pub(super) fn draw<'list, 'house>(
    house: &House<'_>,
    choices: &'list [Choice<'house>],
    minutes: i64,
    dice: &mut Dice,
) -> Vec<&'list Choice<'house>> {
    let mut drawn = Vec::new();
    let mut left = minutes;
    loop {
        let people = class(house, dice);
        let fitting: Vec<&Choice> = choices.iter().filter(|choice| choice.offer.asked_minutes() <= left).collect();
        let of_class: Vec<&Choice> = fitting.iter().copied().filter(|choice| choice.offer.people == people).collect();
        let Some(choice) = dice.pick(if of_class.is_empty() { &fitting } else { &of_class }) else { return drawn };
        left -= choice.offer.asked_minutes();
        drawn.push(choice);
    }
}

/// The number of people that the next request's service takes.
fn class(house: &House<'_>, dice: &mut Dice) -> usize {
    let (two, none) = (house.spec.two_people.clamp(0.0, 1.0), house.spec.self_service.clamp(0.0, 1.0));
    match dice.weighted(&[1.0 - two - none, two, none]) {
        1 => 2,
        2 => 0,
        _ => 1,
    }
}
