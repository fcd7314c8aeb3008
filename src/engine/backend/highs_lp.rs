//! A linear programme that grows: HiGHS's simplex method, which goes on from where it stood.
//!
//! Rows and columns are added to a solved programme; its basis stays, the new columns nonbasic, and the primal simplex
//! method goes on from it. The programme lives on a thread of its own, because HiGHS is tied to the thread that made it;
//! whoever holds an [`Lp`] may pass it on. Effort is counted in iterations, so that the same orders get the same answers.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use highs::{Col, HighsModelStatus, Model, Row, RowProblem, Sense};

use super::BackendError;
use super::highs_callback::{Watch, solve_watched};
use crate::engine::Limits;

/// How often the limits are looked at while HiGHS runs.
const TICK: Duration = Duration::from_millis(20);

/// The primal method: a programme that got new columns is still primal feasible.
const PRIMAL_SIMPLEX: i32 = 4;

/// A variable of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct LpColumn {
    /// What a unit of it brings.
    pub points: f64,
    /// What it may be.
    pub range: RangeInclusive<f64>,
    /// Its coefficients, by row; each row once.
    pub entries: Vec<(usize, f64)>,
}

/// Why the simplex method ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LpEnding {
    /// At an optimum.
    Optimal,
    /// No values keep to all rows.
    Infeasible,
    /// At the limit of iterations, or because somebody asked.
    Limit,
}

/// The state in which the simplex method ended. Only at an optimum do values and prices prove anything.
#[derive(Clone, Debug)]
pub struct LpSolution {
    /// Why it ended.
    pub ending: LpEnding,
    /// What the values bring.
    pub points: f64,
    /// By column.
    pub values: Vec<f64>,
    /// By row, what one more on its right side would bring.
    pub prices: Vec<f64>,
    /// The iterations that it took.
    pub iterations: u64,
}

/// A linear programme that maximises points.
#[derive(Debug)]
pub struct Lp {
    orders: Sender<Order>,
    answers: Receiver<Result<LpSolution, BackendError>>,
    watch: Arc<Watch>,
    rows: usize,
    columns: usize,
}

enum Order {
    Row(RangeInclusive<f64>, Vec<(usize, f64)>),
    Column(LpColumn),
    Range(usize, RangeInclusive<f64>),
    Solve(u32),
}

impl Lp {
    /// A programme without rows and columns.
    ///
    /// # Errors
    ///
    /// If there is no thread to be had.
    pub fn new() -> Result<Self, BackendError> {
        let (orders, received) = channel();
        let (sender, answers) = channel();
        let watch = Arc::new(Watch::default());
        let watched = watch.clone();
        let serve = move || serve(&received, &sender, &watched);
        thread::Builder::new().name("highs-lp".into()).spawn(serve).map_err(|error| failure(error.to_string()))?;
        Ok(Self { orders, answers, watch, rows: 0, columns: 0 })
    }

    /// Adds a row with the coefficients of columns that are there already; returns its position.
    pub fn add_row(&mut self, range: RangeInclusive<f64>, entries: Vec<(usize, f64)>) -> usize {
        self.order(Order::Row(range, entries));
        self.rows += 1;
        self.rows - 1
    }

    /// Adds a column; returns its position.
    pub fn add_column(&mut self, column: LpColumn) -> usize {
        self.order(Order::Column(column));
        self.columns += 1;
        self.columns - 1
    }

    /// Changes what a column may be.
    pub fn set_range(&mut self, column: usize, range: RangeInclusive<f64>) {
        self.order(Order::Range(column, range));
    }

    /// Goes on with the simplex method, for at most so many iterations.
    ///
    /// # Errors
    ///
    /// If HiGHS refuses what was added or fails; the programme cannot be used any more then.
    pub fn solve(&mut self, iterations: u32, limits: &Limits) -> Result<LpSolution, BackendError> {
        self.order(Order::Solve(iterations));
        loop {
            match self.answers.recv_timeout(TICK) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Disconnected) => return Err(failure("its thread ended early".into())),
                Err(RecvTimeoutError::Timeout) if limits.are_reached() => self.watch.stop(),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// A thread that has ended is noticed when an answer is waited for.
    fn order(&self, order: Order) {
        let _ = self.orders.send(order);
    }
}

fn failure(message: String) -> BackendError {
    BackendError { backend: "HiGHS", message }
}

/// Carries out orders until nobody gives any, or HiGHS fails.
fn serve(orders: &Receiver<Order>, answers: &Sender<Result<LpSolution, BackendError>>, watch: &Watch) {
    if let Err(error) = carry_out(orders, answers, watch) {
        // Whoever waits is told; where nobody does, nobody needs to know.
        let _ = answers.send(Err(error));
    }
}

fn carry_out(
    orders: &Receiver<Order>,
    answers: &Sender<Result<LpSolution, BackendError>>,
    watch: &Watch,
) -> Result<(), BackendError> {
    let refused = |what: &str| failure(format!("it refuses {what}"));
    let mut model = empty()?;
    let (mut rows, mut columns): (Vec<Row>, Vec<Col>) = (Vec::new(), Vec::new());
    while let Ok(order) = orders.recv() {
        match order {
            Order::Row(range, entries) => {
                let entries: Vec<(Col, f64)> = entries.into_iter().map(|(column, by)| (columns[column], by)).collect();
                rows.push(model.try_add_row(range, entries).map_err(|_| refused("a row"))?);
            }
            Order::Column(LpColumn { points, range, entries }) => {
                let entries: Vec<(Row, f64)> = entries.into_iter().map(|(row, by)| (rows[row], by)).collect();
                columns.push(model.try_add_column(points, range, entries).map_err(|_| refused("a column"))?);
            }
            Order::Range(column, range) => model.change_column_bounds(columns[column], range),
            Order::Solve(iterations) => {
                let limit = i32::try_from(iterations).unwrap_or(i32::MAX);
                model.try_set_option("simplex_iteration_limit", limit).map_err(|_| refused("a limit of iterations"))?;
                let solved = solve_watched(model, watch).map_err(|status| failure(format!("{status:?}")))?;
                if answers.send(read(&solved)).is_err() {
                    break;
                }
                model = Model::from(solved);
            }
        }
    }
    Ok(())
}

fn empty() -> Result<Model, BackendError> {
    let mut model = RowProblem::new().try_optimise(Sense::Maximise).map_err(|status| failure(format!("{status:?}")))?;
    let refused = |option: &'static str| move |_| failure(format!("it refuses the option {option}"));
    model.try_set_option("threads", 1).map_err(refused("threads"))?;
    model.try_set_option("solver", "simplex").map_err(refused("solver"))?;
    model.try_set_option("presolve", "off").map_err(refused("presolve"))?;
    model.try_set_option("simplex_strategy", PRIMAL_SIMPLEX).map_err(refused("simplex_strategy"))?;
    Ok(model)
}

fn read(solved: &highs::SolvedModel) -> Result<LpSolution, BackendError> {
    let ending = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => LpEnding::Optimal,
        HighsModelStatus::Infeasible => LpEnding::Infeasible,
        HighsModelStatus::ReachedIterationLimit | HighsModelStatus::ReachedInterrupt => LpEnding::Limit,
        other => return Err(failure(format!("it ended with {other:?}"))),
    };
    let solution = solved.get_solution();
    Ok(LpSolution {
        ending,
        points: solved.objective_value(),
        values: solution.columns().to_vec(),
        prices: solution.dual_rows().to_vec(),
        iterations: u64::try_from(solved.simplex_iteration_count()).unwrap_or(0),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a programme that fails must fail the test")]
mod tests {
    use super::*;
    use crate::engine::Interrupt;

    fn free() -> Limits {
        Limits { deadline: None, interrupt: Interrupt::new() }
    }

    fn column(points: f64, entries: &[(usize, f64)]) -> LpColumn {
        LpColumn { points, range: 0.0..=f64::INFINITY, entries: entries.to_vec() }
    }

    #[test]
    fn a_programme_grows_and_goes_on() {
        let mut lp = Lp::new().unwrap();
        let sugar = lp.add_row(f64::NEG_INFINITY..=5.0, vec![]);
        let milk = lp.add_row(3.0..=3.0, vec![]);
        lp.add_column(column(2.0, &[(sugar, 1.0), (milk, 1.0)]));
        lp.add_column(column(0.0, &[(milk, 1.0)]));
        let first = lp.solve(100, &free()).unwrap();
        assert_eq!((first.ending, first.points), (LpEnding::Optimal, 6.0));
        assert_eq!(first.prices, [0.0, 2.0]);

        lp.add_column(column(3.0, &[(sugar, 1.0)]));
        let second = lp.solve(100, &free()).unwrap();
        assert_eq!((second.ending, second.points), (LpEnding::Optimal, 15.0));
        assert_eq!(second.prices, [3.0, 0.0]);

        lp.set_range(2, 0.0..=1.0);
        let third = lp.solve(100, &free()).unwrap();
        assert_eq!((third.values, third.points), (vec![3.0, 0.0, 1.0], 9.0));
        let cakes = lp.add_row(f64::NEG_INFINITY..=2.0, vec![(0, 1.0), (2, 2.0)]);
        let fourth = lp.solve(100, &free()).unwrap();
        assert_eq!((fourth.points, fourth.prices[cakes]), (4.0, 2.0));
    }

    #[test]
    fn what_cannot_be_is_told() {
        let mut lp = Lp::new().unwrap();
        let row = lp.add_row(2.0..=2.0, vec![]);
        lp.add_column(LpColumn { range: 0.0..=1.0, ..column(1.0, &[(row, 1.0)]) });
        assert_eq!(lp.solve(100, &free()).unwrap().ending, LpEnding::Infeasible);
    }

    #[test]
    fn it_stops_at_its_limit() {
        let mut lp = Lp::new().unwrap();
        for position in 0..20 {
            let row = lp.add_row(f64::NEG_INFINITY..=1.0, vec![]);
            lp.add_column(column(f64::from(position) + 1.0, &[(row, 1.0)]));
        }
        let cut_short = lp.solve(5, &free()).unwrap();
        assert_eq!((cut_short.ending, cut_short.iterations), (LpEnding::Limit, 5));
        let rest = lp.solve(100, &free()).unwrap();
        assert_eq!((rest.ending, rest.points), (LpEnding::Optimal, 210.0));
    }
}
