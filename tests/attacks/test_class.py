"""A class with attackers in it: they gain nothing, learn nothing, leave nothing, and cost nobody else a thing."""

from __future__ import annotations

import os

import msgspec
import pytest

from autograder.record import to_json
from autograder.worker import bubblewrap
from autograder.worker.isolation import of_level

from .attackers import attackers, modules, statement, student
from .families import FAMILIES, LEVELS, stopped
from .shown import shown
from .unit import LABEL, honest_class, secret_digits

ATTACKS = sorted(attackers(""))
# An attack with a slip of its own in it would prove nothing.
FELL_OVER = ("NameError", "SyntaxError", "IndentationError", "ImportError", "IndexError", "KeyError")


@pytest.fixture(params=FAMILIES)
def family(request, graded):
    """The records of a family's attacks, by name."""
    name = request.param
    if not stopped(name, graded.level):
        pytest.skip(f"level {graded.level} does not stop {name}: {FAMILIES[name].says}")
    return {attack: graded.record(name, attack) for kind, attack in ATTACKS if kind == name}


def _broken(family, *rules):
    """Return the attacks that break a rule."""
    return {
        name: [rule.__name__ for rule in rules if not rule(name, record)] for name, record in family.items()
    }


def _none(family):
    return {name: [] for name in family}


def test_a_family_gains_no_points(family, graded, spec):
    half = graded.alone["half"]

    def no_more_than_without_the_attack(name, record):
        return all(item.score <= half.exercise(item.id).score for item in record.exercises)

    def nothing_for_no_answer(name, record):
        return name.startswith("mixed_") or (record.score, *_scores(record)) == (0.0,) * (
            len(half.exercises) + 1
        )

    def nothing_passed(name, record):
        return name.startswith("mixed_") or all(item.status != "passed" for item in record.exercises)

    def no_fault_of_ours(name, record):
        return all(item.status != "error" for item in record.exercises)

    def out_of_as_much(name, record):
        return record.max_score == spec.max_score

    rules = (
        no_more_than_without_the_attack,
        nothing_for_no_answer,
        nothing_passed,
        no_fault_of_ours,
        out_of_as_much,
    )
    assert _broken(family, *rules) == _none(family)


def _scores(record):
    return [item.score for item in record.exercises]


def test_a_family_learns_nothing(family, graded, spec):
    def no_secret_of_the_machine(name, record):
        text = to_json(record).decode()
        return graded.secret.partition("-")[2] not in text and "root:x:" not in text

    def no_hidden_number(name, record):
        return not [digits for digits in secret_digits() if digits in shown(record, spec)]

    def no_hidden_label(name, record):
        return LABEL not in shown(record, spec)

    assert _broken(family, no_secret_of_the_machine, no_hidden_number, no_hidden_label) == _none(family)


def test_a_family_does_not_fall_over_its_own_feet(family):
    def ran(name, record):
        said = [check.message or "" for item in record.exercises for check in item.checks]
        return not any(f"raised {error}" in text for error in FELL_OVER for text in (*record.messages, *said))

    assert _broken(family, ran) == _none(family)


def test_files_gradebook_and_machine_are_as_before(graded):
    assert graded.after == graded.before
    assert graded.traces == []
    assert graded.secret not in graded.said


def test_honest_students_beside_attackers_get_the_same_records(graded):
    for name in honest_class():
        assert _without_seconds(graded.together[name]) == _without_seconds(graded.alone[name])
    assert [_without_seconds(item) for item in graded.beside] == [
        _without_seconds(graded.alone["ben"]) for _ in graded.beside
    ]
    assert graded.alone["ada"].score == graded.alone["ada"].max_score
    assert graded.alone["cyd"].score == 0.0


def _without_seconds(record):
    return msgspec.structs.replace(record, seconds=0.0)


def test_every_attacker_has_one_record_and_the_run_ends_in_time(graded):
    tried = {student(*key) for key in ATTACKS if stopped(key[0], graded.level)}

    assert graded.code == 0, graded.said
    assert {*graded.together, *graded.desk} == {*honest_class(), "half", *tried}
    assert {record.isolation for record in graded.together.values()} == {graded.level, "none"}
    assert graded.seconds < 150


@pytest.mark.parametrize("path", modules().values(), ids=["-".join(key) for key in modules()])
def test_every_attack_says_in_one_line_what_it_attempts(path):
    assert path.parent.name in FAMILIES
    assert 20 < len(statement(path)) < 110
    assert "\n" not in statement(path)


def test_all_families_are_there():
    assert {family for family, _ in ATTACKS} == set(FAMILIES)
    assert all(stopped(family, "strong") for family in FAMILIES)
    assert LEVELS[0] == "strong"


@pytest.mark.skipif(not os.environ.get("CI"), reason="only continuous integration must have bubblewrap")
def test_continuous_integration_attacks_the_strongest_level():
    assert bubblewrap.find(), "CI must run the attacks in a box: apt install bubblewrap"
    assert of_level("strong").level == "strong"
