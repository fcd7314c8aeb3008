//! What is known of a best value: it is reached at least, exceeded never.

/// An interval that holds the best value that any plan has.
///
/// Both ends are proofs: some plan has `least`, and no plan has more than `most`. A missing end is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// A plan reaches it.
    pub least: Option<i64>,
    /// No plan exceeds it.
    pub most: Option<i64>,
}

/// How the best of one problem compares with the best of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Surely higher.
    Better,
    /// Surely lower.
    Worse,
    /// Surely the same.
    Same,
    /// The gaps are larger than the difference.
    Undecided,
}

impl Verdict {
    /// Stable code for files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
            Self::Undecided => "undecided",
        }
    }
}

impl Known {
    /// What both say together: the higher plan, the lower bound.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let least = self.least.max(other.least);
        let most = match (self.most, other.most) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Self { least, most }
    }

    /// Whether the best value is known exactly.
    pub fn is_exact(self) -> bool {
        self.least.is_some() && self.least == self.most
    }

    /// The interval that surely holds `self − other`: [least − other.most, most − other.least].
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let difference = |one: Option<i64>, two: Option<i64>| Some(one?.saturating_sub(two?));
        Self { least: difference(self.least, other.most), most: difference(self.most, other.least) }
    }

    /// The part of a difference that is left when the one side holds every plan of the other: it is no less than 0.
    #[must_use]
    pub fn not_negative(self) -> Self {
        self.and(Self { least: Some(0), most: None })
    }

    /// The same where it is the other way round.
    #[must_use]
    pub fn not_positive(self) -> Self {
        self.and(Self { least: None, most: Some(0) })
    }

    /// How it compares with `other`. A is surely better than B if a plan of A exceeds the bound on all plans of B.
    pub fn against(self, other: Self) -> Verdict {
        self.minus(other).verdict()
    }

    /// What this interval of a difference proves.
    pub fn verdict(self) -> Verdict {
        match (self.least, self.most) {
            (Some(least), _) if least > 0 => Verdict::Better,
            (_, Some(most)) if most < 0 => Verdict::Worse,
            (Some(0), Some(0)) => Verdict::Same,
            _ => Verdict::Undecided,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(least: i64, most: i64) -> Known {
        Known { least: Some(least), most: Some(most) }
    }

    #[test]
    fn only_intervals_apart_are_decided() {
        for (one, two, verdict) in [
            (known(10, 12), known(5, 9), Verdict::Better),
            (known(10, 12), known(5, 10), Verdict::Undecided),
            (known(5, 9), known(10, 12), Verdict::Worse),
            (known(7, 7), known(7, 7), Verdict::Same),
            (known(7, 8), known(7, 7), Verdict::Undecided),
            (Known { least: Some(10), most: None }, known(1, 9), Verdict::Better),
            (Known::default(), known(1, 9), Verdict::Undecided),
        ] {
            assert_eq!(one.against(two), verdict, "{one:?} {two:?}");
        }
    }

    #[test]
    fn a_side_that_holds_the_other_is_not_worse() {
        let open = known(-5, 7);
        assert_eq!((open.not_negative(), open.not_positive()), (known(0, 7), known(-5, 0)));
        assert_eq!(known(-5, 0).not_negative().verdict(), Verdict::Same);
        assert_eq!(Known::default().not_negative(), Known { least: Some(0), most: None });
    }

    #[test]
    fn differences_hold_every_pair_of_values() {
        assert_eq!(known(10, 12).minus(known(5, 9)), known(1, 7));
        assert_eq!(known(10, 12).and(Known { least: Some(11), most: None }), known(11, 12));
    }
}
