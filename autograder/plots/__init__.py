"""Pictures for the end of a unit, drawn with the student's own functions.

Functions are handed over unevaluated (`lambda z: sigmoid(z)`). One that is not written yet, or fails, is
named below the picture instead of stopping the notebook. Every picture comes with a text that says what it
shows.
"""

from __future__ import annotations

from autograder.plots.boundaries import decision_boundary
from autograder.plots.chains import chain_graph
from autograder.plots.curves import curves, error_versus_h, histories
from autograder.plots.surfaces import images, loss_surface

__all__ = [
    "chain_graph",
    "curves",
    "decision_boundary",
    "error_versus_h",
    "histories",
    "images",
    "loss_surface",
]
