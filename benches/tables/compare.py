#!/usr/bin/env python3
"""The Resources report on a chain's years beside DuckDB and Polars: same files, same threads, same numbers to the last digit.

Makes the tables (once for each size, below target/tables), runs each program in a process of its own, in turns, and compares
every row and the totals. Prints tables in Markdown: time and peak memory of each, ours by threads, ours by appointments.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = {"DuckDB": "duckdb_report.py", "Polars": "polars_report.py"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benches/tables/run", description=__doc__)
    parser.add_argument("--appointments", type=int, default=50_000_000)
    parser.add_argument("--sites", type=int, default=2_000)
    parser.add_argument("--staff", type=int, default=8, help="people at each site")
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--start", default="2023-01-01", help="first date")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--runs", type=int, default=5, help="runs of each program; the fastest counts")
    parser.add_argument("--sizes", default="", help="more numbers of appointments, with commas, for ours alone")
    parser.add_argument("--peers", default=",".join(PEERS), help="with commas; may be empty")
    parser.add_argument("--slotwright", default=str(ROOT / "target/release/slotwright"), help="the program")
    parser.add_argument("--folder", type=Path, default=ROOT / "target/tables", help="where tables are kept")
    of = parser.parse_args()

    start = date.fromisoformat(of.start)
    period = (start.isoformat(), (start.replace(year=start.year + of.years) - timedelta(days=1)).isoformat())
    tables = made(of, of.appointments)
    programs = {"slotwright": ours(of, tables, period, of.threads)}
    for peer in filter(None, of.peers.split(",")):
        programs[peer] = [sys.executable, HERE / PEERS[peer], tables, *period, str(of.threads)]
    measured = {name: [] for name in programs}
    for _ in range(of.runs):
        for name, command in programs.items():
            measured[name].append(run(command))
    expected = measured["slotwright"][0]["report"]
    for name, runs in measured.items():
        for one in runs:
            same(name, expected, one["report"])
    print(header(of, tables))
    print(compared(measured))

    if of.threads > 1:
        counts = [1 << power for power in range(of.threads.bit_length()) if 1 << power <= of.threads]
        print("| threads | seconds | speed-up |\n| ---: | ---: | ---: |")
        alone = None
        for count in counts:
            seconds = fastest([run(ours(of, tables, period, count)) for _ in range(of.runs)])
            alone = alone or seconds
            print(f"| {count} | {seconds:.3f} | {alone / seconds:.2f} |")
        print()
    sizes = sorted({int(size) for size in filter(None, of.sizes.split(","))} | {of.appointments})
    if len(sizes) > 1:
        print("| appointments | seconds | ns an appointment | of them beyond the smallest |\n| ---: | ---: | ---: | ---: |")
        least = None
        for size in sizes:
            folder = made(of, size)
            seconds = fastest([run(ours(of, folder, period, of.threads)) for _ in range(of.runs)])
            least = least or (size, seconds)
            beyond = f"{(seconds - least[1]) / (size - least[0]) * 1e9:.1f}" if size > least[0] else "–"
            print(f"| {size:,} | {seconds:.3f} | {seconds / size * 1e9:.1f} | {beyond} |")


def made(of: argparse.Namespace, appointments: int) -> Path:
    """The folder of the tables of that size."""
    folder = of.folder / f"{appointments}-{of.sites}-{of.staff}-{of.years}-{of.start}-{of.seed}"
    if not folder.exists():
        words = {"sites": of.sites, "staff": of.staff, "years": of.years, "start": of.start, "seed": of.seed}
        flags = [f"--{word}={value}" for word, value in words.items()]
        command = [of.slotwright, "generate", "--tables", folder, "--appointments", str(appointments), *flags]
        subprocess.run([*command, "--currency=HUF"], check=True)
    return folder


def ours(of: argparse.Namespace, tables: Path, period: tuple[str, str], threads: int) -> list:
    flags = ["--from", period[0], "--to", period[1], "--threads", str(threads), "--format", "json"]
    return [of.slotwright, "report", "--tables", tables, *flags]


def run(command: list) -> dict:
    """A run in a process of its own: the report, the seconds from start to end, the peak of its memory."""
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        child = subprocess.Popen([str(word) for word in command], stdout=out)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{command} ended with {child.returncode}")
        out.seek(0)
        report = json.load(out)
    # A peer tells the seconds of its query alone, without the start of Python; ours are those of the whole process.
    return {"report": report, "wall": wall, "seconds": report.get("seconds", wall), "mib": used.ru_maxrss / 1024}


def same(name: str, expected: dict, report: dict) -> None:
    """Holds a report to the numbers of ours: each resource, and the totals."""
    fields = ("appointments", "bookedMinutes", "availableMinutes", "revenue", "utilisation")
    for field in fields:
        if expected["kpis"][field] != report["kpis"][field]:
            raise SystemExit(f"{name}: {field} is {report['kpis'][field]}, not {expected['kpis'][field]}")
    def of(rows: list[dict]) -> dict:
        return {row["resource"]: tuple(row[field] for field in fields) for row in rows}
    ours, theirs = of(expected["rows"]), of(report["rows"])
    if ours != theirs:
        wrong = next(resource for resource in ours if ours[resource] != theirs.get(resource))
        raise SystemExit(f"{name}: resource {wrong} has {theirs.get(wrong)}, not {ours[wrong]}")


def fastest(runs: list[dict]) -> float:
    return min(one["seconds"] for one in runs)


def header(of: argparse.Namespace, tables: Path) -> str:
    size = sum(path.stat().st_size for path in tables.rglob("*.parquet"))
    rows = f"{of.appointments:,} appointments, {of.sites:,} sites, {of.staff} people a site, {of.years} years"
    return f"{rows}: {size / 2**20:,.0f} MiB of Parquet, {of.threads} threads, {platform.machine()}, {os.cpu_count()} cores, best of {of.runs} runs.\n"


def compared(measured: dict) -> str:
    base = fastest(measured["slotwright"])
    lines = ["| program | seconds | median | whole process | to ours | peak memory, MiB |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, runs in measured.items():
        title = name if name == "slotwright" else f"{name} {version(name.lower())}"
        seconds, middle = fastest(runs), median(one["seconds"] for one in runs)
        wall, memory = min(one["wall"] for one in runs), max(one["mib"] for one in runs)
        lines.append(f"| {title} | {seconds:.3f} | {middle:.3f} | {wall:.3f} | {seconds / base:.2f} | {memory:,.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
