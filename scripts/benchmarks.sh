#!/bin/sh
# Measures this program and its peers side by side and writes BENCHMARKS.md with its charts.
#
#   LIMIT     seconds for each run                              60
#   THREADS   threads for each run                              2
#   JOBS      instances at the same time                        1
#   ENGINES   our engines, with commas between them             auto
#   PEERS     CP-SAT, HiGHS, SCIP, with commas; may be ''       CP-SAT,HiGHS
#   SIZES     descriptions for the generator, without seed      days of 4 to 64 people, weeks of 8 and 16
#   SEEDS     seeds of the generator                            1 2 3
#   FILES     more problem files                                none
#   SMPTSP    SMPTSP files, for one thread each                 none
#   BESIDE    how many of those CP-SAT solves too               10
#   SITES     sites of the chain, a week of 8 people each       1000; 0 for none
#   SECONDS   for the whole chain                               1800
#   OUTPUT    folder of BENCHMARKS.md and docs/                 .
#   KEEP      1: measure only what target/benchmarks lacks      measure all
set -eu
cd "$(dirname "$0")/.."

LIMIT=${LIMIT:-60}
THREADS=${THREADS:-2}
JOBS=${JOBS:-1}
ENGINES=${ENGINES:-auto}
PEERS=${PEERS-CP-SAT,HiGHS}
SIZES=${SIZES-staff=4 staff=8 staff=16 staff=32 staff=64 staff=8,days=6 staff=16,days=6}
SEEDS=${SEEDS:-1 2 3}
FILES=${FILES:-}
SMPTSP=${SMPTSP:-}
BESIDE=${BESIDE:-10}
SITES=${SITES:-1000}
SECONDS=${SECONDS:-1800}
OUTPUT=${OUTPUT:-.}
cores=$(nproc 2>/dev/null || sysctl -n hw.ncpu)
slotwright=target/release/slotwright
results=target/benchmarks
mkdir -p "$results" "$OUTPUT/docs"

# Whether a result is there and to be kept.
kept() {
    [ "${KEEP:-0}" = 1 ] && [ -s "$1" ]
}

# Runs on instances with given peers, threads and jobs, into a result file.
measure() {
    output=$results/$1.json peers=$2 threads=$3 jobs=$4
    kept "$output" && return
    shift 4
    benches/peers/run "$@" --time-limit "$LIMIT" --threads "$threads" --jobs "$jobs" --engine "$ENGINES" \
        --peers "$peers" -o "$output" >/dev/null
}

set --
for size in $SIZES; do
    for seed in $SEEDS; do
        set -- "$@" "generate:$size,seed=$seed"
    done
done
# shellcheck disable=SC2086
set -- "$@" $FILES
measure days "$PEERS" "$THREADS" "$JOBS" "$@"

cat >"$results/new.md" <<END
# Benchmarks

Made by \`make benchmarks\`: $("$slotwright" --version), $cores cores ($(uname -sm)), $LIMIT s for each run.
The peers ($(tr '\n' ' ' <benches/peers/requirements.txt | sed 's/ $//')) have models of their own of the same problem files, in \`benches/peers\`; every plan has passed the checker.
Times are of one run on one machine: read ratios. "To 1 %" is the time until a gap of 1 % was proved. Instances are descriptions for \`slotwright generate\`, or files.

## Days and weeks

$THREADS threads for each run, $JOBS at the same time.

![Shares of runs by gap at the end, and by time to 1 %](docs/benchmark-profile.svg)

![Gap over time](docs/benchmark-gaps.svg)

END
"$slotwright" bench --merge "$results/days.json" --markdown --profile "$OUTPUT/docs/benchmark-profile.svg" \
    --traces "$OUTPUT/docs/benchmark-gaps.svg" | sed 's/^##/###/' >>"$results/new.md"

if [ -n "$SMPTSP" ]; then
    # shellcheck disable=SC2086
    set -- $SMPTSP
    beside=
    while [ $# -gt 0 ] && [ "$BESIDE" -gt 0 ]; do
        beside="$beside $1" BESIDE=$((BESIDE - 1))
        shift
    done
    # shellcheck disable=SC2086
    [ -z "$beside" ] || measure smptsp-beside CP-SAT 1 "$cores" $beside
    [ $# -eq 0 ] || measure smptsp '' 1 "$cores" "$@"
    cat >>"$results/new.md" <<END

## Shift minimisation

The shift minimisation personnel task scheduling problem (Krishnamoorthy, Ernst and Baatar 2012): tasks at fixed times, qualified
workers, the fewest workers. The score is tasks less workers, so score and bound differ by the workers that are not yet proved
to be needed. One thread for each run, $cores at the same time.

END
    set --
    for part in smptsp-beside smptsp; do
        [ ! -f "$results/$part.json" ] || set -- "$@" --merge "$results/$part.json"
    done
    "$slotwright" bench "$@" --markdown | sed 's/^##/###/' >>"$results/new.md"
fi

if [ "$SITES" -gt 0 ]; then
    printf '\n## A chain\n\n' >>"$results/new.md"
    kept "$results/chain.md" || benches/chain.py --sites "$SITES" --seconds "$SECONDS" --threads "$cores" >"$results/chain.md"
    cat "$results/chain.md" >>"$results/new.md"
fi
mv "$results/new.md" "$OUTPUT/BENCHMARKS.md"
