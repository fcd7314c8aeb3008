//! The problem, made from a draft in which the rules found no fault.
//!
//! `None` says that something could not be read after all. Every such thing breaks a rule too, which the tests see
//! to by changing files at random.

mod place;
mod request;
mod service;
mod visit;

use std::collections::HashMap;

use crate::domain::{ClientIndex, Policy, Problem, Worth};
use crate::io::wire::problem;

use super::draft::Draft;

/// The problem that a draft stands for.
pub(super) fn problem(draft: &Draft<'_>) -> Option<Problem> {
    let file = draft.file;
    let sites = place::sites(draft)?;
    let resources = place::resources(draft, &sites)?;
    let clients = Clients::of(file);
    let requests = file.requests.iter().map(|one| request::request(draft, one, &clients)).collect::<Option<_>>()?;
    Some(Problem {
        name: file.name.clone(),
        currency: file.currency.clone(),
        horizon: draft.horizon?,
        grid: file.grid_minutes,
        sites,
        staff: place::staff(draft)?,
        resources,
        services: file.services.iter().map(|one| service::service(draft, one)).collect::<Option<_>>()?,
        clients: clients.ids,
        requests,
        visits: file.visits.iter().map(|one| visit::visit(draft, one)).collect::<Option<_>>()?,
        policy: policy(&file.policy),
        frozen_until: None,
    })
}

/// The distinct clients, in the order in which the requests name them.
struct Clients<'a> {
    ids: Vec<String>,
    by_id: HashMap<&'a str, ClientIndex>,
}

impl<'a> Clients<'a> {
    fn of(file: &'a problem::Problem) -> Self {
        let mut clients = Self { ids: Vec::new(), by_id: HashMap::new() };
        for id in file.requests.iter().filter_map(|request| request.client.as_deref()) {
            clients.by_id.entry(id).or_insert_with(|| {
                clients.ids.push(id.to_owned());
                (clients.ids.len() - 1).into()
            });
        }
        clients
    }

    fn index(&self, id: &str) -> Option<ClientIndex> {
        self.by_id.get(id).copied()
    }
}

fn policy(policy: &problem::Policy) -> Policy {
    Policy {
        worth: match policy.worth {
            problem::Worth::Revenue => Worth::Revenue,
            problem::Worth::Minutes => Worth::Minutes,
            problem::Worth::Count => Worth::Count,
        },
        start_deviation_per_hour: policy.start_deviation_per_hour,
        day_deviation: policy.day_deviation,
        staff_preference: policy.staff_preference,
        move_time: policy.move_time,
        move_staff: policy.move_staff,
        move_resource: policy.move_resource,
        drop: policy.drop,
        staff_day: policy.staff_day,
        resource_day: policy.resource_day,
    }
}
