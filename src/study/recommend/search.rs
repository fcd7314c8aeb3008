//! The search for the best starts: pick by what is possible, solve what is not settled, pick again.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::day::{Day, Open, Start, score_of};
use super::offer::{Bounds, Offer};
use super::pick::{Choice, pick};
use super::{Ask, Recommendation};
use crate::domain::{Minute, Problem, RequestIndex};
use crate::engine::{Error, Fit, Interrupt, Limits, Options, fits, starts, thread_count};
use crate::plan::{Outcome, Plan, PlannedBooking, Reason, Status, changes, score};
use crate::study::calendar::standing;

/// How often starts are picked and solved: what is not settled by then is too hard to tell while somebody waits.
const ROUNDS: usize = 4;

/// Starts of days that there was no time to look at come after those whose cost is known: more points than any plan has.
const UNMEASURED: i64 = 1 << 60;

/// The share of the time left that a round may take.
const SHARE: f64 = 0.6;

/// A start by the positions of its day and of itself there.
type At = (usize, usize);

pub(super) struct Search<'a> {
    ask: &'a Ask<'a>,
    interrupt: &'a Interrupt,
    limits: Limits,
    days: Vec<Day>,
    obstacle: Option<Reason>,
    worth: i64,
}

/// What a round has to find out.
enum Task {
    Open(usize),
    Try(At),
    Solve(At),
}

/// What it has found.
enum Found {
    Opened(usize, Open, BTreeMap<Minute, i64>),
    Tried(At, Option<(Plan, i64)>),
    Solved(At, Outcome),
}

impl<'a> Search<'a> {
    /// Looks at the plan as it stands.
    pub(super) fn begin(ask: &'a Ask<'a>, interrupt: &'a Interrupt) -> Self {
        let limits = Limits::of(&ask.options, interrupt);
        let all = starts(ask.calendar, ask.request);
        let direct = fits(&standing(ask.calendar), ask.request).unwrap_or_default();
        let obstacle = all.as_ref().err().copied();
        let days = days(ask.calendar, ask.request, &all.unwrap_or_default(), direct);
        let worth = worth(ask.calendar, ask.request);
        Self { ask, interrupt, limits, days, obstacle, worth }
    }

    /// Finds out what is not known of the starts that may be the best.
    pub(super) fn run(&mut self) -> Result<(), Error> {
        let mut rounds = 0;
        while rounds < ROUNDS && !self.limits.are_reached() {
            let tasks = self.tasks();
            if tasks.is_empty() {
                break;
            }
            rounds += usize::from(tasks.iter().any(|task| matches!(task, Task::Solve(_))));
            for found in self.work(tasks)? {
                self.learn(found);
            }
        }
        Ok(())
    }

    /// What is not known of the starts that are best by their upper bounds.
    fn tasks(&self) -> Vec<Task> {
        let promising = |day: &Day, start: &Start| {
            let gain = day.most_gain(start);
            let is_out = start.is_impossible || start.is_settled && !self.is_offered(day, start);
            (!is_out && self.pays(gain)).then_some(gain)
        };
        let picked = self.pick(promising);
        let mut shut: Vec<usize> = picked.iter().map(|at| at.0).filter(|&day| self.days[day].open.is_none()).collect();
        shut.sort_unstable();
        shut.dedup();
        let solve = picked.into_iter().filter(|&(day, start)| {
            let (day, start) = (&self.days[day], &self.days[day].starts[start]);
            day.open.is_some() && !start.is_settled && day.known(start) != start.bound
        });
        let (fresh, tried): (Vec<At>, Vec<At>) =
            solve.partition(|&(day, start)| !self.days[day].starts[start].is_tried);
        let open = shut.into_iter().map(Task::Open);
        // All are tried before one of them is solved: a plan for each is worth more than a proof for one.
        let tried = if fresh.is_empty() { tried } else { Vec::new() };
        open.chain(fresh.into_iter().map(Task::Try)).chain(tried.into_iter().map(Task::Solve)).collect()
    }

    fn pick(&self, points: impl Fn(&Day, &Start) -> Option<i64>) -> Vec<At> {
        let mut places = Vec::new();
        let mut choices = Vec::new();
        for (position, day) in self.days.iter().enumerate() {
            for (at, start) in day.starts.iter().enumerate() {
                let Some(points) = points(day, start) else { continue };
                places.push((position, at));
                let fit = start.fit.as_ref();
                let is_free = fit.is_some_and(|fit| fit.points == start.most);
                let is_snug = fit.is_some_and(|fit| fit.is_snug);
                choices.push(Choice { start: start.at, points, is_free, is_snug });
            }
        }
        pick(&choices, self.ask.count, self.apart()).into_iter().map(|position| places[position]).collect()
    }

    /// Whether a start that brings so much is one to offer.
    fn pays(&self, gain: i64) -> bool {
        self.ask.at_any_price || gain >= 0
    }

    /// Whether what is known of a start of an open day is good enough to offer it.
    fn is_offered(&self, day: &Day, start: &Start) -> bool {
        day.is_worth_it(start) || self.ask.at_any_price && day.known(start).is_some()
    }

    fn apart(&self) -> Minute {
        self.ask.apart.unwrap_or_else(|| self.ask.calendar.service_of(self.ask.request).duration).max(1)
    }

    /// Does the tasks side by side; each has its share of threads and of the time.
    fn work(&self, tasks: Vec<Task>) -> Result<Vec<Found>, Error> {
        let threads = thread_count(&self.ask.options);
        let each = (threads / tasks.len()).max(1);
        let share = SHARE * (threads as f64 / tasks.len() as f64).min(1.0);
        let time_limit = self.limits.left().map(|left| left.mul_f64(share));
        let options = Options { threads: Some(each), time_limit, ..self.ask.options.clone() };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.min(tasks.len())).build()?;
        pool.install(|| tasks.into_par_iter().map(|task| self.find(&task, &options)).collect())
    }

    fn find(&self, task: &Task, options: &Options) -> Result<Found, Error> {
        let (calendar, request) = (self.ask.calendar, self.ask.request);
        match *task {
            Task::Open(day) => {
                let (open, bounds) = Open::find(calendar, request, &self.days[day], options, self.interrupt)?;
                Ok(Found::Opened(day, open, bounds))
            }
            Task::Try(at) => {
                let (open, start) = self.open(at)?;
                Ok(Found::Tried(at, open.keeping_times(request, start.at, options, self.interrupt)?))
            }
            Task::Solve(at) => {
                let (open, start) = self.open(at)?;
                Ok(Found::Solved(at, open.with(request, start, options, self.interrupt)?))
            }
        }
    }

    /// A start with its day, which is open where there is something to solve.
    fn open(&self, (day, start): At) -> Result<(&Open, &Start), Error> {
        let day = &self.days[day];
        let open = day.open.as_ref().ok_or_else(|| Error::Broken(vec!["a day is not open".into()]))?;
        Ok((open, &day.starts[start]))
    }

    fn learn(&mut self, found: Found) {
        match found {
            Found::Opened(day, open, bounds) => self.days[day].learn(open, &bounds),
            Found::Tried((day, at), found) => {
                let start = &mut self.days[day].starts[at];
                (start.is_tried, start.found) = (true, found);
            }
            Found::Solved((day, at), outcome) => {
                let start = &mut self.days[day].starts[at];
                start.is_settled = true;
                start.is_impossible = outcome.status == Status::Infeasible;
                let proved = start.bound.zip(outcome.bound).map(|(known, proved)| known.min(proved));
                start.bound = proved.or(start.bound);
                let found = score_of(&outcome).and_then(|score| Some((outcome.plan?.0, score)));
                start.found = found.or(start.found.take());
            }
        }
    }

    /// The best starts as far as they are known.
    pub(super) fn answer(&self) -> Recommendation {
        let is_open = self.days.iter().any(|day| day.open.is_some());
        let known = |day: &Day, start: &Start| match day.open {
            Some(_) => day.least_gain(start).filter(|_| self.is_offered(day, start)),
            None => {
                let gain = start.fit.as_ref().map(|fit| fit.points).filter(|&gain| self.pays(gain));
                gain.map(|gain| if is_open { gain.saturating_sub(UNMEASURED) } else { gain })
            }
        };
        let picked = self.pick(known);
        let possible = self.days.iter().flat_map(|day| day.starts.iter().map(move |start| (day, start)));
        let possible = possible.filter(|(_, start)| !start.is_impossible);
        Recommendation {
            least_cost: possible.map(|(day, start)| day.most_gain(start).saturating_neg()).min().filter(|_| is_open),
            offers: picked.iter().filter_map(|&at| self.offer(at)).collect(),
            is_proved: self.is_proved(&picked),
            obstacle: self.obstacle,
        }
    }

    /// Whether each pick is as good as any start that is far enough from those before it can be.
    fn is_proved(&self, picked: &[At]) -> bool {
        let all = || self.days.iter().flat_map(|day| day.starts.iter().map(move |start| (day, start)));
        let far = |start: &Start, before: &[At]| {
            before.iter().all(|&(day, at)| (self.days[day].starts[at].at - start.at).abs() >= self.apart())
        };
        let best = |before: &[At]| {
            let open = all().filter(|(_, start)| far(start, before) && !start.is_impossible);
            open.map(|(day, start)| day.most_gain(start)).max()
        };
        let least = |&(day, at): &At| self.days[day].least_gain(&self.days[day].starts[at]);
        let is_best = |position: usize| least(&picked[position]) >= best(&picked[..position]);
        let nothing_left = || best(picked).is_none_or(|gain| !self.pays(gain));
        (0..picked.len()).all(is_best) && (picked.len() == self.ask.count || nothing_left())
    }

    fn offer(&self, (day, at): At) -> Option<Offer> {
        let (day, start) = (&self.days[day], &self.days[day].starts[at]);
        let (calendar, request) = (self.ask.calendar, self.ask.request);
        let fit_score = day.open.as_ref().zip(start.fit.as_ref()).map(|(open, fit)| open.stands + fit.points);
        // Of two plans that are as good, the one without a move.
        let found = start.found.as_ref().filter(|(_, score)| fit_score.is_none_or(|fit| *score > fit));
        let (booking, moved) = match (found, &start.fit) {
            (Some((plan, _)), _) => (booking(plan, request)?.clone(), self.changes(day, plan)),
            (None, fit) => (fit.as_ref()?.booking.clone(), Vec::new()),
        };
        let gain = Bounds { lower: day.least_gain(start), upper: Some(day.most_gain(start)) };
        let unmoved = fit_score
            .zip(day.open.as_ref())
            .map(|(score, open)| Bounds { lower: Some(score - open.without.1), upper: Some(score - open.without.0) });
        Some(Offer {
            end: calendar.appointment(request, booking.start).end,
            booking,
            worth: self.worth,
            opportunity_cost: gain.taken_from(0),
            unmoved_cost: unmoved.map(|gain| gain.taken_from(0)),
            changes: moved,
        })
    }

    fn changes(&self, day: &Day, plan: &Plan) -> Vec<crate::plan::Change> {
        let Some(open) = &day.open else { return Vec::new() };
        let mut changes = changes(&open.problem, plan);
        changes.retain(|change| change.request != self.ask.request);
        changes
    }
}

fn booking(plan: &Plan, request: RequestIndex) -> Option<&crate::domain::Booking> {
    plan.bookings.iter().find(|planned| planned.request == request).map(|planned| &planned.booking)
}

/// What the request is worth, before any deduction: the term of a plan that serves nothing else.
fn worth(calendar: &Problem, request: RequestIndex) -> i64 {
    let asked = calendar.request(request);
    let booking = crate::domain::Booking {
        start: asked.preferred_start.or(asked.windows.first().map(|window| window.start)).unwrap_or_default(),
        staff: Vec::new(),
        resources: Vec::new(),
    };
    let end = calendar.appointment(request, booking.start).end;
    score(calendar, &Plan { bookings: vec![PlannedBooking { request, booking, end }], unassigned: vec![] }).served
}

/// The starts by date, in order.
fn days(calendar: &Problem, request: RequestIndex, all: &[(Minute, i64)], direct: Vec<Fit>) -> Vec<Day> {
    let zone = calendar.zone_of(request);
    let mut direct: BTreeMap<Minute, Fit> = direct.into_iter().map(|fit| (fit.booking.start, fit)).collect();
    let mut start = |&(at, most): &(Minute, i64)| Start {
        at,
        most,
        fit: direct.remove(&at),
        bound: None,
        found: None,
        is_tried: false,
        is_settled: false,
        is_impossible: false,
    };
    let dates = all.chunk_by(|one, next| zone.date(one.0) == zone.date(next.0));
    dates
        .map(|all| Day {
            date: zone.day(zone.date(all[0].0)),
            starts: all.iter().map(&mut start).collect(),
            open: None,
        })
        .collect()
}
