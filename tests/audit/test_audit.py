"""The command: what survives is named with its place, explained, or noticed by a better check; runs go on."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time

import msgspec
import pytest

from autograder.audit.bench import Decided
from autograder.audit.explained import ExplanationError, read_explanations
from autograder.audit.mutants import Mutant
from autograder.audit.page import explained_text, render
from autograder.audit.run import Judged
from autograder.audit.store import Store
from autograder.audit.summary import as_json, summarise
from tests.conftest import ROOT

GRADMARK = [sys.executable, "-m", "autograder.cli.main"]
TOPIC = '''"""One topic."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden
from autograder.exercise.declare import exercise


@exercise(
    points=1,
    source="S0-01",
    hints=("a", "b", "c"),
    checks=[Golden(label="known values", at=(call("doubled", np.array(INPUTS)),))],
)
def doubled(z: np.ndarray) -> np.ndarray:
    """Return 2z where z is positive, else 0."""
    return np.where(z > 0, 2.0 * z, 0.0)
'''
REASON = """
[[survivor]]
unit = "u91_small"
exercises = ["doubled"]
operator = "comparison"
changes = ["z > 0 -> z >= 0"]
reason = "Both branches are 0 at 0."
"""


@pytest.fixture
def kit(tmp_path):
    unit = tmp_path / "solutions" / "u91_small"
    unit.mkdir(parents=True)
    unit.joinpath("__init__.py").write_text('"""About."""\nTITLE = "Small"\nTOPICS = ("topic",)\n')
    return tmp_path


def audit(kit, *arguments, inputs=(), reason=""):
    if inputs:
        topic = kit / "solutions" / "u91_small" / "topic.py"
        topic.write_text(TOPIC.replace("INPUTS", repr(list(inputs))))
    kit.joinpath("solutions", "survivors.toml").write_text(reason)
    command = [*GRADMARK, "audit", "--root", str(kit), *map(str, arguments)]
    return subprocess.run(command, cwd=kit, capture_output=True, text=True, check=False)


def test_a_survivor_is_named_until_it_is_noticed_or_explained(kit):
    weak = audit(kit, inputs=[2.0, -1.0])
    assert weak.returncode == 1
    assert "survived  doubled: constant: z > 0 -> z > 1e-06" in weak.stdout
    assert "solutions/u91_small/topic.py:20" in weak.stdout

    better = audit(kit, inputs=[2.0, -1.0, 5e-7, -5e-7, 0.5])
    assert better.returncode == 1
    assert [line for line in better.stdout.splitlines() if line.startswith("survived ")] == [
        "survived  doubled: comparison: z > 0 -> z >= 0"
    ]

    explained = audit(kit, inputs=[2.0, -1.0, 5e-7, -5e-7, 0.5], reason=REASON)
    assert (explained.returncode, "1 explained, 0 survived" in explained.stdout) == (0, True)

    stale = audit(kit, reason=REASON.replace("z >= 0", "z < 0"))
    assert stale.returncode == 1
    assert "stale     u91_small, comparison: no mutant of 'z > 0 -> z < 0' survives" in stale.stdout

    assert "there is no unit 'u92_gone'" in audit(kit, reason=REASON.replace("u91_small", "u92_gone")).stdout


def test_results_are_kept_and_written(kit):
    first = audit(kit, "--json", kit / "a.json", "--html", kit / "a.html", inputs=[2.0, -1.0])
    stored = kit / "build" / "audit" / "u91.jsonl"
    lines = stored.read_bytes()
    again = audit(kit, "--jobs", "1")
    total = json.loads((kit / "a.json").read_bytes())["total"]

    assert first.stdout.rsplit(";", 1)[0] == again.stdout.rsplit(";", 1)[0]
    assert stored.read_bytes().strip() == lines.strip()
    assert total["mutants"] == total["killed"] + total["proved"] + total["explained"] + total["survived"] > 15
    assert "<code>doubled</code>" in (kit / "a.html").read_text()

    audit(kit, "--fresh")
    assert sorted(json.loads(line)["key"] for line in stored.read_bytes().splitlines() if line) == sorted(
        json.loads(line)["key"] for line in lines.splitlines() if line
    )


@pytest.mark.slow
def test_an_interrupted_run_goes_on_where_it_was(tmp_path):
    shutil.copytree(ROOT / "solutions" / "u03_activations", tmp_path / "solutions" / "u03_activations")
    stored = tmp_path / "build" / "audit" / "u03.jsonl"
    run = subprocess.Popen(
        [*GRADMARK, "audit", "u03", "--root", str(tmp_path)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not stored.exists() or stored.stat().st_size < 1000:
        assert run.poll() is None
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)

    assert run.returncode == 130
    assert all(json.loads(line)["outcome"] for line in stored.read_bytes().splitlines() if line)


def test_wrong_use_is_told(kit):
    assert "no unit 'u77'" in audit(kit, "u77", inputs=[1.0]).stderr
    assert "each [[survivor]] has unit" in audit(kit, reason="[[survivor]]\nunit = 3").stderr
    assert "leave UNIT out" in audit(kit, "u91_small", "--write-docs").stderr


def test_a_torn_line_costs_itself(tmp_path):
    mutant = Mutant("f", "sign", 1, "a", "b", "def f(): pass")
    with Store(tmp_path / "u.jsonl") as store:
        store.add("one", mutant, Decided("killed", "values"))
        store.add("two", mutant, Decided("survived", ""))
    text = (tmp_path / "u.jsonl").read_bytes()
    (tmp_path / "u.jsonl").write_bytes(text[:-10])
    with Store(tmp_path / "u.jsonl") as store:
        assert store.known == {"one": Decided("killed", "values")}
        store.add("three", mutant, Decided("proved", ""))
    with Store(tmp_path / "u.jsonl") as store:
        assert set(store.known) == {"one", "three"}


def judged(outcome, change=("a", "b"), by=""):
    return Judged("u91_small", Mutant("f", "sign", 2, *change, "def f(): pass"), Decided(outcome, by))


def test_a_fault_of_ours_counts_as_open():
    found = summarise([judged("killed"), judged("error", by="label: why")], (), {"f": ("f.py", 10)}, 1.0)

    assert found.total[2:] == (2, 1, 0, 0, 1)
    assert found.errors == ("f, a -> b: label: why",)


def test_the_page_escapes_and_needs_nothing_else():
    found = summarise([judged("survived", ("<b>x</b>", "y & z"))], (), {"f": ("f.py", 10)}, 1.0)
    page = render(found)

    assert "&lt;b&gt;x&lt;/b&gt; -&gt; y &amp; z" in page
    assert "f.py:11" in page
    assert not {"http://", "https://", "<script", "src="} & {
        word for word in ("http://", "https://", "<script", "src=") if word in page
    }
    assert json.loads(as_json(found))["survivors"][0]["line"] == 11


def test_the_kits_explanations_are_those_of_the_document():
    explanations = read_explanations(ROOT / "solutions" / "survivors.toml")

    assert explained_text(explanations) in (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    assert all(len(one.reason.split()) >= 5 for one in explanations)


def test_no_file_of_explanations_is_an_empty_one(tmp_path):
    assert read_explanations(tmp_path / "none.toml") == ()
    tmp_path.joinpath("bad.toml").write_text("[[survivor")
    with pytest.raises(ExplanationError, match="cannot be read"):
        read_explanations(tmp_path / "bad.toml")


def test_rows_are_plain_data():
    found = summarise([judged("killed")], (), {"f": ("f.py", 1)}, 0.5)

    assert msgspec.json.decode(as_json(found))["exercises"][0]["killed"] == 1
