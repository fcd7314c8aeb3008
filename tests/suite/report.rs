//! The Resources report and the Team report, by numbers computed by hand or by counting minutes.
#![expect(clippy::unwrap_used, reason = "a broken fixture must stop the test")]

mod analysis;
mod available;
mod booked;
mod ceiling;
mod days;
mod fallback;
mod filters;
mod hours;
mod measures;
mod minutes;
mod reconciliation;
mod salon;
mod scenarios;
mod slow;
mod team;
mod waterfall;
mod workbook;
mod writers;
