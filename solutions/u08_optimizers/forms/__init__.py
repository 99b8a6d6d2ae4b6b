"""Other forms of the optimizers, by name: published ones, and those that a student writes by a known slip.

A form is accepted where the task does not fix the point in which it differs, and fails with its name where it
does. Each function stands alone: its text is traced, and some are wrong variants of their exercise too. A name
completes the sentence "this is ...".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Steps = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class Forms:
    """The other forms of one exercise: `also` are accepted, `named` fail; the published ones come first."""

    also: Steps = field(default_factory=dict)
    named: Steps = field(default_factory=dict)
