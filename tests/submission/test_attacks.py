"""Files that a student makes to stop, to slow or to fool the grading of a whole class."""

from __future__ import annotations

import io
import os
import re
import signal
import tracemalloc
import zipfile
from contextlib import contextmanager

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from student_files import CODE, UNIT, archive, notebook, write

from autograder.calls import CALL_FAULT
from autograder.grading.desk import Desk
from autograder.grading.task import Task
from autograder.judge import MOST_MESSAGES, Judge
from autograder.record import from_json
from autograder.submission import archive as archives
from autograder.submission import choice, files, load
from autograder.submission.code import Submission, Unreadable
from autograder.submission.load import find_submissions, load_bytes
from autograder.submission.magics import plain_python
from autograder.submission.places import told_apart, works_of
from autograder.submission.problems import MAX_BLOCKS, MAX_PIECES, pieces
from autograder.submission.syntax import MAX_FSTRING, Broken, parse

PY = CODE.encode()
MB = 1024 * 1024


@contextmanager
def within(seconds):
    """Fail a step that takes longer; regular expressions, too, answer to a signal."""

    def fail(_number, _frame):
        pytest.fail(f"not done in {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, fail)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def graded(*paths):
    """Student -> name of the file that was read, or the problem; all of it can be written down."""
    found = find_submissions(paths, UNIT)
    msgspec.json.encode(found)
    assert len({one.student for one in found}) == len(found)
    return {one.student: one.code.filename if one.code else f"problem: {one.problem}" for one in found}


@pytest.mark.parametrize("name", ["mal/sol" + 44 * "1" + "x.py", "mal/a" + 40 * "-copy1" + "x.py"])
def test_no_file_name_hangs_the_run(tmp_path, name):
    write(tmp_path / name)
    write(tmp_path / "bob" / f"{UNIT}.py")

    with within(2):
        assert graded(tmp_path).keys() == {"mal", "bob"}


@pytest.mark.parametrize(
    "name",
    [
        "-" * 20_000 + ".py",
        "_1_1" * 15_000 + "\n.py",
        "a/" * 30_000 + "x.py",
        "_1_assignsubmission_file_" * 2_000 + "\n",
    ],
    ids=["upload", "canvas", "depth", "moodle"],
)
def test_no_member_name_slows_the_run(tmp_path, name):
    path = archive(tmp_path / "a.zip", {f"mal/{name}": PY, f"bob/{UNIT}.py": PY, name: PY})

    with within(2):
        assert graded(path)["bob"] == f"{UNIT}.py"


@pytest.mark.parametrize(
    "name", [UNIT, f"{UNIT}-1", f"{UNIT} (2)", f"{UNIT}_final-copy2", f"{UNIT}1234", f"{UNIT}-copy (1)"]
)
def test_repeated_uploads_are_named_for_the_unit(name):
    assert choice.named_for(f"{name}.py", UNIT)
    assert not choice.named_for(f"{name}x.py", UNIT)


def test_a_unit_that_ends_in_a_number_keeps_it():
    assert choice.named_for("u09_layers2-1.py", "u09_layers2")
    assert not choice.named_for("u09_layers.py", "u09_layers2")


@pytest.mark.parametrize(
    "line",
    [
        "a?" + " " * 60_000 + "x",
        "%time" + " " * 60_000,
        " " * 60_000 + "%",
        "a " * 30_000 + "=",
        "a=" * 30_000 + "\n%x",
    ],
)
def test_no_line_of_a_cell_slows_the_run(line):
    with within(2):
        plain_python(f"{line}\n!ls")


@pytest.mark.parametrize(
    "place", ["class", "class/al\udcffice/u03_activations\udcff.py", "class/own\udcff.zip", "class/\udcff.py"]
)
def test_names_that_are_no_text_can_be_written_down(tmp_path, place):
    write(tmp_path / "class/al\udcffice/u03_activations\udcff.py", "x = (")
    write(tmp_path / "class/own\udcff.zip", b"PK")

    assert len(graded(tmp_path / place)) == (2 if place == "class" else 1)


@pytest.mark.parametrize("piece", ["{a}", "{a:{b}}", "{a}\n"])
def test_a_long_fstring_is_refused_with_its_line_and_a_short_one_is_not(piece):
    bomb = "x = 1\ny = rf'''" + piece * (MAX_FSTRING // len(piece) + 1) + "'''\n"

    found = parse(bomb)
    assert isinstance(found, Broken)
    assert found.line == 2
    assert "f-string" in found.rule
    with within(2):
        with pytest.raises(Unreadable, match="line 2: an f-string of more than 10 kB"):
            load_bytes("a.py", bomb.replace(piece, piece * 2).encode(), UNIT)
        load_bytes("a.ipynb", notebook(bomb.replace(piece, piece * 2)), UNIT)
    short = "y = f'''" + piece * 100 + "'''\n"
    assert not isinstance(parse(short * (MAX_FSTRING // 100)), Broken)


@given(st.text(alphabet="fr'\"\\\n#{}a ", max_size=40))
def test_long_strings_that_are_no_fstrings_are_read(text):
    long = repr(text + "f" * MAX_FSTRING + text)

    assert not isinstance(parse(f"x = {long}  # f'{{a}}\n"), Broken)


DENSE = {
    "f-strings": "f'" + "{a:{b}}" * 1400 + "'\n",
    "commas": "a,",
    "semicolons": "a;",
    "brackets": "[" * 100 + "]" * 100 + "\n",
    "blocks": "with a:0\n",
    "comprehensions": "[a for a in a]\n",
    "no line ends": "(a:=1)," * 1000 + "0\n",
}


@pytest.mark.parametrize("name", DENSE)
@pytest.mark.parametrize("tail", ["", "\nawait a\n!ls", "\nx = ("])
def test_the_densest_cell_is_read_in_time(name, tail):
    dense = DENSE[name] * ((MAX_PIECES - 20) // pieces(DENSE[name]))

    # a quarter of a second on a quiet machine
    with within(1):
        assert load_bytes("a.ipynb", notebook(dense + tail), UNIT)


@pytest.mark.parametrize("piece", ["a,", "1+", "a;", "f'{a}'\n", "# a a\n"])
def test_more_words_and_signs_than_a_unit_needs_are_refused_before_they_are_parsed(piece):
    text = piece * (MAX_PIECES // pieces(piece) + 1)

    for name, data in (("a.py", text.encode()), ("a.ipynb", notebook(text[:-50], text[-50:]))):
        with within(0.2), pytest.raises(Unreadable, match="at most 30,000 are read: keep the code of the ex"):
            load_bytes(name, data, UNIT)


def test_more_blocks_than_a_unit_needs_are_refused():
    with pytest.raises(Unreadable, match="holds 2,001 statements, and at most 2,000 are read"):
        load_bytes("a.py", b"x\n" * (MAX_BLOCKS + 1), UNIT)
    with pytest.raises(Unreadable, match="holds 2,001 code cells, and at most 2,000 are read"):
        load_bytes("a.ipynb", notebook(*["x"] * (MAX_BLOCKS + 1)), UNIT)


def test_no_unit_comes_near_these_limits(root):
    for path in root.glob("solutions/u*/*.py"):
        assert pieces(path.read_text(encoding="utf-8")) < MAX_PIECES / 3
    for path in root.glob("assignments/u*/u*.py"):
        assert pieces(path.read_text(encoding="utf-8")) < MAX_PIECES / 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = " + "(" * 250 + ")" * 250, "too many nested parentheses"),
        ("x = " + "-" * 20_000 + "1", "nested too deeply"),
        ("x = a" + ".b" * 10_000, "nested too deeply"),
        ("x = " + "lambda: " * 9_000 + "1", "nested too deeply"),
        ("".join(" " * depth + "if 1:\n" for depth in range(120)), "too many levels of indentation"),
        ("x = " + "9" * 5_000, "cannot be read|Exceeds the limit"),
        ("x = '\ud800'", "cannot be read|surrogates not allowed"),
    ],
)
def test_what_no_parser_can_hold_is_named_and_nothing_is_raised(text, words):
    found = parse(text)

    assert isinstance(found, Broken)
    assert re.search(words, found.rule)
    if text.isascii():
        with pytest.raises(Unreadable, match=f"a.py, line \\d+: .*({words})"):
            load_bytes("a.py", text.encode(), UNIT)
    assert load_bytes("a.ipynb", notebook(text, "y = 1"), UNIT).blocks[-1].source == "y = 1"


def test_a_nul_byte_is_named_with_its_line():
    with pytest.raises(Unreadable, match="line 2: a NUL byte"):
        load_bytes("a.py", b"x = 1\ny = '\0'\n", UNIT)
    (block,) = load_bytes("a.ipynb", notebook("y = '\0'", "x = 1"), UNIT).blocks
    assert block.source == "x = 1"


def test_a_failing_statement_a_line_fills_no_record(worker, full_specs):
    code = load_bytes(f"{UNIT}.py", b"1/0\n" * MAX_BLOCKS, UNIT)

    result = Judge(full_specs(UNIT), only={"sigmoid"}).grade(Submission("m", "m.py", UNIT, code), worker)

    assert len(result.messages) == MOST_MESSAGES + 1
    assert result.messages[-1] == "1950 more messages of this kind were left out"


def _deflated(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            out.writestr(name, data)
    return stream.getvalue()


def _peak(path):
    tracemalloc.start()
    try:
        found = graded(path)
        return found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_student_uses_up_the_own_budget_only(tmp_path, monkeypatch):
    monkeypatch.setattr(choice, "MAX_READ_BYTES", 3 * MB)
    monkeypatch.setattr(archives, "MAX_RATIO", 10_000)
    large = notebook("x = 1")[:-1] + b" " * MB + b"}"
    members = {f"mal/{n}.ipynb": large for n in range(20)}
    path = archive(tmp_path / "a.zip", {**members, f"zoe/{UNIT}.ipynb": notebook(CODE, unit=UNIT)})

    found, peak = _peak(path)
    assert found["zoe"] == f"{UNIT}.ipynb"
    assert peak < 8 * MB


def test_the_units_own_name_is_looked_at_before_the_budget_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(choice, "MAX_READ_BYTES", 3 * MB)
    for number in range(10):
        write(tmp_path / "mal" / f"a{number}.ipynb", notebook("x = 1")[:-1] + b" " * MB + b"}")
    write(tmp_path / "mal" / f"{UNIT}.ipynb", notebook(CODE, unit=UNIT))

    assert graded(tmp_path / "mal") == {"mal": f"{UNIT}.ipynb"}


def test_sparse_files_of_a_folder_are_not_held(tmp_path):
    for number in range(12):
        for name in (f"{number}.ipynb", f"{number}.py"):
            path = write(tmp_path / "class/mal" / name, b"")
            os.truncate(path, 2 * MB)

    found, peak = _peak(tmp_path / "class")
    assert found["mal"].startswith("problem: ")
    assert peak < 12 * MB


def test_a_module_is_not_read_beyond_what_code_may_hold(tmp_path):
    write(tmp_path / f"mal/{UNIT}.py", b"#" * MB)

    assert "holds 1.0 MB, and at most 128 kB are read" in graded(tmp_path / "mal")["mal"]


def test_of_many_files_so_many_are_looked_at_and_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(choice, "MAX_CANDIDATES", 5)
    for number in range(8):
        write(tmp_path / f"mal/{number}.py", "# gradmark: u05_one_neuron 0.1.0\n")
    write(tmp_path / f"mal/{UNIT}.py")
    (one,) = find_submissions([tmp_path / "mal"], UNIT)

    assert one.code.filename == f"{UNIT}.py"
    assert one.code.notes == ("9 files may be the unit's, and only 5 of them were looked at",)


@pytest.mark.parametrize("top", ["", "submitted/"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_folder_of_too_many_files_costs_its_owner_only(tmp_path, monkeypatch, top, packed):
    monkeypatch.setattr(files, "MAX_FILES", 50)
    names = [f"{top}mal/{n // 20}/{n}.txt" for n in range(60)] + [
        f"{top}bob/{UNIT}.py",
        f"{top}eve/{UNIT}.py",
    ]
    if packed:
        found = graded(archive(tmp_path / "a.zip", dict.fromkeys(names, PY)))
    else:
        for name in names:
            write(tmp_path / "class" / name)
        found = graded(tmp_path / "class")

    assert found == {
        "bob": f"{UNIT}.py",
        "eve": f"{UNIT}.py",
        "mal": "problem: the folder mal holds more than 50 files: hand in the notebook or module alone",
    }


def test_empty_folders_count_as_files(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_FILES", 50)
    write(tmp_path / f"bob/{UNIT}.py")
    for number in range(60):
        (tmp_path / "mal" / str(number % 7) / str(number)).mkdir(parents=True)

    assert "holds more than 50 files" in graded(tmp_path)["mal"]


@pytest.mark.parametrize("list_of_names", [b"x" * (21 * MB), None])
def test_a_students_own_list_of_names_ends_nothing(tmp_path, list_of_names):
    write(tmp_path / f"bob/{UNIT}.py")
    write(tmp_path / f"mal/{UNIT}.py")
    path = tmp_path / "mal/submission_metadata.yml"
    if list_of_names:
        path.write_bytes(list_of_names)
    else:
        path.symlink_to("/dev/zero")

    assert graded(tmp_path) == {"bob": f"{UNIT}.py", "mal": f"{UNIT}.py"}


def test_folders_that_look_alike_stay_two_students(tmp_path):
    for name in ("anna", "anna ", "anna_2", "b\x01", "b\x02"):
        write(tmp_path / name / f"{UNIT}.py")

    assert list(graded(tmp_path)) == ["anna", "anna_2", "anna_3", "b?_1", "b?_2"]


def test_names_equal_in_what_is_shown_stay_two_students(tmp_path):
    long = "a" * 230
    path = archive(tmp_path / "a.zip", {f"{long}{n}/{UNIT}.py": PY for n in range(3)})

    assert len(graded(path)) == 3


def test_loose_files_that_look_alike_stay_two_students(tmp_path):
    for name in ("anna.py", f"anna-{UNIT}.py", f"{UNIT}_anna.py", "bob.py", "bob.ipynb"):
        write(tmp_path / name, notebook(CODE, unit=UNIT) if name.endswith("ipynb") else CODE)

    assert graded(tmp_path).keys() == {"anna", "anna_2", "anna_3", "bob"}


def test_equal_names_of_two_places_stay_two_students(tmp_path):
    paths = [write(tmp_path / section / "anna" / f"{UNIT}.py").parents[1] for section in ("one", "two")]

    assert len(graded(*paths)) == 2


@given(
    st.lists(
        st.sampled_from(["anna", "anna ", "anna_1", "anna_2", " ", "\x1b", "\x1c", "x" * 250, "x" * 251]),
        unique=True,
    )
)
def test_every_folder_of_a_class_has_its_record(names):
    members = [(f"{name}/a.py", PY) for name in ["zoe", "yan", *names]]
    entries = archives.nested_archive("a.zip", "a.zip", _deflated(members))
    owners = {work.owner for work in works_of(entries, "class", UNIT)}

    assert len(set(told_apart(list(owners)).values())) == len(names) + 2


def test_many_small_zips_are_not_all_opened(tmp_path, monkeypatch):
    inner = _deflated([(f"{n}.py", b"") for n in range(5)])
    opened = []
    monkeypatch.setattr(
        load, "nested_archive", lambda *zipped: opened.append(zipped) or archives.nested_archive(*zipped)
    )
    for number in range(60):
        write(tmp_path / "mal" / f"{number}.zip", inner)
    write(tmp_path / f"mal/{UNIT}.zip", _deflated([(f"{UNIT}.py", PY)]))
    (one,) = find_submissions([tmp_path / "mal"], UNIT)

    assert one.code.filename == f"{UNIT}.py"
    assert len(opened) == choice.MAX_ZIPS


class _Failing:
    """A worker that fails in a way that nobody foresaw."""

    def close(self):
        pass

    def run(self, _job):
        message = "no \udcff text"
        raise KeyError(message)


def test_an_unforeseen_failure_is_a_record_of_its_own(full_specs):
    code = load_bytes(f"{UNIT}.py", PY, UNIT)
    with Desk(full_specs(UNIT)) as desk:
        desk.worker = _Failing()
        result = from_json(desk.grade(Task(Submission("mal", "mal.py", UNIT, code))))

    assert result.status == "crashed"
    assert "our fault: KeyError" in result.messages[0]


@pytest.mark.parametrize(
    "trick",
    [
        "class A:\n    __class__ = property(lambda self: fault())\n    __getattr__ = lambda self, name: fault()\n",
        "def A(): return np.ones(3).view(B)\nclass B(np.ndarray):\n    __getattribute__ = lambda *_: fault()\n",
    ],
    ids=["object", "array"],
)
def test_a_result_that_claims_a_fault_of_ours_is_the_students(trick, worker, full_specs):
    source = f"""
import numpy as np

def fault():
    raise ValueError("{CALL_FAULT}")

{trick}
def sigmoid(z):
    return A()
"""
    code = load_bytes(f"{UNIT}.py", source.encode(), UNIT)
    judge = Judge(full_specs(UNIT), only={"sigmoid"})

    item = judge.grade(Submission("mal", "mal.py", UNIT, code), worker).exercise("sigmoid")

    assert (item.status, item.score) == ("failed", 0.0)
    assert not any(check.status == "error" for check in item.checks)


def test_the_name_of_an_exception_carries_no_hidden_input_out(worker, full_specs):
    source = 'raise type("x is 0.123, 4.567", (Exception,), {})()\nraise ValueError("0.123")\n'
    code = load_bytes(f"{UNIT}.py", source.encode(), UNIT)

    result = Judge(full_specs(UNIT)).grade(Submission("mal", "mal.py", UNIT, code), worker)

    assert result.messages == (
        "line 1 raised an exception of its own; the rest of the file was still run",
        "line 2 raised ValueError; the rest of the file was still run",
    )
