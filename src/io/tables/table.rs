//! The tables and their columns.

/// A table of the folder: `NAME.parquet`, `NAME.csv`, or any number of such files in a folder `NAME`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The places.
    Sites,
    /// The people.
    Staff,
    /// Rooms, machines and other things.
    Resources,
    /// Opening hours of sites and own hours of resources.
    Hours,
    /// Maintenance.
    Blocks,
    /// Who worked when.
    Shifts,
    /// What was booked.
    Appointments,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// An id: text or a whole number.
    Id,
    /// An id, or a list of ids.
    Ids,
    /// Text.
    Text,
    /// Yes or no.
    Flag,
    /// A whole number.
    Whole,
    /// A time with its offset from UTC, in whole minutes.
    Time,
    /// An amount of money.
    Money,
}

/// A column that a table may have.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    pub(super) is_required: bool,
}

const fn needs(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, is_required: true }
}

const fn may(name: &'static str, holds: Holds) -> Column {
    Column { name, holds, is_required: false }
}

impl Table {
    /// Every table, those that others refer to first.
    pub const ALL: [Self; 7] =
        [Self::Sites, Self::Staff, Self::Resources, Self::Hours, Self::Blocks, Self::Shifts, Self::Appointments];

    /// The name of its file or folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sites => "sites",
            Self::Staff => "staff",
            Self::Resources => "resources",
            Self::Hours => "hours",
            Self::Blocks => "blocks",
            Self::Shifts => "shifts",
            Self::Appointments => "appointments",
        }
    }

    /// Whether there is no report without it.
    pub(super) fn is_required(self) -> bool {
        matches!(self, Self::Sites | Self::Resources | Self::Appointments)
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Sites => {
                const {
                    &[
                        needs("id", Holds::Id),
                        may("name", Holds::Text),
                        needs("time_zone", Holds::Text),
                        may("currency", Holds::Text),
                    ]
                }
            }
            Self::Staff => {
                const {
                    &[
                        needs("id", Holds::Id),
                        may("name", Holds::Text),
                        needs("site", Holds::Id),
                        may("active", Holds::Flag),
                    ]
                }
            }
            Self::Resources => {
                const {
                    &[
                        needs("id", Holds::Id),
                        may("name", Holds::Text),
                        may("kind", Holds::Text),
                        needs("site", Holds::Id),
                        may("capacity", Holds::Whole),
                        may("multi_use", Holds::Flag),
                        may("active", Holds::Flag),
                    ]
                }
            }
            Self::Hours => {
                const {
                    &[
                        may("site", Holds::Id),
                        may("resource", Holds::Id),
                        needs("day", Holds::Text),
                        needs("hours", Holds::Text),
                    ]
                }
            }
            Self::Blocks => {
                const { &[needs("resource", Holds::Id), needs("start", Holds::Time), needs("end", Holds::Time)] }
            }
            Self::Shifts => {
                const { &[needs("staff", Holds::Id), needs("start", Holds::Time), needs("end", Holds::Time)] }
            }
            Self::Appointments => {
                const {
                    &[
                        needs("start", Holds::Time),
                        needs("end", Holds::Time),
                        may("staff", Holds::Ids),
                        may("resources", Holds::Ids),
                        may("price", Holds::Money),
                        may("status", Holds::Text),
                        may("setup", Holds::Whole),
                        may("cleanup", Holds::Whole),
                    ]
                }
            }
        }
    }
}

/// A name without what is written differently from system to system: `timeZone`, `time_zone` and `Time zone` are one.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
