"""Checks: rules about a submission, as frozen data."""

from __future__ import annotations

from typing import TypeAlias

from autograder.checks.base import Check, Verdict
from autograder.checks.finite_difference import FiniteDifference
from autograder.checks.formula import Formula
from autograder.checks.golden import Golden, golden
from autograder.checks.own_numbers import OwnNumbers
from autograder.checks.property import Property
from autograder.checks.purity import Purity
from autograder.checks.quiz import Answered, Quiz
from autograder.checks.raises import Raises
from autograder.checks.replay import Replay
from autograder.checks.shape import Shape
from autograder.checks.stability import Stability
from autograder.checks.symbolic import Derivation, Symbolic
from autograder.checks.training import Floor, Recorded, Start
from autograder.checks.trajectory import StepPurity, Trajectory, optimizer_run

AnyCheck: TypeAlias = (
    Shape
    | Golden
    | FiniteDifference
    | Property
    | Purity
    | Stability
    | Raises
    | Trajectory
    | StepPurity
    | Answered
    | Quiz
    | OwnNumbers
    | Symbolic
    | Derivation
    | Formula
    | Replay
    | Recorded
    | Start
    | Floor
)

__all__ = [
    "Answered",
    "AnyCheck",
    "Check",
    "Derivation",
    "FiniteDifference",
    "Floor",
    "Formula",
    "Golden",
    "OwnNumbers",
    "Property",
    "Purity",
    "Quiz",
    "Raises",
    "Recorded",
    "Replay",
    "Shape",
    "Stability",
    "Start",
    "StepPurity",
    "Symbolic",
    "Trajectory",
    "Verdict",
    "golden",
    "optimizer_run",
]
