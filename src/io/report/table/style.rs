//! Colour, or none.

use anstyle::{AnsiColor, Color};

use crate::report::Level;

/// Whether the page has colours. Without them it holds no escape sequence at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    #[default]
    Plain,
    /// With ANSI colours.
    Coloured,
}

/// What a piece of text is, and so how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Normal,
    Strong,
    Faint,
    Amber,
    Level(Level),
}

impl Style {
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        let look = tone.look();
        match self {
            Self::Coloured if !text.is_empty() => format!("{look}{text}{look:#}"),
            _ => text.to_owned(),
        }
    }
}

impl Tone {
    fn look(self) -> anstyle::Style {
        let colour = |colour: AnsiColor| anstyle::Style::new().fg_color(Some(Color::Ansi(colour)));
        match self {
            Self::Normal => anstyle::Style::new(),
            Self::Strong => anstyle::Style::new().bold(),
            Self::Faint => colour(AnsiColor::BrightBlack),
            Self::Amber => colour(AnsiColor::Yellow).bold(),
            Self::Level(Level::Green) => colour(AnsiColor::Green),
            Self::Level(Level::Yellow) => colour(AnsiColor::Yellow),
            Self::Level(Level::Red) => colour(AnsiColor::Red),
        }
    }
}
