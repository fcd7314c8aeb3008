//! The rules, by name.

/// A rule that a plan, or what its file claims about it, can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Requests, people and resources are those of the problem.
    Unknown,
    /// Each live request is booked or left out.
    Missing,
    /// No request is listed more than once.
    Repeated,
    /// History and cancelled requests are not planned.
    NotLive,
    /// Mandatory requests are booked.
    Mandatory,
    /// Standing bookings of live requests are in the plan exactly as they are.
    Standing,
    /// Nothing new starts in the frozen time.
    Frozen,
    /// The end is the start and the duration of the service.
    Duration,
    /// The start is on the grid, or where the existing booking starts.
    Grid,
    /// The appointment lies within one window.
    Window,
    /// The appointment lies within the opening hours of the site.
    OpeningHours,
    /// The service has as many different people as it takes.
    StaffCount,
    /// The people can do the service.
    StaffService,
    /// The people are active.
    StaffInactive,
    /// The people work at the site.
    StaffSite,
    /// The people are among those whom the request allows.
    StaffAllowed,
    /// The occupied time lies within the shifts of the people.
    StaffShift,
    /// Nobody serves two bookings at once.
    StaffOverlap,
    /// The resources meet the requirements: each its units, none shared, none too many.
    Requirements,
    /// The resources are active.
    ResourceInactive,
    /// The resources stand at the site.
    ResourceSite,
    /// The resources are among those that the request allows.
    ResourceAllowed,
    /// The occupied time lies within the usable hours of the resources.
    ResourceHours,
    /// No resource holds more bookings at once than it has places.
    ResourceOverlap,
    /// No client has two appointments at once.
    ClientOverlap,
    /// The start is the pinned one.
    PinTime,
    /// The people are the pinned ones.
    PinStaff,
    /// The resources are the pinned ones.
    PinResource,
    /// The file holds a plan.
    NoPlan,
    /// Each claimed term of the score is the recomputed one.
    ClaimedTerm,
    /// The claimed score is the recomputed one.
    ClaimedScore,
    /// The claimed bound is not below the score.
    ClaimedBound,
    /// The claimed gap is that between bound and score.
    ClaimedGap,
    /// The claimed status agrees with plan, score and bound.
    ClaimedStatus,
}

impl Rule {
    /// Every rule, in order.
    pub const ALL: [Self; 34] = [
        Self::Unknown,
        Self::Missing,
        Self::Repeated,
        Self::NotLive,
        Self::Mandatory,
        Self::Standing,
        Self::Frozen,
        Self::Duration,
        Self::Grid,
        Self::Window,
        Self::OpeningHours,
        Self::StaffCount,
        Self::StaffService,
        Self::StaffInactive,
        Self::StaffSite,
        Self::StaffAllowed,
        Self::StaffShift,
        Self::StaffOverlap,
        Self::Requirements,
        Self::ResourceInactive,
        Self::ResourceSite,
        Self::ResourceAllowed,
        Self::ResourceHours,
        Self::ResourceOverlap,
        Self::ClientOverlap,
        Self::PinTime,
        Self::PinStaff,
        Self::PinResource,
        Self::NoPlan,
        Self::ClaimedTerm,
        Self::ClaimedScore,
        Self::ClaimedBound,
        Self::ClaimedGap,
        Self::ClaimedStatus,
    ];

    /// Stable code for files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Missing => "missing",
            Self::Repeated => "repeated",
            Self::NotLive => "notLive",
            Self::Mandatory => "mandatory",
            Self::Standing => "standing",
            Self::Frozen => "frozen",
            Self::Duration => "duration",
            Self::Grid => "grid",
            Self::Window => "window",
            Self::OpeningHours => "openingHours",
            Self::StaffCount => "staffCount",
            Self::StaffService => "staffService",
            Self::StaffInactive => "staffInactive",
            Self::StaffSite => "staffSite",
            Self::StaffAllowed => "staffAllowed",
            Self::StaffShift => "staffShift",
            Self::StaffOverlap => "staffOverlap",
            Self::Requirements => "requirements",
            Self::ResourceInactive => "resourceInactive",
            Self::ResourceSite => "resourceSite",
            Self::ResourceAllowed => "resourceAllowed",
            Self::ResourceHours => "resourceHours",
            Self::ResourceOverlap => "resourceOverlap",
            Self::ClientOverlap => "clientOverlap",
            Self::PinTime => "pinTime",
            Self::PinStaff => "pinStaff",
            Self::PinResource => "pinResource",
            Self::NoPlan => "noPlan",
            Self::ClaimedTerm => "claimedTerm",
            Self::ClaimedScore => "claimedScore",
            Self::ClaimedBound => "claimedBound",
            Self::ClaimedGap => "claimedGap",
            Self::ClaimedStatus => "claimedStatus",
        }
    }
}
