"""A student's class of differentiating scalars: its values and derivatives come out as formulas."""

from __future__ import annotations

import math

import pytest

from autograder.build.specs import code_of
from autograder.checks.formula_reading import read
from autograder.exercise.value_recipes import value_formula
from autograder.formulas import formulas
from autograder.second_look import call_at
from autograder.tracing.faithful import numbers_in
from autograder.tracing.wire import read_graph
from autograder.worker.protocol import Job
from sympy_checks.decide import equal
from sympy_checks.expressions import without_kinks
from sympy_checks.parse import parse
from sympy_checks.slopes import slope
from tests.tracing.corpus import styles

POSITIVE = {"a": (0.1, 3.0), "b": (0.1, 3.0)}
# A calculation with reused parts, and the same in one line.
CALCULATIONS = {
    "h = a*b; s = h + c; y = tanh(s)*h - s/2": "tanh(a*b + c)*a*b - (a*b + c)/2",
    "h = exp(a); y = log(h + b**2) / (1 + h) - 3*(-b)": "log(exp(a) + b^2)/(1 + exp(a)) + 3*b",
    "h = relu(a*b - 0.7); g = 2/b; y = (h + g)**3 + relu(a)": "(max(0, a*b - 0.7) + 2/b)^3 + max(0, a)",
    "s = 1 - a/b; y = s*s*s": "(1 - a/b)^3",
}
INPUTS = {"a": 1.7, "b": 1.4, "c": -0.6}
RIGHT = {style.name: style.text for style in styles("Value")}
CLOSURES, CODES, LOCAL = list(RIGHT)[:3]

WRONG = {
    "a sum overwrites": (CLOSURES, "self.grad += out.grad\n            other.grad +=", "self.grad = out.grad\n            other.grad ="),
    "a product overwrites": (CLOSURES, "self.grad += other.data * out.grad", "self.grad = other.data * out.grad"),
    "children are overwritten": (LOCAL, "child.grad += local", "child.grad = local"),
    "tanh without what comes from above": (CLOSURES, "(1 - out.data**2) * out.grad", "(1 - out.data**2)"),
    "exp without what comes from above": (CLOSURES, "self.grad += out.data * out.grad", "self.grad += out.data"),
    "tanh without the square": (CLOSURES, "1 - out.data**2", "1 - out.data"),
    "tanh of the value itself": (LOCAL, "1.0 - t * t", "1.0 - self.data * self.data"),
    "the power is not lowered": (CLOSURES, "other * self.data ** (other - 1)", "other * self.data**other"),
    "the exponent does not come down": (LOCAL, "n * self.data ** (n - 1)", "self.data ** (n - 1)"),
    "the exponent is raised": (CODES, "(self.number - 1)", "(self.number + 1)"),
    "a product of the own factor": (LOCAL, "((self, other.data), (other, self.data))", "((self, self.data), (other, other.data))"),
    "the quotient's sign": (LOCAL, "(other, -self.data /", "(other, self.data /"),
    "the quotient's square": (CODES, "a.data / b.data**2", "a.data / b.data"),
    "a difference adds": (CODES, 'grad -= g\n        elif self.op == "mul"', 'grad += g\n        elif self.op == "mul"'),
    "a minus is lost": (CODES, "a.grad -= g", "a.grad += g"),
    "the logarithm multiplies": (CLOSURES, "out.grad / self.data", "out.grad * self.data"),
    "the rectifier lets all through": (CODES, "np.heaviside(a.data, 0.0)", "1.0"),
    "the wrong way round": (CLOSURES, "for v in reversed(topo)", "for v in topo"),
    "the seed is the value": (LOCAL, "self.grad = 1.0\n        for", "self.grad = self.data\n        for"),
    "a number minus a Value": (CLOSURES, "return other + (-self)", "return self - other"),
    "a number over a Value": (LOCAL, "_value(other).__truediv__(self)", "self.__truediv__(other)"),
    "a reused node is passed on twice": (CLOSURES, "if v not in visited:", "if True:"),
    "a second call adds up": (CLOSURES, "v.grad = 0.0", "pass"),
}  # fmt: skip


def check_of(calculation, worker, times=1):
    names = [name for name in INPUTS if name in CALCULATIONS[calculation]]
    check = value_formula("Value", calculation, {name: INPUTS[name] for name in names}, POSITIVE, times)
    return check.filled(lambda asked: worker.run(Job(code(RIGHT[CLOSURES]), (asked,))).outcomes[0])


def code(text):
    return code_of("u06_scalars", f"import math\nimport numpy as np\n\n{text}\n")


@pytest.mark.parametrize("calculation", CALCULATIONS)
def test_the_reference_has_the_derivatives_of_calculus(calculation, worker):
    check = check_of(calculation, worker)
    found = formulas(read_graph(check.truth))
    names = [name for name in INPUTS if f"['grad']['{name}']" in found]
    whole = parse(CALCULATIONS[calculation], names)

    assert names
    assert equal(found["['data']['y']"], whole, POSITIVE).verdict == "equal"
    for name in names:
        due = without_kinks(slope(whole, name))
        assert equal(found[f"['grad']['{name}']"], due, POSITIVE, tolerance=1e-9).verdict == "equal", name


@pytest.mark.parametrize("calculation", CALCULATIONS)
def test_right_classes_of_every_style_trace_and_are_not_refuted(calculation, worker):
    check = check_of(calculation, worker, times=2)
    for name, text in RIGHT.items():
        outcomes = worker.run(Job(code(text), check.calls())).outcomes
        verdict = check.judge_outcomes(outcomes)

        assert (verdict.status, verdict.message, verdict.where) == ("passed", None, None), name
        graph = read_graph(outcomes[0].value)
        assert set(check.parts) == {place for place, _ in graph.entries()}

    assert len(RIGHT) >= 10


@pytest.mark.parametrize("mistake", WRONG)
def test_wrong_classes_are_refuted_with_a_witness_that_their_floats_confirm(mistake, worker):
    style, right, wrong = WRONG[mistake]
    assert right in RIGHT[style]
    submitted = code(RIGHT[style].replace(right, wrong))
    refuted = 0
    for calculation in CALCULATIONS:
        check = check_of(calculation, worker, times=2)
        outcomes = worker.run(Job(submitted, check.calls())).outcomes
        if check.judge_outcomes(outcomes).status != "failed":
            continue
        found = read(check, outcomes).refuted
        outcome = worker.run(Job(submitted, (call_at(check, found.witness),))).outcomes[0]
        returned = outcome.status == "returned"
        own = list(numbers_in(outcome.result()))[found.entry] if returned else math.nan

        assert not math.isclose(own, found.expected, rel_tol=1e-9)
        assert found.got is None or own == pytest.approx(found.got, rel=1e-6)
        refuted += 1

    assert refuted


@pytest.mark.parametrize(
    ("mistake", "calculation", "formula", "cause"),
    [
        (
            "tanh without the square",
            0,
            "a.grad: b·(tanh(a·b + c) − 0.5 + (1 − tanh(a·b + c))·a·b)",
            "a.grad: the square of tanh is missing in its derivative",
        ),
        (
            "a sum overwrites",
            0,
            "a.grad: b·(−0.5 + (1 − tanh(a·b + c)²)·a·b)",
            "a.grad: in the product tanh(a·b + c)·a the term with the derivative of a is missing",
        ),
        (
            "the exponent does not come down",
            1,
            "b.grad: 3 + b·σ(−a)/(exp(a) + b²)",
            "b.grad: the factor 2 is missing in the derivative of b²",
        ),
        ("a number minus a Value", 3, "s.data: a/b − 1", "the sign is wrong"),
    ],
)
def test_the_message_speaks_of_data_and_grad(mistake, calculation, formula, cause, worker):
    style, right, wrong = WRONG[mistake]
    check = check_of(list(CALCULATIONS)[calculation], worker)
    outcomes = worker.run(Job(code(RIGHT[style].replace(right, wrong)), check.calls())).outcomes
    verdict = check.judge_outcomes(outcomes)

    assert verdict.got == formula
    assert verdict.mistake == cause


@pytest.mark.parametrize(
    ("calculation", "problem"),
    [
        ("y = a if a else b", "numbers, known names"),
        ("y = later * a", "known names"),
        ("y = a", "a step is an operation"),
        ("print(a)", "assignments to names"),
        ("y = a.exp()", "functions"),
        ("y = pow(a, 2)", "functions"),
    ],
)
def test_a_calculation_is_arithmetic_on_known_names(calculation, problem):
    with pytest.raises(ValueError, match=problem):
        value_formula("Value", calculation, {"a": 1.0, "b": 2.0})
