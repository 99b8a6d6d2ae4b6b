"""What a measurement was made on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from autograder.worker.isolation import probe


def described(*packages: str) -> str:
    """Return machine, system, load, Python, isolation, and the versions of the packages, on two lines."""
    libraries = ", ".join(f"{name} {version(name)}" for name in packages)
    load = f"load {os.getloadavg()[0]:.1f} at the start"
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.platform()}, {load}\n"
        f"Python {platform.python_version()}, {libraries}; isolation {probe().level}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
