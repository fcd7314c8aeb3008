//! The assignment problem: rows to columns, each at most once, worth as much as possible in all.
//!
//! The Hungarian method with shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987), O(rows² columns).

/// A matrix of worth and what solves it.
#[derive(Clone, Debug, Default)]
pub(super) struct Matching {
    rows: usize,
    columns: usize,
    /// Row by row; nothing where the pair is barred.
    worth: Vec<Option<f64>>,
    /// The same as costs, and the cost of a barred pair.
    costs: Vec<f64>,
    row_duals: Vec<f64>,
    column_duals: Vec<f64>,
    /// Of each column, 1 + its row, or 0; the first column stands for the row that is being placed.
    row_of: Vec<usize>,
    /// Of each column, the one before on the shortest path, how far it is, and whether that is final.
    before: Vec<usize>,
    far: Vec<f64>,
    is_reached: Vec<bool>,
}

impl Matching {
    /// Begins anew with all pairs barred; there are no more rows than columns.
    pub(super) fn begin(&mut self, rows: usize, columns: usize) {
        (self.rows, self.columns) = (rows, columns);
        self.worth.clear();
        self.worth.resize(rows * columns, None);
    }

    /// Says what a pair is worth.
    pub(super) fn set(&mut self, row: usize, column: usize, worth: f64) {
        self.worth[row * self.columns + column] = Some(worth);
    }

    /// The column of a row, if it has one that is not barred.
    pub(super) fn column(&self, row: usize) -> Option<usize> {
        let column = self.row_of[1..].iter().position(|&of| of == row + 1)?;
        self.worth[row * self.columns + column].map(|_| column)
    }

    /// Finds the assignment with the fewest barred pairs that is worth most.
    pub(super) fn solve(&mut self) {
        let known = || self.worth.iter().flatten().copied();
        let (least, most) = (known().fold(0.0, f64::min), known().fold(0.0, f64::max));
        let barred = (most - least + 1.0) * (self.rows + 1) as f64;
        self.costs.clear();
        self.costs.extend(self.worth.iter().map(|worth| worth.map_or(barred, |worth| most - worth)));
        self.row_duals.clear();
        self.row_duals.resize(self.rows + 1, 0.0);
        self.column_duals.clear();
        self.column_duals.resize(self.columns + 1, 0.0);
        self.row_of.clear();
        self.row_of.resize(self.columns + 1, 0);
        self.before.resize(self.columns + 1, 0);
        for row in 1..=self.rows {
            self.augment(row);
        }
    }

    /// Places a row by the shortest augmenting path.
    fn augment(&mut self, row: usize) {
        self.row_of[0] = row;
        self.far.clear();
        self.far.resize(self.columns + 1, f64::INFINITY);
        self.is_reached.clear();
        self.is_reached.resize(self.columns + 1, false);
        let mut at = 0;
        while self.row_of[at] != 0 {
            self.is_reached[at] = true;
            at = self.advance(at);
        }
        while at != 0 {
            self.row_of[at] = self.row_of[self.before[at]];
            at = self.before[at];
        }
    }

    /// Looks on from a column that has been reached; the next that is.
    fn advance(&mut self, at: usize) -> usize {
        let row = self.row_of[at];
        let costs = &self.costs[(row - 1) * self.columns..][..self.columns];
        let (mut shortest, mut next) = (f64::INFINITY, 0);
        for column in (1..=self.columns).filter(|&column| !self.is_reached[column]) {
            let reduced = costs[column - 1] - self.row_duals[row] - self.column_duals[column];
            if reduced < self.far[column] {
                self.far[column] = reduced;
                self.before[column] = at;
            }
            if self.far[column] < shortest {
                (shortest, next) = (self.far[column], column);
            }
        }
        for column in 0..=self.columns {
            if self.is_reached[column] {
                self.row_duals[self.row_of[column]] += shortest;
                self.column_duals[column] -= shortest;
            } else {
                self.far[column] -= shortest;
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_all_assignments_is_found() {
        let mut matching = Matching::default();
        for seed in 0..200_usize {
            let worth = |row: usize, column: usize| (seed * 31 + row * 17 * (seed + 3) + column * 23 * (row + 1)) % 19;
            matching.begin(3, 4);
            for (row, column) in (0..3).flat_map(|row| (0..4).map(move |column| (row, column))) {
                if worth(row, column) > 2 {
                    matching.set(row, column, worth(row, column) as f64);
                }
            }
            matching.solve();
            let value = |row: usize, column: usize| if worth(row, column) > 2 { 100 + worth(row, column) } else { 0 };
            let found: usize = (0..3).map(|row| matching.column(row).map_or(0, |column| value(row, column))).sum();
            let triples = (0..64).map(|one| [one % 4, one / 4 % 4, one / 16]);
            let distinct = triples.filter(|[one, two, three]| one != two && two != three && one != three);
            let best = distinct.map(|triple| (0..3).map(|row| value(row, triple[row])).sum::<usize>()).max();
            assert_eq!(Some(found), best, "seed {seed}");
        }
    }
}
