"""Mutants of a reference: the function, class or formula with one small mistake of this field in it."""

from __future__ import annotations

import ast
import copy
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

from autograder.audit import array_operators, formula_operators, program_operators
from autograder.audit.places import OPERATORS, Change, Site, is_text

ALGEBRAIC = frozenset(
    {
        "sign", "factor", "term", "constant", "power", "function", "choice", "epsilon", "reduction",
        "transpose", "operand order",
    }
)  # fmt: skip
"""Mistakes that show in the formula, so that an equal formula proves that nothing has changed."""

SIZED = frozenset(["reduction", "transpose", "operand order"])
"""Those of them that show only where every array of the trace has more than one entry in each direction."""

TEXTUAL = frozenset(["sign", "factor", "term", "power", "function", "operand order"])
"""Mistakes that typed formulas are tried with."""

REGISTERED = (array_operators, formula_operators, program_operators)
LONGEST = 90


@dataclass(frozen=True)
class Mutant:
    """One broken version of an exercise: `before` became `after` in line `line` of its source.

    `same_code` says that Python compiles it to the reference's own code, `unseen` that a formula may
    miss what happens at the place (see `Site`).
    """

    exercise: str
    operator: str
    line: int
    before: str
    after: str
    text: str
    same_code: bool = False
    unseen: bool = False

    @property
    def change(self) -> str:
        """The change in one line, as audits name it."""
        return f"{self.before} -> {self.after}"


def mutants(exercise: str, text: str) -> Iterator[Mutant]:
    """Yield every mutant of a function's or class's source, each text once.

    Args:
        exercise: its name.
        text: the reference without decorators.
    """
    tree = _without_docstrings(ast.parse(text))
    reference, seen = _compiled(tree), {ast.unparse(tree)}
    for place, site in _sites(tree):
        for operator, changes in OPERATORS.items():
            for change in changes(site):
                mutated = _changed(tree, place, change)
                code, source = _compiled(mutated), ast.unparse(mutated)
                if code is None or source in seen:
                    continue
                seen.add(source)
                yield Mutant(
                    exercise,
                    operator,
                    int(getattr(site.node, "lineno", 1)),
                    *_shown(site, change),
                    source,
                    same_code=code == reference,
                    unseen=site.unseen,
                )


def answer_mutants(exercise: str, value: object) -> Iterator[Mutant]:
    """Yield the mutants of a typed formula in Python's notation; other values have none."""
    if not isinstance(value, str):
        return
    try:
        tree = ast.parse(value)
    except SyntaxError:
        return
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return
    seen = {ast.unparse(tree)}
    for place, site in _sites(tree):
        for operator in sorted(TEXTUAL):
            for change in OPERATORS[operator](site):
                formula = ast.unparse(_changed(tree, place, change))
                if formula not in seen:
                    seen.add(formula)
                    yield Mutant(exercise, operator, 1, value, formula, f"{exercise} = {formula!r}")


def _sites(tree: ast.Module) -> Iterator[tuple[int, Site]]:
    """Yield the places that are mutated with their numbers in the order of `ast.walk`.

    Annotations mean nothing at run time, and the text of an error is free.
    """
    around = _surroundings(tree)
    left_out = {id(node) for part in _free(tree) for node in ast.walk(part)}
    for place, node in enumerate(ast.walk(tree)):
        if id(node) not in left_out:
            outer = around[id(node)]
            inside = next((item for item in outer if isinstance(item, ast.FunctionDef)), None)
            yield place, Site(node, outer, inside)


def _surroundings(tree: ast.AST) -> dict[int, tuple[ast.AST, ...]]:
    found: dict[int, tuple[ast.AST, ...]] = {id(tree): ()}
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            # Load(), Add() and the like are one object wherever they stand
            found[id(child)] = (node, *found[id(node)])
    return found


def _free(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(part, ast.AST):
                yield part
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield node.exc
        elif isinstance(node, ast.Assign) and is_text(node.value):
            yield node


def _changed(tree: ast.Module, place: int, change: Change) -> ast.Module:
    mutated = copy.deepcopy(tree)
    target = list(ast.walk(mutated))[place]
    replaced = _Replacing(target, change.after).visit(mutated)
    assert isinstance(replaced, ast.Module)
    return ast.fix_missing_locations(replaced)


class _Replacing(ast.NodeTransformer):
    """Puts another node, or nothing, in the place of one."""

    def __init__(self, target: ast.AST, after: ast.AST | None) -> None:
        self.target, self.after = target, after

    def visit(self, node: ast.AST) -> ast.AST | None:
        """Replace the target, go on below every other node."""
        if node is self.target:
            return copy.deepcopy(self.after)
        return super().generic_visit(node)


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _compiled(tree: ast.Module) -> object | None:
    """Return what Python makes of a module, without its line numbers; None when it is no program."""
    with warnings.catch_warnings():
        # Python warns of what can only fail, such as a number that is indexed: mutants may
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            code = compile(tree, "mutant", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, TypeError):
            return None
    return _bare(code)


def _bare(code: CodeType) -> tuple[object, ...]:
    constants = tuple(
        _bare(item) if isinstance(item, CodeType) else (type(item), repr(item)) for item in code.co_consts
    )
    return code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars


def _shown(site: Site, change: Change) -> tuple[str, str]:
    if change.shown is not None:
        return _short(change.shown[0]), _short(change.shown[1])
    if change.after is None:
        return _short(ast.unparse(site.node)), "(left out)"
    before, after = site.node, change.after
    parent = site.parent
    if isinstance(before, (ast.Name, ast.Constant)) and isinstance(
        parent, (ast.BinOp, ast.Call, ast.Compare)
    ):
        # a bare name or number says little without what it stands in
        place = [id(node) for node in ast.walk(parent)].index(id(before))
        whole = copy.deepcopy(parent)
        target = list(ast.walk(whole))[place]
        replaced = _Replacing(target, after).visit(whole)
        assert replaced is not None
        before, after = parent, replaced
    return _short(ast.unparse(before)), _short(ast.unparse(ast.fix_missing_locations(copy.deepcopy(after))))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
