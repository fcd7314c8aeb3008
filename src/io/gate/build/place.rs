//! Sites, and who and what is there.

use crate::domain::calendar::{Hours, WallRange, Zone};
use crate::domain::{DAY, Interval, IntervalSet, Kind, Resource, Site, SiteIndex, Staff};
use crate::io::wire::problem;

use super::super::draft::Draft;
use super::super::hours;
use super::super::stock::{Unit, name_or_id};
use super::super::times::minute;

pub(super) fn sites(draft: &Draft<'_>) -> Option<Vec<Site>> {
    let site = |(site, zone): (&problem::Site, &Option<Zone>)| {
        let hours = hours::read(site.opening_hours.as_ref(), site.exceptions.as_ref());
        Some(Site {
            id: site.id.clone(),
            name: name_or_id(&site.name, &site.id).to_owned(),
            zone: (*zone)?,
            opening_hours: (!hours.is_empty()).then_some(hours),
        })
    };
    draft.file.sites.iter().zip(&draft.zones).map(site).collect()
}

/// The position of the site with that id.
pub(super) fn site_index(draft: &Draft<'_>, id: &str) -> Option<SiteIndex> {
    draft.sites.get(id).map(|&position| position.into())
}

pub(super) fn staff(draft: &Draft<'_>) -> Option<Vec<Staff>> {
    let staff = |person: &problem::Staff| {
        let service = |id: &String| draft.services.get(id.as_str()).map(|&position| position.into());
        Some(Staff {
            id: person.id.clone(),
            name: name_or_id(&person.name, &person.id).to_owned(),
            site: site_index(draft, &person.site)?,
            services: person.services.iter().map(service).collect::<Option<_>>()?,
            hours: hours::read(person.weekly_hours.as_ref(), person.exceptions.as_ref()),
            blocks: blocks(&person.blocks, draft.zone(&person.site))?,
            active: person.active,
        })
    };
    draft.file.staff.iter().map(staff).collect()
}

fn blocks(blocks: &[problem::Block], zone: Option<Zone>) -> Option<IntervalSet> {
    let read = |text: &str| minute(text, zone).ok();
    blocks.iter().map(|block| Some(Interval::new(read(&block.start)?, read(&block.end)?))).collect()
}

pub(super) fn resources(draft: &Draft<'_>, sites: &[Site]) -> Option<Vec<Resource>> {
    draft.stock.units.iter().map(|unit| resource(draft, unit, sites)).collect()
}

fn resource(draft: &Draft<'_>, unit: &Unit<'_>, sites: &[Site]) -> Option<Resource> {
    let declared = unit.declared;
    let site = site_index(draft, &declared.site)?;
    Some(Resource {
        id: unit.id.clone(),
        name: unit.name.clone(),
        kind: match declared.kind {
            problem::Kind::Room => Kind::Room,
            problem::Kind::Equipment => Kind::Equipment,
            problem::Kind::Solarium => Kind::Solarium,
            problem::Kind::Other => Kind::Other,
        },
        site,
        pools: unit.pools.clone(),
        capacity: u32::try_from(declared.capacity).ok()?,
        multi_use: declared.multi_use,
        active: declared.active,
        hours: resource_hours(declared, sites.get(site.position())?),
        blocks: blocks(&declared.blocks, draft.zone(&declared.site))?,
    })
}

/// A resource's own hours. With exceptions alone, it follows its site on all other dates.
fn resource_hours(declared: &problem::Resource, site: &Site) -> Option<Hours> {
    let own = hours::read(declared.weekly_hours.as_ref(), declared.exceptions.as_ref());
    if declared.weekly_hours.is_some() {
        return Some(own);
    }
    if own.exceptions.is_empty() {
        return None;
    }
    let mut hours = site.opening_hours.clone().unwrap_or_else(around_the_clock);
    hours.exceptions.extend(own.exceptions);
    Some(hours)
}

fn around_the_clock() -> Hours {
    Hours { weekly: std::array::from_fn(|_| vec![WallRange { start: 0, end: DAY }]), ..Hours::default() }
}
