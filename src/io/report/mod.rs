//! Writers of the report: a table and a web page for people, workbooks and CSV for spreadsheets, JSON for programs.

pub mod csv;
pub mod html;
pub mod json;
pub mod table;
pub mod xlsx;
