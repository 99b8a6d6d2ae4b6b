"""What was written stays, whatever happens while it is written."""

from __future__ import annotations

import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.failures import StoppedError, UsageError
from autograder.grading.journal import Journal, lines_of, rewrite


def _lines(path):
    return [line for _, line in lines_of(path)]


def test_lines_are_found_where_they_were_put(tmp_path):
    journal = Journal(tmp_path / "j")
    places = [journal.append(line) for line in (b"one", b"", b"three")]
    journal.close()

    data = (tmp_path / "j").read_bytes()
    assert [data[at : at + length] for _, at, length in places] == [b"one\n", b"\n", b"three\n"]
    assert [place for place, _ in lines_of(tmp_path / "j")] == places


@given(
    whole=st.lists(st.binary(max_size=90).map(lambda data: data.replace(b"\n", b"")), max_size=5),
    cut=st.data(),
)
def test_a_torn_line_is_cut_off_and_written_again(tmp_path_factory, whole, cut):
    path = tmp_path_factory.mktemp("torn") / "j"
    torn = b"the last record\n"
    written = b"".join(line + b"\n" for line in whole)
    path.write_bytes(written + torn[: cut.draw(st.integers(0, len(torn) - 1))])

    journal = Journal(path)
    journal.append(b"again")
    journal.close()

    assert path.read_bytes() == written + b"again\n"


def test_a_long_torn_line_is_cut_off_too(tmp_path):
    (tmp_path / "j").write_bytes(b"whole\n" + b"x" * 300_000)

    Journal(tmp_path / "j").close()

    assert (tmp_path / "j").read_bytes() == b"whole\n"


def test_a_second_writer_is_refused_until_the_first_has_finished(tmp_path):
    first = Journal(tmp_path / "j")

    with pytest.raises(UsageError, match="another `gradmark grade` is writing"):
        Journal(tmp_path / "j")

    first.append(b"one")
    first.close()
    Journal(tmp_path / "j").close()
    assert _lines(tmp_path / "j") == [b"one\n"]


def test_a_folder_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(UsageError, match="No such file or directory; choose another --json"):
        Journal(tmp_path / "nowhere" / "j")


def test_an_empty_journal_leaves_no_file(tmp_path):
    Journal(tmp_path / "j").close()

    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def room():
    """Return a function that lets files of this process grow to so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_record_that_does_not_fit_is_not_written_in_part(tmp_path, room):
    journal = Journal(tmp_path / "j")
    journal.append(b"a" * 60)
    room(100)

    with pytest.raises(StoppedError, match=r"no room for it.*are kept: make room and add --resume"):
        journal.append(b"b" * 60)

    journal.append(b"c" * 20)
    journal.close()
    assert _lines(tmp_path / "j") == [b"a" * 60 + b"\n", b"c" * 20 + b"\n"]


def test_a_full_disk_leaves_the_old_file(tmp_path, room):
    (tmp_path / "class.jsonl").write_bytes(b"old\n")
    room(100)

    with pytest.raises(StoppedError, match="no room"):
        rewrite(iter([b"new" * 20 + b"\n"] * 9), tmp_path / "class.jsonl")

    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old\n"]
