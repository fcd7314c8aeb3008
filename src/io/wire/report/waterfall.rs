//! The waterfall in the report file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{domain, report};

/// Where the open hours of the resources went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Waterfalls {
    /// Of all resources in scope, those hidden from the rows too.
    pub total: Waterfall,
    /// Of each resource, in the order of the report's rows.
    pub rows: Vec<WaterfallRow>,
}

/// Where the hours of a resource went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WaterfallRow {
    /// Id of the resource.
    pub resource: String,
    /// Its name.
    pub name: String,
    /// Where they went.
    pub hours: Waterfall,
}

/// Lines in minutes, times places. `open` and `staffedWhileClosed` add up to `notStaffed`, `blocked`, `setupAndCleanup`,
/// `leftOut`, `tooShort`, `free` and `booked`; `booked`, `doubled` and `outside` to the booked minutes of the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Waterfall {
    /// The site is open; without opening hours, the basis offers the resource.
    pub open: i64,
    /// The basis offers it while the site is closed.
    pub staffed_while_closed: i64,
    /// Open, but the basis does not offer it.
    pub not_staffed: i64,
    /// Offered, but outside its own hours or in one of its blocks.
    pub blocked: i64,
    /// Taken for setup or cleanup that is not counted as booked.
    pub setup_and_cleanup: i64,
    /// Taken by appointments that the report leaves out.
    pub left_out: i64,
    /// Free, in gaps into which no service that can use it would have fitted.
    pub too_short: i64,
    /// Free, and long enough for such a service.
    pub free: i64,
    /// Booked while available, within its places.
    pub booked: i64,
    /// Booked while available, beyond its places.
    pub doubled: i64,
    /// Booked while it was not available.
    pub outside: i64,
}

impl Waterfalls {
    pub(super) fn new(problem: &domain::Problem, waterfalls: &report::Waterfalls) -> Self {
        let row = |(index, waterfall): &(domain::ResourceIndex, report::Waterfall)| {
            let resource = problem.resource(*index);
            WaterfallRow { resource: resource.id.clone(), name: resource.name.clone(), hours: waterfall.into() }
        };
        Self { total: (&waterfalls.total).into(), rows: waterfalls.rows.iter().map(row).collect() }
    }
}

impl From<&report::Waterfall> for Waterfall {
    fn from(waterfall: &report::Waterfall) -> Self {
        Self {
            open: waterfall.open,
            staffed_while_closed: waterfall.staffed_while_closed,
            not_staffed: waterfall.not_staffed,
            blocked: waterfall.blocked,
            setup_and_cleanup: waterfall.setup_and_cleanup,
            left_out: waterfall.left_out,
            too_short: waterfall.too_short,
            free: waterfall.free,
            booked: waterfall.booked,
            doubled: waterfall.doubled,
            outside: waterfall.outside,
        }
    }
}
