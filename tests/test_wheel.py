"""What is published: no solution in it, and it works alone in an empty folder."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from autograder.build.assemble import module_source
from autograder.build.unit import load_unit
from tests.build.test_build import reference_lines
from tests.conftest import ROOT, UNITS

pytestmark = pytest.mark.slow
CLEAN = {"PATH": "/usr/bin:/bin"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """Build wheel and sdist once."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def python(dist, tmp_path_factory):
    """Return the interpreter of an environment with the wheel; its requirements come from this one."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "requirements.pth").write_text(sysconfig.get_path("purelib") + "\n")
    wheel = next(dist.glob("*.whl"))
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(folder),
        "install",
        "--quiet",
        "--no-deps",
        str(wheel),
    ]
    subprocess.run([*command, "--ignore-installed"], check=True, capture_output=True)
    return folder / "bin" / "python"


def members(dist):
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        yield from ((name, wheel.read(name)) for name in wheel.namelist())
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        yield from ((item.name, sdist.extractfile(item).read()) for item in sdist if item.isfile())


def test_no_published_file_holds_a_line_of_a_reference(dist):
    secret = set().union(*(reference_lines(load_unit(ROOT, name)) for name in UNITS))
    assert len(secret) > 20
    for name, data in members(dist):
        lines = {re.sub(r"\s", "", line) for line in data.decode("utf-8").splitlines()}
        assert not lines & secret, f"{name}: {lines & secret}"


def test_nothing_but_the_two_packages_is_published(dist):
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        tops = {Path(name).parts[0].split("-")[0] for name in wheel.namelist()}
    assert tops == {"autograder", "sympy_checks", "gradmark"}
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        parts = {Path(name).parts[1] for name in sdist.getnames()}
    assert not parts & {"solutions", "examples", "tests", "build"}


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "u03_activations"
    shutil.copytree(
        ROOT / "assignments" / "u03_activations", copy, ignore=shutil.ignore_patterns("__pycache__")
    )
    return copy


def run_pytest(python, folder, *arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(python), "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=CLEAN)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_wheel_is_what_is_imported(python, folder):
    code = "import autograder; print(autograder.__file__)"
    done = subprocess.run([str(python), "-c", code], cwd=folder, capture_output=True, text=True, check=True)

    assert done.stdout.startswith(str(python.parents[1]))


def test_untouched_stubs_are_all_not_started(python, folder):
    run_pytest(python, folder)  # compiles what a first run compiles
    done, cpu = run_pytest(python, folder)

    count = len(load_unit(ROOT, "u03_activations").exercises)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{count} not started" in done.stdout
    assert "Traceback" not in done.stdout
    assert cpu < 2.0


def test_the_references_in_the_module_pass(python, folder):
    (folder / "u03_activations.py").write_text(
        module_source(load_unit(ROOT, "u03_activations")), encoding="utf-8"
    )

    done, _ = run_pytest(python, folder)

    assert done.returncode == 0, done.stdout
    assert "not started" not in done.stdout


def test_the_references_in_the_notebook_pass(python, folder):
    path = folder / "u03_activations.ipynb"
    (folder / "u03_activations.py").unlink()
    path.write_text(json.dumps(solved_notebook(path, load_unit(ROOT, "u03_activations"))), encoding="utf-8")

    done, _ = run_pytest(python, folder)

    assert done.returncode == 0, done.stdout


def solved_notebook(path, unit):
    from autograder.build.assemble import solved

    document = json.loads(path.read_text(encoding="utf-8"))
    for cell in document["cells"]:
        kind = cell["metadata"].get("nbgrader", {})
        if kind.get("solution"):
            cell["source"] = solved(unit, kind["grade_id"])
    return document
