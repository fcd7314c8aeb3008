"""What a peer tells: news while it runs, its bookings at the end; one JSON object a line."""

import json
import math
import time

from problem import Problem, Request

Booking = tuple[Request, int, tuple[str, ...]]


class Answer:
    """Counts the time from the problem in memory on."""

    def __init__(self, problem: Problem, limit: float):
        self.problem, self.limit, self.began = problem, limit, time.monotonic()
        self.best: tuple[int | None, int | None] = (None, None)

    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def left(self) -> float:
        """What building the model has left of the limit."""
        return max(0.1, self.limit - self.elapsed())

    def news(self, score: float | None, bound: float | None) -> None:
        """Points so far; a bound in floating-point numbers is rounded up to a whole number of points by half a point."""
        known, lowest = self.best
        score = known if score is None or not math.isfinite(score) or abs(score) > 1e15 else round(score)
        bound = lowest if bound is None or not math.isfinite(bound) or abs(bound) > 1e15 else math.floor(bound + 0.5)
        score = score if known is None or score is None else max(known, score)
        bound = bound if lowest is None or bound is None else min(lowest, bound)
        if (score, bound) != self.best:
            self.best = (score, bound)
            print(json.dumps({"seconds": round(self.elapsed(), 3), "score": score, "bound": bound}), flush=True)

    def end(self, version: str, bookings: list[Booking] | None, bound: float | None, infeasible: bool = False) -> None:
        score = None if bookings is None else self.problem.score(bookings)
        self.news(score, bound)
        end = {
            "version": version, "seconds": round(self.elapsed(), 3), "score": score, "bound": self.best[1],
            "infeasible": infeasible,
            "bookings": [(request.id, start, team) for request, start, team in bookings or []],
        }  # fmt: skip
        print(json.dumps(end), flush=True)
