"""HiGHS on the compact model."""

import sys

import highspy
from answer import Answer
from compact import Model
from problem import read


def main() -> None:
    path, limit, threads, seed, gap = sys.argv[1], *map(float, sys.argv[2:])
    problem = read(path)
    answer = Answer(problem, limit)
    model = Model(problem)
    solver = highspy.Highs()
    options = {
        "output_flag": False, "threads": int(threads), "random_seed": int(seed), "mip_rel_gap": gap,
        # Points are whole numbers: less than one is no gap.
        "mip_abs_gap": 0.4,
    }  # fmt: skip
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(model.lp())
    solver.setOptionValue("time_limit", answer.left())
    tell = lambda event: answer.news(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)  # noqa: E731
    solver.cbMipLogging.subscribe(tell)
    solver.cbMipImprovingSolution.subscribe(tell)
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    has_plan = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    bookings = model.bookings(solver.getSolution().col_value) if has_plan else None
    infeasible = status == highspy.HighsModelStatus.kInfeasible
    answer.end(solver.version(), bookings, None if infeasible else info.mip_dual_bound, infeasible)


if __name__ == "__main__":
    main()
