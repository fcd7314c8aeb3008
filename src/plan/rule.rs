//! The rules, by name.

/// Declares the rules, each with its meaning and its stable code, so that no list of them can miss one.
macro_rules! rules {
    ($($(#[$meaning:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// A rule that a plan, or what its file claims about it, can break.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$meaning])* $name),+
        }

        impl Rule {
            /// Every rule, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Stable code for files.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

rules! {
    /// Requests, people and resources are those of the problem.
    Unknown = "unknown",
    /// Each live request is booked or left out.
    Missing = "missing",
    /// No request is listed more than once.
    Repeated = "repeated",
    /// History and cancelled requests are not planned.
    NotLive = "notLive",
    /// Mandatory requests are booked.
    Mandatory = "mandatory",
    /// Standing bookings of live requests are in the plan exactly as they are.
    Standing = "standing",
    /// Nothing new starts in the frozen time.
    Frozen = "frozen",
    /// The end is the start and the duration of the service.
    Duration = "duration",
    /// The start is on the grid, or where the existing booking starts.
    Grid = "grid",
    /// The appointment lies within one window.
    Window = "window",
    /// The appointment lies within the opening hours of the site.
    OpeningHours = "openingHours",
    /// The service has as many different people as it takes.
    StaffCount = "staffCount",
    /// The people can do the service.
    StaffService = "staffService",
    /// The people are active.
    StaffInactive = "staffInactive",
    /// The people work at the site.
    StaffSite = "staffSite",
    /// The people are among those whom the request allows.
    StaffAllowed = "staffAllowed",
    /// The occupied time lies within the shifts of the people.
    StaffShift = "staffShift",
    /// Nobody serves two bookings at once.
    StaffOverlap = "staffOverlap",
    /// The resources meet the requirements: each its units, none shared, none too many.
    Requirements = "requirements",
    /// The resources are active.
    ResourceInactive = "resourceInactive",
    /// The resources stand at the site.
    ResourceSite = "resourceSite",
    /// The resources are among those that the request allows.
    ResourceAllowed = "resourceAllowed",
    /// The occupied time lies within the usable hours of the resources.
    ResourceHours = "resourceHours",
    /// No resource holds more bookings at once than it has places.
    ResourceOverlap = "resourceOverlap",
    /// No client has two appointments at once.
    ClientOverlap = "clientOverlap",
    /// The requests of a visit are booked together or not at all.
    VisitIncomplete = "visitIncomplete",
    /// The next appointment of a visit starts after the one before has ended.
    VisitOrder = "visitOrder",
    /// It starts within the longest wait of the visit.
    VisitWait = "visitWait",
    /// The appointments of a visit are on one local date.
    VisitDate = "visitDate",
    /// The people of a visit are the same, or different ones, as it asks.
    VisitStaff = "visitStaff",
    /// The start is the pinned one.
    PinTime = "pinTime",
    /// The people are the pinned ones.
    PinStaff = "pinStaff",
    /// The resources are the pinned ones.
    PinResource = "pinResource",
    /// The file holds a plan.
    NoPlan = "noPlan",
    /// Each claimed term of the score is the recomputed one.
    ClaimedTerm = "claimedTerm",
    /// The claimed score is the recomputed one.
    ClaimedScore = "claimedScore",
    /// The claimed bound is not below the score.
    ClaimedBound = "claimedBound",
    /// The claimed gap is that between bound and score.
    ClaimedGap = "claimedGap",
    /// The claimed status agrees with plan, score and bound.
    ClaimedStatus = "claimedStatus",
}
