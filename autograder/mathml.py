"""A formula of a record as MathML: typeset by the browser itself, without scripts, fonts or a network.

Records may be made or changed by anybody, so what comes back is built anew from known elements: latex2mathml
passes on markup that it meets in a text. Where a page drops MathML and keeps the words in it, as JupyterLab
does in a notebook that is not trusted, marks that are hidden otherwise keep the formula readable:
`(a+b)/(c^2)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from autograder.screen import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST = 2000
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_ATTRIBUTES = frozenset(["stretchy", "fence", "form", "accent", "width"])
# A browser's own choice may be a font without large brackets.
_FONTS = "font-family:Latin Modern Math,STIX Two Math,Cambria Math,DejaVu Math TeX Gyre,math"
_LEFT = ' style="text-align:left;padding:.2em .5em"'
# What a part of each element is introduced with where only the words are left.
_MARKS: dict[str, tuple[str | None, ...]] = {
    "mfrac": ("", "/"),
    "msup": (None, "^"),
    "msub": (None, "_"),
    "msubsup": (None, "_", "^"),
    "msqrt": ("√",),
}
_TAGS = frozenset([*_MARKS, "mrow", "mi", "mn", "mo", "mtext", "mspace", "mover", "mtable", "mtr", "mtd"])


class _RefusedError(ValueError):
    """An element or command that no formula of ours has."""


def mathml(latex: str | None, text: str) -> str | None:
    """Return a formula as a `<math>` element that is called `text`, or None: show the text then.

    Args:
        latex: as `sympy_checks.latex` writes it; anything else is refused.
        text: the same in Unicode, for those who listen.
    """
    inside = _converted(latex) if latex and len(latex) <= LONGEST and _known(latex) else None
    if not inside:
        return None
    label = escape(clean(text))
    return f'<math displaystyle="true" aria-label="{label}" style="{_FONTS}">{inside}</math>'


@lru_cache(maxsize=1024)
def _converted(latex: str) -> str | None:
    """Return what stands inside `<math>`; a class writes the same formulas again and again."""
    try:
        # Imported here: it reads a table of symbols, and most commands show no formula.
        from latex2mathml.converter import convert_to_element

        return "".join(_element(part) for part in convert_to_element(latex))
    except Exception:  # noqa: BLE001 - latex2mathml raises what it likes; the text is always at hand
        return None


def _known(latex: str) -> bool:
    from sympy_checks.latex import COMMANDS

    return all(command in COMMANDS or command == "\\" for command in _COMMAND.findall(latex))


def _element(element: Element) -> str:
    parts = list(element)
    if element.tag not in _TAGS:
        message = f"formulas hold {', '.join(sorted(_TAGS))}, got {element.tag}"
        raise _RefusedError(message)
    letters = parts if element.tag == "mrow" else [element]
    if letters and all(part.get("mathvariant") == "normal" for part in letters):
        return _upright("".join(map(_text, letters)))
    text = _text(element)
    if element.tag == "mo" and text.isalpha():
        # As an operator it stands between wide blanks and does not look like a function.
        return _upright(text)
    if element.tag == "mspace":
        # The thin space of a product.
        return f"<mrow><mspace{_attributes(element)}></mspace>{_hidden('·')}</mrow>"
    tag = element.tag
    return f"<{tag}{_attributes(element)}>{escape(text)}{_inside(tag, parts)}</{tag}>"


def _upright(name: str) -> str:
    r"""Return the name of a function or of a variable with several letters."""
    style = ' mathvariant="normal"' if len(name) == 1 else ""
    return f"<mi{style}>{escape(name)}</mi>"


def _text(element: Element) -> str:
    # A circumflex of its own would be as large as a letter.
    text = clean(unescape(element.text or "")).replace("^", "\u02c6")
    return text.replace("\\_", "_") if element.tag == "mtext" else text


def _attributes(element: Element) -> str:
    kept = "".join(f' {key}="{escape(value)}"' for key, value in element.items() if key in _ATTRIBUTES)
    return kept + (_LEFT if element.tag == "mtd" else "")


def _inside(tag: str, parts: Sequence[Element]) -> str:
    if tag == "mtr":
        ends = [" "] * (len(parts) - 1) + ["; "]
        return "".join(map(_cell, parts, ends))
    _mark_signs(parts)
    if tag in _MARKS:
        return "".join(map(_marked, parts, _MARKS[tag]))
    return "".join(map(_element, parts))


def _mark_signs(parts: Sequence[Element]) -> None:
    """Tell the sign of a number from the minus between two terms, which stands between blanks."""
    for before, part in pairwise([None, *parts]):
        if part is not None and part.tag == "mo" and _text(part) == "\u2212" and _opens(before):
            part.set("form", "prefix")


def _opens(before: Element | None) -> bool:
    if before is None or before.tag == "mtext":
        return True
    return before.tag == "mo" and before.get("form") != "postfix" and _text(before) not in (")", "|")


def _marked(part: Element, mark: str | None) -> str:
    """Return a part behind its mark, in brackets where it is more than one sign."""
    inside = _element(part)
    if mark is None:
        return inside
    if len(list(part.iter())) <= 2:
        return f"<mrow>{_hidden(mark)}{inside}</mrow>" if mark else inside
    return f"<mrow>{_hidden(mark + '(')}{inside}{_hidden(')')}</mrow>"


def _cell(part: Element, end: str) -> str:
    return _element(part).removesuffix("</mtd>") + _hidden(end) + "</mtd>"


def _hidden(text: str) -> str:
    return f'<mtext style="display:none">{escape(text)}</mtext>'
