"""A class through nbgrader from generate to feedback and export, without a person."""

from __future__ import annotations

import csv
import getpass
import json
import os
import shutil
import stat

import pytest

from autograder.exercise.spec import read_spec
from autograder.gradebook import open_gradebook, read_scores, write
from autograder.nbgrader_plugin.exchange import place_submission, run_nbgrader
from autograder.nbgrader_plugin.records import load_all, record_path
from autograder.nbgrader_plugin.texts import student_steps, teaching_steps
from autograder.worker.isolation import probe

from .classroom import sample_class
from .conftest import RIGHT, UNIT, filled, grade_id, make_course, save

pytestmark = pytest.mark.slow

ME = getpass.getuser()
COURSE = "nn101"
FULL = {"double": 5.0, "square": 3.0, "minus_one": 2.0}
NOTHING = dict.fromkeys(FULL, 0.0)
EXPECTED = {
    ME: FULL,
    "partly": {"double": 3.0, "square": 0.0, "minus_one": 2.0},
    "untouched": NOTHING,
    "noisy": FULL,
    "looping": {**FULL, "double": 0.0},
    "deleted": FULL,
    "duplicated": FULL,
    "forged": NOTHING,
    "remarked": NOTHING,
    "inflated": {**NOTHING, "double": FULL["double"]},
    "damaged": FULL,
    "renamed": FULL,
    "conflict": NOTHING,
    "foreign": NOTHING,
}
if probe().level == "strong":
    EXPECTED["snooping"] = NOTHING
SECRETS = ("secretlabel", "4321.1", "8642.2", "8765.3", "7683180")
REFERENCE = ("np.float64(2.0)", "np.power", "np.subtract")


def _shell_words(command):
    return command.removeprefix("nbgrader ").split()


def _run(folder, command, code=0):
    done = run_nbgrader(folder, *_shell_words(command))
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def course(build_folder, tmp_path_factory):
    """The whole flow, once; the tests look at what it left."""
    base = tmp_path_factory.mktemp("flow")
    root = base / "course"
    done = make_course(root, "--id", COURSE, "--from", str(build_folder))
    assert done.returncode == 0, done.stderr
    with (root / "nbgrader_config.py").open("a") as file:
        file.write("c.IsolatedExecute.call_seconds = 0.5\n")
    generate, release, *grading, export = teaching_steps(UNIT)
    _run(root, generate)
    _run(root, release)
    desk = base / "desk"
    desk.mkdir()
    shutil.copy(root / "for-students" / "nbgrader_config.py", desk)
    fetch, submit, fetch_feedback = student_steps(UNIT)
    _run(desk, fetch)
    mine = desk / UNIT / f"{UNIT}.ipynb"
    released = mine.read_text(encoding="utf-8")
    save(filled(mine, RIGHT), mine)
    _run(desk, submit)
    exchange = base / "course-exchange"
    pristine = save(released, base / "pristine.ipynb")
    for student, notebook in sample_class(pristine, root / "gradmark" / f"{UNIT}.json").items():
        if student not in EXPECTED:
            continue
        path = save(notebook, base / "others" / f"{student}.ipynb")
        name = f"{UNIT} (1).ipynb" if student == "renamed" else f"{UNIT}.ipynb"
        place_submission(exchange, COURSE, student, UNIT, {name: path})
    for command in grading:
        _run(root, command)
    _run(root, export)
    _run(desk, fetch_feedback)
    return root


@pytest.fixture(scope="module")
def records(course):
    return load_all(course, UNIT)


def _feedback(course, student):
    return (course / "feedback" / student / UNIT / f"{UNIT}.html").read_text(encoding="utf-8")


def _texts(folder):
    return {
        path: path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in (".ipynb", ".json", ".html", ".py")
    }


def test_every_score_is_what_the_answers_deserve(records):
    scores = {
        student: {item.id: item.score for item in record.exercises} for student, record in records.items()
    }

    assert scores == EXPECTED


def test_gradebook_export_and_records_agree_on_every_score(course, records):
    gradebook = read_scores(f"sqlite:///{course / 'gradebook.db'}", UNIT)
    with (course / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}

    assert gradebook == {
        s: {item.id: item.score for item in record.exercises} for s, record in records.items()
    }
    for student, record in records.items():
        assert float(rows[student]["score"]) == record.score == sum(gradebook[student].values())
        assert float(rows[student]["max_score"]) == record.max_score == 10.0
    assert set(rows) == set(records)


def test_records_say_what_happened(records):
    assert {student for student, record in records.items() if record.status == "unreadable"} == {
        "conflict",
        "foreign",
    }
    assert "merge conflict" in records["conflict"].messages[0]
    assert "u91_other" in records["foreign"].messages[0]
    assert any("cell double stands 2 times" in message for message in records["duplicated"].messages)
    assert any(f"handed in as {UNIT} (1).ipynb" in message for message in records["renamed"].messages)
    assert "timeout" in {check.status for check in records["looping"].exercise("double").checks}
    assert {record.scope for record in records.values()} == {"all"}


def test_formgrader_shows_the_same_points(course, records):
    with open_gradebook(str(course / "gradebook.db")) as gradebook:
        shown = {row["student"]: (row["score"], row["max_score"]) for row in gradebook.submission_dicts(UNIT)}

    assert shown == {student: (record.score, record.max_score) for student, record in records.items()}


def test_nothing_waits_for_a_manual_grade(course):
    with open_gradebook(str(course / "gradebook.db")) as gradebook:
        waiting = [s.student.id for s in gradebook.assignment_submissions(UNIT) if s.needs_manual_grade]

    assert waiting == []


def test_each_check_cell_has_one_output_that_is_a_float(course, records):
    for student in records:
        notebook = json.loads((course / "autograded" / student / UNIT / f"{UNIT}.ipynb").read_text())
        checks = [cell for cell in notebook["cells"] if (grade_id(cell) or "").startswith("check_")]
        outputs = [cell["outputs"] for cell in checks]

        assert [grade_id(cell) for cell in checks] == ["check_double", "check_square", "check_minus_one"]
        assert [len(each) for each in outputs] == [1, 1, 1]
        assert [each[0]["data"]["text/plain"] for each in outputs] == [
            [repr(item.score)] for item in records[student].exercises
        ]
        others = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and cell not in checks]
        assert [cell["outputs"] for cell in others] == [[]] * len(others)


def test_feedback_shows_score_and_message(course):
    html = _feedback(course, "partly")

    assert "Score: 3.0 / 5.0" in html
    assert "yours 6, expected 9" in html
    assert "Hint 1 of 3: First look at the name." in html
    assert "hidden check 1" in html
    assert "merge conflict" in _feedback(course, "conflict")


def test_no_hidden_check_reaches_a_student(course):
    base = course.parent
    folders = [
        course / "release",
        course / "feedback",
        course / "autograded",
        base / "course-exchange",
        base / "desk",
    ]
    texts = {path: text for folder in folders for path, text in _texts(folder).items()}
    leaks = [(path, secret) for path, text in texts.items() for secret in SECRETS if secret in text]

    assert len(texts) > 40
    assert leaks == []
    assert "secretlabel" in (course / "gradmark" / f"{UNIT}.json").read_text()


def test_no_line_of_the_reference_is_released(course):
    texts = {**_texts(course / "release"), **_texts(course.parent / "course-exchange" / COURSE / "outbound")}

    assert [(path, line) for path, text in texts.items() for line in REFERENCE if line in text] == []
    assert all(line in (course / "source" / UNIT / f"{UNIT}.ipynb").read_text() for line in REFERENCE)


def test_released_stubs_are_those_of_the_kit(course):
    spec = read_spec(course / "gradmark" / f"{UNIT}.json")
    notebook = json.loads((course / "release" / UNIT / f"{UNIT}.ipynb").read_text())
    sources = {grade_id(cell): "".join(cell["source"]) for cell in notebook["cells"]}

    assert {item.id: sources[item.id] for item in spec.exercises} == {
        item.id: item.stub for item in spec.exercises
    }


def test_the_student_fetches_the_feedback(course):
    (html,) = (course.parent / "desk" / UNIT / "feedback").rglob("*.html")

    assert "Score: 10.0 / 10.0" in html.read_text(encoding="utf-8")


def test_comments_hold_the_hint_and_only_where_something_is_wrong(course):
    with open_gradebook(str(course / "gradebook.db")) as gradebook:
        partly, right, untouched = (
            gradebook.find_comment("square", UNIT, UNIT, student).auto_comment
            for student in ("partly", ME, "untouched")
        )

    assert "Hint 1 of 3" in partly
    assert right is None
    assert untouched.startswith("Not started.")


def test_a_placed_submission_is_what_submit_makes(course):
    inbound = course.parent / "course-exchange" / COURSE / "inbound"
    real = next(path for path in inbound.iterdir() if path.name.startswith(f"{ME}+"))
    placed = next(path for path in inbound.iterdir() if path.name.startswith("partly+"))

    assert [len(part) for part in real.name.split("+")[1:]] == [
        len(part) for part in placed.name.split("+")[1:]
    ]
    assert stat.S_IMODE(real.stat().st_mode) == stat.S_IMODE(placed.stat().st_mode)
    for name in ("timestamp.txt", "submission_secret.txt", f"{UNIT}.ipynb"):
        assert (real / name).stat().st_mode == (placed / name).stat().st_mode
    assert (placed / "timestamp.txt").read_text() == placed.name.split("+")[2]
    assert len((placed / "submission_secret.txt").read_text()) == len(
        (real / "submission_secret.txt").read_text()
    )


def test_grading_again_keeps_a_manual_score_and_our_fault_costs_nothing(course):
    db = str(course / "gradebook.db")
    with open_gradebook(db) as gradebook:
        gradebook.find_grade("check_square", UNIT, UNIT, "partly").manual_score = 1.5
        gradebook.find_comment("square", UNIT, UNIT, "partly").manual_comment = "see me"
        gradebook.db.commit()
    spec = course / "gradmark" / f"{UNIT}.json"
    text = spec.read_text()
    before = read_scores(db, UNIT)
    saved = record_path(course, UNIT, "noisy").read_bytes()

    # a spec that is damaged by hand: the hidden check of `double` has no expected value
    spec.write_text(text.replace("8642.25", ""))
    broken = run_nbgrader(course, "autograde", UNIT, "--force", "--student=noisy")
    spec.write_text(text)
    _run(course, f"nbgrader autograde {UNIT} --force --student=partly")

    assert broken.returncode == 1
    assert "gradmark failed on the submission of noisy" in broken.stderr
    assert load_all(course, UNIT)["noisy"].exercise("double").status == "error"
    record_path(course, UNIT, "noisy").write_bytes(saved)
    assert before["partly"]["square"] == 1.5
    assert read_scores(db, UNIT) == before
    with open_gradebook(db) as gradebook:
        comment = gradebook.find_comment("square", UNIT, UNIT, "partly")
        assert (comment.comment, "Hint 1" in comment.auto_comment) == ("see me", True)


def test_a_gradebook_written_first_accepts_the_assignment_later(made, records, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(made, root)
    spec = read_spec(root / "gradmark" / f"{UNIT}.json")
    write(records.values(), spec, str(root / "gradebook.db"))

    _run(root, f"nbgrader generate_assignment {UNIT} --force")

    assert read_scores(str(root / "gradebook.db"), UNIT) == EXPECTED


def test_nothing_outside_the_course_is_touched(course):
    assert os.environ.get("HOME") != str(course / ".jupyter")
    assert {path.name for path in course.parent.iterdir()} == {
        "course",
        "course-exchange",
        "desk",
        "others",
        "pristine.ipynb",
    }
