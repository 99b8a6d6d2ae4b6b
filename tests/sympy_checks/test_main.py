"""The filter: the form of its lines, verdicts of each kind, and lines that are meant to break it."""

from __future__ import annotations

import io
import json

import pytest

from sympy_checks.__main__ import MAX_LINE, main
from tests.sympy_checks.test_hostile import HOSTILE

KEYS = {"verdict", "certainty", "message", "counterexample", "mistakes"}


def filtered(*lines):
    target = io.BytesIO()
    main(io.BytesIO(b"".join(line + b"\n" for line in lines)), target)
    replies = [json.loads(line) for line in target.getvalue().splitlines()]
    assert all(set(reply) == KEYS for reply in replies)
    return replies


def asked(answer, reference, **more):
    request = {"answer": answer, "reference": reference, "variables": ["x", "p", "s"], **more}
    return filtered(json.dumps(request).encode())[0]


SIGMA = {"sigma": [["z"], "1/(1+exp(-z))"], "twice": [["u", "v"], "u + sigma(v)"]}


def test_equal_comes_with_its_certainty():
    assert asked("x", "x") == {
        "verdict": "equal",
        "certainty": "identical",
        "message": None,
        "counterexample": None,
        "mistakes": [],
    }
    assert asked("sigma(x)", "exp(x)/(1+exp(x))", functions=SIGMA)["certainty"] == "proved"
    assert asked("twice(x, p) - x", "1/(1+exp(-p))", functions=SIGMA)["verdict"] == "equal"
    assert asked("x*1.0000000000000001", "x")["certainty"] == "tested"


def test_different_comes_with_a_counterexample():
    reply = asked("x^2", "2*x")

    assert (reply["verdict"], reply["certainty"]) == ("different", "proved")
    assert reply["counterexample"] == {"at": {"x": 0.5}, "answer": 0.25, "reference": 1.0}
    assert "yours 0.25, expected 1" in reply["message"]


def test_assumptions_decide():
    assert asked("sqrt(s^2)", "s")["verdict"] == "different"
    assert asked("sqrt(s^2)", "s", assume={"s": "positive"})["verdict"] == "equal"
    assert asked("log(1-p)", "log(1-p)*1", assume={"p": "unit"})["verdict"] == "equal"
    assert asked("abs(x)", "x", assume={"x": [1, 2]})["verdict"] == "equal"


def test_undefined_refused_and_undecided():
    assert asked("log(x)", "log(x^2)/2")["verdict"] == "undefined"
    assert asked("x +", "x")["verdict"] == "refused"
    assert asked("2*9^9^9^9", "9^9^9^9 + 9^9^9^9")["verdict"] == "undecided"


def test_mistakes_and_traps():
    assert asked("-x", "x")["mistakes"] == ["the sign is wrong"]
    assert asked("x + 7", "x", traps={"seven": "x + 7"})["mistakes"][0] == "seven"


BROKEN = [
    b"", b"{", b"null", b"[]", b"1", b'"x"', b"\xff\xfe", b"\x00" * 50, b"[" * 5000, b'{"answer":' * 3000, b"{}", b'{"answer": "x"}',
    b'{"answer": 1, "reference": "x"}', b'{"answer": "x", "reference": null, "variables": ["x"]}',
    b'{"answer": "x", "reference": "x", "variables": "x"}', b'{"answer": "x", "reference": "x", "variables": [1]}',
    b'{"answer": "x", "reference": "x", "variables": ["__class__"]}', b'{"answer": "x", "reference": "x", "variables": ["x y"]}',
    b'{"answer": "x", "reference": "x", "variables": ["x"], "assume": []}', b'{"answer": "x", "reference": "x", "variables": ["x"], "assume": {"x": 1}}',
    b'{"answer": "x", "reference": "x", "variables": ["x"], "assume": {"x": [2, 1]}}', b'{"answer": "x", "reference": "x", "variables": ["x"], "assume": {"x": [1, 1e999]}}',
    b'{"answer": "x", "reference": "x", "variables": ["x"], "assume": {"x": [NaN, 1]}}', b'{"answer": "x", "reference": "x", "variables": ["x"], "assume": {"y": "real"}}',
    b'{"answer": "x", "reference": "x", "variables": ["x"], "assume": {"x": [true, {}]}}', b'{"answer": "x", "reference": "x", "variables": ["x"], "functions": {"f": 1}}',
    b'{"answer": "f(x)", "reference": "x", "variables": ["x"], "functions": {"f": [["z"], "f(z)"]}}', b'{"answer": "f(x)", "reference": "x", "variables": ["x"], "functions": {"f": [["z"], "z", 1]}}',
    b'{"answer": "f()", "reference": "x", "variables": ["x"], "functions": {"f": [[], "1"]}}', b'{"answer": "x", "reference": "x", "variables": ["x"], "extra": 1}',
    b'{"answer": "x", "reference": "x", "variables": ["x"], "traps": {"a": 1}}', b'{"answer": "\\ud800", "reference": "x", "variables": ["x"]}',
    b"x" * (MAX_LINE + 5), b'{"answer": "' + b"(" * 90_000 + b'", "reference": "x"}',
]  # fmt: skip


def test_no_line_ends_the_filter():
    last = b'{"answer": "x+x", "reference": "2x", "variables": ["x"]}'
    replies = filtered(*BROKEN, last)

    assert len(replies) == len(BROKEN) + 1
    assert {reply["verdict"] for reply in replies[:-1]} <= {"refused", "undecided"}
    assert replies[-1]["verdict"] == "equal"


def test_functions_that_grow_are_refused_before_they_are_built():
    names = [f"f{place}" for place in range(1, 50)]
    functions = {"f0": [["u"], "u*u + u"]}
    functions |= {name: [["u"], f"f{place}(f{place}(u))"] for place, name in enumerate(names)}

    assert asked("f49(x)", "x", functions=functions)["verdict"] == "refused"


@pytest.mark.parametrize("role", ["answer", "reference"])
def test_hostile_formulas_come_back(role):
    other = {"answer": "reference", "reference": "answer"}[role]
    lines = [json.dumps({role: text, other: "x^3 + 7x", "variables": ["x"]}).encode() for text in HOSTILE]

    assert all(reply["verdict"] != "equal" for reply in filtered(*lines))
