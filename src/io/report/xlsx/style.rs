//! How cells look.

use rust_xlsxwriter::{ConditionalFormat3ColorScale, ConditionalFormatType, Format, FormatAlign, FormatBorder};

use crate::domain::{Cents, Problem};
use crate::io::wording::clean;
use crate::report::{Level, Report};

const AMBER: u32 = 0xFFE0A3;
const BLUE: u32 = 0xDCE6F1;
const GREY: u32 = 0x808080;
const RED: u32 = 0xF4B6AE;
const YELLOW: u32 = 0xFFF0B8;
const GREEN: u32 = 0xB9E0C2;

/// Letters of a currency that are shown at most.
const CURRENCY: usize = 20;

/// The formats of the workbook.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) term: Format,
    /// Text in several lines.
    pub(super) wrapped: Format,
    pub(super) warning: Format,
    pub(super) active: Look,
    /// Grey: the status says the same in words.
    pub(super) inactive: Look,
}

/// The formats of the values of a row.
pub(super) struct Look {
    pub(super) text: Format,
    pub(super) count: Format,
    pub(super) time: Format,
    pub(super) share: Format,
    pub(super) money: Format,
    pub(super) date: Format,
    pub(super) points: Format,
    pub(super) days: Format,
}

impl Style {
    pub(super) fn new(problem: &Problem, report: &Report) -> Self {
        let money = money(&problem.currency, hundredths(report));
        let top = Format::new().set_align(FormatAlign::Top);
        let wrapped = top.clone().set_text_wrap();
        Self {
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new()
                .set_bold()
                .set_background_color(BLUE)
                .set_border_bottom(FormatBorder::Thin)
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            term: top.set_bold(),
            warning: wrapped.clone().set_bold().set_background_color(AMBER),
            wrapped,
            active: Look::new(&Format::new(), &money),
            inactive: Look::new(&Format::new().set_font_color(GREY), &money),
        }
    }
}

impl Look {
    fn new(base: &Format, money: &str) -> Self {
        let number = |format: &str| base.clone().set_num_format(format).set_align(FormatAlign::Right);
        Self {
            text: base.clone(),
            count: number("#,##0"),
            time: number("[h]:mm"),
            share: number("0.0%"),
            money: number(money),
            date: number("yyyy-mm-dd"),
            points: number("+0.00;-0.00;0.00"),
            days: number("0.0"),
        }
    }

    /// The same at the left of the cell, beside its name.
    pub(super) fn at_the_left(&self) -> Self {
        let left = |format: &Format| format.clone().set_align(FormatAlign::Left);
        Self {
            text: left(&self.text),
            count: left(&self.count),
            time: left(&self.time),
            share: left(&self.share),
            money: left(&self.money),
            date: left(&self.date),
            points: left(&self.points),
            days: left(&self.days),
        }
    }

    /// The same on the colour of a level, which the cell beside it says in words.
    pub(super) fn on(mut self, level: Option<Level>) -> Self {
        if let Some(level) = level {
            self.share = self.share.set_background_color(colour(level));
        }
        self
    }
}

/// From red to green, which is full from the same 60% on as everywhere; the numbers on it say the same.
pub(super) fn scale() -> ConditionalFormat3ColorScale {
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0.0)
        .set_midpoint(ConditionalFormatType::Number, 0.4)
        .set_maximum(ConditionalFormatType::Number, 0.6)
        .set_minimum_color(RED)
        .set_midpoint_color(YELLOW)
        .set_maximum_color(GREEN)
}

fn colour(level: Level) -> u32 {
    match level {
        Level::Red => RED,
        Level::Yellow => YELLOW,
        Level::Green => GREEN,
    }
}

/// The number format of revenue: all amounts with hundredths, or none.
fn money(currency: &str, hundredths: bool) -> String {
    // Quotes end the text in a number format.
    let currency: String = clean(currency).chars().filter(|&letter| letter != '"').take(CURRENCY).collect();
    let number = if hundredths { "#,##0.00" } else { "#,##0" };
    if currency.trim().is_empty() { number.to_owned() } else { format!("{number} \"{}\"", currency.trim()) }
}

/// Whether any amount is not whole.
fn hundredths(report: &Report) -> bool {
    let rows = report.rows.iter().map(|row| row.usage.revenue);
    let team = report.team.iter().flatten().map(|row| row.usage.revenue);
    let amounts: Vec<Cents> = rows.chain(team).chain([report.kpis.usage.revenue]).collect();
    amounts.iter().any(|cents| cents % 100 != 0)
}
