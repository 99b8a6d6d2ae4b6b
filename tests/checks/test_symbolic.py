from __future__ import annotations

import pytest

from autograder.checks import Derivation, Symbolic
from tests.checks.outcomes import returned

SIGMOID = Symbolic(
    label="s'",
    name="d_sigmoid",
    of="sigmoid",
    wrt="z",
    symbols=("s",),
    where={"s": "sigma(z)"},
    domains={"z": (-6.0, 6.0)},
)


@pytest.mark.parametrize(
    "text", ["s*(1 - s)", "s - s**2", "s(1-s)", "s·(1−s)", r"s\left(1-s\right)", "s*(1-s) + 0*s"]
)
def test_right_formulas_pass(text):
    assert SIGMOID.judge_outcomes([returned(text)]).status == "passed"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("s*(1 + s)", "expected"),
        ("s*(1 - z)", "z"),
        ("s*(1 - s", "s*(1 - s"),
        ("__import__('os')", "__import__"),
        ("diff(s)", "derivative"),
        (["s*(1-s)"], "must be a text"),
    ],
)
def test_wrong_ones_say_why(answer, words):
    verdict = SIGMOID.judge_outcomes([returned(answer)])

    assert (verdict.status, words in verdict.message) == ("failed", True)


def test_a_sign_slip_is_recognised():
    assert "sign" in SIGMOID.judge_outcomes([returned("s*(s - 1)")]).mistake


def test_a_derivation_names_its_first_broken_line():
    check = Derivation(
        label="steps", name="steps", of="sigmoid", wrt="z", symbols=("z",), last_only=("sigma",), at_least=3
    )
    right = ["exp(-z)/(1 + exp(-z))**2", "1/(1 + exp(-z)) * exp(-z)/(1 + exp(-z))", "sigma(z)*(1 - sigma(z))"]

    assert check.judge_outcomes([returned(right)]).status == "passed"
    assert "line 2" in check.judge_outcomes([returned([right[0], "exp(-z)/(1 + exp(-z))", right[2]])]).message
    assert check.judge_outcomes([returned(right[::-1])]).status == "failed"
    assert check.judge_outcomes([returned(right[2])]).mistake == "form of the answer"
