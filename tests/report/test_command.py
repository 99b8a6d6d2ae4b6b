"""`gradmark report` on the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from autograder.cli.report import command
from autograder.record import to_json


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(command, [str(item) for item in arguments])


@pytest.fixture
def lines(a_class, tmp_path):
    path = tmp_path / "class.jsonl"
    path.write_bytes(b"\n".join(map(to_json, a_class(6, 3))))
    return path


def test_it_prints_the_paths_of_three_files(run, lines, tmp_path):
    result = run(lines, "--out", "desk/week 3", "--title", "Week 3")
    paths = [tmp_path / line for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert [path.name for path in paths] == ["report.html", "scores.csv", "report.json"]
    assert "<h1>Week 3</h1>" in paths[0].read_text(encoding="utf-8")


def test_hidden_names_hide_file_names_too(run, a_class, tmp_path):
    for record in a_class(3, 2):
        (tmp_path / f"{record.student}.json").write_bytes(to_json(record))
    broken = tmp_path / "zara_quint.json"
    broken.write_bytes(to_json(a_class(1, 1)[0]).replace(b'"graded"', b'"lost"'))

    result = run(tmp_path, "--hide-names")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "report").iterdir())

    assert "note: zara_quint.json, line 1 is no result record" in result.stderr
    assert "1 line or file was no result record and is left out." in text
    assert "zara" not in text
    assert "amelia" not in text


def test_a_folder_without_records_is_wrong_use(run, tmp_path):
    result = run(tmp_path)

    assert result.exit_code == 2
    assert "gradmark grade" in result.stderr


def test_a_second_report_of_the_same_folder_is_the_same(run, lines, tmp_path):
    run(tmp_path)
    first = (tmp_path / "report" / "report.html").read_bytes()
    run(tmp_path)

    assert first == (tmp_path / "report" / "report.html").read_bytes()
