"""The layers of isolation, in words: what each one holds back, why it is not active, how to get it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.worker import landlock, seccomp

PARTS = ("seccomp", "landlock")
TITLES = {"seccomp": "seccomp", "landlock": "Landlock"}
INSTALL = "Install bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)."
ALLOW_NAMESPACES = (
    "Allow unprivileged user namespaces (Ubuntu: an AppArmor profile for bwrap; containers: a seccomp "
    "profile that permits unshare), or grade in a virtual machine; docs/isolation.md says how."
)
_KERNEL = {
    "seccomp": "Grade on Linux on x86-64 or aarch64, where nothing refuses seccomp(2).",
    "landlock": (
        "Grade on Linux 5.13 or newer with `landlock` among the lsm= of the kernel, in a container whose "
        "seccomp profile permits landlock_restrict_self (Docker's own does)."
    ),
}


@dataclass(frozen=True)
class Layer:
    """One thing that holds a submission back, or why it does not; `remedy` says how to get it.

    `needed`: without it something is in reach that should not be.
    """

    name: str
    active: bool
    text: str
    remedy: str = ""
    needed: bool = True


def lacking() -> dict[str, str]:
    """Return why parts of the shield cannot work here, by part, as far as it can be known without trying."""
    found = {"seccomp": seccomp.lacking(), "landlock": _landlock_lacking()}
    return {part: why for part, why in found.items() if why}


def of_box(faults: Mapping[str, str], *, own_user: bool) -> tuple[Layer, ...]:
    """Return the layers of a worker in bubblewrap; `faults` say why parts of the shield are missing."""
    box = Layer("bubblewrap", active=True, text="no files but Python's, no network, no other processes")
    return (box, _user(own_user=own_user), *_shield(faults), *of_limits())


def of_fork(faults: Mapping[str, str]) -> tuple[Layer, ...]:
    """Return the layers of a worker without bubblewrap."""
    box = Layer("bubblewrap", active=False, text="not used")
    return (box, _user(own_user=False), *_shield(faults), *of_limits())


def of_limits() -> tuple[Layer, ...]:
    """Return the one layer of a worker that is limited and no more."""
    if os.name != "posix":
        return (Layer("limits", active=False, text="time only", remedy="Grade on Linux."),)
    return (Layer("limits", active=True, text="time, memory, sizes of files, open files, processes"),)


def remedies(layers: Iterable[Layer]) -> str:
    """Return what to do for the layers that are missing and needed."""
    return " ".join(layer.remedy for layer in layers if layer.needed and not layer.active)


def _user(*, own_user: bool) -> Layer:
    if own_user:
        return Layer("own user", active=True, text="each submission is a user that nobody has been")
    text = "submissions share one user, one after another"
    remedy = "In bubblewrap each gets its own when gradmark is run as root."
    return Layer("own user", active=False, text=text, remedy=remedy, needed=False)


def _shield(faults: Mapping[str, str]) -> tuple[Layer, ...]:
    active = {
        "seccomp": "no processes, programs, sockets, signals to others, or other rare system calls",
        "landlock": landlock.words(landlock.abi()),
    }
    return tuple(
        Layer(TITLES[part], active=False, text=faults[part], remedy=_KERNEL[part])
        if part in faults
        else Layer(TITLES[part], active=True, text=active[part])
        for part in PARTS
    )


def _landlock_lacking() -> str:
    return "" if landlock.abi() else "the kernel does not offer it"
