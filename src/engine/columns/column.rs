//! A column of the master: what one person does on a date, or a job that is no part of such a path.

use crate::engine::board::{DayIndex, Placement};
use crate::engine::dual::{Network, Path, Priced};

/// Placements that are taken together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The staff-day whose path it is; `None` for a job that is priced alone.
    pub day: Option<DayIndex>,
    /// In the order of time.
    pub placements: Vec<Placement>,
}

impl Column {
    /// The column of a job that is priced alone.
    pub fn alone(placement: Placement) -> Self {
        Self { day: None, placements: vec![placement] }
    }

    /// What it brings, as pricing counts it: a path pays the least that the staff-day may cost.
    pub fn points(&self, network: &Network<'_, '_>) -> f64 {
        let points: i64 = self.placements.iter().filter_map(|&placement| network.board.points(placement)).sum();
        points as f64 - self.day.map_or(0.0, |day| network.days[day].cost)
    }

    /// The same without what repeats a job: pricing that is not elementary may place one several times.
    #[must_use]
    pub fn elementary(&self, network: &Network<'_, '_>) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        let first = |placement: &&Placement| seen.insert(network.board.offers[placement.offer].job);
        Self { day: self.day, placements: self.placements.iter().filter(first).copied().collect() }
    }
}

/// The columns that answer to prices.
pub(super) fn columns_of(priced: &Priced) -> Vec<Column> {
    let of_path = |(day, path): (DayIndex, &Path)| {
        let placements: Vec<Placement> = path.arcs.iter().map(|arc| arc.placement).collect();
        (!placements.is_empty()).then_some(Column { day: Some(day), placements })
    };
    let paths = priced.paths.iter().enumerate().filter_map(of_path);
    paths.chain(priced.alone.iter().filter_map(|(_, placement)| placement.map(Column::alone))).collect()
}
