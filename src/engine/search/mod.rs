//! The neighbourhood search on bit sets: good plans of boards of any size, at once and ever better.
//!
//! A [`Walk`] ruins and recreates: it empties a staff-day or a few, a time of several, a time of a shared lane, or makes
//! way for a job that waits; then it places jobs again, one by one or by the longest path through the free time of
//! a staff-day; and it accepts the result as simulated annealing does. See Schrimpf et al., *Record breaking
//! optimization results using the ruin and recreate principle*, Journal of Computational Physics 159 (2000), and
//! Christiaens and Vanden Berghe, *Slack induction by string removals for vehicle routing problems*, Transportation
//! Science 54 (2020), for insertion with blinks.
//!
//! What makes it fast is the [`Chart`]: all that can be taken is a bit set of free slots, so that where a job fits is
//! `erode(and of a few sets, length)`, about twenty operations on words for a day.

mod chart;
mod close;
pub(super) mod dice;
mod exchange;
mod matching;
mod moment;
mod path;
mod pieces;
mod recreate;
mod room;
mod ruin;
mod schedule;
mod starts;
mod state;
mod trial;
mod visit;
mod walk;

pub use chart::Chart;
pub use walk::Walk;
