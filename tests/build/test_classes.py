"""An exercise that is a class: its methods with docstrings are the student's to write."""

from __future__ import annotations

import ast

from autograder.build.classes import answers, class_text, filled, methods, with_method

TEXT = '''class Point:
    """A point."""

    def __init__(self, x):
        """Keep x."""
        self.x = x

    def moved(self, by):
        """Return a
        new point."""
        step = by
        return Point(self.x + step)

    def __repr__(self):
        return f"Point({self.x})"
'''


def test_methods_with_docstrings_are_the_students():
    assert [item.name for item in methods(TEXT)] == ["__init__", "moved"]


def test_answers_are_the_bodies_below_the_docstrings():
    assert answers(TEXT) == [
        "        self.x = x",
        "        step = by\n        return Point(self.x + step)",
    ]


def test_filling_keeps_signatures_docstrings_and_given_methods():
    text = filled(TEXT, lambda name, body: f"        raise NotImplementedError('{name}')")

    assert answers(text) == [
        "        raise NotImplementedError('__init__')",
        "        raise NotImplementedError('moved')",
    ]
    assert 'return f"Point({self.x})"' in text
    assert "step" not in text


def test_a_method_takes_the_place_of_another():
    text = with_method(TEXT, "moved", "def _(self, by):\n    return by\n")
    node = ast.parse(text).body[0]

    assert [item.name for item in node.body[1:]] == ["__init__", "moved", "__repr__"]
    assert "    def moved(self, by):\n        return by\n" in text


def test_of_classes_with_one_name_the_one_at_the_line_is_cut():
    module = "import math\n\n\n@wrong(Point)\nclass _:\n    a = 1\n\n\n@wrong(Point)\nclass _:\n    a = 2\n"

    assert class_text(module, 11) == "class _:\n    a = 2\n"
