"""Stand-ins for what a submission may import but a grader must not run: plotting, the notebook, ourselves."""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any

ROOTS = frozenset(
    [
        "matplotlib",
        "mpl_toolkits",
        "seaborn",
        "plotly",
        "IPython",
        "ipywidgets",
        "autograder",
        "sympy_checks",
    ],
)
_UNPACK = dis.opmap["UNPACK_SEQUENCE"]


class Inert:
    """Accepts every attribute, call, index, operator and unpacking, and does nothing."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return INERT

    def __setattr__(self, name: str, value: Any) -> None:
        pass

    def __call__(self, *_args: Any, **_kwargs: Any) -> Any:  # noqa: D102 - what the class says
        return INERT

    def __iter__(self) -> Iterator[Any]:
        return iter([INERT] * _targets(sys._getframe(1)))  # noqa: SLF001

    def __getitem__(self, key: Any) -> Any:
        return INERT

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __enter__(self) -> Any:
        return INERT

    def __exit__(self, *_: object) -> None:
        pass

    def __float__(self) -> float:
        return 0.0

    def __format__(self, _spec: str) -> str:
        return ""

    def __repr__(self) -> str:
        return ""

    def _operator(self, *_: Any) -> Any:
        return INERT

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _operator
    __neg__ = __lt__ = __le__ = __gt__ = __ge__ = __or__ = __and__ = _operator


INERT = Inert()


class InertModule(ModuleType):
    """A module of which every name is inert."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return INERT


class _Finder(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in ROOTS:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def make_room() -> None:
    """Forget the modules in the place of which stand-ins belong, ours among them."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ROOTS]:
        del sys.modules[name]


def install() -> None:
    """Put the stand-ins in the place of what was forgotten, for every later import."""
    sys.meta_path.insert(0, _Finder())


def _targets(frame: FrameType) -> int:
    """Return how many names `a, b, c = inert` wants, read from the caller's bytecode; 2 anywhere else."""
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at + 1] if 0 <= at < len(code) - 1 and code[at] == _UNPACK else 2
