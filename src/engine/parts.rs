//! The parts of a problem, in bounded memory.
//!
//! Candidates are many, a hundred thousand for a week of eight people. A few million are kept; beyond that, those of a
//! part are listed anew whenever it is worked on, which costs far less than any search of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::together;
use crate::domain::{Problem, RequestIndex};
use crate::model::availability::Availability;
use crate::model::candidate::{OpenRequest, open_request};
use crate::model::part::{Claims, Part, Subproblem, claims, group};
use crate::model::visit::narrow;
use crate::plan::Unassigned;

/// Candidates that are kept in memory.
const KEPT: usize = 4_000_000;

/// Requests, or visits, whose candidates are listed at once.
const CHUNK: usize = 16;

/// All parts, and the requests that belong to none.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    problem: &'a Problem,
    availability: Availability,
    /// Open requests without a candidate.
    pub(super) hopeless: Vec<Unassigned>,
    outlines: Vec<Outline>,
}

/// A part without its candidates, unless they are kept.
#[derive(Debug)]
struct Outline {
    requests: Vec<RequestIndex>,
    size: usize,
    listed: Option<Part>,
}

/// What is remembered of a listed request.
struct Listed {
    request: RequestIndex,
    size: usize,
    claims: Claims,
    kept: Option<OpenRequest>,
}

impl<'a> Parts<'a> {
    /// Lists the candidates of all open requests and splits the problem.
    pub(super) fn of(problem: &'a Problem) -> Self {
        let availability = Availability::of(problem);
        let total = AtomicUsize::new(0);
        let found: Vec<(Vec<Listed>, Vec<Unassigned>)> =
            bundles(problem).par_chunks(CHUNK).map(|chunk| look_at(problem, &availability, chunk, &total)).collect();
        let (mut listed, mut hopeless) = (Vec::new(), Vec::new());
        for (some, without) in found {
            listed.extend(some);
            hopeless.extend(without);
        }
        listed.sort_unstable_by_key(|one| one.request);
        hopeless.sort_unstable_by_key(|one: &Unassigned| one.request);
        let outlines = outlines(problem, listed, total.into_inner() <= KEPT);
        Self { problem, availability, hopeless, outlines }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.outlines.len()
    }

    /// The number of candidates of a part.
    pub(super) fn size(&self, part: usize) -> usize {
        self.outlines[part].size
    }

    /// The requests of a part, in the order of the problem.
    pub(super) fn requests(&self, part: usize) -> &[RequestIndex] {
        &self.outlines[part].requests
    }

    /// Works on a part with its candidates.
    pub(super) fn with<T>(&self, part: usize, work: impl FnOnce(Subproblem<'_>) -> T) -> T {
        let outline = &self.outlines[part];
        let part = match &outline.listed {
            Some(part) => Cow::Borrowed(part),
            None => Cow::Owned(Part::of(self.problem, list(self.problem, &self.availability, &outline.requests))),
        };
        work(Subproblem { problem: self.problem, availability: &self.availability, part: &part })
    }
}

/// Open requests that have to be listed together: those of a visit, all others alone.
fn bundles(problem: &Problem) -> Vec<Vec<RequestIndex>> {
    let is_open = |request: &RequestIndex| problem.request(*request).is_open();
    let mut is_bound = vec![false; problem.requests.len()];
    problem.visits.iter().flat_map(|visit| &visit.requests).for_each(|one| is_bound[one.position()] = true);
    let visits = problem.visits.iter().map(|visit| problem.members(visit).filter(is_open).collect());
    let alone = (0..problem.requests.len()).filter(|&position| !is_bound[position]).map(RequestIndex::from);
    visits.chain(alone.filter(is_open).map(|request| vec![request])).collect()
}

fn list(problem: &Problem, availability: &Availability, requests: &[RequestIndex]) -> Vec<OpenRequest> {
    let mut listed: Vec<OpenRequest> =
        requests.iter().map(|&request| open_request(problem, availability, request)).collect();
    narrow(problem, &mut listed);
    listed
}

/// Lists the candidates of some bundles; `total` counts them all.
fn look_at(
    problem: &Problem,
    availability: &Availability,
    bundles: &[Vec<RequestIndex>],
    total: &AtomicUsize,
) -> (Vec<Listed>, Vec<Unassigned>) {
    let mut requests: Vec<RequestIndex> = bundles.iter().flatten().copied().collect();
    requests.sort_unstable();
    let mut open = list(problem, availability, &requests);
    together::give_up_hopeless(problem, availability, &mut open);
    let (mut listed, mut hopeless) = (Vec::new(), Vec::new());
    for open in open {
        let (request, size) = (open.request, open.candidates.len());
        if let Some(reason) = open.obstacle {
            hopeless.push(Unassigned { request, reason });
            continue;
        }
        let claims = claims(problem, availability, &open);
        let is_few = total.fetch_add(size, Ordering::Relaxed) + size <= KEPT;
        listed.push(Listed { request, size, claims, kept: is_few.then_some(open) });
    }
    (listed, hopeless)
}

fn outlines(problem: &Problem, listed: Vec<Listed>, are_kept: bool) -> Vec<Outline> {
    let sizes: HashMap<RequestIndex, usize> = listed.iter().map(|one| (one.request, one.size)).collect();
    let (mut with_claims, mut kept) = (Vec::with_capacity(listed.len()), HashMap::new());
    for one in listed {
        with_claims.push((one.request, one.claims));
        kept.extend(one.kept.filter(|_| are_kept).map(|open| (one.request, open)));
    }
    let outline = |requests: Vec<RequestIndex>| {
        let open: Vec<OpenRequest> = requests.iter().filter_map(|request| kept.remove(request)).collect();
        let size = requests.iter().map(|request| sizes[request]).sum();
        Outline { requests, size, listed: are_kept.then(|| Part::of(problem, open)) }
    };
    group(problem, &with_claims).into_iter().map(outline).collect()
}
