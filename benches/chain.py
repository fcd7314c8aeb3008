#!/usr/bin/env python3
"""A chain of sites, each with a week of its own, in one solve: time, memory, and the gap of each site.

Sites share neither people nor rooms, so each is a part of the problem; the program tells of every part when it is done. Prints
a paragraph in Markdown.
"""

import argparse
import json
import re
import resource
import subprocess
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="benches/chain.py", description=__doc__)
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--staff", type=int, default=8, help="people at each site")
    parser.add_argument("--days", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=1800, help="for the whole chain")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--slotwright", default=str(ROOT / "target/release/slotwright"), help="the program")
    of = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        problem, plan = Path(temporary, "chain.problem.json"), Path(temporary, "chain.plan.json")
        shape = [f"--{word}={vars(of)[word]}" for word in ("sites", "staff", "days", "seed")]
        subprocess.run([of.slotwright, "generate", *shape, "-o", problem], check=True)
        limits = ["--time-limit", f"{of.seconds}s", "--threads", str(of.threads)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        solve = subprocess.run([of.slotwright, "solve", problem, "-o", plan, *limits, "-v"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # 4: a plan within the limits, without proof.
        if solve.returncode not in (0, 4):
            raise SystemExit(solve.stderr[-2000:])
        check = subprocess.run([of.slotwright, "check", problem, plan], stdout=subprocess.DEVNULL)
        requests = len(json.loads(problem.read_text())["requests"])
    gaps = sorted(float(found) for found in re.findall(r"part \d+ of \d+: gap ([\d.]+) %", solve.stderr))
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    within = sum(gap <= 2 for gap in gaps)
    print(
        f"{of.sites} sites with a week of {of.staff} people each ({requests} requests), {of.seconds} s on {of.threads} {'thread' if of.threads == 1 else 'threads'}: "
        f"{used / of.sites:.1f} core-seconds a site, gap {median(gaps):.2f} % in the median and {gaps[-1]:.2f} % at worst, "
        f"{within} of {len(gaps)} within 2 %, {sum(gap == 0 for gap in gaps)} optimal; peak memory {after.ru_maxrss / 2**20:.2f} GiB; "
        f"the plan {'passes' if check.returncode == 0 else 'does not pass'} the checker."
    )


if __name__ == "__main__":
    main()
