"""Fuzzing of reader, decision and explanation: `python -m tests.sympy_checks.fuzz --minutes 10 [--seed N]`.

Half of the texts are built from pieces of the notation, half are right and wrong answers with some characters
changed. Every text must be refused or decided within a second, a printed formula must read back as itself, and a
formula that is proved equal must not be told apart. Ends with exit code 1 at the first text that breaks a rule.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from sympy_checks.answer import check_answer
from sympy_checks.cursor import MAX_DEPTH
from sympy_checks.decide import equal
from sympy_checks.expression import depth
from sympy_checks.latex import latex
from sympy_checks.parse import parse
from sympy_checks.person import simplify
from sympy_checks.plain import plain
from sympy_checks.pretty import pretty
from sympy_checks.tokens import FormulaError
from tests.sympy_checks.table import pairs
from tests.sympy_checks.test_hostile import HOSTILE

PIECES = [
    *"xys0123456789+-*/^().,{}[]|σαπ√²³⁻½·−<>=!'\"_\\ $", "exp(", "log(", "sqrt(", "abs(", "max(x,", "min(y,", "where(x > 0, ", "where(", " and ", " or ",
    "not ", "<=", ">=", "==", "**", "np.", r"\frac{", r"\left(", r"\right)", r"\sigma", r"\cdot ", "e^", "sigma(", "tanh(", "heaviside(", "Phi(", "1e300", "1e-300",
    "9^9^", "softplus(", "cosh(", "x^", "x(", ")(", "1/", "0*", "erf(", "atan(", "lambda", "__class__", "\u202e", "х", "∫", "nan", "log1p(", "logaddexp(x,",
]  # fmt: skip
SECONDS = 1.0


def texts(rng: random.Random):
    """Yield texts without end."""
    seeds = [*HOSTILE, *(text for _, text, _ in pairs())]
    while True:
        if rng.random() < 0.5:
            yield "".join(rng.choice(PIECES) for _ in range(rng.randint(1, rng.choice([4, 12, 60, 200]))))
            continue
        letters = list(rng.choice(seeds)[:400])
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(letters) + 1)
            letters[place : place + rng.randint(0, 2)] = rng.choice(PIECES)
        yield "".join(letters)


def broken(text: str) -> str | None:
    """Return the rule that a text breaks, or None."""
    names = ["x", "y", "s", "z", "alpha"]
    start = time.perf_counter()
    check_answer(text, of="x**3 + y", wrt="x", symbols=names, domains={"x": (-10.0, 10.0)})
    if time.perf_counter() - start > SECONDS:
        return f"took {time.perf_counter() - start:.1f} s"
    try:
        tree = parse(text, names)
    except FormulaError:
        return None
    # Brackets make a printed formula deeper than the typed one, which may be as deep as is allowed.
    if depth(tree) < MAX_DEPTH // 2 and parse(plain(tree), names) != tree:
        return f"printed as {plain(tree)}"
    if not pretty(tree) or not latex(tree):
        return "not printed"
    if equal(simplify(tree), tree, dict.fromkeys(names, (0.1, 2.0))).verdict == "different":
        return f"simplified to {plain(simplify(tree))}"
    return None


def main() -> int:
    """Fuzz for some minutes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10.0)
    arguments.add_argument("--seed", type=int, default=None)
    chosen = arguments.parse_args()
    seed = chosen.seed if chosen.seed is not None else random.randrange(10**9)
    end = time.monotonic() + 60 * chosen.minutes
    count = 0
    for text in texts(random.Random(seed)):
        if time.monotonic() > end:
            break
        count += 1
        try:
            rule = broken(text)
        except Exception as error:  # noqa: BLE001 - any exception is a finding
            rule = f"{type(error).__name__}: {error}"
        if rule:
            sys.stdout.write(f"seed {seed}, text {count}: {rule}\n{text!r}\n")
            return 1
    sys.stdout.write(f"seed {seed}: {count} texts, nothing found\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
