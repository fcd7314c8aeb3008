//! Changes that let more in: which there are, what they ask of people, and the least of them that is enough.
//!
//! A [`Lever`] is one thing that can be moved by an amount: a window by minutes, a pool by units. A probe says whether a
//! problem is changed enough; [`search`] finds the least amount by which it is. Trials change the problem of the domain,
//! which costs nothing; what comes out is written as edits of the file (`edits`), and whoever hands it on verifies the
//! file that has been edited.
//!
//! Changes are ranked by their **effort**: the minutes that somebody is asked for, weighted by who is asked. The weights
//! are a convention, so that "cheapest" has one meaning; docs/FORMAT.md tells them to users:
//!
//! | what is asked for | effort |
//! |---|---|
//! | nothing: other bookings move at no loss | 0 |
//! | the client: a minute more of a window | 1 |
//! | the client: another person, other resources | 30 |
//! | the client: anybody who can; what is pinned is given up | 60 |
//! | the client: another day | 240 for each day between |
//! | a person: a minute more of a shift, or of a break | 2 |
//! | a person: comes in on a day off | 120, and 2 for each minute |
//! | the house: a minute more of opening hours | 3, beside the shift |
//! | the house: a person or resource is there in spite of its block, or is active again | 600 |
//! | a mandatory request may be left out (repairs only) | 2 000 |
//! | one more unit | 5 000 |
//! | one more person | 10 000 |

mod edits;
mod hours;
mod lever;
mod list;
mod names;
pub mod search;
mod unit;
mod windows;

pub use edits::{edits, sentence};
pub use lever::{Kind, Lever, Side};
pub use list::{Reach, levers};
pub(in crate::study) use names::{clock, day, declared, list as listed, people, person, resource};
pub(in crate::study) use unit::{add_unit, alike};
