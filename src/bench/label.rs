//! How tables and charts write names, times and gaps.

use crate::io::wire::bench::Run;
use crate::io::wire::plan::Status;

/// What is not known or was not reached.
pub(super) const NONE: &str = "–";

/// `auto/highs`, `greedy`, `CP-SAT`.
pub(super) fn engine(run: &Run) -> String {
    run.backend.as_ref().map_or(run.engine.clone(), |backend| format!("{}/{backend}", run.engine))
}

/// Three figures and a unit: `4 ms`, `1.53 s`, `60.0 s`, `1210 s`.
pub(super) fn seconds(seconds: Option<f64>) -> String {
    match seconds {
        None => NONE.into(),
        Some(seconds) if seconds < 0.9995 => format!("{:.0} ms", seconds * 1000.0),
        Some(seconds) if seconds < 9.995 => format!("{seconds:.2} s"),
        Some(seconds) if seconds < 99.95 => format!("{seconds:.1} s"),
        Some(seconds) => format!("{seconds:.0} s"),
    }
}

/// `0.42 %`; a gap that is not 0 never looks like 0.
pub(super) fn gap(gap: Option<f64>) -> String {
    match gap.map(|gap| gap * 100.0) {
        None => NONE.into(),
        Some(0.0) => "0 %".into(),
        Some(percent) if percent < 0.01 => "<0.01 %".into(),
        Some(percent) if percent < 100.0 => format!("{percent:.2} %"),
        Some(percent) => format!("{percent:.0} %"),
    }
}

/// The status as people say it; a plan that breaks a rule is `failed`.
pub(super) fn status(run: &Run) -> &'static str {
    match run.status {
        Status::Unknown if run.error.is_some() => "failed",
        Status::Optimal => "optimal",
        Status::WithinGap => "within gap",
        Status::Feasible => "plan",
        Status::Infeasible => "infeasible",
        Status::Unknown => "no plan",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_gaps_have_three_figures() {
        assert_eq!(
            [0.004, 0.9996, 9.99, 9.999, 60.0, 1210.2].map(|time| seconds(Some(time))),
            ["4 ms", "1.00 s", "9.99 s", "10.0 s", "60.0 s", "1210 s"]
        );
        assert_eq!([0.0, 0.00001, 0.0042, 1.5].map(|one| gap(Some(one))), ["0 %", "<0.01 %", "0.42 %", "150 %"]);
    }
}
