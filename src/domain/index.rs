//! Typed positions in the lists of a [`Problem`](super::Problem).

/// Declares a position in one list, so that a position in another cannot take its place.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The position as it is used in a list.
            pub fn position(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// Lists are far shorter than 2³²; the gate sees to that.
            fn from(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }
        }
    };
}

index! {
    /// Position of a site.
    SiteIndex
}
index! {
    /// Position of a staff member.
    StaffIndex
}
index! {
    /// Position of a resource.
    ResourceIndex
}
index! {
    /// Position of a service.
    ServiceIndex
}
index! {
    /// Position of a request.
    RequestIndex
}
index! {
    /// Position of a client in the list of distinct client ids.
    ClientIndex
}
