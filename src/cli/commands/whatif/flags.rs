//! Scenarios from the command line.

use clap::Args;
use serde_json::{Map, Value};

use crate::cli::failure::Failure;
use crate::io::wire::edit::{Demand, Edit, LongerHours, More, Named, Weekday};
use crate::io::wire::study::{Axis, Grid, Scenario, Study};

/// Each flag is a scenario of its own, unless they are taken together.
#[derive(Debug, Default, Args)]
pub(super) struct Flags {
    /// One more resource like this one, or so many more: `room-1`, `room-1=2`; may be repeated, as all of these flags
    #[arg(long, value_name = "LIKE[=COUNT]", help_heading = "Scenarios")]
    add_resource: Vec<String>,
    /// One more person like this one, or so many more: `anna`, `anna=2`
    #[arg(long, value_name = "LIKE[=COUNT]", help_heading = "Scenarios")]
    add_staff: Vec<String>,
    /// Without this person or resource; their bookings must move
    #[arg(long, value_name = "ID", help_heading = "Scenarios")]
    remove: Vec<String>,
    /// Longer hours of a person, resource or site, on every day that has hours, on weekdays or on dates:
    /// `anna=18:00-20:00`, `buda=18:00-20:00@mon,fri`, `anna=18:00-20:00@2026-11-25`
    #[arg(long, value_name = "OF=HOURS[@DAYS]", help_heading = "Scenarios")]
    extend_hours: Vec<String>,
    /// So many times the requests that have no booking, of all services or of one: `1.2`, `ipl=1.2`
    #[arg(long, value_name = "[SERVICE=]FACTOR", help_heading = "Scenarios")]
    scale_demand: Vec<String>,
    /// Another policy: `staffDay=5000,worth=count`
    #[arg(long, value_name = "FIELD=VALUE,...", help_heading = "Scenarios")]
    set_policy: Vec<String>,
    /// Make one scenario of all these flags
    #[arg(long, help_heading = "Scenarios")]
    together: bool,
    /// The capacity frontier: every number of a pool, or of the resources or people like one; twice for combinations:
    /// `--grid massage-room=1..4 --grid anna=1..3`
    #[arg(long, value_name = "LIKE=FROM..TO", help_heading = "Scenarios")]
    grid: Vec<String>,
}

impl Flags {
    /// Adds the scenarios, and the grid, to the study.
    pub(super) fn add_to(&self, study: &mut Study) -> Result<(), Failure> {
        let scenarios = self.scenarios()?;
        if self.together && !scenarios.is_empty() {
            let names: Vec<&str> = scenarios.iter().map(|one| one.name.as_str()).collect();
            let name = names.join(", ");
            study.scenarios.push(Scenario { name, edits: scenarios.into_iter().flat_map(|one| one.edits).collect() });
        } else {
            study.scenarios.extend(scenarios);
        }
        if !self.grid.is_empty() {
            if study.grid.is_some() {
                return Err(Failure::Usage("the study file has a grid already; leave --grid out".into()));
            }
            study.grid = Some(Grid { axes: self.grid.iter().map(|text| axis(text)).collect::<Result<_, _>>()? });
        }
        Ok(())
    }

    fn scenarios(&self) -> Result<Vec<Scenario>, Failure> {
        type Kind<'a> = (&'a [String], fn(&str) -> Result<Scenario, Failure>);
        let kinds: [Kind<'_>; 6] = [
            (&self.add_resource, |text| Ok(more(text, Edit::AddResource))),
            (&self.add_staff, |text| Ok(more(text, Edit::AddStaff))),
            (&self.remove, |text| Ok(without(text))),
            (&self.extend_hours, longer),
            (&self.scale_demand, demand),
            (&self.set_policy, policy),
        ];
        kinds.iter().flat_map(|(texts, read)| texts.iter().map(|text| read(text))).collect()
    }
}

fn scenario(name: String, edit: Edit) -> Scenario {
    Scenario { name, edits: vec![edit] }
}

/// `room-1`, `room-1=2`.
fn more(text: &str, edit: fn(More) -> Edit) -> Scenario {
    let counted = text.rsplit_once('=').and_then(|(like, count)| Some((like, count.parse().ok()?)));
    let (like, count) = counted.unwrap_or((text, 1));
    scenario(format!("{count} more like {like}"), edit(More { like: like.to_owned(), count, id: None }))
}

fn without(id: &str) -> Scenario {
    scenario(format!("without {id}"), Edit::Remove(Named { id: id.to_owned() }))
}

/// `anna=18:00-20:00@mon,fri`.
fn longer(text: &str) -> Result<Scenario, Failure> {
    let wrong = || Failure::Usage(format!("--extend-hours {text}: write anna=18:00-20:00 or anna=18:00-20:00@mon,fri"));
    let (of, rest) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (hours, days) = rest.split_once('@').map_or((rest, None), |(hours, days)| (hours, Some(days)));
    let mut edit = LongerHours { of: of.to_owned(), hours: hours.to_owned(), ..LongerHours::default() };
    for day in days.into_iter().flat_map(|days| days.split(',')) {
        match serde_json::from_value::<Weekday>(Value::from(day)) {
            Ok(weekday) => edit.weekdays.push(weekday),
            Err(_) => edit.dates.push(day.to_owned()),
        }
    }
    let on = days.map_or(String::new(), |days| format!(" on {days}"));
    Ok(scenario(format!("{of} also {hours}{on}"), Edit::ExtendHours(edit)))
}

/// `1.2`, `ipl=1.2`.
fn demand(text: &str) -> Result<Scenario, Failure> {
    let (service, factor) = text.rsplit_once('=').map_or((None, text), |(service, factor)| (Some(service), factor));
    let factor: f64 =
        factor.parse().map_err(|_| Failure::Usage(format!("--scale-demand {text}: write 1.2 or ipl=1.2")))?;
    let of = service.map_or(String::new(), |service| format!(" for {service}"));
    let edit = Demand { factor, service: service.map(str::to_owned), seed: 0 };
    Ok(scenario(format!("{factor} times the demand{of}"), Edit::ScaleDemand(edit)))
}

/// `staffDay=5000,worth=count`.
fn policy(text: &str) -> Result<Scenario, Failure> {
    let mut fields = Map::new();
    for pair in text.split(',') {
        let wrong = || Failure::Usage(format!("--set-policy {text}: write staffDay=5000,worth=count"));
        let (name, value) = pair.split_once('=').ok_or_else(wrong)?;
        fields.insert(name.to_owned(), value.parse::<i64>().map_or_else(|_| Value::from(value), Value::from));
    }
    Ok(scenario(format!("policy {text}"), Edit::SetPolicy(fields)))
}

/// `massage-room=1..4`, `massage-room=2`.
fn axis(text: &str) -> Result<Axis, Failure> {
    let wrong = || Failure::Usage(format!("--grid {text}: write massage-room=1..4"));
    let (like, range) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (from, to) = range.split_once("..").unwrap_or((range, range));
    let number = |text: &str| text.trim_start_matches('=').parse::<i64>().map_err(|_| wrong());
    let (from, to) = (number(from)?, number(to)?);
    if from > to || to > 100 || from < 0 {
        return Err(wrong());
    }
    Ok(Axis { like: Some(like.to_owned()), counts: (from..=to).collect(), ..Axis::default() })
}
