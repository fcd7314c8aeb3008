//! The words of the file for those of the domain, and back.

use crate::io::wire::plan as wire;
use crate::plan::{Reason, Score, Status, StoppedBy};

/// Declares the one-to-one correspondence of two enums with the same variants.
macro_rules! same_variants {
    ($domain:ident, $wire:path: $($variant:ident),+) => {
        impl From<$domain> for $wire {
            fn from(domain: $domain) -> Self {
                match domain { $($domain::$variant => Self::$variant),+ }
            }
        }

        impl From<$wire> for $domain {
            fn from(wire: $wire) -> Self {
                match wire { $(<$wire>::$variant => Self::$variant),+ }
            }
        }
    };
}

same_variants!(Status, wire::Status: Optimal, WithinGap, Feasible, Infeasible, Unknown);
same_variants!(StoppedBy, wire::StoppedBy: Proof, Gap, TimeLimit, WorkLimit, Interrupt, Exhausted);
same_variants!(Reason, wire::Reason: NoStart, NoStaff, NoResource, NoCommonStart, NoVisit, Displaced, Undecided);

/// Declares the one-to-one correspondence of two structs with the same fields.
macro_rules! same_fields {
    ($domain:ident, $wire:path: $($field:ident),+) => {
        impl From<$domain> for $wire {
            fn from(domain: $domain) -> Self {
                Self { $($field: domain.$field),+ }
            }
        }

        impl From<$wire> for $domain {
            fn from(wire: $wire) -> Self {
                Self { $($field: wire.$field),+ }
            }
        }
    };
}

same_fields!(
    Score, wire::Terms:
    served, start_deviation, day_deviation, staff_preference, move_time, move_staff, move_resource, drop, staff_day,
    resource_day
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_words_of_the_file() -> serde_json::Result<()> {
        for reason in [
            Reason::NoStart,
            Reason::NoStaff,
            Reason::NoResource,
            Reason::NoCommonStart,
            Reason::NoVisit,
            Reason::Displaced,
            Reason::Undecided,
        ] {
            assert_eq!(serde_json::to_value(wire::Reason::from(reason))?, reason.code());
        }
        for status in [Status::Optimal, Status::WithinGap, Status::Feasible, Status::Infeasible, Status::Unknown] {
            assert_eq!(serde_json::to_value(wire::Status::from(status))?, status.code());
        }
        Ok(())
    }

    #[test]
    fn terms_have_the_same_names_in_the_file() -> serde_json::Result<()> {
        let file = serde_json::to_value(wire::Terms::from(Score::default()))?;
        let names: Vec<&str> = file.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, Score::default().terms().map(|(name, _)| name));
        Ok(())
    }
}
