"""One picture: what could be evaluated, what could not, the figure, and its text alternative."""

from __future__ import annotations

import base64
import html
import io
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Array = npt.NDArray[np.float64]
INSTALL = "pictures need matplotlib: python -m pip install matplotlib"
STYLES = ("-", "--", "-.", ":")
MARKS = ("o", "s", "^", "D", "v", "P", "X")
SIZE = (6.4, 4.0)  # inches
DOTS = 110  # per inch


class Canvas:
    """Collects what a picture shows; leaving the `with` block displays it.

    Example:
        with Canvas() as canvas:
            values = canvas.values({"sigmoid": lambda: sigmoid(z)})
            if values:
                canvas.axes().plot(...)
                canvas.says("Curves of ...")
    """

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.text = ""
        self.figure: Figure | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Show the picture; a failure in drawing is told and does not stop a notebook."""
        if isinstance(error, ImportError):
            self.figure, self.notes = None, [INSTALL]
        elif isinstance(error, Exception):
            self.figure = None
            self.notes.append(f"this could not be drawn: {type(error).__name__}: {str(error)[:200]}")
        elif error is not None:
            return False
        _display(self.figure, self.text, self.notes)
        return True

    def values(self, functions: Mapping[str, Callable[[], Any]]) -> dict[str, Array]:
        """Return what each function gives, as an array of floats; name those that give nothing."""
        found = {}
        for name, function in functions.items():
            value = self.value(name, function)
            if value is not None:
                found[name] = value
        return found

    def value(self, name: str, function: Callable[[], Any]) -> Array | None:
        """Return what one function gives, or None and a note."""
        try:
            with np.errstate(all="ignore"):
                return np.asarray(function(), dtype=np.float64)
        except (NotImplementedError, NameError):
            self.notes.append(f"{name} is not written yet")
        except Exception as problem:  # noqa: BLE001 - a student's function may fail in any way
            self.notes.append(f"{name} fails with {type(problem).__name__}: {str(problem)[:120]}")
        return None

    def axes(self, rows: int = 1, columns: int = 1, size: tuple[float, float] = SIZE) -> Any:
        """Return the axes of a new figure: one, or an array of them."""
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=size, dpi=DOTS, layout="constrained")
        return self.figure.subplots(rows, columns)

    def plane(self, size: tuple[float, float]) -> Any:
        """Return the whole figure as one drawing area without axes."""
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=size, dpi=DOTS)
        axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        return axes

    def says(self, text: str) -> None:
        """Set the text that says what the picture shows."""
        self.text = text


def labelled(axes: Axes, x: str, y: str) -> None:
    """Name the axes and show a legend where anything has a label."""
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.grid(visible=True, alpha=0.3)
    if axes.get_legend_handles_labels()[1]:
        axes.legend()


def short(value: float) -> str:
    """Return a number with three digits."""
    return f"{value:.3g}"


def _display(figure: Figure | None, text: str, notes: list[str]) -> None:
    words = "\n".join([*([text] if text else []), *notes])
    shell = sys.modules.get("IPython")
    if figure is None or shell is None or shell.get_ipython() is None:
        print(words)  # noqa: T201 - outside a notebook this is the display
        return
    from IPython.display import display

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    source = base64.b64encode(buffer.getvalue()).decode()
    below = "".join(f"<p>{html.escape(line)}</p>" for line in words.splitlines())
    image = f'<img alt="{html.escape(text)}" src="data:image/png;base64,{source}">'
    display({"text/html": image + below, "text/plain": words}, raw=True)
