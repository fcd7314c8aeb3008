"""This program and its peers on the same problems: on each one after the other, with the same threads and time.

The rows go to a result file of `slotwright bench`, which also checks every plan of a peer (`slotwright check`) and prints the
tables.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from problem import Problem, Refused, local, read

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "target"
PEERS = {"CP-SAT": "cp_sat.py", "HiGHS": "highs.py", "SCIP": "scip.py"}

GRACE = 30.0
"""Seconds after the limit at which a peer that does not end is ended."""


def main() -> None:
    arguments = parsed()
    rows: list[dict] = []
    with ThreadPoolExecutor(arguments.jobs) as jobs:
        try:
            for some in jobs.map(lambda name: compare(arguments, name), arguments.instance):
                rows += some
                write(Path(arguments.output), {"schemaVersion": 1, "runs": rows})
        except Stopped as stopped:
            jobs.shutdown(cancel_futures=True)
            sys.exit(str(stopped))
    subprocess.run([arguments.slotwright, "bench", "--merge", arguments.output], check=True)


class Stopped(Exception):
    """Why the comparison cannot go on."""


def compare(arguments: argparse.Namespace, name: str) -> list[dict]:
    """The rows of an instance: our engines, then the peers."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = bench(arguments, name, folder)
        path = problem_file(arguments, name, folder)
        try:
            problem = read(path)
        except Refused as refused:
            print(f"{name}: the peers do not know {refused}", file=sys.stderr)
            return rows
        ours = rows[0]
        if problem.sha256 != ours["sha256"]:
            raise Stopped(f"{name}: the peers would solve another problem")
        for peer in filter(None, arguments.peers.split(",")):
            row = run_peer(arguments, peer, path, problem, ours, folder)
            print(f"{row['instance']}, {peer}: {row['status']}, score {row['score']}, bound {row['bound']}, "
                  f"{row['seconds']} s{': ' + row['error'] if row['error'] else ''}", file=sys.stderr)  # fmt: skip
            rows.append(row)
        return rows


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benches/peers/run", description=__doc__)
    parser.add_argument("instance", nargs="+", help="as for `slotwright bench`: problem file, generate:…, SMPTSP .dat")
    parser.add_argument("-o", "--output", default=str(TARGET / "peers/results.json"), help="result file")
    parser.add_argument("--engine", default="auto", help="our engines, with commas between them")
    parser.add_argument("--peers", default="CP-SAT,HiGHS", help=f"with commas between them: {', '.join(PEERS)}")
    parser.add_argument("--time-limit", type=float, default=10.0, help="seconds for each run")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=1, help="instances at the same time; needs a core for each thread of each")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--gap", type=float, default=0.0)
    parser.add_argument("--slotwright", default=str(TARGET / "release/slotwright"), help="the program")
    arguments = parser.parse_args()
    unknown = [peer for peer in arguments.peers.split(",") if peer and peer not in PEERS]
    if unknown:
        parser.error(f"there is no peer {unknown[0]}; there are {', '.join(PEERS)}")
    return arguments


def write(path: Path, value: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(value, indent=2) + "\n")
    new.replace(path)


def bench(arguments: argparse.Namespace, name: str, folder: Path) -> list[dict]:
    """The rows of our engines."""
    output = folder / "ours.json"
    flags = [
        "--engine", arguments.engine, "--time-limit", f"{arguments.time_limit}s", "--threads", str(arguments.threads),
        "--seeds", str(arguments.seed), "--gap", str(arguments.gap), "--output", str(output),
    ]  # fmt: skip
    if subprocess.run([arguments.slotwright, "bench", name, *flags], stdout=subprocess.DEVNULL).returncode != 0:
        raise Stopped(f"{name}: our own run failed or was stopped")
    return json.loads(output.read_text())["runs"]


def problem_file(arguments: argparse.Namespace, name: str, folder: Path) -> str:
    """The problem file of an instance; made where it is none."""
    path = str(folder / "instance.problem.json")
    if name.startswith("generate:"):
        flags = [f"--{word}" for word in name.removeprefix("generate:").split(",") if word]
        subprocess.run([arguments.slotwright, "generate", *flags, "-o", path], check=True)
    elif name.endswith(".dat"):
        # Its name in the problem comes from the file.
        subprocess.run([arguments.slotwright, "import", "smptsp", name, "-o", path], check=True)
    else:
        path = name
    return path


def run_peer(
    arguments: argparse.Namespace, peer: str, path: str, problem: Problem, ours: dict, folder: Path
) -> dict:  # fmt: skip
    """The row of a peer; instance, group and machine are those of our own run."""
    limits = [arguments.time_limit, arguments.threads, arguments.seed, arguments.gap]
    command = [sys.executable, str(HERE / PEERS[peer]), path, *map(str, limits)]
    news, end, error = told(command, arguments.time_limit + GRACE)
    last = news[-1] if news else {"score": None, "bound": None}
    end = end or {"version": "", "seconds": arguments.time_limit + GRACE, "score": None, "infeasible": False,
                  "bound": last["bound"], "bookings": []}  # fmt: skip
    row = ours | {
        "engine": peer, "backend": None, "version": end["version"], "seconds": end["seconds"], "score": end["score"],
        "bound": end["bound"], "booked": None, "gap": None, "trace": news, "error": error,
    }  # fmt: skip
    if end["score"] is not None:
        row["error"] = error or checked(arguments, plan(problem, end, row), path, folder)
        row["booked"] = len(end["bookings"])
        row["gap"] = None if end["bound"] is None else gap(end["score"], end["bound"])
    row["status"] = status(row, end, arguments.gap)
    if row["error"]:
        row |= {"score": None, "bound": None, "gap": None, "booked": None, "trace": []}
    row["firstPlanSeconds"] = first(row["trace"], lambda one: one["score"] is not None)
    row["onePercentSeconds"] = first(
        row["trace"], lambda one: None not in (one["score"], one["bound"]) and gap(one["score"], one["bound"]) <= 0.01
    )
    return row


def told(command: list[str], limit: float) -> tuple[list[dict], dict | None, str | None]:
    """What a peer has told: its news, its end, what went wrong."""
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as talk:
        error = None
        try:
            code = subprocess.run(command, stdout=out, stderr=talk, timeout=limit, env=environment).returncode
            if code != 0:
                talk.seek(0)
                error = (talk.read().strip().splitlines() or [f"exit code {code}"])[-1]
        except subprocess.TimeoutExpired:
            # No plan, and no fault: it did not look at its limit.
            pass
        out.seek(0)
        lines = [json.loads(line) for line in out if line.startswith("{") and line.endswith("}\n")]
    ends = [line for line in lines if "bookings" in line]
    return [line for line in lines if "bookings" not in line], ends[0] if ends else None, error


def status(row: dict, end: dict, asked: float) -> str:
    if row["error"]:
        return "unknown"
    if end["infeasible"]:
        return "infeasible"
    if row["gap"] is None:
        return "unknown" if row["score"] is None else "feasible"
    if row["gap"] <= 0:
        return "optimal"
    return "withinGap" if row["gap"] <= asked else "feasible"


def gap(score: int, bound: int) -> float:
    return (bound - score) / max(1, abs(score))


def first(trace: list[dict], is_reached) -> float | None:
    return next((one["seconds"] for one in trace if is_reached(one)), None)


def plan(problem: Problem, end: dict, row: dict) -> dict:
    """The plan file of a peer's bookings; units are given out by start, to the first that is free."""
    requests = {request.id: request for request in problem.requests}
    free_from: dict[str, int] = defaultdict(lambda: -(10**12))
    bookings = []
    for id, start, team in sorted(end["bookings"], key=lambda one: requests[one[0]].occupied(one[1])):
        request = requests[id]
        begin, until = request.occupied(start)
        taken = []
        for position, units in request.takes.items():
            free = [unit for unit in problem.units[position] if free_from[unit] <= begin]
            taken += free[:units]
        free_from |= {unit: until for unit in taken}
        text = lambda minute: local(problem.zones[request.site], minute).isoformat()  # noqa: E731, B023
        bookings.append({"request": id, "start": text(start), "end": text(start + request.length),
                         "staff": team, "resources": taken})  # fmt: skip
    booked = {id for id, _, _ in end["bookings"]}
    left_out = {"reason": "undecided", "detail": "", "action": ""}
    return {
        "schemaVersion": 1, "problem": {"name": problem.name, "sha256": problem.sha256}, "status": "feasible",
        "score": end["score"], "bound": end["bound"], "gap": None, "terms": None, "freezeUntil": None,
        "bookings": bookings,
        "unassigned": [left_out | {"request": id} for id in requests if id not in booked],
        "solver": {"engine": row["engine"], "version": row["version"], "seconds": row["seconds"],
                   "threads": row["threads"], "seed": row["seed"], "stoppedBy": "timeLimit"},
    }  # fmt: skip


def checked(arguments: argparse.Namespace, plan: dict, path: str, folder: Path) -> str | None:
    """What the checker has against a plan: a rule that it breaks, or a score that is another."""
    file = folder / "peer.plan.json"
    file.write_text(json.dumps(plan))
    run = subprocess.run(
        [arguments.slotwright, "check", path, str(file), "--json"], capture_output=True, text=True
    )  # fmt: skip
    if run.returncode == 0:
        return None
    found = json.loads(run.stdout or "{}").get("violations") or [{"detail": run.stderr.strip() or run.stdout.strip()}]
    return f"the checker refuses the plan: {found[0]['detail']}"


if __name__ == "__main__":
    main()
