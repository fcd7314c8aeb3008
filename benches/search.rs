//! The neighbourhood search: boards and charts laid out, work and steps done on them, and the erosion that it stands on.
#![expect(clippy::unwrap_used, reason = "a broken problem must stop the measurement")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use slotwright::engine::board::{Board, bits};
use slotwright::engine::greedy::greedy;
use slotwright::engine::search::{Chart, Walk};
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::model::availability::Availability;
use slotwright::model::candidate::{OpenRequest, open_request};
use slotwright::model::part::{Subproblem, split};

/// An amount of work for each sample.
const WORK: u64 = 100_000;

fn walks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("search");
    group.sample_size(10).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(500));
    for staff in [8, 32] {
        let problem = admit(&generate(&Spec { staff, seed: 1, ..Spec::default() })).unwrap().0;
        let availability = Availability::of(&problem);
        let open = problem.indexed_requests().filter(|(_, request)| request.is_open());
        let listed = open.map(|(request, _)| open_request(&problem, &availability, request));
        let hopeful: Vec<OpenRequest> = listed.filter(|open| open.obstacle.is_none()).collect();
        let parts = split(&problem, &availability, hopeful);
        let part = parts.iter().max_by_key(|part| part.size()).unwrap();
        let subproblem = Subproblem { problem: &problem, availability: &availability, part };
        let board = Board::of(subproblem);
        let empty = vec![None; board.jobs.len()];
        let greedy = board.assignment(&greedy(subproblem).bookings).unwrap();
        assert!(board.has_room(&greedy) && board.value(&greedy) > board.value(&empty));
        group.bench_function(BenchmarkId::new("board", staff), |bencher| bencher.iter(|| Board::of(subproblem)));
        let chart = Chart::of(&board);
        group.bench_function(BenchmarkId::new("chart", staff), |bencher| bencher.iter(|| Chart::of(&board)));
        let mut walk = Walk::new(&chart, &empty, 1);
        walk.run(WORK);
        let steps = walk.steps();
        assert!(steps > 100, "{steps} steps");
        // The same walk each time, so that criterion's elements a second are its steps.
        group.throughput(Throughput::Elements(steps));
        group.bench_function(BenchmarkId::new("walk", staff), |bencher| {
            bencher.iter(|| {
                let mut walk = Walk::new(&chart, &empty, 1);
                walk.run(WORK);
                walk.steps()
            });
        });
        assert!(walk.value() > board.value(&greedy) * 9 / 10);
        assert_eq!((board.value(&walk.best()), walk.missing()), (walk.value(), 0));
    }
    group.finish();
}

/// Where twelve slots in a row are free on a day of two words.
fn erosion(criterion: &mut Criterion) {
    let free = [0x0fff_ff00_ffff_fff0, 0xffff_ffff_0000];
    let eroded = || {
        let mut words = black_box(free);
        bits::erode(&mut words, black_box(12));
        words
    };
    assert_eq!(bits::ones(&eroded()).next(), Some(4));
    criterion.bench_function("erode", |bencher| bencher.iter(eroded));
}

criterion_group!(benches, walks, erosion);
criterion_main!(benches);
