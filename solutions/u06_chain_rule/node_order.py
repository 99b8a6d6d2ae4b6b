"""Operands before the results that use them."""

from __future__ import annotations

from autograder.checks import Golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.value_step_recipes import order_of

# %% [markdown]
# ## The right order
#
# A node may hand its slope on only when it has collected all of it, that is when **every** node that it went into has
# already handed on. Take the nodes in an order in which operands come before the results that use them, and walk
# through it from the end. There may be several such orders; each will do.
#
# Two traps. A node that is used twice must stand in the list once. And the number of *paths* through a graph can double
# with every node: thirty lines `x = x + x` have 31 nodes and more than a thousand million paths.


@exercise(
    points=2,
    minutes=15,
    difficulty=3,
    source="S3-20",
    needs=("Value",),
    hints=(
        "Go down from v: a node goes into the list after all of its children are in.",
        (
            "Remember which nodes you have visited (by identity), and do not visit one again. Append a node when its "
            "children are done, not when you meet it."
        ),
        (
            "A function inside that calls itself for each child and appends the node last does it. For very deep graphs "
            "use a list as a stack in place of the calls."
        ),
    ),
    checks=[
        Golden(
            label="a graph that has one order only",
            at=(
                order_of(
                    {"a": 1.5},
                    ["u = a * a", "v = u * a", "J = v + u"],
                    only=True,
                ),
            ),
        ),
        Golden(
            label="J = (ab + c) a: all nodes once, operands first, J last",
            at=(
                order_of(
                    {"a": 5.0, "b": 4.0, "c": 2.0},
                    ["u = a * b", "z = u + c", "J = z * a"],
                ),
            ),
        ),
        Golden(
            label="a node that was made from nothing",
            at=(order_of({"a": 1.0}, ["a = a"], only=True),),
        ),
        Golden(
            label="a chain of 30 doubled nodes takes no time",
            at=(order_of({"x": 1.0}, ["x = x + x"], times=30),),
        ),
    ],
    hidden=[
        Golden(
            label="other graphs that have one order only",
            weight=2,
            at=(
                order_of(
                    {"p": -0.5},
                    ["q = p + p", "r = p * q", "s = r + p", "t = s * q", "J = t * r"],
                    only=True,
                ),
                order_of(
                    {"a": 2.0},
                    ["b = a * a", "c = b * b", "d = c + a", "J = a * d"],
                    only=True,
                ),
            ),
        ),
        Golden(
            label="equal numbers are different nodes; only what lies below counts",
            weight=2,
            at=(
                order_of(
                    {"a": 1.0, "b": 1.0, "c": 1.0, "d": 7.0},
                    ["u = a * b", "v = b * c", "w = u + v", "J = w * u", "K = J + d"],
                    of="J",
                ),
                order_of(
                    {"a": 0.0, "b": 0.0, "c": 3.0},
                    ["u = a + b", "v = u * a", "w = v + c", "x = w * v", "J = x + u"],
                ),
            ),
        ),
        Golden(
            label="500 deep",
            at=(order_of({"x": 1.0, "a": 0.5}, ["x = x + a"], times=500),),
        ),
    ],
)
def topological_order(v) -> list:
    r"""The nodes of the graph below `v`, operands before the results that use them.

    Args:
        v: a `Value`; the tuple `children` of a node holds the Values that it was made from.

    Returns:
        A list of `v` and of all Values from which it was made, directly or not: each once, every one after all of its
        own children, so that `v` comes last. Nodes that `v` was not made from are left out. Two nodes with the same
        number are different nodes. It must work for graphs 500 nodes deep, and without delay for a chain of 30 nodes
        of which each uses the one before it twice.

    For `u = a * b` and `z = u + a` the list is `[a, b, u, z]` or `[b, a, u, z]`.
    """
    order, visited = [], {id(v)}
    path = [(v, iter(v.children))]
    while path:
        child = next((item for item in path[-1][1] if id(item) not in visited), None)
        if child is None:
            order.append(path.pop()[0])
        else:
            visited.add(id(child))
            path.append((child, iter(child.children)))
    return order


@wrong(topological_order, "results before their operands")
def _(v):
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            order.append(node)
            for child in node.children:
                visit(child)

    visit(v)
    return order


@wrong(topological_order, "a node for each time that it is used")
def _(v):
    order = []
    for child in v.children:
        order += topological_order(child)
    return [*order, v]


@wrong(topological_order, "level by level, turned round")
def _(v):
    order, level, seen = [], [v], {id(v)}
    while level:
        order += level
        level = [child for node in level for child in node.children if id(child) not in seen]
        level = list({id(child): child for child in level}.values())
        seen |= {id(child) for child in level}
    return order[::-1]


@wrong(topological_order, "nodes with equal numbers are taken for one")
def _(v):
    order, seen = [], set()

    def visit(node):
        if node.data not in seen:
            seen.add(node.data)
            for child in node.children:
                visit(child)
            order.append(node)

    visit(v)
    return order


@wrong(topological_order, "from the end: v comes first")
def _(v):
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for child in node.children:
                visit(child)
            order.append(node)

    visit(v)
    return order[::-1]


@wrong(topological_order, "v itself is left out")
def _(v):
    order, seen = [], set()

    def visit(node):
        for child in node.children:
            if id(child) not in seen:
                seen.add(id(child))
                visit(child)
                order.append(child)

    visit(v)
    return order


@wrong(topological_order, "marked when it is met first and written last, with a stack of nodes only")
def _(v):
    order, seen, stack = [], {id(v)}, [v]
    while stack:
        node = stack.pop()
        order.append(node)
        for child in node.children:
            if id(child) not in seen:
                seen.add(id(child))
                stack.append(child)
    return list(reversed(order))


@wrong(topological_order, "right, but every path is walked")
def _(v):
    order = []

    def visit(node):
        for child in node.children:
            visit(child)
        if not any(node is item for item in order):
            order.append(node)

    visit(v)
    return order


@accepted(topological_order, "a function that calls itself")
def _(v):
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for child in node.children:
                visit(child)
            order.append(node)

    visit(v)
    return order


@accepted(topological_order, "counting uses: a node is ready when all that use it are placed")
def _(v):
    uses, todo, nodes = {id(v): 0}, [v], [v]
    while todo:
        for child in todo.pop().children:
            if id(child) not in uses:
                uses[id(child)] = 0
                todo.append(child)
                nodes.append(child)
            uses[id(child)] += 1
    placed, ready = [], [v]
    while ready:
        node = ready.pop()
        placed.append(node)
        for child in node.children:
            uses[id(child)] -= 1
            if uses[id(child)] == 0:
                ready.append(child)
    return placed[::-1]


@accepted(topological_order, "sorted by the longest way down")
def _(v):
    depth, stack = {}, [v]
    nodes = {}
    while stack:
        node = stack[-1]
        waiting = [child for child in node.children if id(child) not in depth]
        if waiting:
            stack += waiting
            continue
        stack.pop()
        nodes[id(node)] = node
        depth[id(node)] = 1 + max((depth[id(child)] for child in node.children), default=0)
    return sorted(nodes.values(), key=lambda node: depth[id(node)])


@accepted(topological_order, "a stack that meets each node twice")
def _(v):
    order, done, stack = [], set(), [(v, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif id(node) not in done:
            done.add(id(node))
            stack.append((node, True))
            stack += [(child, False) for child in node.children]
    return order
