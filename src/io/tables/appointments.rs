//! The appointments, as the sums of a report.

use crate::domain::{Cents, DAY, Interval, Minute, ResourceIndex, StaffIndex, Status};
use crate::report::{Appointment, Booked, Query, Scope};

use super::Error;
use super::cells::{Cells, EMPTY, NO_WORD, Rows, UNREADABLE};
use super::folder::Folder;
use super::ids::{Ids, Named, UNKNOWN};
use super::left_out::LeftOut;
use super::source::{Request, Source};
use super::span::span;
use super::table::{Table, plain};

/// The highest price in hundredths, so that no sum of half a billion of them overflows.
const HIGHEST: Cents = 10_000_000_000;

/// The columns, those that only occupied time needs last.
const COLUMNS: [&str; 8] = ["start", "end", "staff", "resources", "price", "status", "setup", "cleanup"];

/// How many of them every report reads.
const ALWAYS: usize = 6;

/// The sums of one thread, and columns that it fills anew for every batch.
struct Sums {
    booked: Booked,
    left_out: LeftOut,
    staff: Named<StaffIndex>,
    resources: Named<ResourceIndex>,
    statuses: Vec<Option<Status>>,
}

/// The sums over the appointments.
pub(super) fn booked<F: Folder>(
    source: &Source<'_, F>,
    staff: &Ids,
    resources: &Ids,
    scope: &Scope,
    query: &Query,
) -> Result<(Booked, LeftOut), Error> {
    let none = || Sums {
        booked: Booked::none(scope),
        left_out: LeftOut::default(),
        staff: Named::new(),
        resources: Named::new(),
        statuses: Vec::new(),
    };
    let add = |sums: &mut Sums, rows: &Rows| {
        sums.staff.take(rows.columns[2].as_ref(), rows.len, staff);
        sums.resources.take(rows.columns[3].as_ref(), rows.len, resources);
        statuses(rows.columns[5].as_ref(), rows.len, &mut sums.statuses);
        sums.add(rows, scope);
    };
    let merge = |one: Sums, two: Sums| Sums {
        booked: one.booked.merge(two.booked),
        left_out: one.left_out.merge(two.left_out),
        ..one
    };
    // Setup and cleanup last a day at most.
    let Interval { start, end } = scope.whole();
    let within = Some(Interval::new(start - DAY, end + DAY));
    let columns = if query.occupied { &COLUMNS[..] } else { &COLUMNS[..ALWAYS] };
    let sums = source.fold(Request { columns, within }, none, add, merge)?;
    Ok((sums.booked, sums.left_out))
}

impl Sums {
    /// The pass: nothing is allocated, hashed or looked for on the way.
    fn add(&mut self, rows: &Rows, scope: &Scope) {
        self.left_out.saw(Table::Appointments, rows.len);
        let (Some(starts), Some(ends)) = (rows.numbers(0), rows.numbers(1)) else { return };
        let prices = rows.numbers(4);
        let margins = rows.numbers(6).or(rows.numbers(7)).is_some();
        for (row, (&start, &end)) in starts.iter().zip(ends).enumerate() {
            let price = prices.map_or(0, |prices| if prices[row] == EMPTY { 0 } else { prices[row] });
            let (staff, resources) = (self.staff.at(row), self.resources.at(row));
            let is_known = staff.iter().all(|one| one.position() < UNKNOWN)
                && resources.iter().all(|one| one.position() < UNKNOWN);
            let is_sound = is_known && (0..=HIGHEST).contains(&price);
            let (setup, cleanup) =
                if margins { (margin(rows, 6, row), margin(rows, 7, row)) } else { (Some(0), Some(0)) };
            match (span(start, end), self.statuses[row], setup, cleanup) {
                (Ok(interval), Some(status), Some(setup), Some(cleanup)) if is_sound => {
                    let appointment =
                        Appointment { interval, setup, cleanup, price, status, staff, resources, busy: None };
                    self.booked.add(&appointment, scope);
                }
                _ => self.left_out.add(Table::Appointments, rows, row, self.fault(rows, row, price)),
            }
        }
    }

    /// What is wrong with a row.
    #[cold]
    fn fault(&self, rows: &Rows, row: usize, price: Cents) -> &'static str {
        let time = |column: usize| rows.numbers(column).and_then(|times| times.get(row)).copied().unwrap_or(EMPTY);
        if let Err(fault) = span(time(0), time(1)) {
            return fault;
        }
        if self.staff.at(row).iter().any(|one| one.position() >= UNKNOWN) {
            return "name somebody who is not in the table of staff";
        }
        if self.resources.at(row).iter().any(|one| one.position() >= UNKNOWN) {
            return "name something that is not in the table of resources";
        }
        match price {
            UNREADABLE => "have a price that is no amount of whole hundredths",
            price if !(0..=HIGHEST).contains(&price) => "have a price below 0 or above 100,000,000",
            _ if self.statuses[row].is_none() => "have an unknown status or none",
            _ => "have a setup or cleanup that is not from 0 to 1,440 minutes",
        }
    }
}

/// Minutes of setup or cleanup, up to a day.
fn margin(rows: &Rows, column: usize, row: usize) -> Option<u16> {
    if rows.is_unreadable(column, row) {
        return None;
    }
    let minutes = rows.number(column, row).unwrap_or_default();
    u16::try_from(minutes).ok().filter(|minutes| Minute::from(*minutes) <= DAY)
}

/// The statuses of the rows; where the file has none, all are confirmed.
fn statuses(cells: Option<&Cells>, rows: usize, statuses: &mut Vec<Option<Status>>) {
    statuses.clear();
    match cells {
        None => statuses.resize(rows, Some(Status::Confirmed)),
        Some(Cells::Words(words)) => {
            let known: Vec<Option<Status>> = words.words.iter().map(|word| status(word)).collect();
            let of = |key: &u32| if *key == NO_WORD { None } else { known.get(*key as usize).copied().flatten() };
            statuses.extend(words.keys.iter().map(of));
        }
        Some(_) => statuses.resize(rows, None),
    }
}

/// The status of that name, however its words are put together.
fn status(word: &str) -> Option<Status> {
    Some(match plain(word).as_str() {
        "requested" => Status::Requested,
        "tentative" => Status::Tentative,
        "confirmed" => Status::Confirmed,
        "arrived" => Status::Arrived,
        "completed" => Status::Completed,
        "cancelled" | "canceled" => Status::Cancelled,
        "noshow" => Status::NoShow,
        _ => return None,
    })
}
