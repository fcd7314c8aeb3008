//! The resources: pools of equal units at each site, in proportion to its staff.

use crate::io::wire::problem::{Kind as ResourceKind, Resource};

use super::spec::{Kind, Spec};

/// Interchangeable units at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pool {
    Room,
    Chair,
    Machine,
    Basin,
    /// A clinic's counterpart of the basin.
    Monitor,
    /// Self-service: a tanning bed, a light therapy booth.
    Booth,
}

/// Booths over staff.
const BOOTHS: f64 = 0.15;

/// Every pool of the kind of business.
fn pools(kind: Kind) -> [Pool; 5] {
    let fourth = match kind {
        Kind::Salon => Pool::Basin,
        Kind::Clinic => Pool::Monitor,
    };
    [Pool::Room, Pool::Chair, Pool::Machine, fourth, Pool::Booth]
}

/// How many units of the pool each site has.
pub(super) fn units(spec: &Spec, pool: Pool) -> usize {
    let share = match pool {
        Pool::Room => spec.rooms,
        Pool::Chair => spec.chairs,
        Pool::Machine => spec.machines,
        Pool::Basin | Pool::Monitor => spec.basins,
        Pool::Booth if spec.self_service > 0.0 => BOOTHS,
        Pool::Booth => 0.0,
    };
    if share > 0.0 { ((share * spec.staff as f64).round() as usize).clamp(1, 1000) } else { 0 }
}

/// The id of the pool at a site; the site is in it where there are several.
pub(super) fn id(spec: &Spec, site: usize, pool: Pool) -> String {
    let (id, _, _) = words(spec.kind, pool);
    if spec.sites > 1 { format!("s{}-{id}", site + 1) } else { id.to_owned() }
}

/// The id of one unit, numbered from 0 here and from 1 in the file.
pub(super) fn unit_id(spec: &Spec, site: usize, pool: Pool, unit: usize) -> String {
    format!("{}/{}", id(spec, site, pool), unit + 1)
}

/// The resources of a site.
pub(super) fn resources(spec: &Spec, site: usize) -> impl Iterator<Item = Resource> + '_ {
    pools(spec.kind).into_iter().filter(|&pool| units(spec, pool) > 0).map(move |pool| {
        let (_, name, kind) = words(spec.kind, pool);
        Resource {
            id: id(spec, site, pool),
            name: name.to_owned(),
            kind,
            site: super::site_id(site),
            units: i64::try_from(units(spec, pool)).ok(),
            ..Resource::default()
        }
    })
}

/// Id, name and kind of a unit.
fn words(kind: Kind, pool: Pool) -> (&'static str, &'static str, ResourceKind) {
    match (kind, pool) {
        (Kind::Salon, Pool::Room) => ("room", "Room", ResourceKind::Room),
        (Kind::Salon, Pool::Chair) => ("chair", "Chair", ResourceKind::Equipment),
        (Kind::Salon, Pool::Machine) => ("ipl-machine", "IPL machine", ResourceKind::Equipment),
        (Kind::Salon, Pool::Booth) => ("solarium", "Solarium", ResourceKind::Solarium),
        (Kind::Clinic, Pool::Room) => ("consulting-room", "Consulting room", ResourceKind::Room),
        (Kind::Clinic, Pool::Chair) => ("treatment-chair", "Treatment chair", ResourceKind::Equipment),
        (Kind::Clinic, Pool::Machine) => ("ultrasound-machine", "Ultrasound machine", ResourceKind::Equipment),
        (Kind::Clinic, Pool::Booth) => ("light-booth", "Light therapy booth", ResourceKind::Other),
        (_, Pool::Basin) => ("basin", "Wash basin", ResourceKind::Equipment),
        (_, Pool::Monitor) => ("monitor", "Patient monitor", ResourceKind::Equipment),
    }
}
