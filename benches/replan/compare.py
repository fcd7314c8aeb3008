"""Sick days: re-planning beside greedy re-assignment, on the same problems, scored by the same checker.

For each problem and its plan, the person with the most bookings on a date is ill on it. Three questions are put:

- `policy`: the problem as it is, with its own weights. What is lost, and the least that any plan loses (the bound).
- `clients`: every client alike (worth `count`, priority 1), wishes left aside, nobody new let in: what is lost is disruption and nothing
  else, with the default weights 2000 for a dropped client, 500 for another time, 200 for another person, 10 for another room.
- `changes`: the same, with another time and another person both at 1, a dropped client at 20, another room at a hundredth: visible changes.

Losses are differences to the plan before, in points for `policy`, otherwise in the units above.

    compare.py PROGRAM FOLDER PROBLEM:PLAN... [--days N] [--time-limit 30s | --work N] [--threads N]
"""

import argparse
import json
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

WISHES = {"startDeviationPerHour": 0, "dayDeviation": 0, "staffPreference": 0, "staffDay": 0, "resourceDay": 0}
QUESTIONS = {
    "policy": (None, 1),
    "clients": (WISHES | {"worth": "count", "moveTime": 500, "moveStaff": 200, "moveResource": 10, "drop": 1000}, 10),
    "changes": (WISHES | {"worth": "count", "moveTime": 100, "moveStaff": 100, "moveResource": 1, "drop": 1000}, 1000),
}


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 4):
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}{done.stdout}")
    return done.stdout


def cpu_seconds() -> float:
    """Of the processes that have ended: what a machine that is busy with other things does not change."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def sick_days(plan: dict, days: int) -> list[tuple[str, str]]:
    """On each of the busiest dates the busiest person."""
    load = Counter((one["start"][:10], person) for one in plan["bookings"] for person in one["staff"])
    busiest = {}
    for (date, person), count in sorted(load.items()):
        if count > busiest.get(date, ("", 0))[1]:
            busiest[date] = (person, count)
    dates = sorted(busiest, key=lambda date: (-busiest[date][1], date))
    return [(busiest[date][0], date) for date in dates[:days]]


def asked(problem: dict, policy: dict | None) -> dict:
    """The problem as a question puts it: with another policy, those without a booking are no part of it."""
    if policy is None:
        return problem
    requests = [one | ({"priority": 1} if one.get("booking") else {"status": "cancelled"}) for one in problem["requests"]]
    return problem | {"policy": policy, "requests": requests}


class Case:
    def __init__(self, options: argparse.Namespace, problem: str, plan: str, person: str, date: str):
        self.options, self.plan = options, plan
        name = f"{Path(problem).name.split('.')[0]}-{person}-{date}"
        self.folder = Path(options.folder) / name
        self.folder.mkdir(parents=True, exist_ok=True)
        # The first solve is only for the problem as it is re-planned.
        self.problem = str(self.folder / "sick.problem.json")
        arguments = ["--keep", plan, "--absent", f"{person}@{date}", "--save-problem", self.problem]
        run(options.program, "solve", problem, *arguments, "--engine", "greedy", "-o", str(self.folder / "first.plan.json"))
        self.whole = json.loads(Path(self.problem).read_text())
        blocked = {id for id, one in self.bookings(json.loads(Path(plan).read_text())).items() if person in one["staff"] and one["start"][:10] == date}
        self.name, self.uprooted = name, len(blocked)

    @staticmethod
    def bookings(plan: dict) -> dict:
        return {one["request"]: one for one in plan["bookings"]}

    def ask(self, question: str) -> list[dict]:
        policy, unit = QUESTIONS[question]
        path = self.folder / f"{question}.problem.json"
        path.write_text(json.dumps(asked(self.whole, policy)))
        solved, greedy = self.folder / f"{question}.plan.json", self.folder / f"{question}.greedy.plan.json"
        began = cpu_seconds()
        limits = ["--time-limit", self.options.time_limit, "--threads", str(self.options.threads)]
        limits = ["--work", str(self.options.work)] if self.options.work else limits
        run(self.options.program, "solve", str(path), *limits, "-o", str(solved))
        seconds = cpu_seconds() - began
        reassign = Path(__file__).with_name("reassign.py")
        greedy.write_text(run(sys.executable, str(reassign), str(path)))
        before = self.score(path, None)
        bound = json.loads(solved.read_text())["bound"]
        rows = []
        for who, plan, least in (("slotwright", solved, bound), ("greedy", greedy, None)):
            score = self.score(path, plan)
            rows.append({
                "case": self.name, "uprooted": self.uprooted, "question": question, "who": who,
                "lost": (before - score) / unit, "least": None if least is None else (before - least) / unit,
                "core-seconds": round(seconds, 1) if who == "slotwright" else None, **self.counts(plan),
            })  # fmt: skip
        return rows

    def score(self, problem: Path, plan: Path | None) -> int:
        """What the checker says; without a plan, what the plan before is worth where nothing has changed."""
        if plan is not None:
            return json.loads(run(self.options.program, "check", "--json", str(problem), str(plan)))["score"]
        untouched = json.loads(problem.read_text())
        for person in untouched["staff"]:
            person.get("blocks", []).clear()
        path = self.folder / "untouched.problem.json"
        path.write_text(json.dumps(untouched))
        kept = json.loads(Path(self.plan).read_text())
        live = {one["id"] for one in untouched["requests"] if one.get("status") != "cancelled"}
        kept["bookings"] = [one for one in kept["bookings"] if one["request"] in live]
        kept["unassigned"] = [one for one in kept["unassigned"] if one["request"] in live]
        kept |= {"score": None, "bound": None, "gap": None, "terms": None, "status": "feasible"}
        before = self.folder / "before.plan.json"
        before.write_text(json.dumps(kept))
        return self.score(path, before)

    def counts(self, plan: Path) -> dict:
        """Of those that had a booking: dropped, another time, another person, another room alone; and who was let in."""
        was, new = self.bookings(json.loads(Path(self.plan).read_text())), self.bookings(json.loads(plan.read_text()))
        kept = {id for id in was if id in new}
        other = lambda id, field: (was[id][field] if field == "start" else set(was[id][field])) != (new[id][field] if field == "start" else set(new[id][field]))  # noqa: E731
        time, staff = {id for id in kept if other(id, "start")}, {id for id in kept if other(id, "staff")}
        room = {id for id in kept if other(id, "resources")} - time - staff
        dropped = len(was) - len(kept)
        return {
            "dropped": dropped, "time": len(time), "person": len(staff), "visible": dropped + len(time | staff),
            "room alone": len(room), "let in": len(new.keys() - was.keys()),
        }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("pairs", nargs="+", metavar="PROBLEM:PLAN")
    parser.add_argument("--days", type=int, default=2)
    parser.add_argument("--time-limit", default="30s")
    parser.add_argument("--work", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--questions", nargs="+", default=list(QUESTIONS))
    options = parser.parse_args()
    columns = None
    for problem, plan in (pair.split(":") for pair in options.pairs):
        for person, date in sick_days(json.loads(Path(plan).read_text()), options.days):
            case = Case(options, problem, plan, person, date)
            for row in (row for question in options.questions for row in case.ask(question)):
                if columns is None:
                    columns = list(row)
                    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
                print("| " + " | ".join("" if row[name] is None else f"{row[name]:,}" if isinstance(row[name], (int, float)) else row[name] for name in columns) + " |", flush=True)


if __name__ == "__main__":
    main()
