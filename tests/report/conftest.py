"""A made-up class: records as `gradmark grade` writes them, with the mistakes that students make."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from autograder.record import CheckResult, ExerciseResult, Result

ACTIVATIONS = [
    "sigmoid",
    "sigmoid_grad",
    "d_sigmoid",
    "sigmoid_steps",
    "tanh",
    "tanh_grad",
    "d_tanh",
    "tanh_from_sigmoid",
    "relu",
    "relu_grad",
    "leaky_relu",
    "leaky_relu_grad",
    "elu",
    "elu_grad",
    "d_elu_negative",
    "elu_smooth_alpha",
    "softplus",
    "softplus_grad",
    "softmax",
    "softmax_jacobian",
    "piecewise_linear",
    "piecewise_linear_grad",
    "swish",
    "swish_grad",
    "gelu",
    "gelu_grad",
    "maxout",
    "maxout_backward",
]
NAMES = [
    "amelia_okafor",
    "ben_haas",
    "chloe_dubois",
    "dmitri_volkov",
    "elif_yilmaz",
    "farid_nazari",
    "grace_liu",
    "hanna_berg",
    "ivo_petrov",
    "jun_tanaka",
    "katja_meier",
    "liam_obrien",
    "maria_santos",
    "noor_aziz",
    "oskar_lind",
    "priya_raman",
    "quentin_roy",
    "rosa_vidal",
    "samuel_adeyemi",
    "tomas_novak",
    "uma_patel",
    "viktor_szabo",
    "wen_zhao",
    "ximena_rios",
    "yara_haddad",
    "zoe_martin",
]
SLIPS = (
    ("the sign is wrong", "this is not the derivative", "-0.105", "0.105"),
    ("this is the function itself, not its derivative", "this is not the derivative", "0.881", "0.105"),
    ("a factor of 2 too large", "this is not the derivative", "0.21", "0.105"),
    ("the function returns nothing: is `return` missing?", "returned None", "None", None),
    ("overflow for large inputs", "RuntimeWarning: overflow encountered in exp", None, None),
    (None, "differs from the expected value", "0.4", "0.105"),
)


def check(label: str, status: str = "passed", **more) -> CheckResult:
    return CheckResult(
        label=label, kind=more.pop("kind", "golden"), hidden=more.pop("hidden", False), status=status, **more
    )


def exercise(
    name: str, status: str = "passed", score: float = 1.0, *, checks: Sequence[CheckResult] = (), **more
):
    return ExerciseResult(
        id=name,
        score=score,
        max_score=more.pop("max_score", 1.0),
        status=status,
        checks=tuple(checks),
        **more,
    )


def record(student: str, *exercises: ExerciseResult, **more) -> Result:
    plain = {
        "unit": "u03_activations",
        "submission": f"submitted/{student}/u03_activations/u03_activations.ipynb",
        "score": sum(item.score for item in exercises),
        "max_score": sum(item.max_score for item in exercises),
        "status": "graded",
        "seconds": 0.031,
        "isolation": "strong",
        "kit": "0.1.0",
        "spec": "sha256:5f2b8c1d90a7",
    }
    return Result(student=student, exercises=exercises, **plain | more)


def _labels(name: str) -> list[tuple[str, bool]]:
    visible = ["returns an array of the shape of z", f"{name} at five points", "does not change its argument"]
    return [
        *((label, False) for label in visible),
        ("no overflow at 1000 and -1000", True),
        (f"{name} in between", True),
    ]


def _answered(name: str, points: float, skill: float, dice: random.Random) -> ExerciseResult:
    fate = dice.random()
    labels = _labels(name)
    if fate > 0.35 + skill:
        checks = [check(label, "not_started", hidden=hidden) for label, hidden in labels]
        return exercise(name, "not_started", 0.0, checks=checks, max_score=points)
    if fate < skill:
        return exercise(
            name,
            "passed",
            points,
            checks=[check(label, hidden=hidden) for label, hidden in labels],
            max_score=points,
        )
    mistake, message, got, expected = SLIPS[min(int(dice.expovariate(0.6)), len(SLIPS) - 1)]
    wrong = {1, 3, 4} if dice.random() < 0.6 else {3}
    checks = [
        check(label, "failed", hidden=hidden, message=message, mistake=mistake, got=got, expected=expected,
              where="z = 2", call=f"{name}([-1, 0, 2])")
        if place in wrong else check(label, hidden=hidden)
        for place, (label, hidden) in enumerate(labels)
    ]  # fmt: skip
    score = round(points * (5 - len(wrong)) / 5, 2) if 1 not in wrong else 0.0
    return exercise(name, "partial" if score else "failed", score, checks=checks, max_score=points)


def make_class(
    students: int = 26,
    exercises: int = 28,
    *,
    unit: str = "u03_activations",
    seed: int = 3,
    points: float | None = None,
) -> list[Result]:
    """Records of a class whose first students hang, crash, cannot be read, wrote nothing or met our own fault."""
    dice = random.Random(seed)
    ids = [ACTIVATIONS[n] if n < len(ACTIVATIONS) else f"exercise_{n}" for n in range(exercises)]
    worth = {name: float(1 + len(name) % 3) if points is None else points for name in ids}
    names = [
        NAMES[n] if n < len(NAMES) else f"{NAMES[n % len(NAMES)]}_{n // len(NAMES)}" for n in range(students)
    ]
    records = []
    for number, name in enumerate(names):
        skill = min(max(dice.gauss(0.62, 0.22), 0.05), 0.97)
        answers = [_answered(each, worth[each], skill, dice) for each in ids]
        records.append(_fate(number, name, unit, answers, dice))
    return records


def _fate(number: int, name: str, unit: str, answers: list[ExerciseResult], dice: random.Random) -> Result:
    empty = [exercise(item.id, "not_started", 0.0, max_score=item.max_score) for item in answers]
    common = {
        "unit": unit,
        "submission": f"submitted/{name}/{unit}/{unit}.ipynb",
        "seconds": round(dice.uniform(0.02, 0.09), 4),
    }
    if number == 3:
        problem = f"{unit}.py is no Python: line 41, invalid syntax\n    return 1 / (1 + np.exp(-z)\n          ^ '(' was never closed"
        return record(
            name, *empty, **common | {"status": "unreadable", "isolation": "none", "messages": (problem,)}
        )
    if number == 5:
        return record(name, *empty, **common)
    if number == 8:
        hung = check(
            "tanh at five points",
            "timeout",
            call="tanh([-1, 0, 2])",
            mistake="endless loop",
            message="tanh did not come back within the time limit; is there a loop that never ends?",
        )
        answers[4 % len(answers)] = exercise(
            "tanh", "failed", 0.0, checks=[hung], max_score=answers[4 % len(answers)].max_score
        )
        return record(name, *answers, **common)
    if number in (11, 13, 17):
        status = {11: "timeout", 13: "memory", 17: "crashed"}[number]
        return record(
            name,
            *answers[:4],
            *empty[4:],
            **common | {"status": status, "messages": (f"cell 7 was running when it ended: {status}",)},
        )
    if number == 20:
        broken = check(
            "softmax at five points",
            "error",
            message="our fault: this check failed with ZeroDivisionError: division by zero",
        )
        answers[-1] = exercise(answers[-1].id, "error", 0.0, checks=[broken], max_score=answers[-1].max_score)
    return record(name, *answers, **common)


@pytest.fixture
def a_class() -> Callable[..., list[Result]]:
    return make_class


@pytest.fixture
def a_record() -> Callable[..., Result]:
    return record


@pytest.fixture
def an_exercise() -> Callable[..., ExerciseResult]:
    return exercise


@pytest.fixture
def a_check() -> Callable[..., CheckResult]:
    return check
