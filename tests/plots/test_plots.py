"""Pictures are drawn from what is written, name what is not, and never stop a notebook."""

from __future__ import annotations

import sys

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from autograder import plots
from autograder.plots.canvas import INSTALL, Canvas


class Node:
    def __init__(self, data, children=()):
        self.data, self.grad, self.children = data, 0.0, tuple(children)


def unwritten(*args):
    raise NotImplementedError("sigmoid")


def product():
    a, b = Node(2.0), Node(3.0)
    c = Node(6.0, (a, b))
    a.grad, b.grad, c.grad = 3.0, 2.0, 1.0
    return c


DRAWN = {
    "curves": lambda: plots.curves({"tanh": np.tanh, "sigmoid": unwritten}),
    "error": lambda: plots.error_versus_h({"central": lambda h: h**2 + 1e-16 / h}),
    "histories": lambda: plots.histories({"sgd": lambda: [3.0, 2.0, 1.5]}),
    "surface": lambda: plots.loss_surface(
        lambda x, y: x**2 + 4 * y**2, {"gd": lambda: np.array([[1.0, 1.0], [0.5, 0.2]])}
    ),
    "images": lambda: plots.images(lambda: np.arange(24.0).reshape(2, 3, 4)),
    "boundary": lambda: plots.decision_boundary(
        lambda X: (X[:, 0] > 0).astype(int), np.array([[-1.0, 0.0], [1.0, 1.0], [2.0, 0.0]]), [0, 1, 0]
    ),
    "chain": lambda: plots.chain_graph(product),
}
SAID = {
    "curves": ["tanh from -1 to 1", "sigmoid is not written yet"],
    "error": ["central is best at h = "],
    "histories": ["sgd from 3 to 1.5"],
    "surface": ["gd after 1 steps at (0.5, 0.2)"],
    "images": ["2 images of 3 by 4 weights, from 0 to 23"],
    "boundary": ["2 classes; 67 % of 3 points"],
    "chain": ["Graph of 3 nodes", "2 with gradient 3; 3 with gradient 2; 6 with gradient 1"],
}


@pytest.mark.parametrize("name", DRAWN)
def test_each_picture_says_what_it_shows(name, capsys):
    DRAWN[name]()

    printed = capsys.readouterr().out
    for part in SAID[name]:
        assert part in printed


def test_what_is_not_written_is_named_and_nothing_is_drawn(capsys):
    plots.chain_graph(unwritten)
    plots.images(lambda: missing_name)  # noqa: F821 - a cell above was not run
    plots.histories({"adam": lambda: {}["loss"]})

    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "Value is not written yet",
        "the weights is not written yet",
        "adam fails with KeyError: 'loss'",
    ]


def test_a_graph_of_thousands_of_nodes_is_not_drawn(capsys):
    def deep():
        node = Node(1.0)
        for _ in range(5000):
            node = Node(1.0, (node,))
        return node

    plots.chain_graph(deep)

    assert "too large for a picture" in capsys.readouterr().out


def test_without_matplotlib_the_remedy_is_named(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    plots.curves({"tanh": np.tanh})

    assert capsys.readouterr().out == INSTALL + "\n"


def test_ctrl_c_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt), Canvas():
        raise KeyboardInterrupt


@pytest.mark.slow
def test_a_notebook_gets_an_image_with_a_text_alternative():
    source = "import numpy as np\nfrom autograder import plots\nplots.curves({'<tanh>': np.tanh})"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])

    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()

    (output,) = notebook.cells[0].outputs
    assert '<img alt="Curves over z from -5 to 5: &lt;tanh&gt;' in output["data"]["text/html"]
    assert "<tanh> from -1 to 1" in output["data"]["text/plain"]
