//! The command `slotwright`.

fn main() {}
