//! Ruin: what a step takes away. Each move is local, so that its cost does not grow with the board.

use super::chart::Way;
use super::dice::Dice;
use super::state::Spot;
use super::trial::Trial;
use crate::engine::board::{DayIndex, JobIndex, Slot};

/// The most jobs that a move on a lane or a window takes away.
const MOST: usize = 12;

/// The ways to ruin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruin {
    /// Empties one staff-day.
    Day,
    /// Empties two staff-days that can serve the same jobs.
    TwoDays,
    /// Empties three of them.
    ThreeDays,
    /// Empties a time of several staff-days that can serve a job.
    Window,
    /// Empties a time of a shared lane that a job can take, and takes away that job.
    Lane,
    /// Places a waiting job and takes away what is in its way.
    Eject,
}

/// How often each is drawn, relative to the others: by what they were seen to bring for their work.
const WEIGHTS: [(Ruin, f64); 6] = [
    (Ruin::Day, 3.0),
    (Ruin::TwoDays, 1.0),
    (Ruin::ThreeDays, 0.5),
    (Ruin::Window, 1.5),
    (Ruin::Lane, 0.5),
    (Ruin::Eject, 0.1),
];

impl Ruin {
    pub(super) fn draw(dice: &mut Dice) -> Self {
        let mut left = dice.unit() * WEIGHTS.iter().map(|(_, weight)| weight).sum::<f64>();
        let drawn = WEIGHTS.iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        drawn.map_or(Self::Day, |(ruin, _)| *ruin)
    }
}

impl Trial<'_> {
    /// Takes something away.
    pub(super) fn ruin(&mut self, ruin: Ruin, dice: &mut Dice) {
        match ruin {
            Ruin::Day => self.empty_days(1, dice),
            Ruin::TwoDays => self.empty_days(2, dice),
            Ruin::ThreeDays => self.empty_days(3, dice),
            Ruin::Window => self.empty_window(dice),
            Ruin::Lane => self.empty_lane(dice),
            Ruin::Eject => self.eject(dice),
        }
    }

    fn empty_days(&mut self, count: usize, dice: &mut Dice) {
        let days = self.state.on_day.len();
        if days == 0 {
            return;
        }
        let mut day = dice.below(days);
        for _ in 0..count {
            if self.touch(day) {
                self.empty(day, 0, usize::MAX);
            }
            let Some(other) = self.related(day, dice) else { return };
            day = other;
        }
    }

    /// A staff-day that can serve a job of another.
    pub(super) fn related(&self, day: DayIndex, dice: &mut Dice) -> Option<DayIndex> {
        let chart = self.state.chart;
        let chances = &chart.chances[day];
        if chances.is_empty() {
            return None;
        }
        let job = chances[dice.below(chances.len())].job;
        let way = self.any_way(job, dice)?;
        let team = chart.team(way);
        (!team.is_empty()).then(|| dice.among(team))
    }

    /// Takes away the jobs of a staff-day that overlap a time.
    fn empty(&mut self, day: DayIndex, from: Slot, to: Slot) {
        let mut at = self.state.on_day[day].len();
        while at > 0 {
            at = (at - 1).min(self.state.on_day[day].len().saturating_sub(1));
            let Some(&job) = self.state.on_day[day].get(at) else { return };
            if self.overlaps(job, from, to) {
                self.remove(job);
            }
        }
    }

    fn overlaps(&self, job: JobIndex, from: Slot, to: Slot) -> bool {
        let length = self.state.chart.board.jobs[job].length;
        self.state.spots[job].is_some_and(|spot| spot.origin < to && spot.origin + length > from)
    }

    fn any_way(&self, job: JobIndex, dice: &mut Dice) -> Option<&Way> {
        let ways = self.state.chart.ways_of[job].clone();
        (!ways.is_empty()).then(|| &self.state.chart.ways[ways.start + dice.below(ways.len())])
    }

    /// A job, rather one that waits.
    fn seed(&self, dice: &mut Dice) -> JobIndex {
        if !self.state.waiting.is_empty() && dice.chance(0.5) {
            dice.among(&self.state.waiting)
        } else {
            dice.below(self.state.spots.len())
        }
    }

    fn empty_window(&mut self, dice: &mut Dice) {
        let chart = self.state.chart;
        let job = self.seed(dice);
        let Some(spot) = self.any_spot(job, dice) else { return };
        let length = chart.board.jobs[job].length;
        let margin = dice.below(2 * length + 2);
        let (from, to) = (spot.origin.saturating_sub(margin), spot.origin + length + margin);
        let ways = chart.ways_of[job].clone();
        let count = 2 + dice.below(5);
        for tries in 0..2 * count {
            let index = if tries == 0 { spot.way } else { ways.start + dice.below(ways.len()) };
            let way = &chart.ways[index];
            if way.origins.1 < from || to <= way.origins.0 || self.touched.len() >= count || self.changes().len() > MOST
            {
                continue;
            }
            for &day in chart.team(way) {
                if self.touch(day) {
                    self.empty(day, from, to);
                }
            }
        }
    }

    /// A way of a job at one of the origins of the empty board, drawn until an origin is met.
    pub(super) fn any_spot(&self, job: JobIndex, dice: &mut Dice) -> Option<Spot> {
        let chart = self.state.chart;
        let ways = chart.ways_of[job].clone();
        if ways.is_empty() {
            return None;
        }
        let index = ways.start + dice.below(ways.len());
        let way = &chart.ways[index];
        let (first, last) = way.origins;
        let is_origin = |origin: &Slot| {
            let at = origin - way.words.start * 64;
            crate::engine::board::bits::is_set(chart.allowed(way), at)
        };
        let drawn = (0..4).map(|_| first + dice.below(last + 1 - first)).find(is_origin);
        Some(Spot { way: index, origin: drawn.unwrap_or(first) })
    }

    fn empty_lane(&mut self, dice: &mut Dice) {
        let chart = self.state.chart;
        let job = self.seed(dice);
        let Some(spot) = self.any_spot(job, dice) else { return };
        let way = &chart.ways[spot.way];
        let uses = &chart.board.jobs[job].footprints[way.footprint].uses;
        if uses.is_empty() {
            return self.empty_window(dice);
        }
        // The job goes, too: it may be what can change places with those that hold the lane.
        self.remove(job);
        let one = &uses[dice.below(uses.len())];
        let margin = dice.below(chart.board.jobs[job].length + 1);
        let (from, to) = (spot.origin.saturating_sub(margin), spot.origin + one.offsets.end + margin);
        for &day in chart.team(way) {
            self.touch(day);
        }
        let users = &chart.users[one.lane];
        let first = dice.below(users.len());
        for &user in users[first..].iter().chain(&users[..first]) {
            if self.changes().len() > MOST {
                return;
            }
            if self.overlaps(user, from, to) && self.uses(user, one.lane) {
                self.remove(user);
            }
        }
    }

    fn uses(&self, job: JobIndex, lane: usize) -> bool {
        let chart = self.state.chart;
        self.state.spots[job].is_some_and(|spot| {
            let footprint = &chart.board.jobs[job].footprints[chart.ways[spot.way].footprint];
            footprint.uses.iter().any(|one| one.lane == lane)
        })
    }

    fn eject(&mut self, dice: &mut Dice) {
        let chart = self.state.chart;
        if self.state.waiting.is_empty() {
            return self.empty_window(dice);
        }
        let job = dice.among(&self.state.waiting);
        let Some(spot) = self.any_spot(job, dice) else { return };
        let (way, of) = (&chart.ways[spot.way], &chart.board.jobs[job]);
        for &day in chart.team(way) {
            self.touch(day);
            self.empty(day, spot.origin, spot.origin + of.length);
        }
        for one in &of.footprints[way.footprint].uses {
            let users = &chart.users[one.lane];
            let first = dice.below(users.len());
            for &user in users[first..].iter().chain(&users[..first]) {
                if self.state.fits(spot) {
                    break;
                }
                let (from, to) = (spot.origin + one.offsets.start, spot.origin + one.offsets.end);
                if self.overlaps(user, from, to) && self.uses(user, one.lane) {
                    self.remove(user);
                }
            }
        }
        if chart.visit_of[job].is_none() && self.state.fits(spot) {
            self.place(spot);
        }
    }
}
