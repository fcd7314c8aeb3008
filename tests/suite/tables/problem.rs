//! A problem and the same written as tables have the same report, to the last hundredth.

use chrono::Days;
use slotwright::domain::calendar::{Hours, Zone};
use slotwright::domain::{Interval, Kind, Minute, Problem, Request, Status};
use slotwright::report::{Appointments, Basis, Query};

use super::folder::Memory;
use super::{Answer, answer};
use crate::support::fixtures::admitted;

/// Without phases, which tables do not have: prices with hundredths, nights, places, maintenance, own hours, both changes of
/// the clock, several sites.
const FIXTURES: [&str; 14] = [
    "report.dst-week",
    "report.friday-shift",
    "report.no-hours",
    "report.scenario-1-ipl",
    "report.scenario-2-empty-room",
    "report.scenario-3-anna",
    "report.scenario-4-solarium",
    "report.scenario-5-third-room",
    "report.training-room",
    "tiny.inactive-resource",
    "tiny.maintenance",
    "tiny.night-shift",
    "tiny.other-site",
    "tiny.own-hours",
];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn times(interval: Interval) -> String {
    format!("{},{}", Zone::UTC.text(interval.start), Zone::UTC.text(interval.end))
}

/// The rows of opening hours or own hours: `owner` is `site,` or `,resource`.
fn hours(owner: &str, hours: &Hours) -> String {
    let clock = |minute: Minute| format!("{:02}:{:02}", minute / 60, minute % 60);
    let end = |minute: Minute| clock(if minute > 1440 { minute - 1440 } else { minute });
    let weekly = hours.weekly.iter().zip(WEEKDAYS).map(|(ranges, day)| (day.to_owned(), ranges));
    let dates = hours.exceptions.iter().map(|(date, ranges)| (date.to_string(), ranges));
    let rows = weekly.chain(dates).flat_map(|(day, ranges)| {
        let told: Vec<String> = ranges.iter().map(|one| format!("{}-{}", clock(one.start), end(one.end))).collect();
        let told = if told.is_empty() { vec![String::new()] } else { told };
        told.into_iter().map(move |range| format!("{owner},{day},{range}\n"))
    });
    rows.collect()
}

fn appointment(problem: &Problem, request: &Request) -> Option<String> {
    let (booking, service) = (request.booking.as_ref()?, problem.service(request.service));
    let at = Interval::new(booking.start, booking.start + service.duration);
    let staff: Vec<&str> = booking.staff.iter().map(|&one| problem.person(one).id.as_str()).collect();
    let resources: Vec<&str> = booking.resources.iter().map(|&one| problem.resource(one).id.as_str()).collect();
    let status = match request.status {
        Status::Requested => "requested",
        Status::Tentative => "tentative",
        Status::Confirmed => "confirmed",
        Status::Arrived => "arrived",
        Status::Completed => "completed",
        Status::Cancelled => "cancelled",
        Status::NoShow => "no-show",
    };
    let price = format!("{}.{:02}", request.price / 100, request.price % 100);
    let (staff, resources) = (staff.join(";"), resources.join(";"));
    Some(format!("{},{staff},{resources},{price},{status},{},{}\n", times(at), service.setup, service.cleanup))
}

/// The problem as tables, with the shifts of its people within the period of the query.
fn tables(problem: &Problem, query: &Query) -> Memory {
    let mut files = [
        ("sites.csv", "id,timeZone,currency\n".to_owned()),
        ("staff.csv", "id,site,active\n".to_owned()),
        ("resources.csv", "id,kind,site,capacity,multiUse,active\n".to_owned()),
        ("hours.csv", "site,resource,day,hours\n".to_owned()),
        ("blocks.csv", "resource,start,end\n".to_owned()),
        ("shifts.csv", "staff,start,end\n".to_owned()),
        ("appointments.csv", "start,end,staff,resources,price,status,setup,cleanup\n".to_owned()),
    ];
    let [sites, staff, resources, all_hours, blocks, shifts, appointments] = files.each_mut().map(|(_, text)| text);
    for site in &problem.sites {
        *sites += &format!("{},{},{}\n", site.id, site.zone.name(), problem.currency);
        *all_hours +=
            &site.opening_hours.as_ref().map(|open| hours(&format!("{},", site.id), open)).unwrap_or_default();
    }
    for (position, person) in problem.staff.iter().enumerate() {
        *staff += &format!("{},{},{}\n", person.id, problem.site(person.site).id, person.active);
        for shift in problem.shifts(position.into(), query.period(problem, person.site)).iter() {
            *shifts += &format!("{},{}\n", person.id, times(shift));
        }
    }
    for one in &problem.resources {
        let kind = match one.kind {
            Kind::Room => "room",
            Kind::Equipment => "equipment",
            Kind::Solarium => "solarium",
            Kind::Other => "other",
        };
        let site = &problem.site(one.site).id;
        *resources += &format!("{},{kind},{site},{},{},{}\n", one.id, one.capacity, one.multi_use, one.active);
        *all_hours += &one.hours.as_ref().map(|own| hours(&format!(",{}", one.id), own)).unwrap_or_default();
        one.blocks.iter().for_each(|block| *blocks += &format!("{},{}\n", one.id, times(block)));
    }
    problem.requests.iter().filter_map(|one| appointment(problem, one)).for_each(|row| *appointments += &row);
    Memory::of(&files.each_ref().map(|(path, text)| (*path, text.as_str())))
}

#[test]
fn a_problem_and_its_tables_have_the_same_report() {
    let mut revenue = 0;
    for file in FIXTURES {
        let mut problem = admitted(file).problem;
        assert!(problem.services.iter().all(|one| one.phases.len() == 1), "{file} has phases");
        // Hundredths, so that an amount in units cannot pass for one in hundredths.
        problem.requests.iter_mut().zip(1..).for_each(|(request, cents)| request.price += cents % 100);
        let last = problem.horizon.end.pred_opt().unwrap();
        for basis in [Basis::Staff, Basis::Opening] {
            for (occupied, count_no_show) in [(false, true), (true, false)] {
                // Most bookings are history.
                let whole = Query::new(problem.horizon.start - Days::new(45), last);
                let query = Query { basis, occupied, count_no_show, team: true, ..whole };
                let told = answer(&tables(&problem, &query), |_| query.clone());
                let report = slotwright::report::report(&problem, &Appointments::of_problem(&problem), &query);
                assert_eq!(told.messages().iter().find(|message| message.contains("Left out")), None, "{file}");
                assert_eq!(told.report.kpis, report.kpis, "{file} {basis:?} {occupied}");
                revenue += report.kpis.usage.revenue;
                let expected = Answer { report, problem: problem.clone() };
                assert_eq!(told.rows(), expected.rows(), "{file} {basis:?} {occupied}");
                assert_eq!(told.team(), expected.team(), "{file} {basis:?} {occupied}");
            }
        }
    }
    assert!(revenue > 1_000_000, "there is something to compare: {revenue}");
}
