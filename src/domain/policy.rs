//! The policy: what a plan is worth. [`crate::plan::score`] has the formulas.

/// What a booked request is worth, before its priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Its price in hundredths, at least 1.
    Revenue,
    /// Its duration in minutes, times 100.
    Minutes,
    /// 10 000.
    Count,
}

/// Weights of the score. Those of a request are per mille of its worth, the others are points; none is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What a booked request is worth.
    pub worth: Worth,
    /// For each hour between the start's time of day and the preferred one.
    pub start_deviation_per_hour: i64,
    /// For each day between the start's date and the preferred one.
    pub day_deviation: i64,
    /// For a booking without any of the preferred people.
    pub staff_preference: i64,
    /// For another start than the existing booking's.
    pub move_time: i64,
    /// For other people than the existing booking's.
    pub move_staff: i64,
    /// For other resources than the existing booking's.
    pub move_resource: i64,
    /// For leaving out a request that had a booking.
    pub drop: i64,
    /// Points for each person and local date with a booking.
    pub staff_day: i64,
    /// Points for each resource and local date with a booking.
    pub resource_day: i64,
}

impl Default for Policy {
    /// Revenue counts; a visible move costs more than an invisible one; opening a day costs nothing.
    fn default() -> Self {
        Self {
            worth: Worth::Revenue,
            start_deviation_per_hour: 60,
            day_deviation: 50,
            staff_preference: 100,
            move_time: 500,
            move_staff: 200,
            move_resource: 10,
            drop: 1000,
            staff_day: 0,
            resource_day: 0,
        }
    }
}
