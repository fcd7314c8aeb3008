//! What a grid says, for a terminal.

use std::io::{Result, Write};

use super::grid::Grid;
use crate::io::study::words;
use crate::io::wire::whatif::{Cell, Frontier};
use crate::io::wording::{clean, points};

/// Writes served demand and revenue by number, the knee, the fewest, and what one more brings.
pub(super) fn write(out: &mut impl Write, found: &Frontier, currency: &str) -> Result<()> {
    let served = |cell: &Cell| range(cell.served.least.map(points), cell.served.most.map(points));
    let revenue = |cell: &Cell| range(cell.revenue.least.map(text), cell.revenue.most.map(text));
    writeln!(out, "\nServed at best\n{}", crossed(found, served).text())?;
    writeln!(out, "Revenue at best {}\n{}", clean(currency), crossed(found, revenue).text())?;
    write!(out, "{}", steps(found).text())?;
    writeln!(out)?;
    for fewest in &found.fewest {
        writeln!(out, "{}", clean(&words::fewest(fewest)))?;
    }
    if let Some(knee) = &found.knee {
        writeln!(out, "{}", clean(&words::knee(found, knee)))?;
    }
    Ok(())
}

fn text(units: f64) -> String {
    words::amount(Some(units))
}

/// `31`, or `31…33` where the best is not known exactly.
fn range(least: Option<String>, most: Option<String>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => least,
        (least, most) => format!("{}…{}", least.unwrap_or_default(), most.unwrap_or_default()),
    }
}

/// The first axis down, the second across.
fn crossed(found: &Frontier, value: impl Fn(&Cell) -> String) -> Grid {
    let names: Vec<String> = found.axes.iter().map(|axis| clean(&axis.name)).collect();
    let Some(down) = found.axes.first() else { return Grid::default() };
    let across = found.axes.get(1).map_or(vec![None], |axis| axis.counts.iter().map(|&count| Some(count)).collect());
    let at = |count: i64, other: Option<i64>| {
        let counts: Vec<i64> = [Some(count), other].into_iter().flatten().collect();
        found.cells.iter().find(|cell| cell.counts == counts).map(&value).unwrap_or_default()
    };
    let heading = |other: &Option<i64>| match (other, names.get(1)) {
        (Some(count), Some(name)) => format!(">{count} {name}"),
        _ => ">".to_owned(),
    };
    let row = |&count: &i64| {
        let label = format!("{count} {}", names[0]);
        [label].into_iter().chain(across.iter().map(|other| at(count, *other))).collect()
    };
    Grid {
        header: [String::new()].into_iter().chain(across.iter().map(heading)).collect(),
        rows: down.counts.iter().map(row).collect(),
    }
}

/// What one more brings.
pub(in crate::io::study) fn steps(found: &Frontier) -> Grid {
    let header = ["One more of", "from", ">serves more", ">pays below", ">does not pay above"];
    let row = |step: &crate::io::wire::whatif::Step| {
        vec![
            clean(step.axis.trim_start_matches("× ")),
            clean(&words::counts(found, &step.from)),
            range(step.served.least.map(points), step.served.most.map(points)),
            words::amount(step.break_even.least.map(|least| least.max(0.0))),
            words::amount(step.break_even.most),
        ]
    };
    Grid { header: header.map(str::to_owned).to_vec(), rows: found.steps.iter().map(row).collect() }
}
