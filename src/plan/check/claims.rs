//! What a plan file says about its plan: score, bound, gap and status.

use crate::domain::Problem;

use super::super::{Plan, Score, Status, gap, score};
use super::{Rule, Violation, check, listing};

/// Gaps are compared with this tolerance, relative to the larger of the gap and 1: they pass through decimal text.
const GAP_TOLERANCE: f64 = 1e-9;

/// The statements of a plan file that can be checked against the plan; `None` where it makes none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claims {
    /// What is known about the plan.
    pub status: Status,
    /// Points of the plan.
    pub score: Option<i64>,
    /// The terms of the score.
    pub terms: Option<Score>,
    /// No plan has a higher score.
    pub bound: Option<i64>,
    /// How far the score may be from the best one.
    pub gap: Option<f64>,
}

/// Everything that a plan file can be wrong about: the plan and the claims, or that it holds none.
pub fn check_file(problem: &Problem, plan: &Plan, claims: &Claims) -> Vec<Violation> {
    let is_judged = claims.status.has_plan() || is_partial(problem, plan, claims);
    let rules = if is_judged { check(problem, plan) } else { Vec::new() };
    rules.into_iter().chain(check_claims(problem, plan, claims)).collect()
}

/// The claims that are not true of the plan. A bound that is not below the score is taken on trust: only a solve
/// can verify it.
pub fn check_claims(problem: &Problem, plan: &Plan, claims: &Claims) -> Vec<Violation> {
    let is_partial = is_partial(problem, plan, claims);
    if !claims.status.has_plan() && !is_partial {
        return vec![without_plan(plan, claims)];
    }
    if !listing::all_known(problem, plan) {
        return Vec::new();
    }
    let recomputed = score(problem, plan);
    let mut violations = terms(claims, &recomputed);
    if is_partial {
        // The bound is one of whole plans: what leaves out a mandatory request may be worth more.
        violations.extend(total(claims, &recomputed));
        return violations;
    }
    let others = [total(claims, &recomputed), bound(claims, &recomputed), claimed_gap(claims, &recomputed)];
    violations.extend(others.into_iter().flatten());
    violations.extend(status(claims, &recomputed));
    violations
}

/// Whether the file holds a partial plan and says so: its status is `unknown`, and mandatory requests are left out.
fn is_partial(problem: &Problem, plan: &Plan, claims: &Claims) -> bool {
    claims.status == Status::Unknown
        && check(problem, plan).iter().any(|one| one.rule == Rule::Mandatory)
        && !is_empty(plan)
}

fn is_empty(plan: &Plan) -> bool {
    plan.bookings.is_empty() && plan.unassigned.is_empty()
}

fn without_plan(plan: &Plan, claims: &Claims) -> Violation {
    let status = claims.status.code();
    if is_empty(plan) && claims.score.is_none() && claims.terms.is_none() {
        Violation::new(Rule::NoPlan, format!("the file holds no plan to check: its status is {status}"))
    } else {
        let detail = format!("the status is {status}, but the file holds a plan that says otherwise");
        Violation::new(Rule::ClaimedStatus, detail)
    }
}

fn terms(claims: &Claims, recomputed: &Score) -> Vec<Violation> {
    let Some(claimed) = claims.terms else { return Vec::new() };
    let pairs = claimed.terms().into_iter().zip(recomputed.terms());
    let wrong = pairs.filter(|((_, claimed), (_, points))| claimed != points);
    wrong
        .map(|((name, claimed), (_, points))| {
            let detail = format!("the term {name} is given as {claimed} points, but the plan has {points}");
            Violation::new(Rule::ClaimedTerm, detail)
        })
        .collect()
}

fn total(claims: &Claims, recomputed: &Score) -> Option<Violation> {
    let (claimed, points) = (claims.score?, recomputed.total());
    let detail = format!("the score is given as {claimed} points, but the plan has {points}");
    (claimed != points).then(|| Violation::new(Rule::ClaimedScore, detail))
}

fn bound(claims: &Claims, recomputed: &Score) -> Option<Violation> {
    let (bound, points) = (claims.bound?, recomputed.total());
    let detail = format!("the bound is given as {bound} points, but the plan has {points} already");
    (bound < points).then(|| Violation::new(Rule::ClaimedBound, detail))
}

fn claimed_gap(claims: &Claims, recomputed: &Score) -> Option<Violation> {
    let claimed = claims.gap?;
    let Some(bound) = claims.bound else {
        let detail = format!("the gap is given as {claimed}, but without a bound there is none");
        return Some(Violation::new(Rule::ClaimedGap, detail));
    };
    let gap = gap(recomputed.total(), bound);
    let detail = format!("the gap is given as {claimed}, but from score and bound it is {gap}");
    let agrees = (claimed - gap).abs() <= GAP_TOLERANCE * gap.abs().max(1.0);
    (!agrees).then(|| Violation::new(Rule::ClaimedGap, detail))
}

/// A proof needs a bound; a proof that nothing is better needs a bound that the score reaches.
fn status(claims: &Claims, recomputed: &Score) -> Option<Violation> {
    let points = recomputed.total();
    let detail = match (claims.status, claims.bound) {
        (Status::Optimal, Some(bound)) if bound != points => {
            format!("the status is optimal, but the bound of {bound} points is not the score of {points}")
        }
        (Status::Optimal | Status::WithinGap, None) => {
            format!("the status is {}, but there is no bound to prove it", claims.status.code())
        }
        _ => return None,
    };
    Some(Violation::new(Rule::ClaimedStatus, detail))
}
