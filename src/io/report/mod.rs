//! Writers of the report: a table and a web page for people, workbooks and CSV for spreadsheets, JSON for programs.

mod analysis;
pub mod csv;
mod definitions;
pub mod html;
pub mod json;
pub mod table;
pub mod xlsx;
