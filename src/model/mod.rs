//! The model: from a part of the problem to a mixed-integer programme and back.
//!
//! In the order of the story: what is free ([`availability`]), what a request needs ([`need`]), the ways to book it
//! ([`candidate`]) and what they are worth ([`objective`]); requests that compete ([`part`]), units that are alike
//! ([`class`]) and the choices among them ([`choice`]); columns and lanes ([`formulation`]), the constraint families
//! ([`families`], with [`flow`] for capacity over time); and back: bookings from values ([`solution`]), units by
//! [`colouring`], what they add to the score by [`contribution`](mod@contribution). Requests of one [`visit`] are bound together. FORMULATION.md has the mathematics on a few pages with the same symbols.

pub mod availability;
pub mod candidate;
pub mod choice;
pub mod class;
pub mod colouring;
pub mod contribution;
pub mod families;
pub mod flow;
pub mod formulation;
pub mod need;
pub mod objective;
pub mod part;
pub mod solution;
pub mod visit;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use good_lp::variable::VariableDefinition;
use good_lp::{Constraint, Expression, ProblemVariables, Variable, variable};

use crate::domain::{Minute, StaffIndex};
use class::ClassIndex;
use families::FAMILIES;
use flow::Idle;
use formulation::{Formulation, Lane, takes_by_lane};

/// A variable with its position among all variables, which is how values are read and written.
#[derive(Clone, Copy, Debug)]
pub struct ModelVariable {
    /// For expressions.
    pub variable: Variable,
    /// For values.
    pub position: usize,
}

/// Something that happens so many minutes after the start of a request's appointment, or before it.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Position of the request in the part.
    pub request: usize,
    /// Minutes from the start to the event.
    pub after: Minute,
}

/// Whether the client of a visit is between two events at a minute.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// The first event.
    pub enters: Event,
    /// The second.
    pub leaves: Event,
    /// When.
    pub minute: Minute,
    /// 1 if the first event is not later and the second is.
    pub variable: ModelVariable,
}

/// A mixed-integer programme that maximises points.
#[derive(Default)]
pub struct Model {
    variables: ProblemVariables,
    points: Vec<(Variable, i64)>,
    constraints: Vec<Constraint>,
    /// The variable of each column of the formulation.
    pub columns: Vec<ModelVariable>,
    /// Unused capacity of each lane, in the order of time.
    pub idles: BTreeMap<Lane, Vec<Idle>>,
    /// Whether a person works on a date, where that costs points.
    pub staff_days: BTreeMap<(StaffIndex, NaiveDate), ModelVariable>,
    /// How many units of a class are used on a date, where that costs points.
    pub resource_days: BTreeMap<(ClassIndex, NaiveDate), ModelVariable>,
    /// Clients of visits between two services.
    pub waiting: Vec<Waiting>,
    /// Fixed at one: the bookings of the part, as if all were given up; each candidate wins its own back. A variable,
    /// because back ends measure their relative gap on an objective without its constant.
    pub given_up: Option<ModelVariable>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Model({} variables, {} constraints)", self.variables.len(), self.constraints.len())
    }
}

impl Model {
    /// Writes a formulation as a programme: a variable for each column, then family by family.
    pub fn of(formulation: &Formulation<'_>) -> Self {
        let mut model = Self::default();
        for column in &formulation.columns {
            let variable = model.add_variable(variable().binary(), column.points);
            model.columns.push(variable);
        }
        let takes = takes_by_lane(&formulation.columns);
        for (_, add) in FAMILIES {
            add(&mut model, formulation, &takes);
        }
        let given_up: i64 = formulation.part.requests.iter().map(|open| open.stakes.drop).sum();
        model.given_up = Some(model.add_variable(variable().min(1).max(1), -given_up));
        model
    }

    /// Adds a variable that brings `points` for each unit of its value.
    pub fn add_variable(&mut self, definition: VariableDefinition, points: i64) -> ModelVariable {
        let position = self.variables.len();
        let variable = self.variables.add(definition);
        if points != 0 {
            self.points.push((variable, points));
        }
        ModelVariable { variable, position }
    }

    /// Adds a row.
    pub fn add_constraint(&mut self, constraint: Constraint) {
        self.constraints.push(constraint);
    }

    /// The number of variables.
    pub fn variable_count(&self) -> usize {
        self.variables.len()
    }

    /// The largest number of points of any variable that is to be decided, by amount.
    pub fn largest_points(&self) -> i64 {
        let fixed = self.given_up.map(|given_up| given_up.variable);
        let decided = self.points.iter().filter(|(variable, _)| Some(*variable) != fixed);
        decided.map(|(_, points)| points.abs()).max().unwrap_or(0)
    }

    /// Takes the model apart for a back end: variables, objective divided by `scale`, constraints.
    pub fn into_parts(self, scale: f64) -> (ProblemVariables, Expression, Vec<Constraint>) {
        let mut objective = Expression::with_capacity(self.points.len());
        for (variable, points) in self.points {
            objective.add_mul(points as f64 / scale, variable);
        }
        (self.variables, objective, self.constraints)
    }
}
