//! What hours and standing bookings leave free, and the days that these pay for, before any request is placed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::{ClientIndex, Interval, IntervalSet, Problem, ResourceIndex, SiteIndex, StaffIndex};

/// When each person, resource and client can still take part in a booking.
#[derive(Clone, Debug)]
pub struct Availability {
    opening: Vec<IntervalSet>,
    staff: Vec<IntervalSet>,
    resources: Vec<IntervalSet>,
    clients: Vec<IntervalSet>,
    /// The people of each site.
    staff_at: Vec<Vec<StaffIndex>>,
    /// For each resource, when standing bookings take it: they take places of a multi-use resource.
    standing: Vec<Vec<Interval>>,
    paid_staff_days: BTreeSet<(StaffIndex, NaiveDate)>,
    paid_resource_days: BTreeSet<(ResourceIndex, NaiveDate)>,
}

impl Availability {
    /// Hours within the horizon less what standing bookings occupy.
    pub fn of(problem: &Problem) -> Self {
        let span = problem.horizon_span();
        let mut staff_taken = vec![Vec::new(); problem.staff.len()];
        let mut clients_taken = vec![Vec::new(); problem.clients.len()];
        let mut standing = vec![Vec::new(); problem.resources.len()];
        let (mut paid_staff_days, mut paid_resource_days) = (BTreeSet::new(), BTreeSet::new());
        for (index, booking) in problem.standing_bookings() {
            let request = problem.request(index);
            let busy = |taken: &mut Vec<Interval>, times: &IntervalSet| taken.extend(times.shifted(booking.start));
            let times = &problem.service_of(index).busy;
            booking.staff.iter().for_each(|one| busy(&mut staff_taken[one.position()], &times.staff));
            booking.resources.iter().for_each(|one| busy(&mut standing[one.position()], &times.resources));
            if let Some(client) = request.client {
                busy(&mut clients_taken[client.position()], &times.client);
            }
            // History is no part of the plan: days that only it uses are not paid for.
            if request.status.is_live() {
                let date = problem.zone_of(index).date(booking.start);
                paid_staff_days.extend(booking.staff.iter().map(|&person| (person, date)));
                // Where a day of a resource costs nothing, units must not differ by who has paid for it.
                if problem.policy.resource_day > 0 {
                    paid_resource_days.extend(booking.resources.iter().map(|&resource| (resource, date)));
                }
            }
        }
        let staff = staff_taken
            .into_iter()
            .enumerate()
            .map(|(position, taken)| problem.shifts(position.into(), span).subtract(&taken.into_iter().collect()));
        let resources = standing.iter().enumerate().map(|(position, taken)| {
            let places = problem.resources[position].places() as usize;
            problem.usable(position.into(), span).subtract(&at_least(taken.iter().copied(), places))
        });
        let clients = clients_taken.into_iter().map(|taken| taken.into_iter().collect());
        let mut staff_at = vec![Vec::new(); problem.sites.len()];
        for (position, person) in problem.staff.iter().enumerate() {
            staff_at[person.site.position()].push(position.into());
        }
        let opening = (0..problem.sites.len()).map(|position| problem.opening(position.into(), span)).collect();
        Self {
            opening,
            staff: staff.collect(),
            resources: resources.collect(),
            clients: clients.collect(),
            staff_at,
            standing,
            paid_staff_days,
            paid_resource_days,
        }
    }

    /// When a site is open; always where it has no opening hours.
    pub fn opening(&self, index: SiteIndex) -> &IntervalSet {
        &self.opening[index.position()]
    }

    /// The people of a site, in order.
    pub fn staff_at(&self, index: SiteIndex) -> &[StaffIndex] {
        &self.staff_at[index.position()]
    }

    /// When a person is on shift and not taken by a standing booking.
    pub fn staff(&self, index: StaffIndex) -> &IntervalSet {
        &self.staff[index.position()]
    }

    /// When a resource can be used and has a place that no standing booking takes.
    pub fn resource(&self, index: ResourceIndex) -> &IntervalSet {
        &self.resources[index.position()]
    }

    /// When a standing appointment takes a client.
    pub fn client_taken(&self, index: ClientIndex) -> &IntervalSet {
        &self.clients[index.position()]
    }

    /// When standing bookings take a resource, one interval for each time.
    pub fn standing(&self, index: ResourceIndex) -> &[Interval] {
        &self.standing[index.position()]
    }

    /// Whether a standing booking of the plan has the person at work on that date anyway.
    pub fn is_staff_day_paid(&self, day: (StaffIndex, NaiveDate)) -> bool {
        self.paid_staff_days.contains(&day)
    }

    /// Whether a standing booking of the plan uses the resource on that date anyway.
    pub fn is_resource_day_paid(&self, day: (ResourceIndex, NaiveDate)) -> bool {
        self.paid_resource_days.contains(&day)
    }

    /// The dates on which standing bookings of the plan use the resource anyway.
    pub fn paid_dates(&self, index: ResourceIndex) -> BTreeSet<NaiveDate> {
        let range = (index, NaiveDate::MIN)..=(index, NaiveDate::MAX);
        self.paid_resource_days.range(range).map(|(_, date)| *date).collect()
    }
}

/// The most of the intervals that run at any one minute of `window`.
pub fn peak(intervals: impl Iterator<Item = Interval>, window: Interval) -> u32 {
    let inside: Vec<Interval> = intervals.filter_map(|one| one.intersect(window)).collect();
    let at_once = |minute| inside.iter().filter(|one| one.start <= minute && minute < one.end).count();
    inside.iter().map(|one| at_once(one.start)).max().unwrap_or(0) as u32
}

/// The minutes at which `count` or more of the intervals run.
pub fn at_least(intervals: impl Iterator<Item = Interval>, count: usize) -> IntervalSet {
    let mut events: Vec<(i64, i32)> = intervals.flat_map(|one| [(one.start, 1), (one.end, -1)]).collect();
    events.sort_unstable();
    let mut running = 0;
    let mut full = Vec::new();
    for pair in events.windows(2) {
        running += pair[0].1;
        if running >= count as i32 {
            full.push(Interval::new(pair[0].0, pair[1].0));
        }
    }
    full.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_gone_only_where_all_are_taken() {
        let taken = [Interval::new(0, 10), Interval::new(5, 15), Interval::new(10, 20)];
        assert_eq!(at_least(taken.iter().copied(), 2).iter().collect::<Vec<_>>(), [Interval::new(5, 15)]);
        assert_eq!(at_least(taken.iter().copied(), 1).iter().collect::<Vec<_>>(), [Interval::new(0, 20)]);
        assert!(at_least(taken.iter().copied(), 3).is_empty());
    }
}
