//! What a plan file says of its plan is recomputed.

use std::collections::BTreeSet;

use slotwright::plan::{Claims, Plan, Rule, Score, Status, check_claims, check_file, score};

use crate::support::salon::Salon;

/// Hand-computed: r1, r2 and r3 at their prices in hundredths, 10 000 + 1 500 000 + 30 000, and nothing deducted.
fn true_claims(salon: &Salon) -> Claims {
    let terms = score(&salon.problem, &salon.plan);
    Claims {
        status: Status::Optimal,
        score: Some(1_540_000),
        terms: Some(terms),
        bound: Some(1_540_000),
        gap: Some(0.0),
    }
}

/// A rule and a change of the true claims that breaks it.
pub(crate) type FalseClaim = (Rule, fn(&mut Salon, &mut Claims));

pub(crate) const FALSE_CLAIMS: &[FalseClaim] = &[
    (Rule::NoPlan, |salon, claims| {
        salon.plan = Plan::default();
        *claims = Claims { status: Status::Infeasible, score: None, terms: None, bound: None, gap: None };
    }),
    (Rule::ClaimedTerm, |_, claims| {
        claims.terms = claims.terms.map(|terms| Score { drop: -1, staff_day: 1, ..terms });
    }),
    (Rule::ClaimedScore, |_, claims| claims.score = Some(1_540_001)),
    (Rule::ClaimedBound, |_, claims| {
        (claims.status, claims.bound, claims.gap) = (Status::Feasible, Some(1_386_000), Some(-0.1));
    }),
    (Rule::ClaimedGap, |_, claims| claims.gap = Some(0.01)),
    (Rule::ClaimedGap, |_, claims| (claims.status, claims.bound) = (Status::Feasible, None)),
    (Rule::ClaimedStatus, |_, claims| (claims.bound, claims.gap) = (Some(1_694_000), Some(0.1))),
    (Rule::ClaimedStatus, |_, claims| (claims.bound, claims.gap) = (None, None)),
    (Rule::ClaimedStatus, |_, claims| (claims.status, claims.bound, claims.gap) = (Status::WithinGap, None, None)),
    (Rule::ClaimedStatus, |_, claims| claims.status = Status::Unknown),
    (Rule::ClaimedStatus, |salon, claims| {
        (salon.plan, claims.status, claims.terms) = (Plan::default(), Status::Infeasible, None);
    }),
];

#[test]
fn true_claims_pass_whatever_the_status() {
    let salon = Salon::new();
    let claims = true_claims(&salon);
    let open = Claims { status: Status::WithinGap, bound: Some(1_694_000), gap: Some(0.1), ..claims };
    let bare = Claims { status: Status::Feasible, score: None, terms: None, bound: None, gap: None };
    for claims in [claims, open, Claims { status: Status::Feasible, ..open }, bare] {
        assert_eq!(check_file(&salon.problem, &salon.plan, &claims), []);
    }
}

#[test]
fn each_false_claim_is_named_and_nothing_else() {
    for (position, (rule, falsify)) in FALSE_CLAIMS.iter().enumerate() {
        let mut salon = Salon::new();
        let mut claims = true_claims(&salon);
        falsify(&mut salon, &mut claims);
        let found = check_file(&salon.problem, &salon.plan, &claims);
        let rules: BTreeSet<Rule> = found.iter().map(|violation| violation.rule).collect();
        assert_eq!(rules, [*rule].into(), "claim {position}: {found:#?}");
    }
}

#[test]
fn each_false_term_is_named() {
    let salon = Salon::new();
    let claims = true_claims(&salon);
    let terms = claims.terms.map(|terms| Score { served: 1, resource_day: -7, ..terms });
    let found = check_claims(&salon.problem, &salon.plan, &Claims { terms, ..claims });
    let details: Vec<&str> = found.iter().map(|violation| violation.detail.as_str()).collect();
    let expected = [
        "the term served is given as 1 points, but the plan has 1540000",
        "the term resourceDay is given as -7 points, but the plan has 0",
    ];
    assert_eq!(details, expected);
}

#[test]
fn claims_of_the_widest_numbers_are_weighed_without_fail() {
    let salon = Salon::new();
    for extreme in [i64::MIN, i64::MAX] {
        let claims = Claims { score: Some(extreme), bound: Some(extreme), ..true_claims(&salon) };
        let rules: BTreeSet<Rule> =
            check_claims(&salon.problem, &salon.plan, &claims).iter().map(|violation| violation.rule).collect();
        assert!(rules.contains(&Rule::ClaimedScore) && rules.contains(&Rule::ClaimedGap), "{rules:?}");
    }
}
