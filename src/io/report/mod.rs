//! Writers of the report: a table for people, workbooks and CSV for spreadsheets, JSON for programs.

pub mod csv;
pub mod json;
pub mod table;
pub mod xlsx;
