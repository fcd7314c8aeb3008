//! From a person's percentage to a machine's: by hand, and always to the last minute.

use proptest::prelude::any;
use proptest::{prop_assert, prop_assert_eq, proptest};
use slotwright::domain::{HOUR, Problem, ResourceIndex, StaffIndex, Status};
use slotwright::report::{Basis, Cause, Query, Reconciliation, Share};

use super::minutes::{Drawn, any_salon};
use super::salon::{EVERY_DAY, add_person, add_resource, add_service, at, book, hours, query, report, row, salon};

const FRIDAY: &str = "2026-11-27";

/// The percentage points of the causes that change anything.
fn causes(one: &Reconciliation) -> Vec<(Cause, i64)> {
    let steps = one.steps.iter().filter(|step| step.before != step.after);
    steps.map(|step| (step.cause, step.hundredths().unwrap())).collect()
}

fn reconcile(problem: &Problem, query: &Query, staff: StaffIndex, resource: ResourceIndex) -> Reconciliation {
    slotwright::report::reconcile(problem, None, query, staff, resource)
}

#[test]
fn scenario_three_is_explained_on_both_bases() {
    // Open 20 hours, Anna works 10 of them and is booked for 9.5, of which 7.5 on the machine.
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(2, 22)])));
    let anna = add_person(&mut problem, 0.into(), "anna", hours(&EVERY_DAY, &[(8, 18)]));
    let machine = add_resource(&mut problem, 0.into(), "machine");
    add_service(&mut problem, 30, &[machine]);
    add_service(&mut problem, 60, &[]);
    let eight = at("2026-11-27T08:00");
    (0..15).for_each(|half| book(&mut problem, Status::Completed, eight + half * 30, 30, &[anna], &[machine]));
    (0..2).for_each(|hour| book(&mut problem, Status::Completed, eight + 450 + hour * HOUR, 60, &[anna], &[]));
    let staff = reconcile(&problem, &query(FRIDAY, FRIDAY), anna, machine);
    assert_eq!(causes(&staff), [(Cause::OtherServices, -2000)]);
    let opening = Query { basis: Basis::Opening, ..query(FRIDAY, FRIDAY) };
    let opening = reconcile(&problem, &opening, anna, machine);
    assert_eq!(opening.person, Share { booked: 570, available: 600 });
    assert_eq!(opening.machine, Share { booked: 450, available: 1200 });
    assert_eq!(causes(&opening), [(Cause::OtherServices, -2000), (Cause::Basis, -3750)]);
}

#[test]
fn every_cause_by_hand() {
    let mut problem = salon(None);
    let anna = add_person(&mut problem, 0.into(), "anna", hours(&EVERY_DAY, &[(8, 18)]));
    let bela = add_person(&mut problem, 0.into(), "bela", hours(&EVERY_DAY, &[(8, 20)]));
    let [machine, twin] = ["machine", "twin"].map(|id| add_resource(&mut problem, 0.into(), id));
    (problem.resources[0].capacity, problem.resources[0].multi_use) = (2, true);
    problem.resources[0].hours = Some(hours(&EVERY_DAY, &[(8, 18)]));
    add_service(&mut problem, 60, &[machine, twin]);
    add_service(&mut problem, 90, &[]);
    add_service(&mut problem, 120, &[machine]);
    // In 120 minutes Anna is busy for the first half, the machine for all of it.
    problem.services[2].phases =
        [true, false].map(|staff| slotwright::domain::Phase { staff, ..slotwright::domain::Phase::busy(60) }).to_vec();
    problem.services[2].busy = slotwright::domain::Busy::of(0, &problem.services[2].phases, 0);
    let eight = at("2026-11-27T08:00");
    book(&mut problem, Status::Completed, eight, 60, &[anna], &[machine]);
    book(&mut problem, Status::Completed, eight + 60, 60, &[anna], &[twin]);
    book(&mut problem, Status::Completed, eight + 120, 90, &[anna], &[]);
    book(&mut problem, Status::Completed, eight + 240, 120, &[anna], &[machine]);
    book(&mut problem, Status::Completed, eight + 60, 60, &[bela], &[machine]);
    book(&mut problem, Status::Completed, eight + 120, 60, &[], &[machine]);
    let found = reconcile(&problem, &query(FRIDAY, FRIDAY), anna, machine);
    let after: Vec<(Cause, i64, i64)> =
        found.steps.iter().map(|step| (step.cause, step.after.booked, step.after.available)).collect();
    assert_eq!(found.person, Share { booked: 270, available: 600 });
    assert_eq!(
        after,
        [
            (Cause::OtherServices, 180, 600),
            (Cause::WithoutIt, 120, 600),
            (Cause::Phases, 180, 600),
            (Cause::OtherPeople, 240, 600),
            (Cause::SelfService, 300, 600),
            (Cause::Basis, 300, 720),
            (Cause::OwnHours, 300, 600),
            (Cause::Places, 300, 1200),
        ]
    );
}

#[test]
fn without_a_roster_there_is_nothing_to_compare() {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(8, 18)])));
    let anna = add_person(&mut problem, 0.into(), "anna", hours(&[], &[]));
    let machine = add_resource(&mut problem, 0.into(), "machine");
    let found = reconcile(&problem, &query(FRIDAY, FRIDAY), anna, machine);
    assert_eq!((found.person.hundredths(), found.steps[0].hundredths()), (None, None));
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(256))]

    #[test]
    fn the_steps_lead_from_one_report_to_the_other(
        drawn in any_salon(1..4, 0..10),
        basis in 0..3usize,
        count_no_show in any::<bool>(),
        occupied in any::<bool>(),
    ) {
        let Drawn { problem, from, to } = drawn;
        let query = Query {
            basis: Basis::ALL[basis],
            count_no_show,
            occupied,
            team: true,
            ..Query::new(from, to)
        };
        let report = report(&problem, &query);
        for person in report.team.iter().flatten() {
            for machine in (0..problem.resources.len()).map(ResourceIndex::from) {
                let found = reconcile(&problem, &query, person.staff, machine);
                let usage = row(&report, machine).usage;
                prop_assert_eq!(found.person, Share { booked: person.usage.booked, available: person.usage.available });
                prop_assert_eq!(found.machine, Share { booked: usage.booked, available: usage.available });
                prop_assert_eq!(found.steps[0].before, found.person);
                prop_assert_eq!(found.steps[7].after, found.machine);
                prop_assert!(found.steps.windows(2).all(|pair| pair[0].after == pair[1].before));
                let sum: Option<i64> = found.steps.iter().map(slotwright::report::Step::hundredths).sum();
                let whole = found.person.hundredths().zip(found.machine.hundredths());
                if let Some((from, to)) = whole {
                    prop_assert_eq!(sum, Some(to - from));
                }
            }
        }
    }
}
