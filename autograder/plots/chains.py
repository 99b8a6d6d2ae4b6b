"""A computation graph with the value and the gradient of each node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.plots.canvas import Canvas, short

MOST = 60


def chain_graph(build: Callable[[], Any]) -> None:
    """Draw the graph below a `Value`: `build` gives the last node, with `data`, `grad` and `children`."""
    with Canvas() as canvas:
        built: list[Any] = []
        if canvas.value("Value", lambda: _built(build, built)) is None:
            return
        nodes = _nodes(built[0])
        if len(nodes) > MOST:
            canvas.notes.append(f"the graph has more than {MOST} nodes; it is too large for a picture")
            return
        levels = _levels(nodes)
        places = _places(levels)
        axes = canvas.plane((1.0 + 1.4 * (1 + max(levels.values())), 3.6))
        for node in nodes:
            _draw(axes, node, places)
        axes.margins(0.15)
        rows = (f"{short(float(node.data))} with gradient {short(float(node.grad))}" for node in nodes)
        canvas.says(f"Graph of {len(nodes)} nodes, inputs first: {'; '.join(rows)}.")


def _built(build: Callable[[], Any], kept: list[Any]) -> float:
    """Keep the last node of the graph, and make sure that it is one."""
    kept.append(build())
    return float(kept[0].data)


def _draw(axes: Any, node: Any, places: dict[int, tuple[float, float]]) -> None:
    x, y = places[id(node)]
    for child in node.children:
        start = places[id(child)]
        axes.annotate(
            "", xy=(x, y), xytext=start, arrowprops={"arrowstyle": "->", "shrinkA": 22, "shrinkB": 22}
        )
    text = f"{short(float(node.data))}\ngrad {short(float(node.grad))}"
    axes.text(x, y, text, ha="center", va="center", fontsize=8, bbox={"boxstyle": "round", "fc": "white"})
    axes.plot([x], [y], alpha=0.0)  # text alone does not widen the axes


def _nodes(last: Any) -> list[Any]:
    """Return each node once, operands first; more than `MOST` when there are more."""
    found: list[Any] = []
    seen: set[int] = set()
    stack: list[tuple[Any, bool]] = [(last, False)]
    while stack:
        node, done = stack.pop()
        if done:
            found.append(node)
        elif id(node) not in seen and len(seen) < 10 * MOST:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.children))
    return found


def _levels(nodes: list[Any]) -> dict[int, int]:
    """Return each node's column: one to the right of its operands; an input just left of its first use."""
    levels: dict[int, int] = {}
    for node in nodes:
        levels[id(node)] = 1 + max((levels.get(id(child), 0) for child in node.children), default=-1)
    for node in reversed(nodes):
        for child in node.children:
            if not child.children:
                users = [levels[id(user)] for user in nodes if any(child is part for part in user.children)]
                levels[id(child)] = min(users) - 1
    return levels


def _places(levels: dict[int, int]) -> dict[int, tuple[float, float]]:
    columns: dict[int, list[int]] = {}
    for node, level in levels.items():
        columns.setdefault(level, []).append(node)
    return {
        node: (1.0 * level, (len(column) - 1) / 2 - row)
        for level, column in columns.items()
        for row, node in enumerate(column)
    }
