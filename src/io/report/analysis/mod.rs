//! What goes beyond the rows, in the words that the table, the page and the workbook have in common.

pub(super) mod ceiling;
pub(super) mod measures;
pub(super) mod reconciliation;
pub(super) mod waterfall;
