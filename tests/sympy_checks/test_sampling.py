"""Points at which formulas are compared lie inside their intervals, however narrow those are."""

from __future__ import annotations

import pytest

from sympy_checks.sampling import sample


@pytest.mark.parametrize("interval", [(-3.0, 3.0), (0.0, 1.0), (0.0, 1e-12), (-1e-7, 1e-7), (5.0, 5.001)])
def test_every_point_lies_inside_the_interval(interval):
    low, high = interval

    values = sample({"z": interval}, {})["z"]

    assert ((values > low) & (values < high)).all()
    assert len(set(values.tolist())) > 100
