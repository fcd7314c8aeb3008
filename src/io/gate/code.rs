//! The list of all codes.

/// Declares the codes with their names in files, whether they stop the problem, and what they mean.
macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal, $severity:ident;)*) => {
        /// Every rule of the gate. `docs/FAULTS.md` has a row for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// All of them, faults of the text first, warnings last.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// Whether the problem is refused or only remarked on.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }
        }
    };
}

/// What a broken rule does to the problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The problem is refused.
    Fault,
    /// The problem passes.
    Warning,
}

codes! {
    /// The text is not JSON.
    MalformedJson = "malformedJson", Fault;
    /// An object has the same field twice.
    DuplicateField = "duplicateField", Fault;
    /// The format has another version.
    WrongVersion = "wrongVersion", Fault;
    /// A field that the format does not have.
    UnknownField = "unknownField", Fault;
    /// A field that must be given is not.
    MissingField = "missingField", Fault;
    /// A number for a text, or the like.
    WrongType = "wrongType", Fault;
    /// A number too low or too high.
    OutOfRange = "outOfRange", Fault;
    /// A word that is not in the list of its field.
    UnknownValue = "unknownValue", Fault;
    /// More than can be planned.
    TooMany = "tooMany", Fault;
    /// An id without a character.
    EmptyId = "emptyId", Fault;
    /// Two of a kind with one id.
    DuplicateId = "duplicateId", Fault;
    /// No site has that id.
    UnknownSite = "unknownSite", Fault;
    /// No service has that id.
    UnknownService = "unknownService", Fault;
    /// No person has that id.
    UnknownStaff = "unknownStaff", Fault;
    /// No resource and no pool has that name.
    UnknownResource = "unknownResource", Fault;
    /// No request has that id.
    UnknownRequest = "unknownRequest", Fault;
    /// A person or resource of another site than the request's.
    OtherSite = "otherSite", Fault;
    /// The same id twice in one list.
    DuplicateReference = "duplicateReference", Fault;
    /// No zone has that name.
    UnknownZone = "unknownZone", Fault;
    /// Not a date.
    MalformedDate = "malformedDate", Fault;
    /// Not a time.
    MalformedTime = "malformedTime", Fault;
    /// A year outside 1970 to 2200.
    YearOutOfRange = "yearOutOfRange", Fault;
    /// A wall time that the clock jumps over.
    TimeSkipped = "timeSkipped", Fault;
    /// A wall time that the clock shows twice.
    TimeDoubled = "timeDoubled", Fault;
    /// The horizon ends before it begins.
    HorizonEmpty = "horizonEmpty", Fault;
    /// The horizon is longer than 366 days.
    HorizonTooLong = "horizonTooLong", Fault;
    /// Not hours.
    MalformedHours = "malformedHours", Fault;
    /// Hours that end when they begin.
    HoursEmpty = "hoursEmpty", Fault;
    /// Hours whose times look swapped.
    HoursBackwards = "hoursBackwards", Fault;
    /// Hours of a date that share time.
    HoursOverlap = "hoursOverlap", Fault;
    /// A block that ends before it begins.
    BlockBackwards = "blockBackwards", Fault;
    /// A requirement that names nothing.
    EmptyRequirement = "emptyRequirement", Fault;
    /// A service is asked for at a site without the units it needs.
    RequirementUnmet = "requirementUnmet", Fault;
    /// Phases that are longer or shorter than the appointment.
    PhasesMismatch = "phasesMismatch", Fault;
    /// A window that ends before it begins.
    WindowBackwards = "windowBackwards", Fault;
    /// A window in which the appointment has no room.
    WindowTooShort = "windowTooShort", Fault;
    /// No window of a request has a minute of the horizon.
    WindowOutsideHorizon = "windowOutsideHorizon", Fault;
    /// A pin or a status that needs a booking.
    BookingMissing = "bookingMissing", Fault;
    /// A booking to be planned that starts outside the horizon.
    BookingOutsideHorizon = "bookingOutsideHorizon", Fault;
    /// A visit of less than two requests.
    VisitTooSmall = "visitTooSmall", Fault;
    /// A request in two visits.
    VisitShared = "visitShared", Fault;
    /// A visit of several clients or sites.
    VisitMixed = "visitMixed", Fault;
    /// A visit by the same people whose services do not take as many.
    VisitStaffCount = "visitStaffCount", Fault;
    /// The score could pass what is computed exactly.
    ScoreTooLarge = "scoreTooLarge", Fault;
    /// Opening hours without any hours.
    SiteWithoutHours = "siteWithoutHours", Warning;
    /// A person without any hours.
    StaffWithoutHours = "staffWithoutHours", Warning;
    /// A capacity that counts for nothing.
    CapacityIgnored = "capacityIgnored", Warning;
    /// A service that nobody asks for and no site has the units for.
    ServiceWithoutUnits = "serviceWithoutUnits", Warning;
    /// A request for which nobody has the skill.
    NobodyCanServe = "nobodyCanServe", Warning;
    /// A window that reaches outside the horizon.
    WindowClipped = "windowClipped", Warning;
    /// Something mandatory that is not planned.
    MandatoryCancelled = "mandatoryCancelled", Warning;
    /// Resources given by hand that do not meet the requirements.
    UnmetHandMade = "unmetHandMade", Warning;
}
