"""The only order in which a child's messages are believed."""

from __future__ import annotations

from typing import Literal

from autograder.worker.messages import Message, Task


class Script:
    """How far a child has come: each message must be the next one that is due."""

    def __init__(self, steps: tuple[tuple[str, int], ...]) -> None:
        self.steps = steps
        self.place = 0
        self.phase: Literal["between", "block", "call"] = "between"
        self.running = -1

    @property
    def done(self) -> bool:
        """Say whether the last message has come."""
        return self.place == len(self.steps)

    def fits(self, message: Message) -> bool:
        """Take one step, or say that the message is none of ours."""
        if message.kind == "block_failed":
            return self.phase == "block" and message.index == self.running
        if (message.kind, message.index) != self.steps[self.place]:
            return False
        self.place += 1
        self.running = message.index
        # Between two calls nobody is to blame for a death: what is left is tried again.
        self.phase = message.kind if message.kind in ("block", "call") else "between"
        return True


def expected_steps(task: Task, blocks: int) -> tuple[tuple[str, int], ...]:
    """Return kind and index of the messages that a child sends for a task."""
    loading = [("block", index) for index in range(blocks) if index not in task.skip]
    calling = [(kind, index) for index in task.todo for kind in ("call", "outcome")]
    return (("ready", -1), *loading, ("loaded", -1), *calling)


def well_formed(message: Message) -> bool:
    """Say whether a message holds what its kind needs, and nothing that only we may say."""
    if message.kind == "outcome":
        return message.outcome is not None and message.outcome.status not in ("timeout", "crashed")
    if message.kind == "block_failed":
        return message.report is not None and message.report.status in ("raised", "memory")
    return True
