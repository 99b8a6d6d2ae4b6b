"""How long a decision takes, and who is right: this engine, `sympy.simplify(a - b) == 0`, and `Expr.equals`.

    python benchmarks/symbolic.py [--limit SECONDS] [--every N]

All three see the same pairs, in the same run: the table of tests/sympy_checks/table.py. SymPy gets the trees
that we read; a call of it that takes longer than `--limit` seconds is ended and counts as no verdict.
"""

from __future__ import annotations

import argparse
import math
import signal
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sympy

from sympy_checks.decide import equal
from sympy_checks.expression import Expression
from sympy_checks.expressions import truth
from sympy_checks.parse import parse
from sympy_checks.to_sympy import to_sympy
from tests.sympy_checks.table import pairs

Judge = Callable[[Expression, Expression, dict[str, tuple[float, float]]], object]


class TimeIsUpError(Exception):
    """SymPy took too long."""


def _stop(_number: int, _frame: object) -> None:
    raise TimeIsUpError


def _ours(answer: Expression, due: Expression, domains: dict[str, tuple[float, float]]) -> object:
    return equal(answer, due, domains).verdict == "equal"


def _proving(answer: Expression, due: Expression, domains: dict[str, tuple[float, float]]) -> object:
    return equal(answer, due, domains, prove=True).verdict == "equal"


def _simplify(answer: Expression, due: Expression, domains: dict[str, tuple[float, float]]) -> object:
    positive = [name for name, (low, _) in domains.items() if low >= 0]
    return sympy.simplify(to_sympy(answer, positive) - to_sympy(due, positive)) == 0


def _equals(answer: Expression, due: Expression, domains: dict[str, tuple[float, float]]) -> object:
    positive = [name for name, (low, _) in domains.items() if low >= 0]
    return to_sympy(answer, positive).equals(to_sympy(due, positive))


def _measured(judge: Judge, cases: list[tuple[Expression, Expression, dict, bool]], limit: float) -> str:
    times, accepts, rejects = [], 0, 0
    for answer, due, domains, right in cases:
        start = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            verdict = judge(answer, due, domains)
        except (TimeIsUpError, TypeError, ValueError, AttributeError, RecursionError):
            verdict = None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        times.append(time.perf_counter() - start)
        accepts += verdict is True and not right
        rejects += verdict is not True and right
    tail = sorted(times)[math.ceil(0.99 * len(times)) - 1]
    correct = 1 - (accepts + rejects) / len(cases)
    return (
        f"{correct:7.1%} {accepts:8} {rejects:8} {1e3 * statistics.median(times):11.2f} {1e3 * tail:11.1f}"
        f" {sum(times):9.1f}"
    )


def main() -> None:
    """Print one line for each judge."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--limit", type=float, default=5.0)
    arguments.add_argument("--every", type=int, default=1, help="take every N-th pair")
    chosen = arguments.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    cases = []
    for row, text, right in list(pairs())[:: chosen.every]:
        names = tuple(row.domains)
        cases.append((parse(text, names), truth(row.of, row.wrt, names), row.domains, right))
    for answer, due, domains, _ in cases:
        _ours(answer, due, domains)
    print(f"{len(cases)} pairs, SymPy {sympy.__version__}, at most {chosen.limit:g} s a call")
    print(f"{'':28} right  false +  false -   median ms      p99 ms    total s")
    for name, judge in (
        ("sympy_checks", _ours),
        ("sympy_checks, with proof", _proving),
        ("sympy.simplify(a - b) == 0", _simplify),
        ("Expr.equals", _equals),
    ):
        print(f"{name:27} {_measured(judge, cases, chosen.limit)}", flush=True)


if __name__ == "__main__":
    main()
