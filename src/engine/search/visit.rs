//! Placing a visit: all its jobs in order, depth first, or none.

use std::ops::Range;

use super::dice::Dice;
use super::starts::{Choice, Words};
use super::state::Spot;
use super::trial::Trial;
use crate::domain::VisitStaff;
use crate::engine::board::{JobIndex, Slot, Visit, bits};

/// Ways tried for each job of a visit, best first.
const BREADTH: usize = 3;

/// Placements tried for a visit in all.
const TRIES: usize = 40;

/// Where the search for places of a visit is.
struct Search<'v> {
    visit: &'v Visit,
    tries: usize,
    /// The gains of the jobs placed so far.
    gain: i64,
}

impl Trial<'_> {
    /// Places the jobs of a visit if there is room for all and they are worth it together.
    pub(super) fn place_visit(&mut self, visit: usize, words: &mut Words, dice: &mut Dice, work: &mut u64) {
        let board = self.state.chart.board;
        let visit = &board.visits[visit];
        let mut search = Search { visit, tries: TRIES, gain: 0 };
        if self.place_from(0, &mut search, words, dice, work) {
            let is_mandatory = visit.jobs.iter().any(|&job| board.jobs[job].mandatory);
            if search.gain <= 0 && !is_mandatory && !(self.state.chart.has_days && dice.chance(0.1)) {
                visit.jobs.iter().for_each(|&job| self.remove_one(job));
            }
        }
    }

    /// Places the jobs of a visit from one on; none of these is placed if not all can be.
    fn place_from(
        &mut self,
        at: usize,
        search: &mut Search<'_>,
        words: &mut Words,
        dice: &mut Dice,
        work: &mut u64,
    ) -> bool {
        let Some(&job) = search.visit.jobs.get(at) else { return true };
        for window in self.windows(at, search.visit, dice) {
            for choice in self.choices(job, search.visit, window, words, dice, work) {
                if search.tries == 0 {
                    return false;
                }
                search.tries -= 1;
                self.place(choice.spot);
                search.gain += choice.gain;
                if self.place_from(at + 1, search, words, dice, work) {
                    return true;
                }
                search.gain -= choice.gain;
                self.remove_one(job);
            }
        }
        false
    }

    /// When a job of a visit may begin: the first on any date, between two random times or at any; the others soon after the
    /// one before, mostly as soon as it has ended.
    fn windows(&self, at: usize, visit: &Visit, dice: &mut Dice) -> Vec<Range<Slot>> {
        let Some(before) = at.checked_sub(1) else {
            let mut dates = visit.dates.clone();
            dice.shuffle(&mut dates);
            if let Some(first) = dates.first().filter(|date| !date.is_empty() && dice.chance(0.7)).cloned() {
                // Without an end, a start before the best one would never be tried: what follows may fit there alone.
                let from = first.start + dice.below(first.len());
                dates.insert(0, from..from + 1 + dice.below(first.end - from));
            }
            return dates;
        };
        let board = self.state.chart.board;
        let time = |job: JobIndex| {
            let appointment = &board.jobs[job].appointment;
            self.state.spots[job].map(|spot| (spot.origin + appointment.start, spot.origin + appointment.end))
        };
        let (Some((start, end)), Some(date)) = (
            time(visit.jobs[before]),
            time(visit.jobs[0]).and_then(|(start, _)| visit.dates.iter().find(|date| date.contains(&start))),
        ) else {
            return Vec::new();
        };
        debug_assert!(start < date.end, "a visit is on one date");
        let wait = visit.waits.get(before).copied().flatten();
        let latest = wait.map_or(date.end, |wait| date.end.min(end + wait + 1));
        let end = if end < latest && dice.chance(0.2) { end + dice.below(latest - end) } else { end };
        std::iter::once(end..latest).collect()
    }

    /// The best spot of each of a few ways whose appointment begins in a window, best first.
    fn choices(
        &mut self,
        job: JobIndex,
        visit: &Visit,
        window: Range<Slot>,
        words: &mut Words,
        dice: &mut Dice,
        work: &mut u64,
    ) -> Vec<Choice> {
        let chart = self.state.chart;
        let lead = chart.board.jobs[job].appointment.start;
        let mut choices: Vec<Choice> = Vec::new();
        for index in chart.ways_of[job].clone() {
            let way = &chart.ways[index];
            let from = window.start.saturating_sub(lead).max(way.origins.0);
            let to = window.end.saturating_sub(lead).min(way.origins.1 + 1);
            if from >= to || dice.chance(0.05) || !self.goes_with(index, job, visit) {
                continue;
            }
            *work += 1;
            let base = way.words.start * 64;
            let starts = self.state.starts(way, words);
            let inside = bits::ones(starts).map(|at| at + base).filter(|origin| (from..to).contains(origin));
            let best = inside.max_by_key(|&origin| (chart.points(way, origin), std::cmp::Reverse(origin)));
            if let Some(origin) = best {
                let spot = Spot { way: index, origin };
                choices.push(Choice { spot, gain: chart.points(way, origin) - self.state.day_costs(spot) });
            }
        }
        dice.shuffle(&mut choices);
        choices.sort_by_key(|choice| std::cmp::Reverse(choice.gain));
        choices.truncate(BREADTH);
        choices
    }

    /// Whether the people of a way go with those of the jobs of the visit that are placed.
    fn goes_with(&self, index: usize, job: JobIndex, visit: &Visit) -> bool {
        let chart = self.state.chart;
        let people = |index: usize| chart.team(&chart.ways[index]).iter().map(|&day| chart.board.days[day].person);
        let placed = visit.jobs.iter().take_while(|&&one| one != job).filter_map(|&one| self.state.spots[one]);
        let mut served = placed.map(|spot| spot.way).filter(|&way| !chart.team(&chart.ways[way]).is_empty());
        match visit.staff {
            VisitStaff::Any => true,
            _ if chart.team(&chart.ways[index]).is_empty() => true,
            VisitStaff::Same => served.all(|way| people(way).eq(people(index))),
            VisitStaff::Different => served.all(|way| people(way).all(|one| people(index).all(|other| one != other))),
        }
    }
}
