//! The best starts for a new request, each with what it costs.
//!
//! Let `V₀` be the best score of the calendar without the request, and `V(s)` the best with the request booked at start `s`,
//! where bookings may move at the price of the policy. The opportunity cost of `s` is `V₀ − V(s)`, negative where the booking
//! brings more than it displaces; the price of the slot is that plus what the request is worth: what everybody else, and
//! the wishes of the client, give up for it. It is never negative, since a plan with the request is one without it, too.
//!
//! Bounds come from four sides:
//!
//! 1. The plan as it stands. Where the request fits without a move, `V(s) ≥ score of the plan + points of the booking`. That
//!    takes milliseconds and is the first answer.
//! 2. `V(s) ≤ V₀ + own(s)`, with `own(s)` the most points that the request has at `s`: take it out of the best plan with it.
//!    Together with 1 that settles every start with a free place, once `V₀` is known.
//! 3. Reduced costs: one pricing bounds all starts at once ([`prospects`](crate::engine::prospects)).
//! 4. A solve with the request held at `s`: a plan, with its moves, and a bound.
//!
//! Parts of the problem that share nothing with the request that day are the same in both plans and cancel out, so solves
//! are those of its part on one date. The best starts are found best first: those with the highest upper bounds are
//! picked, what is not settled of them is solved, and so on until every pick is settled.

mod day;
mod file;
mod offer;
mod pick;
mod search;

pub use file::{change, file};
pub use offer::{Bounds, Offer, Upheaval};

use crate::domain::{Minute, Problem, RequestIndex};
use crate::engine::{Error, Interrupt, Options};
use crate::plan::Reason;
use search::Search;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The calendar: bookings that may move at the price of the policy, and the new request without a booking. Its bookings
    /// break no rule.
    pub calendar: &'a Problem,
    /// The new request.
    pub request: RequestIndex,
    /// How many starts to offer.
    pub count: usize,
    /// The fewest minutes between two starts that are offered; without it the length of the appointment.
    pub apart: Option<Minute>,
    /// Whether starts are offered, too, at which it displaces more than it brings.
    pub at_any_price: bool,
    /// Whether the plan as it stands is all that is looked at.
    pub at_once: bool,
    /// Time and work; a limit of work is one for each solve.
    pub options: Options,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// The best starts first.
    pub offers: Vec<Offer>,
    /// Whether it is proved that no others are better: each is the best of those that are far enough from the ones before
    /// it.
    pub is_proved: bool,
    /// No start has a lower opportunity cost; none where no start is possible or nothing is known.
    pub least_cost: Option<i64>,
    /// Why there is no start, where even without all other open requests there is none.
    pub obstacle: Option<Reason>,
}

/// Finds the best starts. `first` hears, at once, of those that need no move, as good as they can be told by then.
///
/// # Errors
///
/// If the machine fails: see [`Error`].
pub fn recommend(
    ask: &Ask<'_>,
    interrupt: &Interrupt,
    first: &mut dyn FnMut(&Recommendation),
) -> Result<Recommendation, Error> {
    let mut search = Search::begin(ask, interrupt);
    first(&search.answer());
    if !ask.at_once {
        search.run()?;
    }
    Ok(search.answer())
}
