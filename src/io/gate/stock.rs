//! Resources as single units, and the pools they are in.

use std::collections::{BTreeSet, HashMap};

use crate::io::wire::problem::Resource;

/// One physical unit.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) pools: Vec<String>,
    /// What the file says of it.
    pub(super) declared: &'a Resource,
    /// Where it says so.
    pub(super) position: usize,
}

/// Every unit, and who is meant by a name.
#[derive(Debug)]
pub(super) struct Stock<'a> {
    pub(super) units: Vec<Unit<'a>>,
    by_id: HashMap<String, usize>,
    pools: HashMap<String, Vec<usize>>,
}

impl<'a> Stock<'a> {
    pub(super) fn new(resources: &'a [Resource]) -> Self {
        let units: Vec<Unit<'a>> = resources.iter().enumerate().flat_map(|(at, one)| units(at, one)).collect();
        let mut by_id = HashMap::new();
        let mut pools: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, unit) in units.iter().enumerate() {
            by_id.entry(unit.id.clone()).or_insert(position);
            for pool in &unit.pools {
                pools.entry(pool.clone()).or_default().push(position);
            }
        }
        Self { units, by_id, pools }
    }

    /// The position of the unit with that id.
    pub(super) fn unit(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The positions of the units in the pool of that name.
    pub(super) fn pool(&self, name: &str) -> Option<&[usize]> {
        self.pools.get(name).map(Vec::as_slice)
    }

    /// The positions of the unit or of the pool of that name; empty where there is neither.
    pub(super) fn named(&self, name: &str) -> &[usize] {
        match self.by_id.get(name) {
            Some(unit) => std::slice::from_ref(unit),
            None => self.pool(name).unwrap_or_default(),
        }
    }

    /// The positions behind several names, in order, each once.
    pub(super) fn all_named(&self, names: &[String]) -> BTreeSet<usize> {
        names.iter().flat_map(|name| self.named(name)).copied().collect()
    }

    /// The ids of the units, then the names of the pools by the alphabet.
    pub(super) fn names(&self) -> Vec<&str> {
        let pools: BTreeSet<&str> = self.pools.keys().map(String::as_str).collect();
        self.units.iter().map(|unit| unit.id.as_str()).chain(pools).collect()
    }
}

/// A resource without `units` is one unit; with them, it is `id/1`, `id/2`, … in a pool named `id`.
fn units<'a>(position: usize, declared: &'a Resource) -> impl Iterator<Item = Unit<'a>> {
    let numbers = declared.units.map_or(vec![None], |units| (1..=units).map(Some).collect());
    numbers.into_iter().map(move |number| {
        let name = name_or_id(&declared.name, &declared.id);
        let numbered = number.map(|number| (format!("{}/{number}", declared.id), format!("{name} {number}")));
        let (id, name) = numbered.unwrap_or_else(|| (declared.id.clone(), name.to_owned()));
        let own_pool = declared.units.map(|_| declared.id.clone());
        let mut pools: Vec<String> = own_pool.into_iter().chain(declared.pool.clone()).collect();
        pools.dedup();
        Unit { id, name, pools, declared, position }
    })
}

/// The name for people: the id where the file gives none.
pub(super) fn name_or_id<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.is_empty() { id } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(id: &str, units: Option<i64>, pool: Option<&str>) -> Resource {
        Resource { id: id.to_owned(), units, pool: pool.map(str::to_owned), ..Resource::default() }
    }

    #[test]
    fn units_are_numbered_from_one_and_share_a_pool() {
        let resources = [
            Resource { name: "Hair dryer".to_owned(), ..resource("dryer", Some(2), Some("machines")) },
            resource("ipl", None, Some("machines")),
            resource("bed", Some(1), None),
        ];
        let stock = Stock::new(&resources);
        let ids: Vec<&str> = stock.units.iter().map(|unit| unit.id.as_str()).collect();
        assert_eq!(ids, ["dryer/1", "dryer/2", "ipl", "bed/1"]);
        assert_eq!(stock.units[1].name, "Hair dryer 2");
        assert_eq!(stock.units[1].pools, ["dryer", "machines"]);
        assert_eq!(stock.named("dryer"), [0, 1]);
        assert_eq!(stock.named("machines"), [0, 1, 2]);
        assert_eq!(stock.named("dryer/2"), [1]);
        assert_eq!(stock.named("bed"), [3]);
        assert!(stock.named("sauna").is_empty());
    }
}
