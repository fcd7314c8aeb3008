//! A scale with round marks.

use crate::io::wording::grouped;

/// From 0 to a round number that no value passes.
pub(super) struct Scale {
    top: f64,
    step: f64,
}

impl Scale {
    pub(super) fn of(values: impl Iterator<Item = f64>) -> Self {
        let highest = values.fold(1.0, f64::max);
        let rough = highest / 4.0;
        let power = 10_f64.powf(rough.log10().floor());
        let round = [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power);
        let step = round.into_iter().find(|step| *step >= rough).unwrap_or(rough);
        Self { top: step * (highest / step).ceil(), step }
    }

    /// Where the marks are, 0 first.
    pub(super) fn marks(&self) -> impl Iterator<Item = f64> + '_ {
        let count = (self.top / self.step).round() as u32;
        (0..=count).map(|number| f64::from(number) * self.step)
    }

    /// From 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        value / self.top
    }
}

/// A mark in words.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 { grouped(value.max(0.0) as u64) } else { format!("{value:.2}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_no_value_passes_the_last() {
        for (highest, marks) in
            [(39.0, "0 10 20 30 40"), (1_092_000.0, "0 500,000 1,000,000 1,500,000"), (1.0, "0 0.50 1")]
        {
            let scale = Scale::of([highest].into_iter());
            let told: Vec<String> = scale.marks().map(number).collect();
            assert_eq!(told.join(" "), marks);
            assert!(scale.share(highest) <= 1.0);
        }
    }
}
