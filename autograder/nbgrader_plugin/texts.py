"""The files of a course that are text: configuration and README."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_CONFIG = '''\
"""nbgrader's configuration of this course."""

from pathlib import Path

from autograder.nbgrader_plugin.settings import configure

c = get_config()
c.CourseDirectory.course_id = {course_id!r}
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.Exchange.root = {exchange!r}

# Grade in gradmark's isolated worker. With configure_stock(c), from the same module, in place of
# configure(c) nbgrader's own kernel grades: visible checks only, inside the student's interpreter.
configure(c)

# Limits of one submission.
c.IsolatedExecute.call_seconds = 2.0
c.IsolatedExecute.total_seconds = 20.0
c.IsolatedExecute.memory_mb = 1024

# The least isolation that will do: "strong" (bubblewrap), "good" (Linux 5.13 or newer, in containers too) or
# "basic" (limits on time and memory; for students whom you trust with your files). Where the machine offers
# less, autograde refuses and changes nothing. `gradmark doctor` says what it offers.
c.IsolatedExecute.require_isolation = "good"
{personal}
# Time limit of a cell where nbgrader's own kernel grades.
c.ExecutePreprocessor.timeout = 60
'''

PERSONAL = "c.IsolatedExecute.personal = True"
_PERSONAL = f"""
# Numbers of one's own, drawn from the seeds in gradmark/personal.toml.
{PERSONAL}
"""

_STUDENT = '''\
"""nbgrader's configuration for students: in the folder they work in, in ~/.jupyter, or in /etc/jupyter."""

c = get_config()
c.CourseDirectory.course_id = {course_id!r}
c.Exchange.root = {exchange!r}
'''

_README = """\
# {course_id}

An nbgrader course graded by gradmark. Run the commands in this folder, with the environment active in
which gradmark and nbgrader are installed.

## One unit, from release to feedback

```
{steps}
```

Students run, in a folder with the file `for-students/nbgrader_config.py`:

```
{student_steps}
```

## Units

{units}

## Where things are

| what | where |
|---|---|
| notebooks with the reference solutions | `source/` |
| hidden checks (keep them from students) | `gradmark/UNIT.json` |
| one result record for each submission | `gradmark/records/UNIT/STUDENT.json` |
| points and comments | `gradebook.db`, `nbgrader formgrader`, `grades.csv` |
| exchange with the students | `{exchange}` |

Modules and notebooks that come by another way go into the same gradebook; the report is about all of them:

```console
gradmark grade FILES --unit UNIT --spec gradmark/UNIT.json --db gradebook.db \\
    --json gradmark/records/UNIT.jsonl
gradmark report gradmark/records
```

A new version of the kit: `gradmark course {root} --update` refreshes `source/` and the hidden checks and
names the units to generate again. Grade again with `nbgrader autograde UNIT --force`; a score that you set
by hand stays.
"""


def course_config(course_id: str, exchange: Path, *, personal: bool = False) -> str:
    """Return nbgrader_config.py of the course."""
    return _CONFIG.format(course_id=course_id, exchange=str(exchange), personal=_PERSONAL if personal else "")


def student_config(course_id: str, exchange: Path) -> str:
    """Return nbgrader_config.py for the students."""
    return _STUDENT.format(course_id=course_id, exchange=str(exchange))


def teaching_steps(unit: str) -> list[str]:
    """Return the instructor's commands for one unit; students hand in before `collect`."""
    return [
        f"nbgrader generate_assignment {unit} --force",
        f"nbgrader release_assignment {unit}",
        f"nbgrader collect {unit}",
        f"nbgrader autograde {unit}",
        f"nbgrader generate_feedback {unit}",
        f"nbgrader release_feedback {unit}",
        "nbgrader export --to grades.csv",
    ]


def student_steps(unit: str) -> list[str]:
    """Return a student's commands: after the release, when done, and after the feedback is out."""
    return [
        f"nbgrader fetch_assignment {unit}",
        f"nbgrader submit {unit}",
        f"nbgrader fetch_feedback {unit}",
    ]


def course_readme(root: Path, course_id: str, exchange: Path, titles: Mapping[str, str]) -> str:
    """Return the course's README: what to run, and where everything is."""
    first = next(iter(titles))
    return _README.format(
        course_id=course_id,
        root=root,
        exchange=exchange,
        steps="\n".join(teaching_steps(first)),
        student_steps="\n".join(student_steps(first)),
        units="\n".join(f"- `{unit}`: {title}" for unit, title in titles.items()),
    )
