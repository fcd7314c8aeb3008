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

/// Branches on what the averaged plan leaves open, those that are most in doubt first.
pub(super) fn branches(network: &Network<'_, '_>, volume: &Volume<'_, '_, '_>) -> Vec<Branch> {
    let (by_offer, by_origin) = amounts(network, volume);
    let mut ranked: Vec<(f64, Branch)> = Vec::new();
    for (job, offers) in by_offer.iter().enumerate() {
        let total: f64 = offers.values().sum();
        for (&offer, &amount) in offers {
            let doubt = amount.min(total - amount);
            if doubt > TRACE {
                ranked.push((doubt, Branch::Team(offer)));
            }
        }
        ranked.extend(time_branch(job, &by_origin[job], total));
    }
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    ranked.into_iter().map(|(_, branch)| branch).collect()
}

/// How much of a job is in a plan, by what.
type Amounts<T> = Vec<BTreeMap<T, f64>>;

fn amounts(network: &Network<'_, '_>, volume: &Volume<'_, '_, '_>) -> (Amounts<OfferIndex>, Amounts<Slot>) {
    let jobs = network.board.jobs.len();
    let (mut by_offer, mut by_origin) = (vec![BTreeMap::new(); jobs], vec![BTreeMap::new(); jobs]);
    for line in network.days.iter().flat_map(|day| &day.lines) {
        for origin in line.open(volume.bars()) {
            let amount = volume.primal().amount(line.number + origin - line.origins.start);
            if amount > 1e-3 {
                *by_offer[line.job].entry(line.offer).or_insert(0.0) += amount;
                *by_origin[line.job].entry(origin).or_insert(0.0) += amount;
            }
        }
    }
    (by_offer, by_origin)
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
