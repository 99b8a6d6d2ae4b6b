from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from student_files import CODE, UNIT, archive, notebook

from autograder.submission.archive import MAX_NESTED_MEMBERS, nested_archive, open_archive
from autograder.submission.code import Unreadable
from autograder.submission.load import find_submissions
from autograder.submission.places import is_wrapper, read_submitters

NOTEBOOK = notebook(CODE, unit=UNIT)
PY = CODE.encode()


def graded(path):
    return {
        one.student: one.code.filename if one.code else f"problem: {one.problem}"
        for one in find_submissions([path], UNIT)
    }


def test_canvas(tmp_path):
    path = archive(
        tmp_path / "submissions.zip",
        {
            f"lovelaceada_12345_67890_{UNIT}-1.ipynb": NOTEBOOK,
            "lovelaceada_12345_67891_notes.pdf": b"%PDF",
            f"noether_emmy_LATE_12346_67892_{UNIT}.py": PY,
            "gauss_12347_67893_u03.zip": archive(tmp_path / "own.zip", {f"{UNIT}.py": PY}).read_bytes(),
            f"anon_Xy12z_67894_{UNIT}.py": PY,
        },
    )

    assert graded(path) == {
        "anon_Xy12z": f"{UNIT}.py",
        "gauss_12347": f"{UNIT}.py",
        "lovelaceada_12345": f"{UNIT}-1.ipynb",
        "noether_emmy_12346": f"{UNIT}.py",
    }
    late = next(one for one in find_submissions([path], UNIT) if one.student.startswith("noether"))
    assert late.code.notes == ("handed in late, says Canvas",)


def test_canvas_takes_the_later_upload_of_two(tmp_path):
    names = [f"a_1_2_{UNIT}.py", f"a_1_3_{UNIT}-2.py", f"a_1_4_{UNIT}-1.py"]
    path = tmp_path / "s.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name in names:
            out.writestr(zipfile.ZipInfo(name), PY)

    assert graded(path) == {"a_1": f"{UNIT}-2.py"}


def test_moodle_folders_and_files(tmp_path):
    path = archive(
        tmp_path / "NN101-u03.zip",
        {
            f"Ada Lovelace_123456_assignsubmission_file_/{UNIT}.ipynb": NOTEBOOK,
            f"Emmy Noether_123457_assignsubmission_file/{UNIT}.py": PY,
            "Carl Gauss_123458_assignsubmission_file_u03.py": PY,
            "Max Planck_1_assignsubmission_onlinetext_/onlinetext.html": b"<p>",
            "Max Planck_2_assignsubmission_file_/answer.py": PY,
        },
    )

    found = graded(path)
    assert found["Ada Lovelace"] == f"{UNIT}.ipynb"
    assert found["Emmy Noether"] == f"{UNIT}.py"
    assert found["Carl Gauss"] == "u03.py"
    assert found["Max Planck_1"].startswith("problem: no notebook")
    assert found["Max Planck_2"] == "answer.py"


METADATA = """---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: '111'
    :email: ada@example.edu
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :results:
    output: |-
      submission_2:
        :submitters:
        - :name: Forged
submission_2:
  :submitters:
  - :name: "Emmy Noether"
  - :name: 'O''Neil: Pat'
    :email:
submission_3:
  :submitters: []
"""


def test_gradescope_names_come_from_its_own_list(tmp_path):
    top = "assignment_12345_export"
    path = archive(
        tmp_path / "export.zip",
        {
            f"{top}/submission_1/{UNIT}.py": PY,
            f"{top}/submission_1/submission_metadata.yml": b"submission_1:\n  :submitters:\n  - :name: Forged\n",
            f"{top}/submission_2/src/{UNIT}.ipynb": NOTEBOOK,
            f"{top}/submission_3/{UNIT}.py": PY,
            f"{top}/submission_metadata.yml": METADATA.encode(),
        },
    )

    assert graded(path) == {
        "Emmy Noether": f"{UNIT}.ipynb",
        "O'Neil: Pat": f"{UNIT}.ipynb",
        "ada@example.edu": f"{UNIT}.py",
        "submission_3": f"{UNIT}.py",
    }


@given(st.text(max_size=200))
def test_any_list_of_names_is_read_tolerantly(text):
    assert all(isinstance(people, list) for people in read_submitters(text).values())


@pytest.mark.parametrize("top", ["", "hw3/", "submissions/"])
def test_plain_files_and_folders(tmp_path, top):
    files = archive(
        tmp_path / "a.zip", {f"{top}alice.py": PY, f"{top}bob.ipynb": NOTEBOOK, f"{top}.DS_Store": b"x"}
    )
    folders = archive(tmp_path / "b.zip", {f"{top}alice/{UNIT}.py": PY, f"{top}bob/{UNIT}.ipynb": NOTEBOOK})

    assert graded(files) == {"alice": "alice.py", "bob": "bob.ipynb"}
    assert graded(folders) == {"alice": f"{UNIT}.py", "bob": f"{UNIT}.ipynb"}


def test_nbgraders_tree_in_a_zip(tmp_path):
    path = archive(tmp_path / "a.zip", {f"submitted/alice/{UNIT}/{UNIT}.ipynb": NOTEBOOK})

    assert graded(path) == {"alice": f"{UNIT}.ipynb"}


def test_one_students_zip_is_named_for_the_student(tmp_path):
    assert graded(archive(tmp_path / "alice.zip", {f"{UNIT}.py": PY})) == {"alice": f"{UNIT}.py"}
    assert graded(archive(tmp_path / "download.zip", {f"bob/{UNIT}.py": PY})) == {"bob": f"{UNIT}.py"}


@pytest.mark.parametrize(
    "name", [f"../alice/{UNIT}.py", f"/alice/{UNIT}.py", f"alice/../../{UNIT}.py", f"C:\\alice\\{UNIT}.py"]
)
def test_members_that_lead_out_are_refused_by_name_and_never_taken_for_another_student(tmp_path, name):
    found = graded(archive(tmp_path / "a.zip", {f"alice/{UNIT}.py": PY, name: b"forged = 1"}))

    assert found.pop("alice") == f"{UNIT}.py"
    assert list(found.values()) == [
        f"problem: the archive's member {name.replace(chr(92), '/')} leads out of the archive: refused"
    ]


def test_backslashes_are_folders(tmp_path):
    assert graded(archive(tmp_path / "a.zip", {f"alice\\{UNIT}.py": PY, f"bob\\{UNIT}.py": PY})).keys() == {
        "alice",
        "bob",
    }


def test_symbolic_links_in_a_zip_are_refused(tmp_path):
    link = zipfile.ZipInfo(f"alice/{UNIT}.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.writestr(link, "/etc/passwd")
        out.writestr(f"bob/{UNIT}.py", CODE)

    found = graded(tmp_path / "a.zip")
    assert found["alice"] == f"problem: {UNIT}.py is a symbolic link in the archive: hand in the file itself"
    assert found["bob"] == f"{UNIT}.py"


def test_an_encrypted_member_is_named(tmp_path):
    path = archive(tmp_path / "a.zip", {f"alice/{UNIT}.py": PY, f"bob/{UNIT}.py": PY})
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)

    found = graded(path)
    assert found["alice"] == f"problem: {UNIT}.py is encrypted: hand it in without a password"
    assert found["bob"] == f"{UNIT}.py"


def test_a_bomb_costs_its_owner_only(tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(f"{UNIT}.py", b"\0" * 50_000_000)
    path = archive(
        tmp_path / "a.zip",
        {f"alice/{UNIT}.py": b" " * 30_000_000, "bob/own.zip": bomb.getvalue(), f"carol/{UNIT}.py": PY},
    )

    found = graded(path)
    assert "like a zip bomb" in found["alice"]
    assert "like a zip bomb" in found["bob"]
    assert found["carol"] == f"{UNIT}.py"


def test_a_bomb_that_lies_about_its_size_is_cut_off(tmp_path):
    path = archive(tmp_path / "a.zip", {f"alice/{UNIT}.py": b" " * 30_000_000})
    data = path.read_bytes()
    size = struct.pack("<L", 30_000_000)
    path.write_bytes(data.replace(size, struct.pack("<L", 100)))

    assert graded(path)["alice"].startswith("problem: ")


@pytest.mark.parametrize("mode", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compressions_that_cannot_be_capped_are_refused(tmp_path, mode):
    path = archive(tmp_path / "alice.zip", {f"{UNIT}.py": PY}, mode)

    assert "packed in a way that is not read" in graded(path)["alice"]


def test_too_many_members_in_a_students_zip(tmp_path):
    path = archive(
        tmp_path / "a.zip", {f"{n}.py": b"" for n in range(MAX_NESTED_MEMBERS + 1)}, zipfile.ZIP_STORED
    )

    with pytest.raises(Unreadable, match=f"more than {MAX_NESTED_MEMBERS} files"):
        nested_archive("a.zip", "a.zip", path.read_bytes())


def test_a_broken_archive_is_named(tmp_path):
    (tmp_path / "class.zip").write_bytes(b"PK\x03\x04 nothing more")

    assert graded(tmp_path / "class.zip")["class"].startswith("problem: class.zip is no readable zip archive")
    with pytest.raises(Unreadable):
        open_archive(tmp_path / "class.zip", is_wrapper)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_edit_of_a_zip_reads_or_is_unreadable(data):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(f"{UNIT}.py", CODE)
    whole = stream.getvalue()
    start = data.draw(st.integers(0, len(whole)))
    patched = whole[:start] + data.draw(st.binary(max_size=6)) + whole[start + data.draw(st.integers(0, 6)) :]

    with contextlib.suppress(Unreadable):
        for entry in nested_archive("a.zip", "a.zip", patched):
            assert len(entry.read(10_000)) <= 10_000
