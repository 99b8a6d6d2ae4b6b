"""Tables on a terminal, and the same as Markdown for the documentation."""

from __future__ import annotations

import argparse
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def shown(rows: list[list[str]], *, markdown: bool = False) -> str:
    """Return the rows, the first of them the head, in columns: texts to the left, numbers to the right."""
    if markdown:
        rule = ["---", *["---:"] * (len(rows[0]) - 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], rule, *rows[1:]])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(_line(row, widths) for row in rows)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of benchmarks whose tables stand in the documentation."""
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--page", action="store_true", help=f"put that into docs/{PAGE.name}")


def publish(chosen: argparse.Namespace, name: str, text: str) -> None:
    """Print what was measured; with `--page` put it where the page has this name in a comment."""
    print(text)
    if chosen.page:
        page = replaced(PAGE.read_text(encoding="utf-8"), name, text)
        PAGE.write_text(page, encoding="utf-8")


def replaced(page: str, name: str, text: str) -> str:
    """Return a page with other text between `<!-- NAME -->` and `<!-- end -->`."""
    before, start, rest = page.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition("<!-- end -->")
    if not end:
        message = f"the page needs a place for {name}: <!-- {name} --> and <!-- end -->, each on its line"
        raise ValueError(message)
    return f"{before}{start}\n{text}\n\n{end}{after}"


def _line(row: list[str], widths: list[int]) -> str:
    first, *rest = (
        text.rjust(width) if place else text.ljust(width)
        for place, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *rest])
