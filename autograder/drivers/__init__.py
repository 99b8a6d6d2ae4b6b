"""Trusted helpers that work with a student's function where one plain call is not enough.

They run in the child, beside the student's code, so they hold no expected value. A driver gets the student's
function first, then the arguments of the call, and returns plain data.
"""

from __future__ import annotations

from autograder.drivers import (  # importing them fills the table
    backprop,  # noqa: F401
    batches,  # noqa: F401
    differences,  # noqa: F401
    epochs,  # noqa: F401
    evaluations,  # noqa: F401
    networks,  # noqa: F401
    optimizers,  # noqa: F401
    refusals,  # noqa: F401
    scalars,  # noqa: F401
    training,  # noqa: F401
    values,  # noqa: F401
)
from autograder.drivers.registry import DRIVERS, Blocked, Driver, driver, find_driver, run_driver

__all__ = ["DRIVERS", "Blocked", "Driver", "driver", "find_driver", "run_driver"]
