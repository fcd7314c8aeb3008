//! What a terminal shows while a solve runs, and the colours of talk.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};

use crate::engine::{Listener, Progress};
use crate::io::wording::{gap, points};

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const RED: Style = AnsiColor::Red.on_default();
pub(super) const GREEN: Style = AnsiColor::Green.on_default();
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default();
pub(super) const GREY: Style = AnsiColor::BrightBlack.on_default();

/// How often the progress line changes at most.
const PACE: Duration = Duration::from_millis(100);

/// One line on a terminal's stderr: elapsed, score, bound, gap, booked, parts.
#[derive(Debug)]
pub(super) struct ProgressLine {
    shown: Option<Mutex<Shown>>,
    /// Whether notes are shown.
    verbose: bool,
}

#[derive(Debug)]
struct Shown {
    next: Instant,
    is_dirty: bool,
}

impl ProgressLine {
    /// Shows nothing where stderr is no terminal or nobody wants talk.
    pub(super) fn new(quiet: bool, verbose: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal();
        let first = Shown { next: Instant::now() + PACE, is_dirty: false };
        Self { shown: wanted.then(|| Mutex::new(first)), verbose: verbose && !quiet }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        let Some(Ok(mut shown)) = self.shown.as_ref().map(Mutex::lock) else { return };
        if shown.is_dirty {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
            shown.is_dirty = false;
        }
    }
}

impl Listener for ProgressLine {
    fn hear(&self, progress: &Progress) {
        let Some(Ok(mut shown)) = self.shown.as_ref().map(Mutex::lock) else { return };
        let now = Instant::now();
        if now < shown.next {
            return;
        }
        *shown = Shown { next: now + PACE, is_dirty: true };
        let _ = write!(std::io::stderr(), "\r\x1b[2K{}", line(progress));
    }

    fn note(&self, text: &str) {
        if self.verbose {
            self.clear();
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }
}

fn line(progress: &Progress) -> String {
    let score = progress.score.map_or("-".into(), points);
    let gap = progress.gap().map_or("-".into(), gap);
    format!(
        "{:6.1} s  score {score}  bound {}  gap {gap}  booked {}/{}  parts {}/{}",
        progress.elapsed.as_secs_f64(),
        points(progress.bound),
        progress.booked,
        progress.requests,
        progress.parts_done,
        progress.parts
    )
}
