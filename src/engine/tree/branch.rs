//! Branches: two sets of bars, of which every assignment keeps to one.

use std::collections::BTreeMap;

use crate::engine::board::{Board, JobIndex, OfferIndex, Slot};
use crate::engine::dual::{Bars, Network, Volume};

/// One side of a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The job of the offer is not done by this team.
    Without(OfferIndex),
    /// The job of the offer is done by no other team.
    Only(OfferIndex),
    /// The job begins before the slot, or is left out.
    Before(JobIndex, Slot),
    /// The job begins at the slot or later, or is left out.
    From(JobIndex, Slot),
}

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Branch {
    /// Whether a job is done by a team.
    Team(OfferIndex),
    /// When a job is done.
    Time(JobIndex, Slot),
}

impl Side {
    /// Forbids what the side excludes.
    pub fn bar(&self, board: &Board<'_>, bars: &mut Bars) {
        match *self {
            Self::Without(offer) => bars.bar(offer),
            Self::Only(offer) => bars.bar_others(board, offer),
            Self::Before(job, slot) => bars.bar_from(board, job, slot),
            Self::From(job, slot) => bars.bar_before(board, job, slot),
        }
    }
}

impl Branch {
    /// Both sides.
    pub fn sides(&self) -> [Side; 2] {
        match *self {
            Self::Team(offer) => [Side::Without(offer), Side::Only(offer)],
            Self::Time(job, slot) => [Side::Before(job, slot), Side::From(job, slot)],
        }
    }
}

/// So many slots of mean deviation count half: to decide between neighbouring slots changes little.
const NEAR: f64 = 6.0;
/// Less of a job than this is taken for rounding of the average.
const TRACE: f64 = 0.05;
/// Less of a placement than this has long faded.
const LEAST: f64 = 1e-3;

/// Branches on what the averaged plan leaves open, those that are most in doubt first. Where it leaves nothing open, on
/// anything that is: a node without branches has one plan.
pub(super) fn branches(network: &Network<'_, '_>, volume: &Volume<'_, '_, '_>) -> Vec<Branch> {
    let (board, bars) = (network.board, volume.bars());
    let (mut ranked, mut other): (Vec<(f64, Branch)>, Option<Branch>) = (Vec::new(), None);
    for job in 0..board.jobs.len() {
        let (by_offer, by_origin) = amounts(network, volume, job);
        let total: f64 = by_offer.values().sum();
        for (&offer, &amount) in &by_offer {
            let doubt = amount.min(total - amount);
            if doubt > TRACE {
                ranked.push((doubt, Branch::Team(offer)));
            }
        }
        ranked.extend(time_branch(job, &by_origin, total));
        other = other.or_else(|| any_branch(board, bars, job));
    }
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let ranked = ranked.into_iter().map(|(_, branch)| branch);
    let other = other.filter(|_| ranked.len() == 0);
    ranked.chain(other).collect()
}

/// How much of a job is in a plan, by offer and by origin.
fn amounts(
    network: &Network<'_, '_>,
    volume: &Volume<'_, '_, '_>,
    job: JobIndex,
) -> (BTreeMap<OfferIndex, f64>, BTreeMap<Slot, f64>) {
    let (mut by_offer, mut by_origin) = (BTreeMap::new(), BTreeMap::new());
    for offer in network.board.jobs[job].offers.clone() {
        for origin in volume.bars().window(offer) {
            let amount = volume.primal().amount(network.number(offer, origin));
            if amount > LEAST {
                *by_offer.entry(offer).or_insert(0.0) += amount;
                *by_origin.entry(origin).or_insert(0.0) += amount;
            }
        }
    }
    (by_offer, by_origin)
}

/// A branch on a job that has several teams or times left.
fn any_branch(board: &Board<'_>, bars: &Bars, job: JobIndex) -> Option<Branch> {
    let open = |offer: &OfferIndex| !bars.window(*offer).is_empty();
    let mut offers = board.jobs[job].offers.clone().filter(open);
    let first = offers.next()?;
    if offers.next().is_some() {
        return Some(Branch::Team(first));
    }
    let window = bars.window(first);
    (window.len() > 1).then(|| Branch::Time(job, window.start + window.len() / 2))
}

/// The split in time that leaves most of a job on either side, the more in doubt the further apart they are.
fn time_branch(job: JobIndex, origins: &BTreeMap<Slot, f64>, total: f64) -> Option<(f64, Branch)> {
    let mut before = 0.0;
    let mut best: Option<(f64, Branch)> = None;
    let mean = origins.iter().map(|(&slot, amount)| slot as f64 * amount).sum::<f64>() / total.max(TRACE);
    let spread =
        origins.iter().map(|(&slot, amount)| amount * (slot as f64 - mean).abs()).sum::<f64>() / total.max(TRACE);
    for (&slot, amount) in origins {
        let doubt = f64::min(before, total - before);
        if doubt > TRACE {
            let weighed = doubt * (spread / (spread + NEAR));
            if best.as_ref().is_none_or(|(most, _)| weighed > *most) {
                best = Some((weighed, Branch::Time(job, slot)));
            }
        }
        before += amount;
    }
    best
}
