"""SCIP on the compact model, on one thread whatever was asked for."""

import sys
import tempfile
from pathlib import Path

import highspy
import pyscipopt
from answer import Answer
from compact import Model
from problem import read
from pyscipopt import SCIP_EVENTTYPE


def main() -> None:
    path, limit, _, seed, gap = sys.argv[1], *map(float, sys.argv[2:])
    problem = read(path)
    answer = Answer(problem, limit)
    model = Model(problem)
    solver = pyscipopt.Model()
    solver.hideOutput()
    read_into(solver, model)
    solver.setParams({
        "randomization/randomseedshift": int(seed), "limits/gap": gap, "limits/time": answer.left(),
        # Points are whole numbers: less than one is no gap.
        "limits/absgap": 0.4,
    })  # fmt: skip
    solver.includeEventhdlr(News(answer), "news", "tells of plans and bounds")
    solver.optimize()
    infeasible, has_plan = solver.getStatus() == "infeasible", solver.getNSols() > 0
    bookings = None
    if has_plan:
        best = solver.getBestSol()
        values = {variable.name: solver.getSolVal(best, variable) for variable in solver.getVars(transformed=False)}
        bookings = model.bookings([values.get(f"c{column}", 0.0) for column in range(len(model.candidates))])
    answer.end(str(solver.version()), bookings, None if infeasible else solver.getDualbound(), infeasible)


def read_into(solver: pyscipopt.Model, model: Model) -> None:
    """By a file: HiGHS writes it, columns named c0, c1, … in their order."""
    writer = highspy.Highs()
    writer.setOptionValue("output_flag", False)
    writer.passModel(model.lp())
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model.mps")
        writer.writeModel(file)
        solver.readProblem(file)


class News(pyscipopt.Eventhdlr):
    def __init__(self, answer: Answer):
        self.answer = answer

    def eventinit(self) -> None:
        self.model.catchEvent(SCIP_EVENTTYPE.BESTSOLFOUND, self)
        self.model.catchEvent(SCIP_EVENTTYPE.NODESOLVED, self)

    def eventexec(self, event) -> None:
        score = self.model.getPrimalbound() if self.model.getNSols() > 0 else None
        self.answer.news(score, self.model.getDualbound())


if __name__ == "__main__":
    main()
