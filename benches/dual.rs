//! Bounds: a pricing and steps of the volume algorithm, with and without memory, and opening nodes of the tree.
#![expect(clippy::unwrap_used, reason = "a broken problem must stop the measurement")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use slotwright::engine::board::Board;
use slotwright::engine::dual::{Bars, Network, Prices, Pricing, Volume};
use slotwright::engine::greedy::greedy;
use slotwright::engine::tree::Tree;
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::model::availability::Availability;
use slotwright::model::candidate::{OpenRequest, open_request};
use slotwright::model::part::{Subproblem, split};

fn bounds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dual");
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    for (name, staff, days) in [("day of 8", 8, 1), ("week of 16", 16, 6)] {
        let spec = Spec { staff, days, grid_minutes: 5, seed: 1, ..Spec::default() };
        let problem = admit(&generate(&spec)).unwrap().0;
        let availability = Availability::of(&problem);
        let open = problem.indexed_requests().filter(|(_, request)| request.is_open());
        let listed = open.map(|(request, _)| open_request(&problem, &availability, request));
        let hopeful: Vec<OpenRequest> = listed.filter(|open| open.obstacle.is_none()).collect();
        let parts = split(&problem, &availability, hopeful);
        let part = parts.iter().max_by_key(|part| part.size()).unwrap();
        let board = Board::of(Subproblem { problem: &problem, availability: &availability, part });
        let network = Network::of(&board);
        let prices = Prices::of_density(&board);
        let bars = Bars::none(&board);

        // No prices prove less than a plan is worth.
        let plan = board.assignment(&greedy(board.subproblem()).bookings).unwrap();
        let worth = board.value(&plan);
        let mut pricing = Pricing::new(&network);
        assert!(pricing.price(&prices, &bars).bound >= worth as f64);
        group.bench_function(BenchmarkId::new("pricing", name), |bencher| {
            bencher.iter(|| black_box(pricing.price(&prices, &bars)));
        });
        let mut volume = Volume::new(&network, bars.clone(), prices.clone(), 0);
        let begin = volume.bound();
        volume.aim(begin * 9 / 10);
        group.bench_function(BenchmarkId::new("fifty steps", name), |bencher| {
            bencher.iter(|| volume.clone().run(50));
        });
        volume.remember();
        volume.run(200);
        group.bench_function(BenchmarkId::new("fifty steps with memory", name), |bencher| {
            bencher.iter(|| volume.clone().run(50));
        });
        assert!(worth <= volume.bound() && volume.bound() < begin);
        if days == 1 {
            group.bench_function(BenchmarkId::new("eight nodes", name), |bencher| {
                bencher.iter(|| Tree::new(&volume, 0).run(8, 0));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, bounds);
criterion_main!(benches);
