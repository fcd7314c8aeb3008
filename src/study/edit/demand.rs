//! More or fewer requests.
//!
//! Each request without a booking draws a lot from its id and the seed, so that the lots of two problems agree wherever
//! their requests do. The requests with the lowest lots stay or are copied: of two factors the higher one has all the
//! requests of the lower one.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::domain::Fault;
use crate::io::gate::{Code, advice};
use crate::io::wire::edit::Demand;
use crate::io::wire::problem::{Problem, Request, Status, Visit};

use super::fault;

/// Requests that come or stay away together: one, or those of a visit.
struct Party {
    lot: [u8; 32],
    /// Positions of the requests.
    requests: Vec<usize>,
    /// Position of the visit.
    visit: Option<usize>,
}

/// Copies requests or leaves some out, until there are `factor` times as many, rounded.
pub(super) fn scale(problem: &mut Problem, demand: &Demand) -> Result<(), Vec<Fault>> {
    if let Some(service) = demand.service.as_ref().filter(|id| problem.services.iter().all(|one| one.id != **id)) {
        let known = problem.services.iter().map(|one| one.id.as_str());
        let cause = format!("no service has the id `{service}`");
        return Err(fault(Code::UnknownService, ".service", cause, advice(service, known)));
    }
    let mut parties = parties(problem, demand);
    parties.sort_by_key(|party| (party.lot, party.requests.first().copied()));
    // The schema keeps the factor between 0 and 100, and a file has fewer requests than 2⁵³.
    let wanted = (parties.len() as f64 * demand.factor).round() as usize;
    if wanted < parties.len() {
        leave_out(problem, &parties[wanted..]);
    }
    for number in parties.len()..wanted {
        copy(problem, &parties[number % parties.len()], number / parties.len());
    }
    Ok(())
}

/// A week that could have been: as many requests without a booking as there are, drawn from them with replacement (the
/// bootstrap of Efron, 1979). Each draw depends on the seed and its number alone.
pub(in crate::study) fn resampled(problem: &Problem, seed: u64) -> Problem {
    let mut week = problem.clone();
    let parties = parties(problem, &Demand::default());
    let mut drawn = vec![0_usize; parties.len()];
    for number in 0..parties.len() {
        drawn[draw(seed, number) % parties.len()] += 1;
    }
    for (party, &times) in parties.iter().zip(&drawn) {
        (1..times).for_each(|number| copy(&mut week, party, number));
    }
    let absent = parties.into_iter().zip(&drawn).filter(|(_, times)| **times == 0);
    leave_out(&mut week, &absent.map(|(party, _)| party).collect::<Vec<_>>());
    week
}

/// A number drawn evenly from all there are.
fn draw(seed: u64, number: usize) -> usize {
    let digest = Sha256::digest(format!("{seed} {number}"));
    digest.iter().take(4).fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

/// Everybody who has no booking yet, visits as a whole.
fn parties(problem: &Problem, demand: &Demand) -> Vec<Party> {
    let position: HashMap<&str, usize> =
        problem.requests.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
    let members = |visit: &Visit| -> Vec<usize> {
        visit.requests.iter().filter_map(|id| position.get(id.as_str()).copied()).collect()
    };
    let visits = problem.visits.iter().enumerate().map(|(at, visit)| (Some(at), visit.id.as_str(), members(visit)));
    let together: BTreeSet<usize> = problem.visits.iter().flat_map(members).collect();
    let alone = problem.requests.iter().enumerate().filter(|(at, _)| !together.contains(at));
    let alone = alone.map(|(at, request)| (None, request.id.as_str(), vec![at]));
    let counts = |requests: &[usize]| {
        let is_open = requests.iter().all(|&at| is_open(&problem.requests[at]));
        let of_service = |service: &String| requests.iter().any(|&at| problem.requests[at].service == *service);
        is_open && demand.service.as_ref().is_none_or(of_service)
    };
    let all = visits.chain(alone).filter(|(_, _, requests)| counts(requests));
    all.map(|(visit, id, requests)| Party { lot: lot(id, demand.seed), requests, visit }).collect()
}

/// Whether the request is still to be planned and has no booking.
fn is_open(request: &Request) -> bool {
    request.booking.is_none() && matches!(request.status, Status::Requested | Status::Tentative | Status::Confirmed)
}

fn lot(id: &str, seed: i64) -> [u8; 32] {
    Sha256::digest(format!("{seed} {id}")).into()
}

fn leave_out(problem: &mut Problem, parties: &[Party]) {
    let requests: BTreeSet<usize> = parties.iter().flat_map(|party| &party.requests).copied().collect();
    let visits: BTreeSet<usize> = parties.iter().filter_map(|party| party.visit).collect();
    let mut at = 0..;
    problem.requests.retain(|_| at.next().is_some_and(|at| !requests.contains(&at)));
    let mut at = 0..;
    problem.visits.retain(|_| at.next().is_some_and(|at| !visits.contains(&at)));
}

/// Another client who wants the same. Nobody has promised them anything: the copy is not mandatory.
fn copy(problem: &mut Problem, party: &Party, number: usize) {
    let mut ids = Vec::new();
    for &at in &party.requests {
        let original = &problem.requests[at];
        let id = free(&format!("{}+{number}", original.id), |id| problem.requests.iter().any(|one| one.id == id));
        let client = original.client.as_ref().map(|client| format!("{client}+{number}"));
        let copy = Request { id: id.clone(), client, mandatory: false, ..original.clone() };
        problem.requests.push(copy);
        ids.push(id);
    }
    if let Some(visit) = party.visit.and_then(|at| problem.visits.get(at)) {
        let id = free(&format!("{}+{number}", visit.id), |id| problem.visits.iter().any(|one| one.id == id));
        let copy = Visit { id, requests: ids, ..visit.clone() };
        problem.visits.push(copy);
    }
}

/// The id, with another `+` where it is taken.
fn free(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut id = id.to_owned();
    while is_taken(&id) {
        id.push('+');
    }
    id
}
