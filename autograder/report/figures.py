"""Plots as inline SVG, with matplotlib where it is installed; colours come from the page."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from markupsafe import Markup, escape

from autograder.report.summary import Bin
from autograder.report.text import clean

# stand-ins that no plot uses otherwise; the page's own colours take their places
_INK, _BAR, _LINE = "#010203", "#040506", "#070809"
_COLOURS = {_INK: "currentColor", _BAR: "var(--bar)", _LINE: "var(--line)"}


def histogram(bins: Sequence[Bin], *, name: str, label: str, alt: str) -> Markup | None:
    """Return the score distribution as an SVG element, or None without matplotlib (the page then draws bars).

    Args:
        bins: the counts.
        name: prefix of the element ids, unique on the page.
        label: title of the horizontal axis.
        alt: what a person who cannot see the plot is told.
    """
    if find_spec("matplotlib") is None or not any(item.students for item in bins):
        return None
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings = {"svg.hashsalt": "gradmark", "svg.fonttype": "none", "font.size": 9.0}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(6.6, 2.3), layout="constrained")
        _draw(figure.subplots(), bins, label)
        text = io.StringIO()
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _inline(text.getvalue(), name, alt)


def _draw(axes: Any, bins: Sequence[Bin], label: str) -> None:
    counts = [item.students for item in bins]
    widths = [item.high - item.low for item in bins]
    bars = axes.bar(
        [item.low for item in bins],
        counts,
        width=[0.96 * width for width in widths],
        align="edge",
        color=_BAR,
    )
    axes.bar_label(bars, labels=[str(count) if count else "" for count in counts], color=_INK, padding=1)
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 1.15 * max(counts))
    axes.set_xticks([item.low for item in bins] + [100])
    axes.set_xlabel(label, color=_INK)
    axes.set_ylabel("students", color=_INK)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(colors=_INK, length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(_LINE)


def _inline(svg: str, name: str, alt: str) -> Markup:
    """Cut the prologue, make ids unique on the page, let the page's colours in, and describe the plot."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>\s*", "", body, flags=re.DOTALL)
    body = re.sub(r'(\bid="|xlink:href="#|url\(#)', rf"\g<1>{name}-", body)
    for stand_in, colour in _COLOURS.items():
        body = body.replace(stand_in, colour)
    return Markup(body.replace("<svg ", f'<svg role="img" aria-label="{escape(clean(alt))}" ', 1))  # noqa: S704
