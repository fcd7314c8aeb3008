//! What is planned: sites, people, resources, services and requests, and the time they live in.
//!
//! Nothing here knows of a file, a solver, a clock or a random number. [`Problem`] is the centre; it comes out of
//! [`crate::io::gate`], which checks every rule once, so that all code behind it can trust what it reads.

pub mod calendar;
mod fault;
mod index;
mod interval_set;
mod phase;
mod policy;
mod problem;
mod request;
mod resource;
mod service;
mod site;
mod staff;
mod time;
mod visit;

pub use fault::{Fault, Faults};
pub use index::{ClientIndex, RequestIndex, ResourceIndex, ServiceIndex, SiteIndex, StaffIndex};
pub use interval_set::IntervalSet;
pub use phase::{Busy, Phase};
pub use policy::{Policy, Worth};
pub use problem::{Horizon, Problem};
pub use request::{Booking, Pin, Request, Status};
pub use resource::{Kind, Resource};
pub use service::{Cents, Requirement, Service};
pub use site::Site;
pub use staff::Staff;
pub use time::{DAY, HOUR, Interval, Minute};
pub use visit::{Visit, VisitStaff};
