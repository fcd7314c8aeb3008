//! How much one file may hold.

use crate::io::wire::problem::Problem;

use super::code::Code;
use super::findings::Findings;

const MOST_REQUESTS: i64 = 1_000_000;
const MOST_PEOPLE_OR_UNITS: i64 = 100_000;
const MOST_REQUIREMENTS: usize = 100;

/// At most 1,000,000 requests, 100,000 people, 100,000 units of resources, and 100 requirements of a service.
pub(super) fn too_many(file: &Problem, findings: &mut Findings) {
    let units = file.resources.iter().map(|resource| resource.units.unwrap_or(1)).sum();
    let mut check = |path: String, found: i64, most: i64, noun: &str| {
        if found > most {
            let cause = format!("there are {found} {noun}, more than {most}");
            findings.add(Code::TooMany, path, cause, "plan less at once, site by site for example");
        }
    };
    check("$.staff".to_owned(), file.staff.len() as i64, MOST_PEOPLE_OR_UNITS, "people");
    check("$.resources".to_owned(), units, MOST_PEOPLE_OR_UNITS, "units of resources");
    check("$.requests".to_owned(), file.requests.len() as i64, MOST_REQUESTS, "requests");
    for (position, service) in file.services.iter().enumerate() {
        let found = service.requires.len();
        if found > MOST_REQUIREMENTS {
            let path = format!("$.services[{position}].requires");
            let cause = format!("there are {found} requirements, more than {MOST_REQUIREMENTS}");
            findings.add(Code::TooMany, path, cause, "give `units` to one requirement in place of several alike");
        }
    }
}
