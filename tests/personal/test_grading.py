"""The same numbers at home as in grading; whose answer it is; nothing else changes."""

from __future__ import annotations

import json

import pytest

from autograder.build.assemble import module_source, varied
from autograder.build.kit import Trial, kept
from autograder.build.unit import load_unit
from autograder.calls import Call
from autograder.checks import Golden
from autograder.checks.own_numbers import CLASS_NUMBERS
from autograder.exercise.spec import write_spec
from autograder.judge import Judge
from autograder.personal.grading import CACHE, PersonalUnit
from autograder.personal.hidden import asked_of_reference, with_hidden
from autograder.personal.numbers import shown
from autograder.personal.settings import FILE, PersonalError, keep_student, read_released
from autograder.personal.unit import at_desk, numbers_of, with_numbers
from autograder.record import read_records, to_json
from autograder.selfcheck import check_folder
from solutions.u05_one_neuron.own_wine import WINE
from tests.conftest import ROOT, UNITS
from tests.desk import run_gradmark
from tests.personal.desk import ANSWER, UNIT, make_course, right_answer, solved_with, submission


@pytest.fixture
def course(full_specs, tmp_path):
    return make_course(tmp_path, full_specs(UNIT))


def own_numbers(course, student):
    return WINE.drawn(read_released(course.desk).seed, student)


def lost(result):
    return {item.id for item in result.exercises if item.status != "passed"}


def test_a_students_own_answer_gets_full_marks(course, worker):
    for student in ("alice", "bob"):
        answer = right_answer(course.spec, own_numbers(course, student))
        result = course.grade(worker, student, solved_with(answer))

        assert lost(result) == set()
        assert result.score == result.max_score == course.spec.max_score


def test_a_copied_answer_loses_exactly_the_personal_check(course, worker):
    copied = solved_with(right_answer(course.spec, own_numbers(course, "alice")))

    result = course.grade(worker, "bob", copied)

    assert lost(result) == {ANSWER}
    assert [check.status for check in result.exercise(ANSWER).checks] == ["passed", "failed"]


def test_the_answer_to_the_classs_numbers_is_recognised(course, worker):
    result = course.grade(worker, "alice", solved_with(right_answer(course.spec, WINE.usual)))

    assert lost(result) == {ANSWER}
    assert result.exercise(ANSWER).checks[1].mistake == CLASS_NUMBERS


def test_the_self_check_names_the_numbers_that_are_graded(course):
    keep_student(course.desk, "Alice")

    spec, result = check_folder(course.desk)
    with PersonalUnit(course.spec, course.hidden) as own:
        graded = own.own("alice")

    numbers = graded.spec.exercise(ANSWER).hidden[0].numbers
    assert f"wine: {shown(numbers)} (your own numbers, Alice)" in result.messages
    assert numbers == own_numbers(course, "alice")
    assert graded.variant.split("-")[0] == result.variant
    assert result.spec == spec.digest()


def test_an_unknown_student_gets_the_classs_numbers_and_is_told_so(course, monkeypatch):
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)

    _, result = check_folder(course.desk)

    assert result.variant is None
    assert any("x = 0.12, w = 15, b = -0.4 (the class's numbers;" in note for note in result.messages)


def test_it_is_off_by_default(course, worker):
    (course.desk / FILE).unlink()
    keep_student(course.desk, "alice")

    own = at_desk(course.desk, course.spec.public())
    result = Judge(course.spec).grade(submission("alice", module_source(load_unit(ROOT, UNIT))), worker)

    assert own == (course.spec.public(), None, ())
    assert lost(result) == set()
    assert result.variant is None
    assert result.spec == course.spec.digest()


@pytest.mark.parametrize("name", [name for name in UNITS if name != UNIT])
def test_a_unit_without_numbers_has_no_trace_of_them(name, full_specs):
    spec = full_specs(name)
    text = write_spec(spec)

    assert "personal" not in text
    assert "same_for_all" not in text
    assert "my_numbers" not in text
    assert with_numbers(spec, "seed", "alice") == spec


def test_the_record_names_draw_and_student_and_keeps_the_classs_digest(course, worker):
    source = solved_with(right_answer(course.spec, WINE.usual))
    alice, again, bob = (course.grade(worker, student, source) for student in ("alice", "Alice", "bob"))

    assert alice.variant == again.variant != bob.variant
    assert json.loads(to_json(alice))["variant"] == alice.variant
    assert alice.spec == bob.spec == course.spec.digest()
    assert alice.max_score == course.spec.max_score


def golden_calls(spec):
    checks = [check for item in spec.exercises for check in item.hidden if isinstance(check, Golden)]
    return [asked for check in checks for asked in check.at]


def test_hidden_inputs_differ_from_student_to_student_and_visible_ones_do_not(course):
    with PersonalUnit(course.spec, course.hidden) as own:
        alice, again, bob = (own.own(student).spec for student in ("alice", "alice", "bob"))

    assert alice == again
    pairs = list(zip(golden_calls(course.spec), golden_calls(alice), golden_calls(bob), strict=True))
    moved = [pair for pair in pairs if pair[0] != pair[1]]
    assert len(moved) > 10
    assert all(len({_written(asked) for asked in pair}) == 3 for pair in moved)
    for item in course.spec.exercises:
        if item.personal is None:
            assert alice.exercise(item.id).checks == item.checks
        assert alice.exercise(item.id).points == item.points


def _written(asked: Call) -> str:
    return repr(asked)


def test_the_reference_is_asked_once_for_each_draw(course):
    cache = course.hidden / CACHE / UNIT
    with PersonalUnit(course.spec, course.hidden) as own:
        first = own.own("alice")
        files = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
        (kept_values,) = files
    with PersonalUnit(course.spec, course.hidden) as own:
        assert own.own("alice") == first
        assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == files
        own.own("bob")

    assert len(list(cache.iterdir())) == 2
    assert kept_values.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("missing", [FILE, f"{UNIT}.py"])
def test_what_the_grader_lacks_is_named_at_once(course, missing):
    (course.hidden / missing).unlink()

    with pytest.raises(PersonalError, match=missing.replace(".", r"\.")):
        PersonalUnit(course.spec, course.hidden)


def test_seeds_are_drawn_on_demand_where_no_student_has_numbers(course, full_specs):
    (course.hidden / FILE).unlink()
    spec = full_specs("u08_optimizers")
    (course.hidden / f"{spec.unit}.py").write_text(module_source(load_unit(ROOT, spec.unit)))

    with PersonalUnit(spec, course.hidden) as own:
        assert numbers_of(spec) == {}
        assert own.own("alice").variant != own.own("bob").variant


def most(unit, place):
    """Return a module with the accepted variant number `place` of every exercise that has so many.

    Forward and backward passes share a cache of their own making, so those stay as they are.
    """
    texts = {}
    for declared in unit.exercises:
        if "cache" in declared.prompt:
            continue
        good = [variant for variant in declared.variants if variant.verdict == "accepted"]
        if place < len(good):
            texts[declared.id] = varied(declared, good[place])
    return texts


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_right_solutions_in_any_style_keep_full_marks_with_hidden_inputs_of_ones_own(
    name, full_specs, worker
):
    """`gradmark check-kit --student ID` also shows that the wrong ones lose marks."""
    unit, spec = load_unit(ROOT, name), full_specs(name)

    def expected(checks):
        return asked_of_reference(name, module_source(unit), worker, checks)

    broken = []
    for student in ("ada", "emmy"):
        judge = Judge(with_hidden(spec, "secret", student, expected))
        for place in range(3):
            texts = most(unit, place)
            result = judge.grade(submission(student, module_source(unit, texts), name), worker)
            broken += [
                problem
                for item in result.exercises
                if (problem := kept(Trial(item.id, item.id, texts.get(item.id, ""), "full"), item))
            ]

    assert broken == []


def test_the_command_grades_a_class_with_numbers_of_their_own(course, tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    alices = solved_with(right_answer(course.spec, own_numbers(course, "alice")))
    for student in ("alice", "bob"):
        (folder / f"{student}.py").write_text(alices, encoding="utf-8")
    common = ("grade", "class", "--unit", UNIT, "--spec", f"hidden/{UNIT}.json", "--quiet", "--json")

    own = run_gradmark(*common, "own.jsonl", "--personal", cwd=tmp_path)
    everybodys = run_gradmark(*common, "all.jsonl", cwd=tmp_path)

    assert (own.returncode, everybodys.returncode) == (0, 0), own.stderr + everybodys.stderr
    alice, bob = read_records(tmp_path / "own.jsonl")
    assert (lost(alice), lost(bob)) == (set(), {ANSWER})
    assert None not in {alice.variant, bob.variant}
    assert [lost(item) for item in read_records(tmp_path / "all.jsonl")] == [{ANSWER}] * 2
    assert {item.variant for item in read_records(tmp_path / "all.jsonl")} == {None}


def test_the_command_refuses_to_grade_without_the_seeds(course, tmp_path):
    (course.hidden / FILE).unlink()
    run = run_gradmark(
        "grade", "desk", "--unit", UNIT, "--spec", f"hidden/{UNIT}.json", "--personal", cwd=tmp_path
    )

    assert run.returncode == 2
    assert "there are no seeds at" in run.stderr
    assert not (course.hidden / FILE).exists()


def test_an_id_is_kept_beside_the_spec_and_only_where_it_counts(course):
    line = f"wine: {shown(own_numbers(course, 'alice'))} (your own numbers, alice)"
    kept_id = run_gradmark("check", "-k", ANSWER, "--student", "alice", cwd=course.desk)
    again = run_gradmark("check", "-k", ANSWER, cwd=course.desk)
    (course.desk / FILE).unlink()
    useless = run_gradmark("check", "-k", ANSWER, "--student", "alice", cwd=course.desk)

    assert line in kept_id.stdout
    assert line in again.stdout
    assert (useless.returncode, "leave out --student" in useless.stderr) == (2, True)
