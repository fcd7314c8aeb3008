//! The past: appointments before the horizon that took place, were missed or were called off.

use crate::domain::Interval;
use crate::io::wire::problem::{Request, Status};

use super::bookings::{self, Diary, Wanted};
use super::demand;
use super::dice::{Dice, Stream};
use super::house::House;
use super::requests::FIRST_CLIENT;

/// Minutes tried to book over the rostered minutes of the staff; not all of them fit.
const LOAD: f64 = 0.8;

const STATUSES: [(Status, f64); 3] = [(Status::Completed, 0.87), (Status::NoShow, 0.05), (Status::Cancelled, 0.08)];

/// The past of all sites, in the order of the dates.
pub(super) fn history(house: &House<'_>, diary: &mut Diary) -> Vec<Request> {
    let dice = &mut Dice::new(house.spec.seed, Stream::History);
    let mut past = Vec::new();
    for day in house.calendar.history() {
        let Some(open) = house.calendar.opening(day) else { continue };
        for site in 0..house.spec.sites {
            let choices = demand::choices(house, site, day..day + 1);
            let target = LOAD * house.staff_minutes(site, day..day + 1) as f64;
            for choice in demand::draw(house, &choices, target as i64, dice) {
                past.extend(appointment(house, diary, (site, choice.position), open, past.len() + 1, dice));
            }
        }
    }
    past
}

/// An appointment at a drawn time of the day; `None` where it fits nowhere.
fn appointment(
    house: &House<'_>,
    diary: &mut Diary,
    (site, offer): (usize, usize),
    open: Interval,
    number: usize,
    dice: &mut Dice,
) -> Option<Request> {
    let service = house.offers.get(offer)?;
    let step = house.step();
    let first = (open.start + step - 1).div_euclid(step) * step;
    let regulars = 20 * house.people.len() as u64;
    let client = FIRST_CLIENT + usize::try_from(dice.below(regulars)).unwrap_or(0);
    let wanted = Wanted {
        offer,
        site,
        client,
        windows: &[open],
        preferred: Some(dice.stepped(first, open.end - service.minutes, step)),
        favourite: None,
        insists: false,
    };
    let (status, _) = STATUSES.get(dice.weighted(&STATUSES.map(|(_, share)| share))).copied()?;
    let booking = bookings::first_fit(house, diary, &wanted)?;
    Some(Request {
        id: format!("h{number}"),
        client: Some(format!("c{client}")),
        service: service.id.to_owned(),
        site: super::site_id(site),
        status,
        booking: Some(booking),
        ..Request::default()
    })
}
