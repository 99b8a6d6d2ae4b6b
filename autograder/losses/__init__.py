"""Trusted functions that numerical derivatives are taken of. The judge's, never the student's.

Each is written to be right rather than stable; its inputs in checks are moderate. The argument names are
those of the exercise's signature, so that a check can say "with respect to w".
"""

from __future__ import annotations

from autograder.losses import (  # importing them fills the table
    activations,  # noqa: F401
    backprop,  # noqa: F401
    batch_losses,  # noqa: F401
    densities,  # noqa: F401
    graphs,  # noqa: F401
    one_neuron,  # noqa: F401
)
from autograder.losses.registry import LOSSES, argument_names, loss

__all__ = ["LOSSES", "argument_names", "loss"]
