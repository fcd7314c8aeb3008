//! Resources: their capacity.

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;

/// A capacity above 1 goes with `multiUse`.
pub(super) fn capacity_ignored(draft: &Draft<'_>, findings: &mut Findings) {
    let resources = draft.file.resources.iter().enumerate();
    for (position, resource) in resources.filter(|(_, resource)| resource.capacity > 1 && !resource.multi_use) {
        let cause = format!("the capacity {} counts for nothing without `multiUse`", resource.capacity);
        let action = "set `multiUse` to true if bookings may run side by side, or the capacity to 1";
        findings.add(Code::CapacityIgnored, format!("$.resources[{position}].capacity"), cause, action);
    }
}
