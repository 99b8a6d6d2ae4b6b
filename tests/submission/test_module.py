from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submission.code import Unreadable
from autograder.submission.module import read_module

UNIT = "u03_activations"
SNIPPETS = [
    "x = 1",
    "# note",
    "",
    "@f\ndef g():\n    return '''a\n\nb'''",
    "a = 1; b = 2",
    "if x:\n    y = 2\nelse:\n    y = 3",
]


def blocks(text: str):
    return read_module("a.py", text.encode(), UNIT).blocks


@given(
    st.lists(st.sampled_from(SNIPPETS), min_size=1).filter(
        lambda lines: any(s and s[0] != "#" for s in lines)
    )
)
def test_blocks_joined_are_the_file_and_stand_on_their_true_lines(parts):
    text = "\n".join(parts)
    code = read_module("a.py", text.encode(), UNIT)

    assert text == code.text
    for block in code.blocks:
        assert text.split("\n")[block.line - 1] == block.source.split("\n")[0]


def test_comments_and_decorators_belong_to_the_statement_below():
    first, second = blocks("x = 1\n\n# about f\n@decorated\ndef f():\n    pass\n")

    assert first.source == "x = 1"
    assert (second.name, second.line) == ("line 4", 2)
    assert second.source.startswith("\n# about f\n@decorated")


def test_statements_on_one_line_are_one_block():
    assert [block.source for block in blocks("a = 1; b = 2\nc = 3")] == ["a = 1; b = 2", "c = 3"]


def test_windows_line_ends_form_feeds_and_a_mark_are_fine():
    code = read_module("a.py", "\ufeffx = 1\r\n\x0cy = '\u2028'\r\n".encode(), UNIT)

    assert [ast.parse(block.source).body[0].targets[0].id for block in code.blocks] == ["x", "y"]


def test_syntax_error_names_line_rule_source_and_caret():
    with pytest.raises(Unreadable) as caught:
        read_module("alice.py", b"x = 1\ny = np.exp(z\n", UNIT)

    lines = str(caught.value).split("\n")
    assert lines[0] == "alice.py, line 2: '(' was never closed"
    assert lines[1:3] == ["    y = np.exp(z", "              ^"]
    assert "gradmark check" in lines[3]


def test_caret_stands_right_after_tabs_and_in_endless_lines():
    with pytest.raises(Unreadable) as caught:
        read_module("a.py", b"if x:\n\ty = 1 1\n", UNIT)
    assert "    y = 1 1\n          ^" in str(caught.value)

    with pytest.raises(Unreadable) as caught:
        read_module("a.py", b"x = " + b"a + " * 500 + b"1 2 + b\n", UNIT)
    _, shown, caret, _ = str(caught.value).split("\n")
    assert len(shown) < 110
    assert shown[caret.index("^")] in "12"


def test_an_ipython_command_in_a_module_is_explained():
    with pytest.raises(Unreadable, match="only notebooks understand IPython commands"):
        read_module("a.py", b"import numpy\n%matplotlib inline\n", UNIT)


@pytest.mark.parametrize(
    "text", ["(" * 1000, "-" * 50_000 + "1", "a" + ".b" * 50_000, "1" * 5000, "not " * 9000 + "1"]
)
def test_code_nested_too_deeply_is_unreadable(text):
    with pytest.raises(Unreadable):
        blocks(text)


def test_invalid_escapes_warn_nobody():
    assert blocks("x = '\\d'\n")


def test_another_units_module_is_named():
    with pytest.raises(Unreadable, match="the module of u05_one_neuron, u03_activations is due"):
        read_module("a.py", b"# gradmark: u05_one_neuron 0.1.0\nx = 1\n", UNIT)


def test_another_kit_is_a_note_and_ours_is_none():
    assert (
        read_module("a.py", b"# gradmark: u03_activations 0.0.9\nx = 1\n", UNIT)
        .notes[0]
        .startswith("the module was made with gradmark 0.0.9")
    )
    assert read_module("a.py", b"# gradmark: u03_activations 0.1.0\nx = 1\n", UNIT).notes == ()


def test_comments_alone_are_no_code():
    code = read_module("a.py", b"# nothing yet\n", UNIT)

    assert code.blocks == ()
    assert "comments only" in code.notes[0]
