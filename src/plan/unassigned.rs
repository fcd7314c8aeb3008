//! Why a request is left out.

use crate::domain::RequestIndex;

/// What kept a request out of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No start on the grid fits its windows, the opening hours and what else its client has booked.
    NoStart,
    /// Nobody who may serve it is on shift long enough within its windows.
    NoStaff,
    /// The resources that it needs are never free together long enough within its windows.
    NoResource,
    /// People and resources are each free at some time, but at no common start.
    NoCommonStart,
    /// It could be booked, but not together with the other services of its visit.
    NoVisit,
    /// It could be booked alone; the best plan, as proved, serves others instead.
    Displaced,
    /// It could be booked alone; the search ended before it was settled whether it fits.
    Undecided,
}

impl Reason {
    /// Stable code for files.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoStart => "noStart",
            Self::NoStaff => "noStaff",
            Self::NoResource => "noResource",
            Self::NoCommonStart => "noCommonStart",
            Self::NoVisit => "noVisit",
            Self::Displaced => "displaced",
            Self::Undecided => "undecided",
        }
    }

    /// What it means, as a sentence without its full stop.
    pub fn detail(self) -> &'static str {
        match self {
            Self::NoStart => "no start on the grid fits its windows, the opening hours and its client's other bookings",
            Self::NoStaff => "nobody who may serve it is free long enough within its windows",
            Self::NoResource => "the resources it needs are never free together long enough within its windows",
            Self::NoCommonStart => "its people and its resources are never free at the same start",
            Self::NoVisit => {
                "the services of its visit cannot all be booked, one after the other within the longest wait"
            }
            Self::Displaced => "it could be booked alone, but no plan with it scores higher than this one",
            Self::Undecided => "it could be booked alone; the search ended before it was proved whether it fits",
        }
    }

    /// What may let it in.
    pub fn action(self) -> &'static str {
        match self {
            Self::NoStart => "widen its windows or the opening hours",
            Self::NoStaff => "widen its windows or its allowed staff, or extend a shift",
            Self::NoResource => "widen its windows or its allowed resources, or add a unit",
            Self::NoCommonStart => "widen its windows, or move a shift to when the resources are free",
            Self::NoVisit => "widen the windows of the visit, its wait or its choice of staff, or split it",
            Self::Displaced => "raise its priority, make it mandatory, or add capacity",
            Self::Undecided => "allow more time",
        }
    }
}

/// A request that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unassigned {
    /// Which.
    pub request: RequestIndex,
    /// Why.
    pub reason: Reason,
}
