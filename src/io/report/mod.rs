//! Writers of the report: a table and a web page for people, CSV for spreadsheets, JSON for programs.

pub mod csv;
pub mod html;
pub mod json;
pub mod table;
