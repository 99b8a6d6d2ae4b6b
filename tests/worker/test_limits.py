"""The address space in use is found without /proc."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from autograder.worker.limits import mapped_bytes


def test_the_measured_address_space_is_the_kernels_number():
    before = resource.getrlimit(resource.RLIMIT_AS)
    status = Path("/proc/self/status").read_text()
    told = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmSize"))

    assert mapped_bytes() == pytest.approx(told, abs=4 << 20)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
