"""What the secret seed decides is nowhere where a student can look.

The submission searches the memory that it was given, as in `tests.worker.test_secrets`: it must find neither the
seed nor what the reference returned for its inputs, also when both were in use a moment before.
"""

from __future__ import annotations

import io
import secrets
import zipfile

import pytest

from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.spec import ExerciseSpec, UnitSpec
from autograder.judge import Judge
from autograder.personal.grading import CACHE, PersonalUnit
from autograder.personal.settings import FILE, make_seeds, read_seeds
from autograder.worker.pool import Worker
from tests.desk import run_gradmark
from tests.personal.desk import UNIT, make_course, submission
from tests.worker.test_secrets import PATIENT, SCANNER, Recording

SCAN = "u99_scan"
SEARCH = "\n\ndef search(shown, v):\n    return scan(shown, shown, 1, 0)[1:3]\n"


def reference(planted):
    return f"def search(shown, v):\n    return '{planted}'\n"


def spec_of(shown):
    check = Golden(label="hidden", at=(call("search", shown, 0.3),), expected=("class",))
    item = ExerciseSpec(
        id="search",
        kind="function",
        points=1.0,
        prompt="",
        source="S0-01",
        hints=("", "", ""),
        stub="",
        checks=(),
        hidden=(check,),
        hidden_weight=1,
    )
    return UnitSpec(kit="0", unit=SCAN, title="", scope="all", exercises=(item,))


def sentinel():
    return f"SENTINEL-{secrets.token_hex(8)}"


@pytest.mark.parametrize("level", ["strong", "basic"])
def test_a_submission_finds_neither_the_seed_nor_what_is_due(level, tmp_path):
    shown, planted, seed = sentinel(), sentinel(), sentinel()
    (tmp_path / FILE).write_text(f'public = "p"\nsecret = "{seed}"\n')
    (tmp_path / f"{SCAN}.py").write_text(reference(planted))
    spec = spec_of(shown)

    with Worker(level) as worker, PersonalUnit(spec, tmp_path) as own:
        if worker.isolation.level != level:
            pytest.skip(f"this machine offers {worker.isolation.level} isolation")
        worker.run(job_of("bob", own, spec))  # the worker is warm: the seed was in use before
        recording = Recording(worker)
        judge = own.judge("eve", Judge(spec, limits=PATIENT))
        judge.grade(submission("eve", SCANNER + SEARCH, SCAN), recording)

    due = [check.expected for item in judge.spec.exercises for check in item.hidden]
    outcome = recording.reply.outcomes[0]
    assert due == [(planted,)], "the reference must have been asked"
    assert outcome.status == "returned", outcome
    texts, searched = outcome.result()
    assert searched > 5_000_000, "the scanner must see the heap"
    assert shown in texts, "the scanner must find what is there"
    assert not {planted, seed} & set(texts)


def job_of(student, own, spec):
    kept = []

    class Keeping:
        def run(self, job):
            kept.append(job)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        own.judge(student, Judge(spec)).grade(submission(student, reference("x"), SCAN), Keeping())
    return kept[0]


def test_a_reply_about_one_students_inputs_says_nothing_about_anothers(tmp_path):
    make_seeds(tmp_path / FILE)
    (tmp_path / f"{SCAN}.py").write_text(reference("x"))
    spec = spec_of("text")

    with PersonalUnit(spec, tmp_path) as own:
        inputs = {job_of(student, own, spec).hidden[0].args[1] for student in ("ann", "bob", "eve")}

    assert len(inputs) == 3
    assert 0.3 not in inputs


def test_no_file_that_students_get_holds_a_secret(full_specs, tmp_path):
    course = make_course(tmp_path, full_specs(UNIT))
    with PersonalUnit(course.spec, course.hidden) as own:
        inputs = {
            f"{number!r}"
            for item in own.own("alice").spec.exercises
            for check in item.hidden
            if isinstance(check, Golden)
            for asked in check.at
            for number in (*asked.args, *asked.kwargs.values())
            if isinstance(number, float) and len(repr(number)) > 8
        }
    secret = read_seeds(course.hidden / FILE).secret
    texts = [path.read_text(encoding="utf-8") for path in course.desk.iterdir()]
    cached = [path.read_text(encoding="utf-8") for path in (course.hidden / CACHE / UNIT).iterdir()]

    assert len(inputs) > 3
    assert len(cached) == 1
    assert not any(text for text in texts if secret in text or any(number in text for number in inputs))


def test_a_bundle_holds_the_public_seed_and_not_the_secret_one(full_specs, root, tmp_path):
    (tmp_path / "assignments").symlink_to(root / "assignments")

    plain = run_gradmark("bundle", UNIT, "--out", "plain.zip", cwd=tmp_path)
    own = run_gradmark("bundle", UNIT, "--personal", "--out", "own.zip", cwd=tmp_path)
    again = run_gradmark(
        "bundle", UNIT, "--personal", "--format", "module", "--out", "again.zip", cwd=tmp_path
    )

    assert [run.returncode for run in (plain, own, again)] == [0, 0, 0], own.stderr
    seeds = read_seeds(tmp_path / "build" / "hidden" / FILE)
    without, first, second = (members(tmp_path / f"{name}.zip") for name in ("plain", "own", "again"))
    assert first.keys() - without.keys() == {f"{UNIT}/{FILE}"}
    assert all(first[name] == text for name, text in without.items())
    assert seeds.public.encode() in first[f"{UNIT}/{FILE}"] == second[f"{UNIT}/{FILE}"]
    assert not any(seeds.secret.encode() in text for text in (*first.values(), *second.values()))


def members(path):
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
