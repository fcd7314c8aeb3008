//! Blocks: absences of people, maintenance of resources.

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::times::minute;

/// A block ends after it starts.
pub(super) fn block_backwards(draft: &Draft<'_>, findings: &mut Findings) {
    for (owner, blocks, zone) in draft.blocks() {
        for (position, block) in blocks.iter().enumerate() {
            if let (Ok(start), Ok(end)) = (minute(&block.start, zone), minute(&block.end, zone))
                && end <= start
            {
                let cause = format!("it ends at {}, not after it starts at {}", block.end, block.start);
                let path = format!("{owner}.blocks[{position}].end");
                findings.add(Code::BlockBackwards, path, cause, "swap the two times, or correct one");
            }
        }
    }
}
