from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.screen import clean, for_screen, shows_unicode, to_ascii


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("bell\a back\b \x9b2J", "bell back "),
        ("right\u202eto left", "rightto left"),
        ("zero\u200bwidth", "zerowidth"),
        ("two\r\nlines\tand a tab", "two\nlines    and a tab"),
    ],
)
def test_terminal_escapes_and_direction_marks_are_removed(hostile, shown):
    assert clean(hostile) == shown


@given(st.text())
def test_clean_text_holds_no_control_character_but_the_line_end(text):
    assert all(char == "\n" or unicodedata.category(char)[0] != "C" for char in clean(text))


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)

    assert clean(once) == once


@given(st.text())
def test_ascii_text_is_ascii(text):
    assert to_ascii(text).isascii()


def test_greek_and_signs_are_spelled_out():
    assert to_ascii("σ′(z) ≤ ½ → ∂L/∂W · café") == "sigma'(z) <= 1/2 -> dL/dW * cafe"


@pytest.mark.parametrize(
    ("encoding", "able"), [("utf-8", True), ("cp1252", False), ("ascii", False), (None, False)]
)
def test_only_streams_with_greek_letters_get_unicode(encoding, able):
    assert shows_unicode(encoding) is able
    assert for_screen("σ", encoding) == ("σ" if able else "sigma")
