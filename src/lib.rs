//! Conflict-free appointment plans with a proof of how good they are, and the Resources report.
//!
//! Salons, spas and clinics have people on shifts, rooms and machines that appointments reserve, and more requests than fit.
//! Slotwright decides who is served when, by whom and with what, tells how far from the best possible plan that is,
//! and reports what rooms, machines and people are really used for. The library never prints and never reads a file by itself;
//! the command `slotwright` does ([`cli`]).
//!
//! # The story
//!
//! ```text
//! file → gate → Problem → parts → plan and bound → check → plan file, report
//! ```
//!
//! 1. [`io::read_problem`] takes a problem file through the gate ([`io::gate`]): every fault of it at once, or a problem that all
//!    code behind it trusts.
//! 2. [`domain::Problem`] is the primary type: sites, people, resources, services and requests with absolute times and typed
//!    positions. Nearly everything here takes a reference to one.
//! 3. [`engine::solve`](fn@engine::solve) lists for each open request the candidates ([`model::candidate`]), splits the problem
//!    into independent parts ([`model::part`]), and has for each part a greedy plan at once ([`engine::greedy`]), then the
//!    compact model ([`model`], [`engine::compact`]) solved by a back end ([`engine::backend`]).
//! 4. [`plan::Outcome`] says how that ended, apart from whether there is a [`plan::Plan`]: status, score, bound, and the requests
//!    that clash where no plan exists.
//! 5. [`plan::check`](fn@plan::check) is the specification of a plan. It shares no code with the model, and every plan has passed it before
//!    [`engine::solve`](fn@engine::solve) returns.
//! 6. [`report::report`](fn@report::report) counts appointments, of a problem or a plan, against available time. [`io::plan_file`] and
//!    [`io::report`] write what comes out.
//!
//! Imports point down only: [`cli`], [`mod@bench`] and [`study`], [`io`], [`report`], [`engine`], [`model`], then [`plan`] and [`domain`], which know no file
//! format, no solver, no clock and no random source. FORMULATION.md has the mathematics, docs/FORMAT.md the files.
//!
//! # Example
//!
//! One room and one person have two hours for three appointments of an hour.
//!
//! ```
//! use slotwright::engine::{self, Interrupt, Options, Silent};
//! use slotwright::io::read_problem;
//! use slotwright::plan::{Reason, Status, check};
//! use slotwright::report::{Appointments, Query, report};
//!
//! let file = br#"{
//!   "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-24" }, "gridMinutes": 15,
//!   "sites": [{ "id": "buda", "timeZone": "Europe/Budapest", "openingHours": { "mon": ["09:00-11:00"] } }],
//!   "staff": [{ "id": "anna", "site": "buda", "services": ["massage"], "weeklyHours": { "mon": ["09:00-11:00"] } }],
//!   "resources": [{ "id": "room", "site": "buda", "kind": "room" }],
//!   "services": [{ "id": "massage", "durationMinutes": 60, "price": 100, "requires": [{ "anyOf": ["room"] }] }],
//!   "requests": [
//!     { "id": "r1", "service": "massage", "site": "buda", "preferredStart": "2026-11-23T10:00" },
//!     { "id": "r2", "service": "massage", "site": "buda", "preferredStart": "2026-11-23T10:00", "price": 120 },
//!     { "id": "r3", "service": "massage", "site": "buda", "price": 80 }
//!   ]
//! }"#;
//! let problem = read_problem(file)?.problem;
//! let outcome = engine::solve(&problem, &Options::default(), &Interrupt::new(), &Silent)?;
//!
//! // r2 has 10:00 and is worth 12000; r1 comes an hour early, 10000 less 6 %; r3 is worth least.
//! assert_eq!(outcome.status, Status::Optimal);
//! assert_eq!(outcome.bound, Some(21_400));
//! let (plan, score) = outcome.plan.as_ref().ok_or("no plan")?;
//! assert_eq!((score.total(), score.served, score.start_deviation), (21_400, 22_000, -600));
//! let booked: Vec<&str> = plan.bookings.iter().map(|one| problem.request(one.request).id.as_str()).collect();
//! assert_eq!(booked, ["r1", "r2"]);
//! assert_eq!(plan.unassigned[0].reason, Reason::Displaced);
//! assert!(check(&problem, plan).is_empty());
//!
//! // The room is used in both of the two hours in which somebody works.
//! let monday = problem.horizon.start;
//! let report = report(&problem, &Appointments::of_plan(&problem, plan), &Query::new(monday, monday));
//! let room = &report.rows[0].usage;
//! assert_eq!((room.booked, room.available, room.revenue), (120, 120, 22_000));
//! assert_eq!(room.utilisation(), Some(1.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Not supported yet
//!
//! - Seats of a group class: each booking takes its person for itself.
//! - Recurring hours by rule (RRULE); hours are by weekday with exceptions by date.

pub mod bench;
pub mod cli;
pub mod domain;
pub mod engine;
pub mod io;
pub mod model;
pub mod plan;
pub mod report;
pub mod study;

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
