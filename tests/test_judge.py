"""Scoring rules, on a small unit of its own, run by the real worker."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from autograder.calls import call
from autograder.checks import Answered, Check, Golden, Purity, Quiz, Shape, Symbolic, golden
from autograder.checks.formula_reading import Reading
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.judge import Judge
from autograder.marking import exercise_result
from autograder.message import exercise_message
from autograder.plain import to_tree
from autograder.record import from_json, to_json
from autograder.submission.code import Submission
from autograder.submission.module import read_module
from sympy_checks.box import Box, LostError
from tests.conftest import UNITS

Z = np.array([[-1.0, 2.0, 0.5]])
STUB = 'def square(z):\n    """Square."""\n    # YOUR CODE HERE\n    raise NotImplementedError("square")'
HINTS = ("one", "two", "three")
VISIBLE = (
    Shape(label="shape", at=(call("square", Z),), form=(to_tree(np.zeros((1, 3))),)),
    golden(call("square", Z), Z**2, label="values", weight=2),
    Purity(label="pure", first=call("square", Z), between=call("square", 2 * Z)),
)
HIDDEN = (golden(call("square", 3 * Z), 9 * Z**2, label="other values", weight=4),)


def exercise(name, points, checks, hidden, stub, kind="function"):
    weight = sum(check.weight for check in hidden)
    return ExerciseSpec(
        id=name,
        kind=kind,
        points=points,
        prompt="",
        source="S0-01",
        hints=HINTS,
        stub=stub,
        checks=checks,
        hidden=hidden,
        hidden_weight=weight,
    )


SPEC = UnitSpec(
    kit="0.1.0",
    unit="u99_squares",
    title="Squares",
    scope="all",
    exercises=(
        exercise("square", 4.0, VISIBLE, HIDDEN, STUB),
        exercise(
            "which",
            2.0,
            (Answered(label="answered", name="which", like=to_tree("text")),),
            (Quiz(label="right", name="which", expected=to_tree("b")),),
            "which = None\n# YOUR CODE HERE",
            kind="value",
        ),
    ),
)
RIGHT = "import numpy as np\ndef square(z):\n    return np.asarray(z, dtype=float) ** 2\nwhich = 'b'\n"


def submission(source):
    return Submission("ann", "ann.py", SPEC.unit, read_module("ann.py", source.encode(), unit=SPEC.unit))


@pytest.fixture
def graded(worker):
    return lambda source, spec=SPEC: Judge(spec).grade(submission(source), worker)


def test_everything_right_is_full_marks(graded):
    result = graded(RIGHT)

    assert (result.score, result.max_score, result.status) == (6.0, 6.0, "graded")
    assert {item.status for item in result.exercises} == {"passed"}


def test_the_untouched_file_is_not_started(graded):
    result = graded(f"{STUB}\nwhich = None\n")

    assert result.score == 0.0
    assert {item.status for item in result.exercises} == {"not_started"}
    assert result.messages == ()


def test_the_right_shape_alone_earns_nothing(graded):
    result = graded("def square(z):\n    return z\n")

    assert (result.exercise("square").score, result.exercise("square").status) == (0.0, "failed")


def test_a_hard_coded_public_case_earns_the_visible_share_only(graded):
    source = "import numpy as np\ndef square(z):\n    return np.array([[1.0, 4.0, 0.25]])\n"

    square = graded(source).exercise("square")

    assert (square.score, square.status) == (2.0, "partial")
    assert square.hidden_points == 2.0


def test_a_wrong_shape_blocks_the_value_checks(graded):
    square = graded("def square(z):\n    return (z ** 2).T\n").exercise("square")

    assert [check.status for check in square.checks] == ["failed", "blocked", "passed", "blocked"]
    assert square.score == 0.0


def test_a_list_costs_the_type_check_only(graded):
    square = graded("def square(z):\n    return (z ** 2).tolist()\n").exercise("square")

    assert [check.status for check in square.checks] == ["failed", "passed", "passed", "passed"]
    assert square.score == 3.5


def test_a_stub_line_left_behind_the_code_is_told_apart_from_not_started(graded):
    source = 'def square(z):\n    """Square."""\n    out = z * z\n    raise NotImplementedError("square")\n'

    square = graded(source).exercise("square")

    assert square.status == "failed"
    assert "raise NotImplementedError" in square.checks[0].message


def test_a_missing_function_is_named(graded):
    square = graded("which = 'b'\n").exercise("square")

    assert (square.status, "square is not defined" in square.checks[0].message) == ("failed", True)


def test_an_answer_without_quotes_is_told_so(graded):
    which = graded("which = b\n").exercise("which")

    assert which.checks[0].message == "line 1 raised NameError (a formula is a text: put it in quotes)"


def test_printing_is_noted_and_costs_nothing(graded):
    square = graded(RIGHT.replace("    return", "    print(z)\n    return")).exercise("square")

    assert (square.score, square.notes) == (4.0, ("the function prints; that costs nothing",))


def test_a_broken_statement_is_named_and_the_rest_is_graded(graded):
    result = graded("print(undefined)\n" + RIGHT)

    assert result.score == 6.0
    assert result.messages[0] == "line 1 raised NameError; the rest of the file was still run"


def test_the_public_spec_marks_its_records_and_counts_visible_checks_only(graded):
    result = graded(
        "import numpy as np\ndef square(z):\n    return np.array([[1.0, 4.0, 0.25]])\n", SPEC.public()
    )

    assert (result.scope, result.exercise("square").score) == ("public", 4.0)
    assert result.exercise("square").hidden_points == 2.0


def test_the_public_spec_holds_no_hidden_check():
    text = msgspec.json.encode(SPEC.public())

    assert b"other values" not in text
    assert b'"expected":"b"' not in text


def test_an_unreadable_submission_gets_a_record():
    result = Judge(SPEC).grade(Submission("bob", "bob.py", SPEC.unit, None, "bob.py is empty"), worker=None)

    assert (result.status, result.messages, result.max_score) == ("unreadable", ("bob.py is empty",), 6.0)


class Broken(Check, frozen=True, kw_only=True, tag="broken"):
    def calls(self):
        return (call("square", Z),)

    def verdict(self, outcomes):
        raise ZeroDivisionError


def test_our_own_fault_is_called_ours_and_pays_nobody(worker):
    item = exercise("square", 4.0, (*VISIBLE, Broken(label="broken", weight=4)), (), STUB)
    spec = msgspec.structs.replace(SPEC, exercises=(item,))

    square = Judge(spec).grade(submission(RIGHT), worker).exercise("square")

    assert (square.score, square.status) == (2.0, "error")
    assert "our fault" in square.checks[-1].message


NONSENSE = {
    "a huge integer": "1 << 3999",
    "an integer that is too large to send": "1 << 5000",
    "a complex number": "z * 1j",
    "an empty array": "np.empty((0,))",
    "an array of nothing, but long": "np.empty((20_000_000, 0))",
    "a dict": "{i: 'x' * 900 for i in range(900)}",
    "text": "'9' * 5000",
    "truth values": "z > 0",
    "tiny numbers": "z * 2.0**-1024",
    "nested": "[[[z]]]",
    "a tuple of nothing": "(np.empty(0),)",
    "unsigned": "np.uint64(3)",
}


def nonsense():
    """Every unit with every nonsense; nearly each unit with one of them is quick enough for every run."""
    for place, unit in enumerate(UNITS):
        for number, name in enumerate(NONSENSE):
            quick = number == place % len(NONSENSE) and name != "an array of nothing, but long"
            marks = [] if quick else [pytest.mark.slow]
            yield pytest.param(unit, NONSENSE[name], id=f"{unit}-{name}", marks=marks)


@pytest.mark.parametrize(("unit", "text"), list(nonsense()))
def test_no_nonsense_makes_a_check_fail_by_our_fault_or_earns_marks(unit, text, worker, full_specs):
    spec = full_specs(unit)
    functions = [item.id for item in spec.exercises if item.kind != "value"]
    values = [item.id for item in spec.exercises if item.kind == "value"]
    lines = ["import numpy as np", "z = np.array([1.0, 2.0])", f"def nonsense(*a, **k):\n    return {text}"]
    lines += [f"{name} = nonsense" for name in functions] + [f"{name} = nonsense()" for name in values]
    code = read_module("x.py", "\n".join(lines).encode(), unit=unit)

    result = Judge(spec).grade(Submission("eve", "x.py", unit, code), worker)

    assert [item.id for item in result.exercises if item.status == "error"] == []
    assert result.score == 0.0
    assert len(to_json(result)) < 500_000


def test_points_of_zero_are_no_problem():
    item = exercise("square", 0.0, (), (), STUB)

    assert exercise_result(item, [], Reading(), public=False).score == 0.0


def test_the_record_survives_its_own_json(graded):
    result = graded("def square(z):\n    return -z * z\n")

    assert from_json(to_json(result)) == result


def test_the_plan_mixes_visible_and_hidden_checks_the_same_way_each_time():
    first, second = Judge(SPEC).plan, Judge(SPEC).plan

    assert [item.check.label for item in first] == [item.check.label for item in second]
    assert {item.check.label for item in first} == {
        "shape",
        "values",
        "pure",
        "other values",
        "answered",
        "right",
    }


def test_only_the_asked_exercises_are_graded(worker):
    result = Judge(SPEC, only={"which"}).grade(submission(RIGHT), worker)

    assert ([item.id for item in result.exercises], result.max_score) == (["which"], 2.0)


def test_full_marks_do_not_suffer_from_rounding(graded):
    odd = exercise(
        "square",
        1.0,
        (*VISIBLE, *HIDDEN, Golden(label="x", at=VISIBLE[1].at, expected=VISIBLE[1].expected)),
        (),
        STUB,
    )

    assert graded(RIGHT, msgspec.structs.replace(SPEC, exercises=(odd,))).score == 1.0


def test_a_method_is_named_only_as_the_stub_names_it(worker):
    stub = 'class Value:\n    def exp(self):\n        raise NotImplementedError("Value.exp")'
    item = exercise("Value", 4.0, (golden(call("Value"), 1.0, label="values"),), (), stub)
    judge = Judge(msgspec.structs.replace(SPEC, exercises=(item,)))

    def failed(text):
        source = f"def Value():\n    raise NotImplementedError({text!r})\n"
        return judge.grade(submission(source), worker).exercises[0].checks[0]

    assert failed("Value.exp").mistake == "Value.exp is not written yet"
    assert failed("A1p25.Bm0p5").mistake == "stub line left in"
    assert "A1p25" not in failed("A1p25.Bm0p5").message


def test_what_a_hidden_check_is_told_of_holds_no_number_of_the_submission(graded):
    source = "def square(z):\n    return z ** 2 if abs(z).max() < 3 else z ** 2 + 12345.5\nwhich = 'b'\n"

    square = graded(source).exercise("square")

    assert "12345.5" in square.checks[-1].mistake  # the instructor's record has it
    assert "12345.5" not in repr(exercise_message(square))
    assert "off by a constant" in repr(exercise_message(square))


@pytest.mark.parametrize("digest", ["sha256:0", "sha256:1", "sha256:2", "sha256:3"])  # the order of the calls
def test_a_value_is_read_before_a_hidden_call_can_change_it(worker, digest):
    keeps = "def square(z):\n    global which\n    which = 'b' if abs(z).max() < 5 else str(z)\n    return z ** 2\n"

    result = Judge(SPEC, digest=digest).grade(submission(RIGHT + keeps), worker)

    assert {item.status for item in result.exercises} == {"passed"}


def test_a_formula_whose_helper_was_lost_is_our_fault_and_decided_afresh(worker, monkeypatch):
    check = Symbolic(label="right", name="which", of="2*x", symbols=("x",), domains={"x": (-3.0, 3.0)})
    item = exercise("which", 2.0, (check,), (), "which = None", kind="value")
    judge = Judge(msgspec.structs.replace(SPEC, exercises=(item,)))
    answer = submission("which = '2*x'\n")

    def lost(box, call, task):
        raise LostError("gone")

    with monkeypatch.context() as once:
        once.setattr(Box, "ask", lost)
        assert judge.grade(answer, worker).exercises[0].status == "error"
    assert judge.grade(answer, worker).exercises[0].status == "passed"
