//! Text in columns.

use unicode_width::UnicodeWidthStr;

/// Cells under names; columns whose name begins with `>` are set flush right.
#[derive(Clone, Debug, Default)]
pub(in crate::io::study) struct Grid {
    pub(in crate::io::study) header: Vec<String>,
    pub(in crate::io::study) rows: Vec<Vec<String>>,
}

impl Grid {
    /// Lines with two spaces between columns.
    pub(super) fn text(&self) -> String {
        let names: Vec<String> = self.header.iter().map(|name| name.trim_start_matches('>').to_owned()).collect();
        let lines = std::iter::once(&names).chain(&self.rows);
        lines.map(|cells| self.line(cells, &names)).collect()
    }

    fn line(&self, cells: &[String], names: &[String]) -> String {
        let padded = cells.iter().enumerate().map(|(column, cell)| {
            let widest =
                self.rows.iter().filter_map(|row| row.get(column)).chain([&names[column]]).map(|one| one.width());
            let space = " ".repeat(widest.max().unwrap_or_default() - cell.width());
            if self.header[column].starts_with('>') { space + cell } else { cell.clone() + &space }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    }
}
