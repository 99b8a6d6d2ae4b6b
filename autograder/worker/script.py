"""The only order in which a child's messages are believed."""

from __future__ import annotations

from autograder.worker.messages import Message, Task
from autograder.worker.progress import NOWHERE, Phase, Place

_PHASES: dict[str, Phase] = {"block": "block", "call": "call"}


class Script:
    """How far a child has come: each message must be the next one that is due.

    A child that tells where it is by messages (`announced`) sends one before each block and call. The
    messages of others say only what came of them.
    """

    def __init__(self, task: Task, blocks: int, *, announced: bool) -> None:
        self.loading = [index for index in range(blocks) if index not in task.skip]
        self.announced = announced
        self.steps = _steps(self.loading, task.todo, announced=announced)
        self.taken = 0
        self.said = NOWHERE

    @property
    def done(self) -> bool:
        """Say whether the last message has come."""
        return self.taken == len(self.steps)

    def fits(self, message: Message) -> bool:
        """Take one step, or say that the message is none of ours."""
        if message.kind == "block_failed":
            place = Place("block", message.index)
            return self.may_be(place) and self.said == (place if self.announced else NOWHERE)
        if (message.kind, message.index) != self.steps[self.taken]:
            return False
        self.taken += 1
        # Between two calls nobody is to blame for a death: what is left is tried again.
        phase = _PHASES.get(message.kind)
        self.said = Place(phase, message.index) if phase else NOWHERE
        return True

    def go_on(self, todo: tuple[int, ...]) -> None:
        """Expect the messages about more calls."""
        self.steps += _calling(todo, announced=self.announced)

    def may_be(self, place: Place) -> bool:
        """Say whether a child that has come so far may be running this block or call."""
        is_loaded = ("loaded", -1) in self.steps[: self.taken]
        if place.phase == "block":
            return self.taken > 0 and not is_loaded and place.number in self.loading
        return place.phase == "call" and is_loaded and ("outcome", place.number) in self.steps[self.taken :]


def _steps(loading: list[int], todo: tuple[int, ...], *, announced: bool) -> tuple[tuple[str, int], ...]:
    """Return kind and index of the messages that a child sends."""
    blocks = [("block", index) for index in loading if announced]
    return (("ready", -1), *blocks, ("loaded", -1), *_calling(todo, announced=announced))


def _calling(todo: tuple[int, ...], *, announced: bool) -> tuple[tuple[str, int], ...]:
    kinds = ("call", "outcome") if announced else ("outcome",)
    return tuple((kind, index) for index in todo for kind in kinds)


def well_formed(message: Message) -> bool:
    """Say whether a message holds what its kind needs, and nothing that only we may say."""
    if message.kind == "outcome":
        outcome = message.outcome
        if outcome is None or outcome.status in ("timeout", "crashed"):
            return False
        return outcome.error is not None or outcome.status not in ("raised", "refused", "blocked")
    if message.kind == "block_failed":
        return message.report is not None and message.report.status in ("raised", "memory")
    return True
