"""What of a record its student sees."""

from __future__ import annotations

from autograder.feedback import exercise_html, exercise_text


def shown(record, spec):
    """Return everything of a record that its student may see: messages, feedback, visible checks, formulas."""
    texts = [*record.messages]
    for item in record.exercises:
        own = spec.exercise(item.id)
        visible = [check for check in item.checks if not check.hidden]
        texts += [exercise_text(item, own), exercise_html(item, own), str(visible), str(item.formula)]
    return "\n".join(texts)
