"""The compact model: a column for each request, start and team; in difference form every person, client and class is a flow.

Where a candidate starts it takes units out of the flow, where it ends it gives them back; between two events the units that
are idle flow on. Two entries a resource and candidate, in place of one a slot.
"""

from collections import defaultdict

import highspy
import numpy
from answer import Booking
from problem import Problem


class Model:
    def __init__(self, problem: Problem):
        self.problem = problem
        self.candidates: list[Booking] = [
            (request, start, team)
            for request in problem.requests for start in request.deviation for team in problem.teams(request, start)
        ]  # fmt: skip
        self.entries: list[list[tuple[int, float]]] = [[] for _ in self.candidates]
        self.cost = [float(problem.points(*candidate)) for candidate in self.candidates]
        self.upper = [1.0] * len(self.candidates)
        self.rows: list[tuple[float, float]] = []
        self.choices()
        for (kind, who), takes in self.lanes().items():
            self.flow(takes, len(problem.units[who]) if kind == "class" else 1, kind == "person")

    def row(self, lower: float, upper: float) -> int:
        self.rows.append((lower, upper))
        return len(self.rows) - 1

    def column(self, cost: float, upper: float) -> int:
        """A column that need not be whole: an idle flow, or whether a person works at all."""
        self.entries.append([])
        self.cost.append(cost)
        self.upper.append(upper)
        return len(self.entries) - 1

    def choices(self) -> None:
        """Each request at most once, a mandatory one exactly."""
        rows = {request.id: self.row(float(request.mandatory), 1.0) for request in self.problem.requests}
        for position, (request, _, _) in enumerate(self.candidates):
            self.entries[position].append((rows[request.id], 1.0))

    def lanes(self) -> dict[tuple, list[tuple[int, int, int, int]]]:
        """Who or what is taken, by which columns, from when to when, with how many units."""
        lanes = defaultdict(list)
        asked = defaultdict(int)
        for request in self.problem.requests:
            asked[request.client] += 1
        for position, (request, start, team) in enumerate(self.candidates):
            begin, end = request.occupied(start)
            for person in team:
                lanes["person", person].append((position, begin, end, 1))
            for which, units in request.takes.items():
                lanes["class", which].append((position, begin, end, units))
            if request.client is not None and asked[request.client] > 1:
                lanes["client", request.client].append((position, start, start + request.length, 1))
        return lanes

    def flow(self, takes: list[tuple[int, int, int, int]], capacity: int, is_person: bool) -> None:
        """At each event: what was idle and what ends there is what is idle after it and what starts there."""
        times = sorted({time for _, begin, end, _ in takes for time in (begin, end)})
        rows = {time: self.row(0.0, 0.0) for time in times}
        days = self.problem.staff_day if is_person else 0
        if days == 0:
            # All units are there from the beginning.
            self.rows[rows[times[0]]] = (-float(capacity), -float(capacity))
        else:
            self.entries[self.column(-float(days), 1.0)].append((rows[times[0]], 1.0))
        for time, after in zip(times, times[1:]):
            self.entries[self.column(0.0, float(capacity))].extend([(rows[time], -1.0), (rows[after], 1.0)])
        self.entries[self.column(0.0, float(capacity))].append((rows[times[-1]], -1.0))
        for position, begin, end, units in takes:
            self.entries[position].extend([(rows[begin], -float(units)), (rows[end], float(units))])

    def lp(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        columns = len(self.entries)
        lp.num_col_, lp.num_row_, lp.sense_ = columns, len(self.rows), highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = numpy.array(self.cost), numpy.zeros(columns), numpy.array(self.upper)
        lower, upper = zip(*self.rows)
        lp.row_lower_, lp.row_upper_ = numpy.array(lower), numpy.array(upper)
        lengths = numpy.array([len(one) for one in self.entries])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int32)
        lp.a_matrix_.index_ = numpy.array([row for one in self.entries for row, _ in one], dtype=numpy.int32)
        lp.a_matrix_.value_ = numpy.array([value for one in self.entries for _, value in one])
        whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole] * len(self.candidates) + [part] * (columns - len(self.candidates))
        return lp

    def bookings(self, values: list[float]) -> list[Booking]:
        return [candidate for candidate, value in zip(self.candidates, values) if value > 0.5]
