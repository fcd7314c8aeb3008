//! Money: hundredths of the currency.

use crate::domain::Cents;

/// A price in hundredths, a half rounded away from zero.
pub(in crate::io) fn cents(price: f64) -> Cents {
    (price * 100.0).round() as Cents
}

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (price, expected) in
            [(0.0, 0), (15000.0, 1_500_000), (0.125, 13), (19.99, 1999), (0.004, 0), (1e9, 100_000_000_000)]
        {
            assert_eq!(cents(price), expected, "{price}");
        }
    }
}
