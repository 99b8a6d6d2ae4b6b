"""What a submission is asked to compute, and what came back. Plain data both ways.

A `Call` names a function (or a value) of the submission and carries its arguments as trees of
`autograder.plain`. An `Outcome` says what happened. Neither knows what is right.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from autograder.plain import Tree, from_tree, to_tree


class Trace(msgspec.Struct, frozen=True, omit_defaults=True):
    """Asks for the formula of a call in the place of its value (`autograder.tracing`).

    `inputs` names each place that is a symbol: {"0": "z", "lr": "lr", "2.m": "m"} for the first argument, the
    keyword `lr`, and entry "m" of the third. The call's own values say what the symbols are: a number or the
    shape of an array, whole numbers where they are integers. Entries of arrays are named `z[0,1]`.

    The outcome is "returned" with the graph as its value (`autograder.tracing.wire.read_graph`), or "refused"
    with the reason in its error, of type "Untraceable".
    """

    inputs: dict[str, str]


class Call(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request: call `name`, or read it (`read`), or let a `driver` work with it.

    A driver is a trusted helper of `autograder.drivers` that receives the student's function first;
    it is used where one plain call is not enough (several optimizer steps in a row).
    `right` names functions of the submission that stand aside for the trusted ones of `autograder.losses`
    during the call: was it only an earlier function that was wrong?
    """

    name: str
    args: tuple[Tree, ...] = ()
    kwargs: dict[str, Tree] = {}
    driver: str | None = None
    read: bool = False
    trace: Trace | None = None
    right: tuple[str, ...] = ()

    def arguments(self) -> tuple[list[Any], dict[str, Any]]:
        """Return the arguments as values."""
        return [from_tree(arg) for arg in self.args], {
            key: from_tree(arg) for key, arg in self.kwargs.items()
        }


class Raised(msgspec.Struct, frozen=True):
    """An exception in the student's code: `frames` are (place, source line) of their file only.

    A place is what a student finds again: "line 12", "code cell 3, line 2".
    """

    type: str
    message: str
    place: str = ""
    frames: tuple[tuple[str, str], ...] = ()


class Warned(msgspec.Struct, frozen=True):
    """A warning that the student's code caused."""

    category: str
    message: str
    place: str = ""


CALL_FAULT = "the grader's call could not be made"  # begins the text of a refusal that is our fault

OutcomeStatus = Literal[
    "returned",
    "raised",
    "not_started",
    "missing",
    "refused",
    "blocked",
    "timeout",
    "memory",
    "crashed",
]


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one call did. `value` is a tree; `changed` names the arguments that were modified.

    `missing`: the name is not defined; `not_started`: the stub's NotImplementedError, or a value that is
    still None; `refused`: the result is no plain data or too large; `blocked`: an earlier function that
    the call needs is not there, the error says which; `crashed`: the process ended.
    """

    status: OutcomeStatus
    value: Tree = None
    error: Raised | None = None
    printed: str = ""
    warnings: tuple[Warned, ...] = ()
    changed: tuple[str, ...] = ()
    seconds: float = 0.0

    def result(self) -> Any:
        """Return the value; raises `PlainError` when the tree is malformed."""
        return from_tree(self.value)


def packed(asked: Call) -> Call:
    """Return the call with raw arrays: quicker to read, and longer for people."""
    args, kwargs = asked.arguments()
    return msgspec.structs.replace(
        asked,
        args=tuple(to_tree(arg, raw=True) for arg in args),
        kwargs={key: to_tree(arg, raw=True) for key, arg in kwargs.items()},
    )


def call(name: str, *args: Any, **kwargs: Any) -> Call:
    """Author's shorthand: `call("elu", z, alpha=0.5)`, with real values."""
    return Call(name, tuple(to_tree(arg) for arg in args), {key: to_tree(arg) for key, arg in kwargs.items()})


def drive(driver: str, name: str, *args: Any, **kwargs: Any) -> Call:
    """Like `call`, through a named driver."""
    plain = call(name, *args, **kwargs)
    return msgspec.structs.replace(plain, driver=driver)


def traced(inputs: dict[str, str], asked: Call) -> Call:
    """Ask for the formula of a call: `traced({"0": "z"}, call("sigmoid", 0.5))`."""
    return msgspec.structs.replace(asked, trace=Trace(inputs))


def read(name: str) -> Call:
    """Ask for a module-level value (a typed formula, a quiz answer)."""
    return Call(name, read=True)
