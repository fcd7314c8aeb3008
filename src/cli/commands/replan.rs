//! The flags of `solve` that make a re-planning problem of a problem and a plan.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::{Manner, files};
use crate::domain::{Faults, Problem};
use crate::io::gate::admit;
use crate::io::plan::{calls_csv, change_entry};
use crate::io::wire::problem as wire;
use crate::io::wording::counted;
use crate::io::{Reading, parse_time, read_problem};
use crate::plan::{Change, Plan, calls};
use crate::study::edit::edited;
use crate::study::replan::{Whose, absence, keep, uprooted};

#[derive(Debug, Args)]
#[command(next_help_heading = "Re-planning")]
pub(super) struct Replan {
    /// Re-plan this plan: its bookings become those of the requests, and to change one costs what the policy says
    #[arg(long, value_name = "PLAN")]
    keep: Option<PathBuf>,
    /// Somebody is absent: `anna@2026-11-25`, `anna@2026-11-25..2026-11-27` with both dates, `anna@2026-11-25T09:00..12:00`,
    /// `anna@2026-11-25..` to the end; may be given several times
    #[arg(long, value_name = "PERSON@TIME")]
    absent: Vec<String>,
    /// A resource is out of order: `ipl-1@2026-11-25` and so on; may be given several times
    #[arg(long, value_name = "RESOURCE@TIME")]
    down: Vec<String>,
    /// Bookings that start before this time stand, and nothing else starts before it: `2026-11-25T12:00`
    #[arg(long, value_name = "TIME")]
    freeze_until: Option<String>,
    /// Write the clients to call here, with old and new time and person: CSV, or JSON if the name ends in .json
    #[arg(long, value_name = "FILE")]
    calls: Option<PathBuf>,
    /// Write the problem here as it is re-planned, to check or report the new plan with
    #[arg(long, value_name = "FILE")]
    save_problem: Option<PathBuf>,
}

/// The outputs besides the plan, opened before the work.
#[derive(Debug)]
pub(super) struct Extras {
    calls: Option<(files::Output, bool)>,
    problem: Option<files::Output>,
}

impl Replan {
    /// Opens what is to be written besides the plan.
    pub(super) fn open(&self, plan: Option<&Path>) -> Result<Extras, Failure> {
        let stream = Path::new("-");
        let outputs = [plan.or(Some(stream)), self.calls.as_deref(), self.save_problem.as_deref()];
        if outputs.into_iter().flatten().filter(|path| *path == stream).count() > 1 {
            return Err(Failure::Usage("only one result can go to stdout; name files for the others".into()));
        }
        let open = |path: &PathBuf| files::Output::open(Some(path));
        let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let calls = self.calls.as_ref().map(|path| open(path).map(|output| (output, is_json(path)))).transpose()?;
        Ok(Extras { calls, problem: self.save_problem.as_ref().map(open).transpose()? })
    }

    /// The problem with the bookings of the plan and without what is away; the same one where nothing of that is asked for.
    pub(super) fn apply(&self, path: &Path, manner: Manner) -> Result<Reading, Failure> {
        files::one_stream(&[Some(path), self.keep.as_deref()].into_iter().flatten().collect::<Vec<_>>())?;
        let mut reading = files::problem(path, manner)?;
        let file = self.without_what_is_away(self.kept(&reading, manner)?.unwrap_or_else(|| reading.file.clone()))?;
        if file != reading.file {
            let text = format!("{}\n", serde_json::to_string_pretty(&file)?);
            reading = read_problem(text.as_bytes())
                .map_err(|faults| Failure::Faults { file: path.display().to_string(), faults })?;
        }
        if let Some(text) = &self.freeze_until {
            let until = parse_time(&reading.problem, text)
                .map_err(|error| Failure::Usage(format!("--freeze-until {text}: {error}")))?;
            reading.problem = reading.problem.freeze_until(until);
        }
        if self.keep.is_some() || !self.absent.is_empty() || !self.down.is_empty() {
            tell_uprooted(&reading.problem, manner);
        }
        Ok(reading)
    }

    /// The file with the bookings of the plan to keep.
    fn kept(&self, reading: &Reading, manner: Manner) -> Result<Option<wire::Problem>, Failure> {
        let Some(path) = &self.keep else { return Ok(None) };
        let plan = files::plan(path, reading, manner)?.plan;
        let kept = keep(&reading.file, &reading.problem, &plan);
        let with_faults = |faults| Failure::Faults { file: path.display().to_string(), faults };
        admit(&kept).map_err(with_faults)?;
        Ok(Some(kept))
    }

    /// The file without the hours of those who are absent and of what is down; all that is wrong with the flags at once.
    fn without_what_is_away(&self, mut file: wire::Problem) -> Result<wire::Problem, Failure> {
        let absent = self.absent.iter().map(|text| ("--absent", text, Whose::Staff));
        let down = self.down.iter().map(|text| ("--down", text, Whose::Resource));
        let mut wrong = Vec::new();
        for (flag, text, whose) in absent.chain(down) {
            let one_by_one =
                |faults: Faults| faults.0.into_iter().map(|fault| format!("{}; {}", fault.cause, fault.action));
            let made = absence(&file, text, whose).and_then(|edit| {
                edited(&file, &[edit]).map_err(|faults| one_by_one(faults).collect::<Vec<_>>().join("; "))
            });
            match made {
                Ok(next) => file = next,
                Err(error) => wrong.push(format!("{flag} {text}: {error}")),
            }
        }
        if wrong.is_empty() { Ok(file) } else { Err(Failure::Usage(wrong.join("\n"))) }
    }
}

impl Extras {
    /// Writes the problem as it is solved.
    pub(super) fn write_problem(&mut self, file: &wire::Problem) -> Result<(), Failure> {
        let Some(output) = self.problem.take() else { return Ok(()) };
        Ok(output.write(format!("{}\n", serde_json::to_string_pretty(file)?).as_bytes())?)
    }

    /// Writes whom to call, if there is a plan.
    pub(super) fn write_calls(self, problem: &Problem, plan: Option<&Plan>) -> Result<(), Failure> {
        let (Some((output, is_json)), Some(plan)) = (self.calls, plan) else { return Ok(()) };
        let calls: Vec<Change> = calls(problem, plan).iter().map(Change::without_resources).collect();
        let mut text = Vec::new();
        if is_json {
            let entries: Vec<_> = calls.iter().map(|call| change_entry(problem, call)).collect();
            text = format!("{}\n", serde_json::to_string_pretty(&entries)?).into_bytes();
        } else {
            calls_csv(&mut text, problem, &calls)?;
        }
        output.write_or_keep(&text, if is_json { ".calls.json" } else { ".calls.csv" })
    }
}

/// Says how many bookings cannot stay as they are, and which stand all the same.
fn tell_uprooted(problem: &Problem, manner: Manner) {
    let uprooted = uprooted(problem);
    manner.say(&match uprooted.open.len() {
        0 => "every booking could stay as it is".to_owned(),
        count => format!("{} cannot stay as booked", counted(count as u64, "booking", "bookings")),
    });
    if !uprooted.standing.is_empty() {
        let ids: Vec<&str> = uprooted.standing.iter().map(|&one| problem.request(one).id.as_str()).collect();
        let stand = if ids.len() == 1 { "stands" } else { "stand" };
        let away = "pinned whole or frozen, though somebody or something is away";
        manner.say(&format!("warning: {} {stand}, {away}", ids.join(", ")));
    }
}
