//! What differs between two plans: first what clients and staff notice, then the rooms behind it.

use crate::domain::{Booking, Problem, RequestIndex};

use super::{Plan, same_members, wording};

/// One way in which a request is served differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// It is booked, and was not.
    Booked,
    /// It was booked, and is not.
    Dropped,
    /// It starts at another time.
    Time,
    /// Other people serve it.
    Staff,
    /// It uses other resources.
    Resources,
}

impl Aspect {
    /// Stable code for files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Dropped => "dropped",
            Self::Time => "time",
            Self::Staff => "staff",
            Self::Resources => "resources",
        }
    }
}

/// A request that is served differently; at least one of the bookings is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which request.
    pub request: RequestIndex,
    /// How it was served.
    pub from: Option<Booking>,
    /// How it is served.
    pub to: Option<Booking>,
}

impl Change {
    /// What differs, in a fixed order; never empty.
    pub fn aspects(&self) -> Vec<Aspect> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => aspects(from, to),
            (None, Some(_)) => vec![Aspect::Booked],
            (Some(_), None) => vec![Aspect::Dropped],
            (None, None) => Vec::new(),
        }
    }

    /// Whether client or staff notice it; other resources alone they do not.
    pub fn visible(&self) -> bool {
        self.aspects() != [Aspect::Resources]
    }

    /// What the client has to be told, in a few words; nothing if only resources change.
    pub fn news(&self) -> Option<&'static str> {
        match *self.aspects().as_slice() {
            [Aspect::Booked] => Some("booked"),
            [Aspect::Dropped] => Some("dropped"),
            [Aspect::Time, Aspect::Staff, ..] => Some("other time and person"),
            [Aspect::Time, ..] => Some("other time"),
            [Aspect::Staff, ..] => Some("other person"),
            _ => None,
        }
    }

    /// The change as clients see it: without resources.
    #[must_use]
    pub fn without_resources(&self) -> Self {
        let bare = |booking: &Option<Booking>| booking.clone().map(|one| Booking { resources: Vec::new(), ..one });
        Self { request: self.request, from: bare(&self.from), to: bare(&self.to) }
    }

    /// The change as a sentence without its full stop.
    pub fn sentence(&self, problem: &Problem) -> String {
        let subject = wording::requests(problem, &[self.request]);
        let placed = |booking| placed(problem, self.request, booking);
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => format!("{subject} moves {}", moves(problem, self.request, from, to)),
            (None, Some(to)) => format!("{subject} is booked {}", placed(to)),
            (Some(from), None) => format!("{subject} is dropped; it was booked {}", placed(from)),
            (None, None) => format!("{subject} stays left out"),
        }
    }
}

/// How the live requests are served differently in `b` than in `a`, in the order of the requests.
pub fn diff(problem: &Problem, a: &Plan, b: &Plan) -> Vec<Change> {
    compare(problem, &by_request(problem, a), &by_request(problem, b))
}

/// How the live requests are served differently in `plan` than in the bookings that they have.
pub fn changes(problem: &Problem, plan: &Plan) -> Vec<Change> {
    let given: Vec<Option<&Booking>> = problem.requests.iter().map(|request| request.booking.as_ref()).collect();
    compare(problem, &given, &by_request(problem, plan))
}

/// The changes that clients have to be told of, by the start that they know, or else by the new one.
pub fn calls(problem: &Problem, plan: &Plan) -> Vec<Change> {
    let mut calls = changes(problem, plan);
    calls.retain(Change::visible);
    calls.sort_by_key(|call| (call.from.as_ref().or(call.to.as_ref()).map(|booking| booking.start), call.request));
    calls
}

fn aspects(from: &Booking, to: &Booking) -> Vec<Aspect> {
    let differs = [
        (from.start != to.start, Aspect::Time),
        (!same_members(&from.staff, &to.staff), Aspect::Staff),
        (!same_members(&from.resources, &to.resources), Aspect::Resources),
    ];
    differs.into_iter().filter(|(differs, _)| *differs).map(|(_, aspect)| aspect).collect()
}

fn by_request<'a>(problem: &Problem, plan: &'a Plan) -> Vec<Option<&'a Booking>> {
    let mut bookings = vec![None; problem.requests.len()];
    for planned in &plan.bookings {
        if let Some(booking) = bookings.get_mut(planned.request.position()) {
            *booking = Some(&planned.booking);
        }
    }
    bookings
}

fn compare(problem: &Problem, a: &[Option<&Booking>], b: &[Option<&Booking>]) -> Vec<Change> {
    let pairs = problem.indexed_requests().zip(a.iter().zip(b));
    let live = pairs.filter(|((_, request), _)| request.status.is_live());
    let changes = live.map(|((request, _), (from, to))| Change { request, from: from.cloned(), to: to.cloned() });
    changes.filter(|change| !change.aspects().is_empty()).collect()
}

fn moves(problem: &Problem, request: RequestIndex, from: &Booking, to: &Booking) -> String {
    let shown = |booking: &Booking, aspect| match aspect {
        Aspect::Staff => wording::people(problem, &booking.staff),
        Aspect::Resources => wording::resources(problem, &booking.resources),
        Aspect::Time | Aspect::Booked | Aspect::Dropped => wording::moment(problem.zone_of(request), booking.start),
    };
    let each =
        aspects(from, to).into_iter().map(|aspect| format!("from {} to {}", shown(from, aspect), shown(to, aspect)));
    wording::list(&each.collect::<Vec<_>>())
}

fn placed(problem: &Problem, request: RequestIndex, booking: &Booking) -> String {
    let when = wording::moment(problem.zone_of(request), booking.start);
    let mut text = format!("at {when}");
    if !booking.staff.is_empty() {
        text += &format!(" with {}", wording::people(problem, &booking.staff));
    }
    if !booking.resources.is_empty() {
        text += &format!(", using {}", wording::resources(problem, &booking.resources));
    }
    text
}
