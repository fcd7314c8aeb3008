//! How a study goes on: a line for each solve that has ended, and on a terminal what is under way.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use crate::cli::Manner;
use crate::io::wording::{clean, gap, points};
use crate::study::whatif::{Aim, Answer, Watcher};

/// What is under way.
#[derive(Debug)]
pub(super) struct Progress {
    manner: Manner,
    is_terminal: bool,
    /// How many solves of each case and aim are under way.
    running: Mutex<BTreeMap<(String, Aim), usize>>,
}

impl Progress {
    pub(super) fn new(manner: Manner) -> Self {
        Self { manner, is_terminal: !manner.quiet && std::io::stderr().is_terminal(), running: Mutex::default() }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.is_terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }

    fn change(&self, case: &str, aim: Aim, change: impl FnOnce(&mut usize), say: Option<String>) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        change(running.entry((case.to_owned(), aim)).or_default());
        running.retain(|_, count| *count > 0);
        if let Some(text) = say {
            self.clear();
            self.manner.say(&text);
        }
        if self.is_terminal && !running.is_empty() {
            let names: Vec<String> = running.keys().map(|(case, aim)| label(case, *aim)).collect();
            let line: String = format!("solving {}", names.join(" · ")).chars().take(WIDTH).collect();
            let _ = write!(std::io::stderr(), "\r\x1b[2K{line}");
        }
    }
}

/// A longer line would break, and could not be taken away.
const WIDTH: usize = 78;

fn label(case: &str, aim: Aim) -> String {
    match aim {
        Aim::Score => clean(case),
        ceiling => format!("{} ({})", clean(case), ceiling.name()),
    }
}

impl Watcher for Progress {
    fn begun(&self, case: &str, aim: Aim) {
        self.change(case, aim, |count| *count += 1, None);
    }

    fn ended(&self, case: &str, aim: Aim, answer: &Answer, done: usize, all: usize) {
        let known = answer.known(aim);
        let number = |value: Option<i64>| value.map_or("-".into(), points);
        let found = match (aim, answer.gap()) {
            (Aim::Score, Some(gap_of_plan)) => format!("score {}, gap {}", number(known.least), gap(gap_of_plan)),
            _ => format!("{} to {}", number(known.least), number(known.most)),
        };
        let text = format!("[{done}/{all}] {}: {found}", label(case, aim));
        self.change(case, aim, |count| *count = count.saturating_sub(1), Some(text));
    }
}
