"""Tables on a terminal, and the same as Markdown for the documentation."""

from __future__ import annotations


def shown(rows: list[list[str]], *, markdown: bool = False) -> str:
    """Return the rows, the first of them the head, in columns: texts to the left, numbers to the right."""
    if markdown:
        rule = ["---", *["---:"] * (len(rows[0]) - 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: list[str], widths: list[int]) -> str:
    first, *rest = (
        text.rjust(width) if place else text.ljust(width)
        for place, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *rest])
