"""The zip that a student downloads: one form of a unit, its self-check, and a page to start from."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from autograder.exercise.spec import UnitSpec

Form = Literal["notebook", "module"]
_STAMP = (2026, 1, 1, 0, 0, 0)  # zip files carry times; a fixed one keeps the bundle reproducible

_README = """# {title}

You need Python 3.11 or later. Once per computer, with the wheel that your course hands out:

    python -m pip install gradmark-{kit}-py3-none-any.whl{extra}

Then, in this folder:

1. Open `{file}` and write each function where it says `# YOUR CODE HERE`
   (delete the line `raise NotImplementedError(...)` when you are done with it).
2. Save the file and run `gradmark check` (or `pytest`). It shows what is right, what is wrong, and why.
3. Stuck? `gradmark hint NAME` gives one hint; `-n 2` and `-n 3` give more away.
4. Hand in `{file}`. Keep its name, and the names of the functions.

`gradmark check` runs the visible checks. Your mark also rests on hidden ones of the same kind: other numbers,
other shapes. A solution that is right for every input need not fear them.

The line above an exercise names its points, the time it takes, and in brackets the slide that it comes from;
"extra" means that it goes beyond the core of the unit.

## Conventions

- Arrays are float64, the batch comes first: `X (N, D)`, `W (D, K)`, `b (K,)`, `Z = X @ W + b`.
- Element-wise functions take a number or an array of any shape, whole numbers too, and return float64.
- Losses are means over the batch unless the name says otherwise; a loss is one number.
- `dW` is the derivative of the loss with respect to `W` and has the shape of `W`.
- No function changes its arguments. Printing costs nothing.
- Imports: NumPy and the standard library.

{points:g} points in {count} exercises. Do not edit `spec.json` or `test_{unit}.py`; the grader has its own.
"""


def readme(spec: UnitSpec, form: Form) -> str:
    """Return the page that a student reads first."""
    suffix, extra = (".ipynb", " notebook") if form == "notebook" else (".py", "")
    return _README.format(
        title=spec.title,
        unit=spec.unit,
        kit=spec.kit,
        file=spec.unit + suffix,
        extra=extra,
        points=spec.max_score,
        count=len(spec.exercises),
    )


def bundle(spec: UnitSpec, files: dict[str, str], form: Form) -> bytes:
    """Return the zip's bytes, the same each time: README, notebook or module, self-check, public spec."""
    left_out = f"{spec.unit}.py" if form == "notebook" else f"{spec.unit}.ipynb"
    members = {
        "README.md": readme(spec, form),
        **{name: text for name, text in files.items() if name != left_out},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(f"{spec.unit}/{name}", date_time=_STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, members[name].encode())
    return buffer.getvalue()
