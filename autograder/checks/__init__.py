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
from autograder.checks.shape import Shape
from autograder.checks.stability import Stability
from autograder.checks.symbolic import Derivation, Symbolic
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
)

__all__ = [
    "Answered",
    "AnyCheck",
    "Check",
    "Derivation",
    "FiniteDifference",
    "Formula",
    "Golden",
    "OwnNumbers",
    "Property",
    "Purity",
    "Quiz",
    "Raises",
    "Shape",
    "Stability",
    "StepPurity",
    "Symbolic",
    "Trajectory",
    "Verdict",
    "golden",
    "optimizer_run",
]
