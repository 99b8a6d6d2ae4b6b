from __future__ import annotations

import os

import pytest

from autograder.selfcheck import (
    SelfCheckError,
    check_folder,
    choose_file,
    find_unit,
    is_started,
    require_versions,
)
from tests.desk import RIGHT, SPEC, UNIT, WRONG_SIGN, folder, module, notebook


def statuses(result):
    return [item.status for item in result.exercises]


def age(path, seconds):
    stat = path.stat()
    os.utime(path, (stat.st_atime - seconds, stat.st_mtime - seconds))


def test_untouched_work_is_not_started_whatever_its_form(tmp_path):
    _, result = check_folder(folder(tmp_path, module(), notebook()))

    assert statuses(result) == ["not_started"] * 3
    assert result.messages[0] == f"checked {UNIT}.ipynb"


@pytest.mark.parametrize("form", ["module", "notebook"])
def test_right_work_passes_in_either_form_and_is_stamped_public(tmp_path, form):
    text = {"module_text": module(RIGHT)} if form == "module" else {"notebook_text": notebook(RIGHT)}

    _, result = check_folder(folder(tmp_path, **text))

    assert statuses(result) == ["passed"] * 3
    assert result.scope == "public"


def test_the_started_one_of_two_files_is_checked(tmp_path):
    work = folder(tmp_path, module(WRONG_SIGN), notebook())
    age(work / f"{UNIT}.py", 100)

    _, result = check_folder(work)

    assert result.submission == f"{UNIT}.py"
    assert result.exercise("negate").checks[1].mistake is not None


def test_of_two_started_files_the_later_is_checked_and_the_other_named(tmp_path):
    work = folder(tmp_path, module(RIGHT), notebook(WRONG_SIGN))
    age(work / f"{UNIT}.ipynb", 100)

    choice = choose_file(work, SPEC)

    assert choice.path.name == f"{UNIT}.py"
    assert f"{UNIT}.ipynb is started too" in choice.notes[0]


def test_a_damaged_notebook_counts_as_started(tmp_path):
    work = folder(tmp_path, notebook_text=notebook()[:-20])

    assert is_started(work / f"{UNIT}.ipynb", SPEC)
    assert check_folder(work)[1].status == "unreadable"


def test_line_ends_and_blank_lines_alone_do_not_start_a_file(tmp_path):
    work = folder(tmp_path, module().replace("\n", "\n\n").replace("\n", "\r\n"))

    assert not is_started(work / f"{UNIT}.py", SPEC)


def test_a_file_given_by_path_is_checked_whatever_else_lies_there(tmp_path):
    work = folder(tmp_path, module(RIGHT), notebook(WRONG_SIGN))

    assert statuses(check_folder(work / f"{UNIT}.py")[1]) == ["passed"] * 3


def test_names_choose_exercises(tmp_path):
    _, result = check_folder(folder(tmp_path, module(RIGHT)), ["negate"])

    assert [item.id for item in result.exercises] == ["negate"]


def test_a_syntax_error_is_told_with_its_place(tmp_path):
    _, result = check_folder(folder(tmp_path, module({"double": "def double(z:\n    return z"})))

    assert result.status == "unreadable"
    assert "line" in result.messages[-1]


def test_a_mistyped_name_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(SelfCheckError, match=r"did you mean double\?"):
        check_folder(folder(tmp_path, module()), ["duoble"])


def test_a_folder_without_spec_is_told_where_to_run(tmp_path):
    with pytest.raises(SelfCheckError, match=r"run this in the folder of a unit: it holds spec\.json"):
        check_folder(tmp_path)


def test_in_the_parent_of_units_their_names_are_listed(tmp_path):
    folder(tmp_path / UNIT, module())

    with pytest.raises(SelfCheckError, match=f"units below .*: {UNIT}"):
        find_unit(tmp_path)


def test_another_tools_spec_json_counts_as_damaged(tmp_path):
    (tmp_path / "spec.json").write_text("{}")

    with pytest.raises(SelfCheckError, match="damaged"):
        find_unit(tmp_path)


def test_a_damaged_spec_is_named(tmp_path):
    (folder(tmp_path) / "spec.json").write_text('{"gradmark": "spec", "unit": 3}')

    with pytest.raises(SelfCheckError, match="build or download it again"):
        find_unit(tmp_path)


@pytest.mark.parametrize(("name", "text"), [("mine.py", module(RIGHT)), ("Copy.ipynb", notebook())])
def test_a_renamed_file_is_found_and_the_right_name_told(tmp_path, name, text):
    (folder(tmp_path) / name).write_text(text)

    with pytest.raises(SelfCheckError, match=rf"{name} belongs to the unit: rename it to {UNIT}\."):
        check_folder(tmp_path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(SelfCheckError, match="copy it back from the download"):
        check_folder(folder(tmp_path))


@pytest.mark.parametrize(
    ("python", "numpy", "told"), [((3, 10), "2.1.0", "Python 3.11"), ((3, 11), "1.26.4", "NumPy 2.0")]
)
def test_old_versions_are_refused_with_what_is_needed(python, numpy, told):
    with pytest.raises(SelfCheckError, match=told):
        require_versions(python, numpy)


@pytest.mark.parametrize("numpy", ["2.0.0", "2.4.0rc1", "3.1.dev0+git"])
def test_newer_versions_are_fine(numpy):
    require_versions((3, 14), numpy)
