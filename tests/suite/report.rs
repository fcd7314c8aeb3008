//! The Resources report and the Team report, by numbers computed by hand or by counting minutes.
#![expect(clippy::unwrap_used, reason = "a broken fixture must stop the test")]

mod available;
mod booked;
mod days;
mod fallback;
mod filters;
mod minutes;
mod salon;
mod scenarios;
mod slow;
mod team;
mod workbook;
mod writers;
