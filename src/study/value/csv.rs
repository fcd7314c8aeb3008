//! The values for spreadsheets: a row for each hour of the week.

use std::io::{Result, Write};

use ::csv::Writer;

use super::json::short;
use super::{Kind, Report};

/// The columns, named as in the JSON result.
pub(super) const COLUMNS: [&str; 8] = ["kind", "id", "name", "site", "weekday", "hour", "points", "there"];

impl Report<'_> {
    /// Writes the hours that have a value.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn csv(&self, out: &mut impl Write) -> Result<()> {
        let mut writer = Writer::from_writer(out);
        writer.write_record(COLUMNS)?;
        for (position, row) in self.values.rows.iter().enumerate() {
            let (kind, id, site) = self.key(position);
            let name = row.subject.name(self.problem);
            for (place, hour) in row.week.iter().enumerate().filter_map(|(place, hour)| Some((place, (*hour)?))) {
                let there = if kind == Kind::Staff { hour.is_there.to_string() } else { String::new() };
                let (day, clock) = (short(place / 24), (place % 24).to_string());
                let kind = match kind {
                    Kind::Pool => "pool",
                    Kind::Staff => "staff",
                    Kind::Service => "service",
                };
                writer.write_record([kind, &id, name, &site, &day, &clock, &hour.points.to_string(), &there])?;
            }
        }
        writer.flush()
    }
}
