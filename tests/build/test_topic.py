from __future__ import annotations

import pytest

from autograder.build.topic import Registered, TopicError, read_topic

TEXT = '''"""The logistic sigmoid."""

from __future__ import annotations

import math
import numpy as np
from autograder.exercise.declare import exercise
from solutions.u03_activations.relu import relu

# %% [markdown]
# ## A story
#
# with $x$ and a second paragraph

# an ordinary comment


@exercise(points=1)
def sigmoid(z):
    r"""Sigmoid.

    $$\\sigma$$
    """
    # a comment of the author
    return 1 / (1 + np.exp(-z))


def helper(z):
    """Help."""
    return z


d_sigmoid = answer("d_sigmoid", "s")


@picture
def curve():
    """The curve."""
    from autograder import plots

    plots.curves({"sigmoid": lambda z: sigmoid(z)})


why = essay("why", prompt="Why?")
'''


def topic():
    return read_topic("sigmoid", TEXT, Registered({"sigmoid", "d_sigmoid"}, {"helper"}, {"curve"}, {"why"}))


def test_items_stand_in_reading_order():
    assert [(item.kind, item.name) for item in topic().items] == [
        ("markdown", ""),
        ("function", "sigmoid"),
        ("given", "helper"),
        ("value", "d_sigmoid"),
        ("picture", "curve"),
        ("essay", "why"),
    ]


def test_a_picture_is_the_body_of_its_function():
    item = topic().items[4]

    assert item.head == "The curve."
    assert item.body == 'from autograder import plots\n\nplots.curves({"sigmoid": lambda z: sigmoid(z)})'


def test_the_story_ends_with_its_comment_block():
    assert topic().items[0].head == "## A story\n\nwith $x$ and a second paragraph"


def test_a_function_is_cut_from_its_text_and_keeps_raw_docstrings_and_comments():
    item = topic().items[1]

    assert item.head == 'def sigmoid(z):\n    r"""Sigmoid.\n\n    $$\\sigma$$\n    """'
    assert item.body == "    # a comment of the author\n    return 1 / (1 + np.exp(-z))"


def test_imports_of_the_kit_stay_at_home():
    assert topic().imports == ("import math", "import numpy as np")


def test_a_registered_name_that_is_not_assigned_is_refused():
    with pytest.raises(TopicError, match="lost must be assigned"):
        read_topic("sigmoid", TEXT, Registered({"sigmoid", "lost"}))


def test_a_function_without_docstring_is_refused():
    with pytest.raises(TopicError, match="f needs a docstring"):
        read_topic("x", "def f(z):\n    return z\n", Registered({"f"}))
