//! The requests of the horizon: windows, wishes, priorities and clients.

use crate::domain::{DAY, HOUR, Interval};
use crate::io::wire::problem::{Request, Window};

use super::demand::{self, Choice};
use super::dice::{Dice, Stream};
use super::house::House;

/// A request with what bookings must know about it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) wire: Request,
    /// Position of the service.
    pub(super) offer: usize,
    /// Position of the site.
    pub(super) site: usize,
    /// Number of the client.
    pub(super) client: usize,
    /// In order.
    pub(super) windows: Vec<Interval>,
    /// The start that the client would like best.
    pub(super) preferred: Option<i64>,
    /// Whether it is part of a visit.
    pub(super) is_bound: bool,
}

/// The time of day at which a morning ends and an afternoon begins.
const NOON: i64 = 13 * HOUR;

/// Share of the flexible requests that may go on each further date.
const FURTHER_DATES: f64 = 0.6;

/// Clients of the horizon are numbered from here, those of the past below.
pub(super) const FIRST_CLIENT: usize = 1;

/// The requests of all sites.
pub(super) fn requests(house: &House<'_>) -> Vec<Asked> {
    let dice = &mut Dice::new(house.spec.seed, Stream::Requests);
    let mut asked: Vec<Asked> = Vec::new();
    let mut next_client = FIRST_CLIENT;
    for site in 0..house.spec.sites {
        let choices = demand::choices(house, site, house.calendar.horizon());
        let target = house.spec.load.clamp(0.0, 1000.0) * house.staff_minutes(site, house.calendar.horizon()) as f64;
        let first_of_site = next_client;
        for choice in demand::draw(house, &choices, target as i64, dice) {
            let known = (next_client - first_of_site) as u64;
            let client = if known > 0 && dice.chance(house.spec.returning) {
                first_of_site + usize::try_from(dice.below(known)).unwrap_or(0)
            } else {
                next_client += 1;
                next_client - 1
            };
            asked.push(request(house, choice, site, asked.len() + 1, client, dice));
        }
    }
    asked
}

fn request(
    house: &House<'_>,
    choice: &Choice<'_>,
    site: usize,
    number: usize,
    client: usize,
    dice: &mut Dice,
) -> Asked {
    let (first, windows) = windows(house, choice, dice);
    let (step, minutes) = (house.step(), choice.offer.minutes);
    let wish = (first.start + step - 1).div_euclid(step) * step;
    let preferred = dice.stepped(wish, first.end - minutes, step);
    let preferred =
        Some(preferred).filter(|start| dice.chance(house.spec.preferred_start) && *start + minutes <= first.end);
    let favourite = favourite(house, choice, site, first, dice);
    let insists = dice.chance(house.spec.insisting);
    let priority = dice.weighted(&house.spec.priorities) + 1;
    let wire = Request {
        id: format!("r{number}"),
        client: Some(format!("c{client}")),
        service: choice.offer.id.to_owned(),
        site: super::site_id(site),
        windows: Some(windows.iter().map(|&window| wire_window(house, window)).collect()),
        preferred_start: preferred.map(|start| house.calendar.text(start)),
        preferred_staff: favourite.clone().map(|id| vec![id]),
        allowed_staff: favourite.filter(|_| insists && choice.offer.people == 1).map(|id| vec![id]),
        priority: i64::try_from(priority).unwrap_or(1),
        ..Request::default()
    };
    Asked { wire, offer: choice.position, site, client, windows, preferred, is_bound: false }
}

/// The window of the date that comes to the client's mind first, and all windows in order.
fn windows(house: &House<'_>, choice: &Choice<'_>, dice: &mut Dice) -> (Interval, Vec<Interval>) {
    let day = dice.pick(&choice.days).unwrap_or(0);
    let open = house.calendar.opening(day).unwrap_or(Interval::new(day * DAY, day * DAY + choice.offer.minutes));
    let first = window(house, open, day, choice.offer.minutes, dice);
    let mut windows = vec![first];
    if dice.chance(house.spec.flexible_share()) {
        for &other in choice.days.iter().filter(|&&other| other != day) {
            let away = (other - day) * DAY;
            let same_time = Interval::new(first.start + away, first.end + away);
            let window = house.calendar.opening(other).and_then(|open| open.intersect(same_time));
            let fits = window.filter(|window| window.minutes() >= choice.offer.minutes);
            windows.extend(fits.filter(|_| dice.chance(FURTHER_DATES)));
        }
    }
    windows.sort_unstable();
    (first, windows)
}

/// A day, a half of it or two hours; longer where the service would not fit.
fn window(house: &House<'_>, open: Interval, day: i64, minutes: i64, dice: &mut Dice) -> Interval {
    let mix = house.spec.window_mix;
    let noon = day * DAY + NOON;
    let window = match dice.weighted(&[mix.day, mix.half_day, mix.two_hours]) {
        0 => open,
        1 if dice.chance(0.5) => Interval::new(open.start, noon.min(open.end)),
        1 => Interval::new(noon.clamp(open.start, open.end), open.end),
        _ => {
            let length = minutes.max(2 * HOUR);
            let start = dice.stepped(open.start, open.end - length, house.step());
            Interval::new(start, (start + length).min(open.end))
        }
    };
    if window.minutes() >= minutes { window } else { open }
}

/// Somebody who can do it and works on the date that came first to mind.
fn favourite(house: &House<'_>, choice: &Choice<'_>, site: usize, first: Interval, dice: &mut Dice) -> Option<String> {
    let able = house.able(site, choice.position);
    let there: Vec<usize> =
        able.filter(|(_, person)| person.shifts.overlaps(first)).map(|(position, _)| position).collect();
    let wanted = dice.chance(house.spec.preferred_staff);
    let drawn = dice.pick(&there).filter(|_| wanted && choice.offer.people > 0)?;
    house.people.get(drawn).map(|person| person.id.clone())
}

/// The window as the file has it.
pub(super) fn wire_window(house: &House<'_>, window: Interval) -> Window {
    Window { earliest_start: house.calendar.text(window.start), latest_end: house.calendar.text(window.end) }
}
