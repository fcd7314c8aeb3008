//! The busy hours: what each resource was booked for, by hour and weekday.

use serde::Serialize;

use crate::domain::{Minute, Problem, ResourceIndex};
use crate::report::{Overview, Week};

/// Minutes or per cent by weekday, Monday first, and hour.
type ByHour<T> = Vec<Vec<T>>;

/// The hours of all resources and of each one.
#[derive(Debug, Serialize)]
pub(super) struct Hours {
    /// First hour of the day in which anything is booked or available, and the hour after the last.
    from: usize,
    to: usize,
    /// All resources together, then each one in the order of the first report.
    resources: Vec<OfResource>,
}

#[derive(Debug, Serialize)]
struct OfResource {
    id: Option<String>,
    name: String,
    booked: ByHour<Minute>,
    /// On each basis in the order of the reports; null where nobody configured working hours.
    bases: Vec<Option<OnBasis>>,
}

#[derive(Debug, Serialize)]
struct OnBasis {
    available: ByHour<Minute>,
    /// Booked over available, rounded to a whole per cent; null where nothing is available.
    percent: ByHour<Option<Minute>>,
}

impl Hours {
    pub(super) fn new(problem: &Problem, overview: &Overview) -> Self {
        let chosen: Vec<ResourceIndex> = overview.reports[0].rows.iter().map(|row| row.resource).collect();
        let all = Part::sum(overview, &chosen);
        let is_used = |hour: &usize| (0..7).any(|weekday| all.weeks().any(|week| week.at(weekday, *hour) > 0));
        let used: Vec<usize> = (0..24).filter(is_used).collect();
        let (from, to) = (used.first().copied().unwrap_or(9), used.last().copied().unwrap_or(17) + 1);
        let mut resources = vec![all.written(None, "All resources".to_owned(), from, to)];
        resources.extend(chosen.iter().map(|&index| {
            let resource = problem.resource(index);
            Part::of(overview, index).written(Some(resource.id.clone()), resource.name.clone(), from, to)
        }));
        Self { from, to, resources }
    }
}

/// The weeks of one resource, or of several together.
struct Part {
    booked: Week,
    available: [Option<Week>; 3],
}

impl Part {
    fn of(overview: &Overview, index: ResourceIndex) -> Self {
        let available = overview.available.each_ref();
        Self {
            booked: overview.booked[index.position()].clone(),
            available: available.map(|weeks| weeks.as_ref().map(|weeks| weeks[index.position()].clone())),
        }
    }

    fn sum(overview: &Overview, chosen: &[ResourceIndex]) -> Self {
        let add = |weeks: &Vec<Week>| {
            let mut sum = Week::default();
            chosen.iter().for_each(|index| sum.add(&weeks[index.position()]));
            sum
        };
        Self {
            booked: add(&overview.booked),
            available: overview.available.each_ref().map(|one| one.as_ref().map(add)),
        }
    }

    fn weeks(&self) -> impl Iterator<Item = &Week> {
        std::iter::once(&self.booked).chain(self.available.iter().flatten())
    }

    fn written(&self, id: Option<String>, name: String, from: usize, to: usize) -> OfResource {
        let by_hour = |week: &Week| by_hour(from, to, |weekday, hour| week.at(weekday, hour));
        let on_basis = |available: &Week| OnBasis {
            available: by_hour(available),
            percent: self::by_hour(from, to, |day, hour| percent(self.booked.at(day, hour), available.at(day, hour))),
        };
        let bases = self.available.iter().map(|available| available.as_ref().map(on_basis)).collect();
        OfResource { id, name, booked: by_hour(&self.booked), bases }
    }
}

fn by_hour<T>(from: usize, to: usize, cell: impl Fn(usize, usize) -> T) -> ByHour<T> {
    (0..7).map(|weekday| (from..to).map(|hour| cell(weekday, hour)).collect()).collect()
}

/// Halves are rounded up; what is booked at all is at least 1 %.
fn percent(booked: Minute, available: Minute) -> Option<Minute> {
    let rounded = || (200 * booked + available) / (2 * available);
    (available > 0).then(|| rounded().max(Minute::from(booked > 0)))
}
