from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submission.magics import plain_python

UNTOUCHED = [
    "x = (a\n % b)",
    'text = """\n%matplotlib inline\n!ls\n"""\nx = 1',
    "y = a \\\n  % b",
    "ok = 1  # right?",
    "d = [\n1,\n]  # ?",
    "async def f():\n    await g()",
]


@pytest.mark.parametrize("source", UNTOUCHED)
def test_python_that_looks_like_a_magic_stays(source):
    assert plain_python(source) == (source, (), None, "")


@pytest.mark.parametrize("source", UNTOUCHED)
def test_python_that_looks_like_a_magic_stays_beside_a_real_one(source):
    found = plain_python(f"%matplotlib inline\n{source}\n!ls")

    assert found.text == f"\n{source}\n"
    assert [line for line, _ in found.skipped] == [1, source.count("\n") + 3]


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!pip install numpy",
        "?sigmoid",
        "np.exp?",
        "sigmoid??",
        "%timeit f(3)",
        "files = !ls 'it",
        "x = %pwd",
        "!!ls",
        "%%html",
        '!echo ("',
        "await f()",
    ],
)
def test_a_command_is_blanked_without_moving_lines(line):
    found = plain_python(f"x = 1\n{line}\ny = 2")

    assert found.text == "x = 1\n\ny = 2"
    assert found.skipped == ((2, line),)


@pytest.mark.parametrize("name", ["time", "timeit -n 3", "capture out", "prun"])
def test_timed_cells_keep_their_body(name):
    assert plain_python(f"\n%%{name}\nx = 1").text == "\n\nx = 1"


def test_cell_magics_stack():
    assert plain_python("%%capture\n%%time\n!ls\nx = 1").text == "\n\n\nx = 1"


@pytest.mark.parametrize("name", ["bash", "html", "writefile a.py", "javascript", "python3"])
def test_cells_for_others_are_dropped(name):
    found = plain_python(f"%%{name}\nx = 1")

    assert (found.text, found.other) == ("", f"%%{name.split()[0]}")


def test_a_timed_statement_still_counts():
    assert plain_python("%time x = f(\n  3)\ny = 1").text == "x = f(\n  3)\ny = 1"


def test_a_command_alone_in_a_block_leaves_a_valid_block():
    text = plain_python("if True:\n    %matplotlib inline\nx = 1").text

    assert text == "if True:\n    pass\nx = 1"


def test_a_command_over_several_lines_goes_as_a_whole():
    assert plain_python("!pip install \\\n  numpy\nx = 1").text == "\n\nx = 1"


def test_only_the_awaiting_statement_goes():
    found = plain_python("x = 1\nasync for i in f():\n    print(i)\ny = 2")

    assert found.text == "x = 1\n\n\ny = 2"
    assert found.skipped == ((2, "async for i in f():"),)


@given(
    st.lists(
        st.sampled_from(
            [
                "x = 1",
                "%magic",
                "!sh",
                "def f(z):\n    return '''\n%a\n'''",
                "y = [1,\n2]",
                "f?",
                "# (",
                "s = '('",
            ]
        )
    )
)
def test_what_is_left_has_as_many_lines_and_parses(parts):
    source = "\n".join(parts)
    found = plain_python(source)

    assert found.broken is None
    assert found.text.count("\n") == source.count("\n")
    assert len(ast.parse(found.text).body) == sum(part[0] in "xdys" for part in parts)
    assert len(found.skipped) == sum(part in {"%magic", "!sh", "f?"} for part in parts)
