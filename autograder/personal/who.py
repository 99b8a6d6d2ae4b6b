"""Whose desk this is: the id under which a student's work will be graded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from autograder.personal.settings import Released, read_student

HUB = "JUPYTERHUB_USER"
_SHARED = "jovyan"  # everybody's login name in the containers of JupyterHub


def student_at(folder: Path, released: Released, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the id of the student who works in a unit's folder, None where it is not known.

    The id that the student gave (`student.toml`) comes first. Without it nbgrader's own rule holds in a
    course where nbgrader collects: the login name, or JupyterHub's user where everybody logs in as jovyan.
    Elsewhere a login name says nothing, and JupyterHub's user is taken if there is one.
    """
    given = read_student(folder)
    if given is not None:
        return given
    login = _login() if released.login else None
    if login is not None and login != _SHARED:
        return login
    return environment.get(HUB) or None


def _login() -> str | None:
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, KeyError):  # Windows; a user number without a name
        return None
