//! The generator, against naive checks on the file it makes.
#![expect(clippy::unwrap_used, reason = "a broken file must fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::Config;
use slotwright::io::gate::admit;
use slotwright::io::generate::{Kind, Spec, WindowMix, generate};
use slotwright::io::wire::problem::{Booking, Pin, Problem, Request, Service, Status, WeeklyHours};

/// Minutes since 1970 on the wall clock.
fn wall(text: &str) -> i64 {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap().and_utc().timestamp() / 60
}

fn midnight(date: &str) -> i64 {
    wall(&format!("{date}T00:00"))
}

/// Hours of a date: `09:00-13:00`.
fn hours(date: &str, text: &str) -> (i64, i64) {
    let (start, end) = text.split_once('-').unwrap();
    (wall(&format!("{date}T{start}")), wall(&format!("{date}T{end}")))
}

fn service<'problem>(problem: &'problem Problem, request: &Request) -> &'problem Service {
    problem.services.iter().find(|service| service.id == request.service).unwrap()
}

fn is_history(request: &Request) -> bool {
    matches!(request.status, Status::Completed | Status::NoShow | Status::Cancelled)
}

fn appointment(problem: &Problem, request: &Request, booking: &Booking) -> (i64, i64) {
    let start = wall(&booking.start);
    (start, start + service(problem, request).duration_minutes)
}

fn occupied(problem: &Problem, request: &Request, booking: &Booking) -> (i64, i64) {
    let (start, end) = appointment(problem, request, booking);
    (start - service(problem, request).setup_minutes, end + service(problem, request).cleanup_minutes)
}

/// The shifts of a person; the generator gives every date its own hours.
fn shifts(problem: &Problem, person: &str) -> Vec<(i64, i64)> {
    let person = problem.staff.iter().find(|one| one.id == person).unwrap();
    assert_eq!(person.weekly_hours, Some(WeeklyHours::default()));
    let dates = person.exceptions.as_ref().unwrap().iter();
    dates.flat_map(|(date, ranges)| ranges.iter().map(move |range| hours(date, range))).collect()
}

fn opening(problem: &Problem, date: NaiveDate) -> Option<(i64, i64)> {
    let weekly = problem.sites.first().unwrap().opening_hours.as_ref().unwrap();
    let (_, ranges) = weekly.days()[usize::try_from(chrono::Datelike::weekday(&date).num_days_from_monday()).unwrap()];
    ranges.first().map(|range| hours(&date.to_string(), range))
}

/// Minutes of service asked for at a site, request by request.
fn asked_minutes(problem: &Problem, site: &str) -> Vec<i64> {
    let live = problem.requests.iter().filter(|request| request.site == site && !is_history(request));
    live.map(|request| service(problem, request))
        .map(|service| service.duration_minutes * service.staff_count.max(1))
        .collect()
}

/// Minutes that the people of a site work in the horizon.
fn rostered_minutes(problem: &Problem, site: &str) -> i64 {
    let first = midnight(&problem.horizon.start);
    let people = problem.staff.iter().filter(|person| person.site == site);
    let shifts = people.flat_map(|person| shifts(problem, &person.id));
    shifts.filter(|(start, _)| *start >= first).map(|(start, end)| end - start).sum()
}

/// No service that is asked for fits into what is left of the load.
fn check_load(spec: &Spec, problem: &Problem) {
    for site in &problem.sites {
        let asked = asked_minutes(problem, &site.id);
        let left = spec.load * rostered_minutes(problem, &site.id) as f64 - asked.iter().sum::<i64>() as f64;
        let shortest = asked.iter().min().copied().unwrap_or(i64::MAX);
        assert!(left > -1.0 && left < shortest as f64 + 1.0, "{left} minutes left, shortest {shortest}");
    }
}

fn check(spec: &Spec, problem: &Problem) {
    check_ids(problem);
    check_load(spec, problem);
    for request in &problem.requests {
        check_request(problem, request);
    }
    check_conflicts(problem);
    check_visits(problem);
    for person in &problem.staff {
        let shifts = shifts(problem, &person.id);
        assert!(shifts.iter().all(|(start, end)| start < end));
        assert!(shifts.windows(2).all(|pair| pair[0].1 < pair[1].0), "{} has no break", person.id);
        assert!(!person.services.is_empty());
    }
    assert_eq!(problem.staff.len(), spec.sites * spec.staff);
}

fn check_ids(problem: &Problem) {
    let count = problem.requests.iter().map(|request| &request.id).collect::<BTreeSet<_>>().len();
    assert_eq!(count, problem.requests.len());
    let names = problem.resources.iter().map(|resource| &resource.id).collect::<BTreeSet<_>>();
    assert_eq!(names.len(), problem.resources.len());
    for service in &problem.services {
        assert!(service.requires.iter().flat_map(|requirement| &requirement.any_of).all(|id| names.contains(id)));
    }
    let people: BTreeSet<_> = problem.staff.iter().map(|person| &person.name).collect();
    assert_eq!(people.len(), problem.staff.len());
}

fn check_request(problem: &Problem, request: &Request) {
    let service = service(problem, request);
    let able = problem.staff.iter().filter(|one| one.site == request.site && one.services.contains(&service.id));
    let able: Vec<&String> = able.map(|one| &one.id).collect();
    assert!(able.len() as i64 >= service.staff_count, "{} asks for what nobody can do", request.id);
    for id in [&request.preferred_staff, &request.allowed_staff].into_iter().flatten().flatten() {
        assert!(able.contains(&id), "{} wishes for somebody who cannot do it", request.id);
    }
    let windows: Vec<(i64, i64)> =
        request.windows.iter().flatten().map(|one| (wall(&one.earliest_start), wall(&one.latest_end))).collect();
    for &(start, end) in &windows {
        assert!(end - start >= service.duration_minutes, "{} has a short window", request.id);
        let date = NaiveDate::default() + Days::new(u64::try_from(start / 1440).unwrap());
        let (open, close) = opening(problem, date).unwrap();
        assert!(open <= start && end <= close, "{} asks outside opening hours", request.id);
        assert!(midnight(&problem.horizon.start) <= start && end <= midnight(&problem.horizon.end));
    }
    let fits = |start: i64| windows.iter().any(|one| one.0 <= start && start + service.duration_minutes <= one.1);
    assert!(request.preferred_start.iter().all(|start| fits(wall(start))), "{} prefers what it excludes", request.id);
    match &request.booking {
        Some(booking) => check_booking(problem, request, booking, &able, fits),
        None => assert!(request.pin == Pin::None && request.status == Status::Requested),
    }
}

fn check_booking(
    problem: &Problem,
    request: &Request,
    booking: &Booking,
    able: &[&String],
    fits: impl Fn(i64) -> bool,
) {
    let service = service(problem, request);
    let (start, end) = occupied(problem, request, booking);
    assert_eq!(booking.staff.len() as i64, service.staff_count);
    assert_eq!(booking.resources.len(), service.requires.len());
    for (unit, requirement) in booking.resources.iter().zip(&service.requires) {
        let (pool, number) = unit.split_once('/').unwrap();
        assert!(requirement.any_of.iter().any(|id| id == pool));
        let pool = problem.resources.iter().find(|resource| resource.id == pool).unwrap();
        assert!(pool.site == request.site && (1..=pool.units.unwrap()).contains(&number.parse().unwrap()));
    }
    for person in &booking.staff {
        assert!(able.contains(&person));
        let on_shift = shifts(problem, person).iter().any(|shift| shift.0 <= start && end <= shift.1);
        assert!(on_shift, "{} is booked with {person} off shift", request.id);
    }
    assert_eq!(wall(&booking.start).rem_euclid(1440) % problem.grid_minutes, 0, "{} is off the grid", request.id);
    if is_history(request) {
        assert!(end <= midnight(&problem.horizon.start));
    } else {
        assert!(fits(wall(&booking.start)) && request.status == Status::Confirmed);
    }
}

/// No person and no unit twice in a minute, no client in two places.
fn check_conflicts(problem: &Problem) {
    let mut taken: BTreeMap<&str, Vec<(i64, i64)>> = BTreeMap::new();
    for request in &problem.requests {
        let Some(booking) = &request.booking else { continue };
        for holder in booking.staff.iter().chain(&booking.resources) {
            taken.entry(holder).or_default().push(occupied(problem, request, booking));
        }
        taken.entry(request.client.as_ref().unwrap()).or_default().push(appointment(problem, request, booking));
    }
    for (holder, mut times) in taken {
        times.sort_unstable();
        assert!(times.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{holder} is taken twice");
    }
}

/// Two requests of one client at one site, with time for both on each of their dates, in no other visit.
fn check_visits(problem: &Problem) {
    let mut seen = BTreeSet::new();
    for visit in &problem.visits {
        let members = visit.requests.iter().map(|id| problem.requests.iter().find(|one| one.id == *id).unwrap());
        let members: Vec<&Request> = members.collect();
        let [first, second] = members[..] else { unreachable!("{} has {}", visit.id, members.len()) };
        assert_eq!((&first.client, &first.site, &first.windows), (&second.client, &second.site, &second.windows));
        let minutes = service(problem, first).duration_minutes + service(problem, second).duration_minutes;
        for window in first.windows.as_ref().unwrap() {
            assert!(wall(&window.latest_end) - wall(&window.earliest_start) >= minutes, "{}", visit.id);
        }
        assert!(first.booking.is_none() && second.booking.is_none());
        assert!(visit.requests.iter().all(|id| seen.insert(id)), "{} shares a request", visit.id);
    }
}

#[test]
fn visits_and_phases_come_where_asked_for_and_leave_the_rest_as_it_is() {
    let spec = Spec { days: 6, visits: 0.2, processing: true, ..Spec::default() };
    let (problem, plain) = (generate(&spec), generate(&Spec { visits: 0.0, processing: false, ..spec.clone() }));
    check(&spec, &problem);
    let bound = 2 * problem.visits.len() as i64;
    assert!((80..160).contains(&bound), "{bound} of {}", problem.requests.len());
    let with_phases = problem.services.iter().filter(|one| !one.phases.is_empty()).count();
    assert_eq!((with_phases, plain.visits.len()), (2, 0));
    for (one, other) in problem.requests.iter().zip(&plain.requests) {
        assert_eq!((&one.id, &one.service, one.priority), (&other.id, &other.service, other.priority));
    }
    assert!(admit(&problem).is_ok());
}

#[test]
fn the_same_spec_gives_the_same_bytes_and_another_seed_others() {
    let text =
        |seed| serde_json::to_string(&generate(&Spec { seed, days: 6, booked: 0.3, ..Spec::default() })).unwrap();
    assert_eq!(text(1), text(1));
    assert_ne!(text(1), text(2));
}

/// Guards the draws themselves: a change here changes every generated problem that anyone has kept.
#[test]
fn seed_1_stays_what_it_was() {
    let problem = generate(&Spec { days: 6, ..Spec::default() });
    let ids: Vec<&str> = problem.requests.iter().map(|request| request.service.as_str()).take(4).collect();
    assert_eq!(problem.requests.len(), 346);
    assert_eq!(ids, ["ipl-face", "massage-60", "pedicure", "manicure"]);
}

#[test]
fn a_week_of_eight_people_has_its_usual_size() {
    for seed in 1..=5 {
        let spec = Spec { days: 6, seed, ..Spec::default() };
        let problem = generate(&spec);
        check(&spec, &problem);
        assert!((300..=420).contains(&problem.requests.len()), "{}", problem.requests.len());
        let load = asked_minutes(&problem, "s1").iter().sum::<i64>() as f64 / rostered_minutes(&problem, "s1") as f64;
        assert!((load - 1.2).abs() <= 0.05 * 1.2, "{load}");
        let share = |count: usize| count as f64 / problem.requests.len() as f64;
        let flexible = problem.requests.iter().filter(|one| one.windows.as_ref().unwrap().len() > 1).count();
        let wishing = problem.requests.iter().filter(|one| one.preferred_staff.is_some()).count();
        assert!((0.4..0.6).contains(&share(flexible)), "{}", share(flexible));
        assert!((0.3..0.5).contains(&share(wishing)), "{}", share(wishing));
        for person in &problem.staff {
            assert_eq!(person.exceptions.as_ref().unwrap().len(), 5, "five days of six");
        }
    }
}

#[test]
fn bookings_pins_and_history_come_in_the_shares_asked_for() {
    let spec =
        Spec { days: 6, booked: 0.4, pinned: 0.5, history_days: 14, turnover: true, load: 0.8, ..Spec::default() };
    let problem = generate(&spec);
    check(&spec, &problem);
    let live: Vec<&Request> = problem.requests.iter().filter(|one| !is_history(one)).collect();
    let booked = live.iter().filter(|one| one.booking.is_some()).count();
    let pinned = live.iter().filter(|one| one.pin != Pin::None).count();
    let past = problem.requests.len() - live.len();
    assert!(booked * 10 > live.len() * 3 && booked * 10 < live.len() * 5, "{booked} of {}", live.len());
    assert!(pinned * 10 > booked * 3 && pinned * 10 < booked * 7, "{pinned} of {booked}");
    assert!(past > live.len(), "{past} in two weeks, {} in one", live.len());
    for status in [Status::Completed, Status::NoShow, Status::Cancelled] {
        assert!(problem.requests.iter().any(|one| one.status == status));
    }
}

#[test]
fn bookings_and_history_leave_the_requests_as_they_are() {
    let plain = Spec { days: 6, ..Spec::default() };
    let strip = |problem: Problem| {
        let live = problem.requests.into_iter().filter(|one| !is_history(one));
        let bare = |one| Request { booking: None, status: Status::Requested, pin: Pin::None, ..one };
        live.map(bare).collect::<Vec<Request>>()
    };
    let full = Spec { booked: 0.5, pinned: 0.2, history_days: 30, ..plain.clone() };
    assert_eq!(strip(generate(&plain)), strip(generate(&full)));
}

#[test]
fn services_without_their_resources_or_people_are_not_asked_for() {
    let spec = Spec { rooms: 0.0, machines: 0.0, ..Spec::default() };
    let problem = generate(&spec);
    check(&spec, &problem);
    assert!(!problem.requests.is_empty());
    assert!(!problem.services.iter().any(|one| one.id.starts_with("massage") || one.id.starts_with("ipl")));
    let alone = generate(&Spec { staff: 1, two_people: 1.0, ..Spec::default() });
    assert!(!alone.requests.iter().any(|one| service(&alone, one).staff_count == 2));
}

#[test]
fn two_people_and_self_service_come_in_the_shares_asked_for() {
    let spec = Spec { days: 6, two_people: 0.1, self_service: 0.2, booked: 1.0, ..Spec::default() };
    let problem = generate(&spec);
    check(&spec, &problem);
    let share = |people| {
        let count = problem.requests.iter().filter(|one| service(&problem, one).staff_count == people).count();
        count as f64 / problem.requests.len() as f64
    };
    assert!((0.05..0.15).contains(&share(2)), "{}", share(2));
    assert!((0.15..0.25).contains(&share(0)), "{}", share(0));
}

fn specs() -> impl Strategy<Value = Spec> {
    let size = (any::<u64>(), 1usize..3, 2usize..10, 1usize..9, prop_oneof![Just(Kind::Salon), Just(Kind::Clinic)]);
    let grid = prop_oneof![Just(1i64), Just(5), Just(7), Just(10), Just(15), Just(30), Just(60)];
    let habits = (0.3f64..1.5, 0.2f64..1.0, 0.0f64..1.0, 0.0f64..1.0, 0.0f64..1.0, any::<bool>());
    let mix = (0.0f64..1.0, 0.0f64..1.0, 0.0f64..1.0);
    let rare = (0.0f64..0.3, 0.0f64..0.3, 0usize..10, 0u64..400, any::<bool>(), 0.0f64..1.0);
    (size, grid, habits, mix, rare).prop_map(|(size, grid_minutes, habits, mix, rare)| Spec {
        seed: size.0,
        sites: size.1,
        staff: size.2,
        days: size.3,
        kind: size.4,
        grid_minutes,
        load: habits.0,
        skills: habits.1,
        booked: habits.2,
        pinned: habits.3,
        flexible: Some(habits.4),
        turnover: habits.5,
        window_mix: WindowMix { day: mix.0, half_day: mix.1, two_hours: mix.2 },
        two_people: rare.0,
        self_service: rare.1,
        history_days: rare.2,
        start: Spec::default().start + Days::new(rare.3),
        processing: rare.4,
        visits: rare.5,
        ..Spec::default()
    })
}

proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_problem_is_sound(spec in specs()) {
        check(&spec, &generate(&spec));
    }
}
