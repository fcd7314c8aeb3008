#!/bin/sh
# Measures this program and its peers side by side and writes BENCHMARKS.md with its charts.
#
#   LIMIT     seconds for each run                              60
#   THREADS   threads for each run                              2
#   ENGINES   our engines, with commas between them             auto
#   PEERS     CP-SAT, HiGHS, SCIP, with commas; may be ''       CP-SAT,HiGHS
#   SIZES     descriptions for the generator, without seed      days of 4 to 64 people, weeks of 8 and 16
#   SEEDS     seeds of the generator                            1 2 3
#   FILES     more problem files and SMPTSP files               none
#   OUTPUT    folder of BENCHMARKS.md and docs/                 .
set -eu
cd "$(dirname "$0")/.."

LIMIT=${LIMIT:-60}
THREADS=${THREADS:-2}
ENGINES=${ENGINES:-auto}
PEERS=${PEERS-CP-SAT,HiGHS}
SIZES=${SIZES-staff=4 staff=8 staff=16 staff=32 staff=64 staff=8,days=6 staff=16,days=6 staff=8,grid=15}
SEEDS=${SEEDS:-1 2 3}
FILES=${FILES:-}
OUTPUT=${OUTPUT:-.}
slotwright=target/release/slotwright
results=target/benchmarks/results.json

set --
for size in $SIZES; do
    for seed in $SEEDS; do
        set -- "$@" "generate:$size,seed=$seed"
    done
done
# shellcheck disable=SC2086
set -- "$@" $FILES

mkdir -p target/benchmarks "$OUTPUT/docs"
benches/peers/run "$@" --time-limit "$LIMIT" --threads "$THREADS" --engine "$ENGINES" --peers "$PEERS" -o "$results" >/dev/null

cat >target/benchmarks/new.md <<END
# Benchmarks

Made by \`make benchmarks\`: $("$slotwright" --version), $(nproc 2>/dev/null || sysctl -n hw.ncpu) cores ($(uname -sm)), $THREADS threads and $LIMIT s for each run, one run after the other.
The peers ($(tr '\n' ' ' <benches/peers/requirements.txt | sed 's/ $//')) have models of their own of the same problem files, in \`benches/peers\`; every plan has passed the checker.
Times are of one run on one machine: read ratios. "To 1 %" is the time until a gap of 1 % was proved. Instances are descriptions for \`slotwright generate\`, or files.

![Shares of runs by gap at the end, and by time to 1 %](docs/benchmark-profile.svg)

![Gap over time](docs/benchmark-gaps.svg)

END
"$slotwright" bench --merge "$results" --markdown --profile "$OUTPUT/docs/benchmark-profile.svg" \
    --traces "$OUTPUT/docs/benchmark-gaps.svg" >>target/benchmarks/new.md
mv target/benchmarks/new.md "$OUTPUT/BENCHMARKS.md"
