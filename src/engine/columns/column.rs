//! A column of the master: what one person does on a date, or a job that is no part of such a path.

use crate::engine::board::{DayIndex, Placement};
use crate::engine::dual::{Network, Path};

/// Placements that are taken together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The staff-day whose path it is; `None` for a job that is priced alone.
    pub day: Option<DayIndex>,
    /// In the order of time.
    pub placements: Vec<Placement>,
}

impl Column {
    /// The column of a path; `None` for an empty one.
    pub fn of_path(day: DayIndex, path: &Path) -> Option<Self> {
        let placements: Vec<Placement> = path.arcs.iter().map(|arc| arc.placement).collect();
        (!placements.is_empty()).then_some(Self { day: Some(day), placements })
    }

    /// The column of a job that is priced alone.
    pub fn alone(placement: Placement) -> Self {
        Self { day: None, placements: vec![placement] }
    }

    /// The columns that the placements of an assignment make up.
    pub fn of_assignment(network: &Network<'_, '_>, assignment: &[Option<Placement>]) -> Vec<Self> {
        let board = network.board;
        let mut by_day: Vec<Vec<Placement>> = vec![Vec::new(); board.days.len()];
        let mut columns = Vec::new();
        for (job, placement) in assignment.iter().enumerate() {
            let Some(placement) = *placement else { continue };
            if network.alone.binary_search(&job).is_ok() {
                columns.push(Self::alone(placement));
            } else {
                board.offers[placement.offer].team.iter().for_each(|&day| by_day[day].push(placement));
            }
        }
        for (day, mut placements) in by_day.into_iter().enumerate() {
            placements.sort_by_key(|placement| placement.origin + board.job(*placement).busy[0].start);
            if !placements.is_empty() {
                columns.push(Self { day: Some(day), placements });
            }
        }
        columns
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
