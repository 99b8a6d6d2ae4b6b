"""A large class on one machine: does the rate hold, does memory stay flat, and what does a cluster cost?

    python benchmarks/scale.py [--count N] [--unit UNIT] [--jobs N]

Generates N students (variants of the kit's references, a few unreadable), grades them with `--jobs` processes
and then on a Dask cluster of as many workers on loopback, and prints rates and the memory of the grading
process, by tenths of the class. The same students for the same N; both runs must write the same records.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msgspec

from autograder.build.specs import full_spec
from autograder.build.unit import load_unit
from autograder.exercise.spec import UnitSpec, read_spec, write_spec
from autograder.grading.run import Order, grade_class
from autograder.record import Result, iter_records
from autograder.submission.load import Listing
from autograder.worker.pool import Worker
from tests.classroom import write_class

ROOT = Path(__file__).resolve().parent.parent
Sample = tuple[float, int]


class Run(NamedTuple):
    """One way to grade the class."""

    name: str
    jobs: int | None
    cluster: str | None


def memory() -> int:
    """Return the resident memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def measure(run: Run, spec_file: Path, folder: Path, target: Path, results: Connection) -> None:
    """Grade the class, in a process of its own; send time and memory after each submission."""
    spec = read_spec(spec_file)
    samples: list[Sample] = []
    listing = Listing([folder], spec.unit, spec.given)
    order = Order(spec=spec, listing=listing, target=target, jobs=run.jobs, cluster=run.cluster)
    started = time.perf_counter()
    grade_class(order, lambda _: samples.append((time.perf_counter() - started, memory())))
    results.send((time.perf_counter() - started, samples))


def measured(run: Run, spec_file: Path, folder: Path, target: Path) -> tuple[float, list[Sample]]:
    """Do that in a fresh process and return what it sent: seconds in all, and the samples."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=measure, args=(run, spec_file, folder, target, theirs))
    process.start()
    theirs.close()
    found: tuple[float, list[Sample]] = ours.recv()
    process.join()
    return found


def report(run: Run, seconds: float, samples: list[Sample]) -> None:
    """Print one run, by tenths of the class."""
    count, size = len(samples), max(1, len(samples) // 10)
    tenths = [samples[start : start + size + 1] for start in range(0, count - size, size)]
    rates = [(len(part) - 1) / (part[-1][0] - part[0][0]) for part in tenths]
    used = [part[-1][1] / 2**20 for part in tenths]
    print(f"\n{run.name}: {count} submissions in {seconds:.1f} s, {count / seconds:.1f}/s with the start")
    print("  per second by tenths ", " ".join(f"{rate:6.1f}" for rate in rates))
    print("  MiB of the parent    ", " ".join(f"{size:6.0f}" for size in used))
    print(f"  last tenth / first: {rates[-1] / rates[0]:.2f}; parent grew by {max(used) - used[0]:.1f} MiB")


@contextmanager
def dask_cluster(workers: int, folder: Path) -> Iterator[str]:
    """Run a scheduler and workers on loopback; give the address."""
    file = folder / "scheduler.json"
    scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-jupyter"]
    worker = ["dask_worker", "--nthreads", "1", "--local-directory", str(folder)]
    with ExitStack() as stack:
        for command in [scheduler, *[worker] * workers]:
            module, *options = [*command, "--scheduler-file", str(file), "--no-dashboard"]
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *options],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        while not file.exists() or not file.read_text(encoding="utf-8").endswith("}"):
            time.sleep(0.1)
        yield json.loads(file.read_text(encoding="utf-8"))["address"]


def differing(one: Path, other: Path) -> list[str]:
    """Return the students whose records are not the same in two files, leaving out the times."""
    pairs = zip(iter_records(one), iter_records(other), strict=True)
    return [left.student for left, right in pairs if without_time(left) != without_time(right)]


def without_time(record: Result) -> Result:
    """Return the record as any run writes it."""
    return msgspec.structs.replace(record, seconds=0.0)


def spec_of(unit: str) -> UnitSpec:
    """Return the full spec, with expected values from the reference."""
    with Worker() as worker:
        return full_spec(load_unit(ROOT, unit), worker)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--unit", default="u08_optimizers")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "sympy", "distributed"))
    level = Worker().isolation.level
    print(f"Python {platform.python_version()}, {libraries}; {chosen.unit}, isolation {level}")
    with tempfile.TemporaryDirectory(prefix="gradmark-") as name:
        folder = Path(name)
        (folder / "hidden.json").write_text(write_spec(spec_of(chosen.unit)), encoding="utf-8")
        write_class(folder / "class", load_unit(ROOT, chosen.unit), chosen.count)
        place = folder / "hidden.json", folder / "class"
        local = Run(f"--jobs {chosen.jobs}", chosen.jobs, None)
        report(local, *measured(local, *place, folder / "local.jsonl"))
        with dask_cluster(chosen.jobs, folder) as address:
            remote = Run(f"--cluster, {chosen.jobs} workers", None, address)
            report(remote, *measured(remote, *place, folder / "remote.jsonl"))
        others = differing(folder / "local.jsonl", folder / "remote.jsonl")
        print(f"\nthe same records: {'no, they differ for ' + ', '.join(others) if others else 'yes'}")


if __name__ == "__main__":
    main()
