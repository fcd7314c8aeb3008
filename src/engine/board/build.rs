//! Lays the columns of a formulation out on a board.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::grid::common_divisor;
use super::{
    BARRED, Board, DayIndex, Footprint, Grid, Job, LaneDay, Offer, Offsets, SharedLane, Slot, StaffDay, Use, Visit,
    bits,
};
use crate::domain::calendar::{Zone, dates};
use crate::domain::{Interval, IntervalSet, Minute, StaffIndex};
use crate::model::candidate::Candidate;
use crate::model::choice::Choice;
use crate::model::class::ClassIndex;
use crate::model::formulation::{Column, Decision, Formulation, Lane};
use crate::model::visit::OpenVisit;

/// The board of a formulation.
pub(super) fn board(formulation: Formulation<'_>) -> Board<'_> {
    let shapes: Vec<Shape<'_>> = by_request(&formulation).map(|columns| Shape::of(&formulation, columns)).collect();
    let grid = grid(&formulation, &shapes);
    let (mut days, day_of) = staff_days(&formulation, &grid, &shapes);
    let mut lanes = shared_lanes(&formulation, &grid);
    let lane_of: BTreeMap<Lane, usize> = lanes.iter().enumerate().map(|(index, lane)| (lane.lane, index)).collect();
    let mut offers: Vec<Offer> = Vec::new();
    let mut jobs = Vec::with_capacity(shapes.len());
    for (job, shape) in shapes.iter().enumerate() {
        let footprints = footprints(&grid, shape, &lane_of);
        let first = offers.len();
        offers.extend(offers_of(&formulation, &grid, job, shape, &day_of));
        let slots = |interval: Interval| offsets(&grid, shape, interval);
        jobs.push(Job {
            mandatory: formulation.problem.request(formulation.part.requests[job].request).mandatory,
            busy: shape.people.iter().map(|&interval| slots(interval)).collect(),
            appointment: slots(Interval::new(0, shape.duration)),
            length: ((shape.lead + shape.tail) / grid.minutes) as usize,
            footprints,
            offers: first..offers.len(),
        });
    }
    // What is chosen and never busy shows at no slot.
    for one in jobs.iter().flat_map(|job: &Job| &job.footprints).flat_map(|footprint| &footprint.uses) {
        if one.offsets.is_empty() {
            lanes[one.lane].days.iter_mut().for_each(|day| day.by_start = true);
        }
    }
    for (index, offer) in offers.iter().enumerate() {
        offer.team.iter().for_each(|&day| days[day].offers.push(index));
    }
    let visits = formulation.part.visits.iter().map(|visit| visit_of(&formulation, &grid, visit)).collect();
    let base = -formulation.part.requests.iter().map(|open| open.stakes.drop).sum::<i64>();
    Board { grid, jobs, days, lanes, offers, visits, base, formulation }
}

/// The columns of each request of the part.
fn by_request<'f>(formulation: &'f Formulation<'_>) -> impl Iterator<Item = &'f [Column]> {
    formulation.columns.chunk_by(|one, next| one.request == next.request)
}

/// The columns of a request, and the times that they have in common, relative to the start of the appointment.
struct Shape<'f> {
    columns: &'f [Column],
    zone: Zone,
    duration: Minute,
    /// Minutes before the start at which the first of all that it takes begins.
    lead: Minute,
    /// Minutes after the start at which the last of it ends.
    tail: Minute,
    /// When its people are busy.
    people: Vec<Interval>,
}

impl<'f> Shape<'f> {
    fn of(formulation: &Formulation<'_>, columns: &'f [Column]) -> Self {
        let open = &formulation.part.requests[columns[0].request];
        let duration = formulation.problem.service_of(open.request).duration;
        let first = &columns[0];
        let at_first_start = columns.iter().take_while(|column| column.start == first.start);
        let takes = at_first_start.flat_map(|column| &column.takes).map(|take| relative(take.interval, first.start));
        let hull = takes.fold(Interval::new(0, duration), |hull, take| {
            Interval::new(hull.start.min(take.start), hull.end.max(take.end))
        });
        let is_person = |lane: Lane| matches!(lane, Lane::Person(_));
        let people = first.takes.iter().filter(|take| is_person(take.lane));
        let people: BTreeSet<Interval> = people.map(|take| relative(take.interval, first.start)).collect();
        Self {
            columns,
            zone: formulation.problem.zone_of(open.request),
            duration,
            lead: -hull.start,
            tail: hull.end,
            people: people.into_iter().collect(),
        }
    }

    /// The columns of each start.
    fn starts(&self) -> impl Iterator<Item = (Minute, &'f [Column])> {
        self.columns.chunk_by(|one, next| one.start == next.start).map(|run| (run[0].start, run))
    }

    /// From the first to the last minute that its people are busy, and the start of the appointment.
    fn span(&self, start: Minute) -> Interval {
        let whole = self.people.iter().fold(Interval::new(0, 1), |whole, busy| {
            Interval::new(whole.start.min(busy.start), whole.end.max(busy.end))
        });
        Interval::new(start + whole.start, start + whole.end)
    }

    fn origin(&self, start: Minute) -> Minute {
        start - self.lead
    }
}

fn relative(interval: Interval, start: Minute) -> Interval {
    Interval::new(interval.start - start, interval.end - start)
}

/// The longest slots in which every start and every end falls between two of them, over the covered times.
fn grid(formulation: &Formulation<'_>, shapes: &[Shape<'_>]) -> Grid {
    let hull = |shape: &Shape<'_>, start| Interval::new(start - shape.lead, start + shape.tail);
    let covered: IntervalSet =
        shapes.iter().flat_map(|shape| shape.starts().map(|(start, _)| hull(shape, start))).collect();
    let base = covered.iter().next().map_or(0, |first| first.start);
    let mut minutes = 0;
    for shape in shapes {
        let first = shape.columns[0].start;
        let at_first_start = shape.columns.iter().take_while(|column| column.start == first);
        let takes = at_first_start.flat_map(|column| &column.takes).map(|take| relative(take.interval, first));
        let inside = takes.flat_map(|take| [take.start, take.end]).chain([shape.lead, shape.tail, shape.duration]);
        minutes = inside.chain(shape.starts().map(|(start, _)| start - base)).fold(minutes, common_divisor);
    }
    let zone = formulation.part.requests.first().map_or(Zone::UTC, |open| formulation.problem.zone_of(open.request));
    Grid::new(minutes.max(1), covered.iter(), zone)
}

fn offsets(grid: &Grid, shape: &Shape<'_>, interval: Interval) -> Offsets {
    let offset = |minute: Minute| ((minute + shape.lead) / grid.minutes) as usize;
    offset(interval.start)..offset(interval.end)
}

fn visit_of(formulation: &Formulation<'_>, grid: &Grid, visit: &OpenVisit) -> Visit {
    let zone = formulation.problem.zone_of(formulation.part.requests[visit.members[0]].request);
    let dates: BTreeSet<NaiveDate> = grid.slots().map(|slot| zone.date(grid.minute(slot))).collect();
    Visit {
        jobs: visit.members.clone(),
        waits: visit.waits.iter().map(|wait| wait.map(|minutes| (minutes / grid.minutes) as usize)).collect(),
        dates: dates.into_iter().map(|date| slots_of(grid, zone, date)).collect(),
        staff: visit.staff,
    }
}

/// Of each person, the dates on which a candidate takes their time, with the staff-day that they belong to.
type DayOf = BTreeMap<(StaffIndex, NaiveDate), DayIndex>;

/// The staff-days in the order of person and date; dates that a candidate of the person crosses are of one.
fn staff_days(formulation: &Formulation<'_>, grid: &Grid, shapes: &[Shape<'_>]) -> (Vec<StaffDay>, DayOf) {
    // Of each person and date: the slots covered, and the last date that the same candidates reach.
    let mut seen: BTreeMap<(StaffIndex, NaiveDate), (Range<Slot>, NaiveDate)> = BTreeMap::new();
    for shape in shapes {
        let candidates = &formulation.part.requests[shape.columns[0].request].candidates;
        for (start, columns) in shape.starts() {
            let busy = shape.span(start);
            let (from, to) = (shape.zone.date(busy.start), shape.zone.date(busy.end - 1));
            let slots = grid.slot(busy.start)..grid.slot(busy.end - 1) + 1;
            for person in people(candidates, columns) {
                for date in dates(from, to) {
                    let (covered, reach) = seen.entry((person, date)).or_insert((slots.clone(), to));
                    *covered = covered.start.min(slots.start)..covered.end.max(slots.end);
                    *reach = (*reach).max(to);
                }
            }
        }
    }
    let (mut days, mut day_of, mut reached): (Vec<StaffDay>, DayOf, Option<NaiveDate>) = Default::default();
    for ((person, date), (slots, reach)) in seen {
        let goes_on = days.last().is_some_and(|day| day.person == person) && reached.is_some_and(|last| date <= last);
        if !goes_on {
            days.push(StaffDay { person, slots: slots.clone(), costs: Vec::new(), offers: Vec::new() });
            reached = None;
        }
        reached = reached.max(Some(reach));
        let index = days.len() - 1;
        let day = &mut days[index];
        day.slots = day.slots.start.min(slots.start)..day.slots.end.max(slots.end);
        let cost = formulation.problem.policy.staff_day;
        if cost > 0 && !formulation.availability.is_staff_day_paid((person, date)) {
            let site = formulation.problem.staff[person.position()].site;
            day.costs.push((slots_of(grid, formulation.problem.site(site).zone, date), cost));
        }
        day_of.insert((person, date), index);
    }
    (days, day_of)
}

/// Everybody who serves in one of the columns of a start.
fn people(candidates: &[Candidate], columns: &[Column]) -> BTreeSet<StaffIndex> {
    let staff = |column: &Column| match column.decision {
        Decision::Who { candidate, .. } => &candidates[candidate].staff[..],
        Decision::Where(_) => &[],
    };
    columns.iter().flat_map(staff).copied().collect()
}

fn slots_of(grid: &Grid, zone: Zone, date: NaiveDate) -> Range<Slot> {
    let day = zone.day(date);
    grid.slot_from(day.start)..grid.slot_from(day.end)
}

/// The classes that can be chosen, and the clients with more than one request.
fn shared_lanes(formulation: &Formulation<'_>, grid: &Grid) -> Vec<SharedLane> {
    let classes = (0..formulation.classes.list.len()).map(Lane::Class);
    let mut clients: BTreeMap<Lane, (usize, bool)> = BTreeMap::new();
    for column in &formulation.columns {
        for take in column.takes.iter().filter(|take| matches!(take.lane, Lane::Client(_))) {
            let (first, several) = clients.entry(take.lane).or_insert((column.request, false));
            *several |= *first != column.request;
        }
    }
    let shared = clients.into_iter().filter(|(_, (_, several))| *several).map(|(lane, _)| lane);
    classes.chain(shared).map(|lane| shared_lane(formulation, grid, lane)).collect()
}

fn shared_lane(formulation: &Formulation<'_>, grid: &Grid, lane: Lane) -> SharedLane {
    let mut capacity = vec![0; grid.len()];
    for slot in grid.slots() {
        let minute = grid.minute(slot);
        let interval = Interval::new(minute, minute + grid.minutes);
        let is_free = match lane {
            Lane::Class(class) => formulation.classes.list[class].free.covers(interval),
            Lane::Person(_) | Lane::Client(_) => true,
        };
        capacity[slot] = if is_free { formulation.capacity(lane, interval) } else { 0 };
    }
    let days = if let Lane::Class(class) = lane { lane_days(formulation, grid, class) } else { Vec::new() };
    SharedLane { lane, capacity, days }
}

fn lane_days(formulation: &Formulation<'_>, grid: &Grid, index: ClassIndex) -> Vec<LaneDay> {
    let (problem, class) = (formulation.problem, &formulation.classes.list[index]);
    if problem.policy.resource_day == 0 {
        return Vec::new();
    }
    let resource = problem.resource(class.units[0]);
    let zone = problem.site(resource.site).zone;
    let used: BTreeSet<NaiveDate> = grid.slots().map(|slot| zone.date(grid.minute(slot))).collect();
    let unpaid = used.into_iter().filter(|date| !class.paid_dates.contains(date));
    let lane_day = |date| LaneDay {
        slots: slots_of(grid, zone, date),
        cost: problem.policy.resource_day,
        places: resource.places(),
        units: class.units.len() as u32,
        by_start: formulation.classes.cross_midnight,
    };
    unpaid.map(lane_day).collect()
}

/// The choices of a request as footprints, each with the client's time.
fn footprints(grid: &Grid, shape: &Shape<'_>, lane_of: &BTreeMap<Lane, usize>) -> Vec<Footprint> {
    let mut by_amounts: BTreeMap<Vec<(ClassIndex, u32)>, Footprint> = BTreeMap::new();
    for (start, columns) in shape.starts() {
        let origin = grid.slot(shape.origin(start));
        let mut note = |column: &Column, choice: &Choice| {
            if !by_amounts.contains_key(&choice.amounts) {
                let uses = uses(grid, shape, columns, column, choice, lane_of);
                let (amounts, origins) = (choice.amounts.clone(), vec![0; grid.words()]);
                let footprint = Footprint { uses, amounts, points: choice.points, origins };
                by_amounts.insert(choice.amounts.clone(), footprint);
            }
            by_amounts.get_mut(&choice.amounts).into_iter().for_each(|one| bits::set(&mut one.origins, origin));
        };
        // One column tells for all: those of a start either all take the only choice, or each choice has its own.
        if let Decision::Who { choice: Some(choice), .. } = &columns[0].decision {
            note(&columns[0], choice);
        }
        for column in columns {
            if let Decision::Where(choice) = &column.decision {
                note(column, choice);
            }
        }
    }
    by_amounts.into_values().collect()
}

/// What the column of a choice takes of shared lanes. A class that is chosen and never busy takes no time, but its date.
fn uses(
    grid: &Grid,
    shape: &Shape<'_>,
    at_start: &[Column],
    column: &Column,
    choice: &Choice,
    lane_of: &BTreeMap<Lane, usize>,
) -> Vec<Use> {
    let of_classes = column.takes.iter().filter(|take| matches!(take.lane, Lane::Class(_)));
    let of_client = at_start[0].takes.iter().filter(|take| matches!(take.lane, Lane::Client(_)));
    let taken = of_classes.chain(of_client).filter_map(|take| {
        let offsets = offsets(grid, shape, relative(take.interval, column.start));
        Some(Use { lane: *lane_of.get(&take.lane)?, offsets, amount: take.amount })
    });
    let mut uses: Vec<Use> = taken.collect();
    for &(class, amount) in &choice.amounts {
        let Some(&lane) = lane_of.get(&Lane::Class(class)) else { continue };
        if uses.iter().all(|one| one.lane != lane) {
            uses.push(Use { lane, offsets: 0..0, amount });
        }
    }
    uses
}

/// The teams that can serve a job, each with its origins.
fn offers_of(formulation: &Formulation<'_>, grid: &Grid, job: usize, shape: &Shape<'_>, day_of: &DayOf) -> Vec<Offer> {
    let candidates = &formulation.part.requests[job].candidates;
    let mut by_team: BTreeMap<Box<[DayIndex]>, Vec<(Slot, i64)>> = BTreeMap::new();
    let mut team: Vec<DayIndex> = Vec::new();
    for (start, columns) in shape.starts() {
        let origin = grid.slot(shape.origin(start));
        let date = shape.zone.date(shape.span(start).start);
        for column in columns {
            let Decision::Who { candidate, .. } = column.decision else { continue };
            let candidate = &candidates[candidate];
            team.clear();
            team.extend(candidate.staff.iter().filter_map(|&person| day_of.get(&(person, date)).copied()));
            match by_team.get_mut(&team[..]) {
                Some(origins) => origins.push((origin, candidate.points)),
                None => drop(by_team.insert(team.clone().into(), vec![(origin, candidate.points)])),
            }
        }
    }
    by_team.into_iter().map(|(team, origins)| offer(job, team, &origins)).collect()
}

/// The origins come in the order of time.
fn offer(job: usize, team: Box<[DayIndex]>, origins: &[(Slot, i64)]) -> Offer {
    let first = origins.first().map_or(0, |(origin, _)| *origin);
    let last = origins.last().map_or(0, |(origin, _)| *origin);
    let mut points = vec![BARRED; last + 1 - first];
    for &(origin, worth) in origins {
        points[origin - first] = worth;
    }
    Offer { job, team, first, points }
}
