"""CP-SAT: an interval for each request and person. Where every start is fixed, an assignment of tasks to people."""

import sys
from collections import defaultdict

import ortools
from answer import Answer, Booking
from ortools.sat.python import cp_model
from problem import Problem, Request, read


def main() -> None:
    path, limit, threads, seed, gap = sys.argv[1], *map(float, sys.argv[2:])
    problem = read(path)
    answer = Answer(problem, limit)
    model = Tasks(problem) if is_of_tasks(problem) else Intervals(problem)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = answer.left()
    solver.parameters.num_workers = int(threads)
    solver.parameters.random_seed = int(seed)
    solver.parameters.relative_gap_limit = gap
    solver.best_bound_callback = lambda bound: answer.news(None, bound)
    status = solver.solve(model.model, Listener(answer))
    has_plan = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bookings = model.bookings(solver) if has_plan else None
    # Without a plan the solver's own bound may be one that it never proved; what it told on the way holds.
    bound = solver.best_objective_bound if has_plan else None
    answer.end(ortools.__version__, bookings, bound, status == cp_model.INFEASIBLE)


class Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, answer: Answer):
        super().__init__()
        self.answer = answer

    def on_solution_callback(self) -> None:
        self.answer.news(self.objective_value, self.best_objective_bound)


class Intervals:
    """Optional intervals: no overlap for a person or a client, cumulative for a class of resources."""

    def __init__(self, problem: Problem):
        self.problem, self.model = problem, cp_model.CpModel()
        self.served: dict[str, cp_model.IntVar] = {}
        self.start: dict[str, cp_model.IntVar] = {}
        self.by: dict[tuple[str, str], cp_model.IntVar] = {}
        self.on_people, self.on_clients, self.on_units = defaultdict(list), defaultdict(list), defaultdict(list)
        terms = [self.add(request) for request in problem.requests if request.deviation]
        impossible = [one for one in problem.requests if one.mandatory and not one.deviation]
        if impossible:
            self.model.add_bool_or([])
        for intervals in [*self.on_people.values(), *self.on_clients.values()]:
            self.model.add_no_overlap(intervals)
        for position, takes in self.on_units.items():
            intervals, units = zip(*takes)
            self.model.add_cumulative(intervals, units, len(problem.units[position]))
        self.model.maximize(sum(terms) - problem.staff_day * sum(self.staff_days()))

    def add(self, request: Request) -> cp_model.LinearExpr:
        """Adds the request; what it brings. Starts are counted in steps of the grid, which keeps their domains simple."""
        model, id = self.model, request.id
        starts = sorted(request.deviation)
        grid = self.problem.grid if all((start - starts[0]) % self.problem.grid == 0 for start in starts) else 1
        steps = lambda some: cp_model.Domain.from_values([(one - starts[0]) // grid for one in sorted(some)])  # noqa: E731
        served = self.served[id] = model.new_bool_var(f"served {id}")
        step = model.new_int_var_from_domain(steps(starts), f"step {id}")
        start = self.start[id] = starts[0] + grid * step
        if request.mandatory:
            model.add(served == 1)
        if request.client is not None:
            self.on_clients[request.client].append(
                model.new_optional_fixed_size_interval_var(start, request.length, served, f"client {id}")
            )
        occupied = model.new_optional_fixed_size_interval_var(start - request.setup, request.span(), served, f"time {id}")
        for position, units in request.takes.items():
            self.on_units[position].append((occupied, units))
        for person, shifts in request.starts.items():
            by = self.by[id, person] = model.new_bool_var(f"{id} by {person}")
            if len(shifts) < len(starts):
                model.add_linear_expression_in_domain(step, steps(shifts)).only_enforce_if(by)
            self.on_people[person].append(
                model.new_optional_fixed_size_interval_var(start - request.setup, request.span(), by, f"{id} {person}")
            )
        if request.people > 0:
            model.add(sum(self.by[id, person] for person in request.starts) == request.people * served)
        return request.worth * served - self.deviation(request, step, steps) - self.missed(request)

    def deviation(self, request: Request, step: cp_model.IntVar, steps) -> cp_model.IntVar | int:
        """Points lost by the start: on each date two slopes, rounded down as whole numbers that are not below them."""
        worst = max(request.deviation.values())
        if worst == 0:
            return 0
        model, served, start = self.model, self.served[request.id], self.start[request.id]
        lost = model.new_int_var(0, worst, "")
        on = [model.new_bool_var("") for _ in request.wishes]
        model.add_exactly_one(on)
        for wish, is_on in zip(request.wishes, on):
            if len(on) > 1:
                model.add_linear_expression_in_domain(step, steps(wish.starts)).only_enforce_if(is_on)
            for side in (1, -1):
                away = wish.slope * side * (start - wish.at)
                model.add(60_000 * (lost - wish.lost) >= away - 59_999).only_enforce_if(served, is_on)
        return lost

    def missed(self, request: Request) -> cp_model.LinearExpr | int:
        """Points lost if none of the wanted people serves it."""
        if request.wanted is None:
            return 0
        missed = self.model.new_bool_var("")
        wanted = [self.by[request.id, person] for person in request.starts if person in request.wanted]
        self.model.add(missed >= self.served[request.id] - sum(wanted))
        return request.worth * self.problem.staff_preference // 1000 * missed

    def staff_days(self) -> list[cp_model.IntVar]:
        if self.problem.staff_day == 0:
            return []
        used = {person: self.model.new_bool_var(f"day of {person}") for person in self.on_people}
        for (_, person), by in self.by.items():
            self.model.add_implication(by, used[person])
        return list(used.values())

    def bookings(self, solver: cp_model.CpSolver) -> list[Booking]:
        served = [one for one in self.problem.requests if one.id in self.served and solver.value(self.served[one.id])]
        team = lambda one: tuple(person for person in one.starts if solver.value(self.by[one.id, person]))  # noqa: E731
        return [(one, solver.value(self.start[one.id]), team(one)) for one in served]


def is_of_tasks(problem: Problem) -> bool:
    """Whether it is left open only who does what: mandatory, one start, one person, nothing else."""
    return problem.staff_day > 0 and all(
        one.mandatory and one.people == 1 and len(one.deviation) == 1 and not one.takes and one.wanted is None
        and one.client is None for one in problem.requests
    )  # fmt: skip


class Tasks:
    """Fixed tasks: of the tasks that run at one time, a person does at most one, and none without being used."""

    def __init__(self, problem: Problem):
        self.problem, self.model = problem, cp_model.CpModel()
        self.by = {
            (task.id, person): self.model.new_bool_var(f"{task.id} by {person}")
            for task in problem.requests for person in task.starts
        }  # fmt: skip
        used = {person: self.model.new_bool_var(f"day of {person}") for _, person in self.by}
        for task in problem.requests:
            self.model.add_exactly_one(self.by[task.id, person] for person in task.starts)
        for running in self.cliques():
            for person in used:
                does = [self.by[task.id, person] for task in running if person in task.starts]
                if does:
                    self.model.add(sum(does) <= used[person])
        worth = sum(problem.points(task, next(iter(task.deviation)), ()) for task in problem.requests)
        self.model.maximize(worth - problem.staff_day * sum(used.values()))

    def cliques(self) -> list[list[Request]]:
        """The largest sets of tasks that run at one time: those at a start that an end follows."""
        times = {task.id: task.occupied(next(iter(task.deviation))) for task in self.problem.requests}
        events = sorted([(end, 0) for _, end in times.values()] + [(start, 1) for start, _ in times.values()])
        last = [at for (at, is_start), (_, goes_on) in zip(events, events[1:]) if is_start and not goes_on]
        runs = lambda task, at: times[task.id][0] <= at < times[task.id][1]  # noqa: E731
        return [[task for task in self.problem.requests if runs(task, at)] for at in last]

    def bookings(self, solver: cp_model.CpSolver) -> list[Booking]:
        does = lambda task: tuple(one for one in task.starts if solver.value(self.by[task.id, one]))  # noqa: E731
        return [(task, next(iter(task.deviation)), does(task)) for task in self.problem.requests]


if __name__ == "__main__":
    main()
