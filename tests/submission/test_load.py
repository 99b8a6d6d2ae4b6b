from __future__ import annotations

import hashlib
import os
import socket
import tempfile
from pathlib import Path

import pytest
from student_files import CODE, UNIT, archive, notebook, write

from autograder.submission.code import Unreadable
from autograder.submission.load import Listing, find_submissions, load_file

NOTEBOOK = notebook(CODE, unit=UNIT)
OTHER = notebook(CODE, unit="u05_one_neuron")


def graded(*paths: Path) -> dict[str, str]:
    """Student -> name of the file that was read, or the problem."""
    return {
        one.student: one.code.filename if one.code else f"problem: {one.problem}"
        for one in find_submissions(paths, UNIT)
    }


def test_a_folder_of_files_holds_one_student_each(tmp_path):
    write(tmp_path / "bob.py")
    write(tmp_path / "alice.ipynb", NOTEBOOK)
    write(tmp_path / f"carol_{UNIT}.py")

    assert graded(tmp_path) == {"alice": "alice.ipynb", "bob": "bob.py", "carol": f"carol_{UNIT}.py"}


def test_a_folder_of_student_folders(tmp_path):
    write(tmp_path / "alice" / f"{UNIT}.ipynb", NOTEBOOK)
    write(tmp_path / "bob" / "work" / f"{UNIT}.py")
    write(tmp_path / "bob" / "test_u03_activations.py")
    write(tmp_path / "bob" / ".ipynb_checkpoints" / f"{UNIT}-checkpoint.ipynb", NOTEBOOK)

    assert graded(tmp_path) == {"alice": f"{UNIT}.ipynb", "bob": f"{UNIT}.py"}


@pytest.mark.parametrize("start", ["course", "course/submitted"])
def test_nbgraders_tree(tmp_path, start):
    for student in ("alice", "bob"):
        write(tmp_path / "course/submitted" / student / UNIT / f"{UNIT}.ipynb", NOTEBOOK)
        write(tmp_path / "course/submitted" / student / UNIT / "timestamp.txt", "now")
        write(tmp_path / "course/submitted" / student / "u05_one_neuron" / "u05_one_neuron.ipynb", OTHER)
    write(tmp_path / "course/source" / UNIT / f"{UNIT}.ipynb", NOTEBOOK)

    assert graded(tmp_path / start) == {"alice": f"{UNIT}.ipynb", "bob": f"{UNIT}.ipynb"}


@pytest.mark.parametrize("place", ["alice", f"alice/{UNIT}", f"alice/{UNIT}/{UNIT}.ipynb"])
def test_one_students_place_is_named_for_the_student(tmp_path, place):
    write(tmp_path / "alice" / UNIT / f"{UNIT}.ipynb", NOTEBOOK)

    assert graded(tmp_path / place) == {"alice": f"{UNIT}.ipynb"}


def test_single_files_and_a_missing_one(tmp_path):
    found = graded(write(tmp_path / "alice.py"), tmp_path / "bob.py")

    assert found["alice"] == "alice.py"
    assert found["bob"] == "problem: bob.py cannot be opened: No such file or directory"


def test_path_and_hash_are_those_of_the_file(tmp_path):
    path = write(tmp_path / "alice.py")
    (one,) = find_submissions([tmp_path], UNIT)

    assert (one.path, one.content_hash, one.unit) == (
        str(path),
        hashlib.sha256(CODE.encode()).hexdigest(),
        UNIT,
    )


def test_an_unreadable_file_is_a_submission_with_hash_and_problem(tmp_path):
    write(tmp_path / "alice.py", "x = (")
    (one,) = find_submissions([tmp_path], UNIT)

    assert one.code is None
    assert one.problem.startswith("alice.py, line 1: '(' was never closed")
    assert one.content_hash == hashlib.sha256(b"x = (").hexdigest()


def test_the_units_file_is_chosen_by_mark_over_name(tmp_path):
    write(tmp_path / "alice" / "homework.ipynb", NOTEBOOK)
    write(tmp_path / "alice" / "scratch.ipynb", notebook("x = 1"))
    write(tmp_path / "alice" / "u05_one_neuron.ipynb", OTHER)

    assert graded(tmp_path) == {"alice": "homework.ipynb"}


@pytest.mark.parametrize("newer", [".ipynb", ".py"])
def test_of_notebook_and_module_the_one_modified_last_counts(tmp_path, newer):
    for name, data in ((".ipynb", NOTEBOOK), (".py", CODE)):
        os.utime(write(tmp_path / "alice" / f"{UNIT}{name}", data), (1, 2000 if name == newer else 1000))
    (one,) = find_submissions([tmp_path], UNIT)

    assert one.code.filename == f"{UNIT}{newer}"
    assert one.code.notes[0].startswith(
        f"two files are there for this unit: {UNIT}{newer} was graded (modified last)"
    )


def test_only_another_units_notebook_says_which_is_due(tmp_path):
    write(tmp_path / "alice" / "u05_one_neuron.ipynb", OTHER)

    assert f"this is the notebook of u05_one_neuron, {UNIT} is due" in graded(tmp_path)["alice"]


def test_a_folder_without_code_says_what_it_holds(tmp_path):
    write(tmp_path / "alice" / "answers.docx", "x")
    write(tmp_path / "bob.py")
    write(tmp_path / "marks.csv", "bob,3")
    (tmp_path / "empty").mkdir()

    found = graded(tmp_path)
    assert (
        found["alice"]
        == f"problem: no notebook or module of {UNIT} found; the folder holds: alice/answers.docx"
    )
    assert found["bob"] == "bob.py"
    assert found["empty"] == "problem: the folder empty is empty"
    assert "marks" not in str(found)


def test_an_empty_place_is_no_silence(tmp_path):
    (tmp_path / "alice").mkdir()

    assert "is empty" in graded(tmp_path / "alice")["alice"]


def test_a_students_own_zip_is_read_and_a_zip_inside_it_is_not(tmp_path):
    inner = archive(tmp_path / "inner.zip", {f"{UNIT}.py": CODE.encode()})
    (tmp_path / "class").mkdir()
    archive(
        tmp_path / "class/alice.zip", {f"mine/{UNIT}.ipynb": NOTEBOOK, f"__MACOSX/mine/._{UNIT}.ipynb": b"x"}
    )
    archive(tmp_path / "class/bob.zip", {"again.zip": inner.read_bytes()})

    found = graded(tmp_path / "class")
    assert found["alice"] == f"{UNIT}.ipynb"
    assert found["bob"].startswith(f"problem: no notebook or module of {UNIT} found")
    assert load_file(tmp_path / "class/alice.zip", UNIT).form == "notebook"


def test_links_out_of_the_folder_are_refused_by_name(tmp_path):
    secret = write(tmp_path / "solutions" / f"{UNIT}.py", "secret = 1")
    for student in ("alice", "bob", "carol"):
        (tmp_path / "class" / student).mkdir(parents=True)
    (tmp_path / "class/alice" / f"{UNIT}.py").symlink_to(secret)
    (tmp_path / "class/bob/work").symlink_to(secret.parent)
    (tmp_path / "class/carol" / f"{UNIT}.py").symlink_to(write(tmp_path / "class/carol/mine.py"))
    (tmp_path / "class/dave").symlink_to(secret.parent)

    found = graded(tmp_path / "class")
    assert (
        found["alice"]
        == f"problem: {UNIT}.py is a link that leads out of the folder: hand in the file itself"
    )
    assert "work is a link that leads out" in found["bob"]
    assert found["carol"] == f"{UNIT}.py"
    assert "dave is a link that leads out" in found["dave"]
    with pytest.raises(Unreadable, match="leads out of the folder"):
        load_file(tmp_path / "class/alice" / f"{UNIT}.py", UNIT)


@pytest.mark.parametrize("top", ["class", "class/submitted"])
def test_a_link_to_another_students_file_is_refused(tmp_path, top):
    write(tmp_path / top / "ada" / f"{UNIT}.py")
    (tmp_path / top / "eve").mkdir()
    (tmp_path / top / "eve" / f"{UNIT}.py").symlink_to(f"../ada/{UNIT}.py")

    found = graded(tmp_path / "class")
    assert found["ada"] == f"{UNIT}.py"
    assert "is a link that leads out of the folder" in found["eve"]


def test_pipes_sockets_and_circles_are_problems_not_hangs(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "alice.py")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("bob.py")
        (tmp_path / "carol.py").symlink_to("carol.py")
        found = graded(tmp_path)

    assert found["alice"] == "problem: alice.py is a named pipe, not a file"
    assert found["bob"] == "problem: bob.py is a socket, not a file"
    assert found["carol"].startswith("problem: carol.py cannot be opened")
    with pytest.raises(Unreadable, match="a device"):
        load_file(Path("/dev/zero"), UNIT)


def problems_seen_by_somebody_else(folder: Path) -> str:
    """Root may read anything, so ask in a child process that is nobody."""
    out, back = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            os.write(back, repr(graded(folder)).encode())
        finally:
            os._exit(0)
    os.close(back)
    with os.fdopen(out) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of another user")
def test_missing_permission_is_a_problem():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write(folder / "alice.py").chmod(0)
        write(folder / "bob" / f"{UNIT}.py").parent.chmod(0)
        seen = problems_seen_by_somebody_else(folder)
        (folder / "bob").chmod(0o755)

    assert "alice.py cannot be read: Permission denied" in seen
    assert "the folder bob cannot be opened: Permission denied" in seen


def test_students_are_sorted_and_their_names_are_harmless(tmp_path):
    for name in ("zoe", "a\x1b[31mb", "mia"):
        write(tmp_path / name / f"{UNIT}.py")

    assert list(graded(tmp_path)) == ["a?[31mb", "mia", "zoe"]


def test_large_files_are_not_read(tmp_path):
    with (tmp_path / "alice.ipynb").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)

    assert "holds 100.0 MB, and at most 20.0 MB are read" in graded(tmp_path)["alice"]


def test_a_started_file_goes_before_an_untouched_one(tmp_path):
    stub = 'def f(z):\n    raise NotImplementedError("f")'
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / f"{UNIT}.py").write_text("def f(z):\n    return z\n")
    (folder / f"{UNIT}-1.py").write_text(stub)
    os.utime(folder / f"{UNIT}.py", (1, 1))

    (found,) = find_submissions([tmp_path], UNIT, {}, [stub])

    assert "return z" in found.code.text
    assert "the other is untouched" in found.code.notes[0]


def test_a_listing_reads_each_submission_when_it_is_due(tmp_path):
    for name in ("alice", "bob", "carol"):
        write(tmp_path / f"{name}.py")
    listing = Listing([tmp_path], UNIT)
    due = iter(listing)

    first = next(due)
    (tmp_path / "bob.py").write_text("x = 'written later'\n")
    (tmp_path / "carol.py").unlink()
    second, third = due

    assert (len(listing), listing.students) == (3, ("alice", "bob", "carol"))
    assert first.student == "alice"
    assert second.code is not None
    assert "written later" in second.code.text
    assert third.problem is not None
    assert "cannot be read" in third.problem
