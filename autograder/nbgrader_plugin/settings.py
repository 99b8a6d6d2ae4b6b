"""What an nbgrader course needs so that gradmark grades it."""

from __future__ import annotations

import warnings
from typing import Any

HERE = "autograder.nbgrader_plugin"

# RestoreCells does what DeduplicateIds and OverwriteCells do, and writes the metadata of every cell itself,
# so that CheckCellMetadata would find nothing; without a kernel there is no output to limit and no kernelspec
# to set. SaveScores does what SaveAutoGrades does.
SANITIZE = ["nbgrader.preprocessors.ClearOutput", f"{HERE}.restore.RestoreCells"]

AUTOGRADE = [
    f"{HERE}.execute.IsolatedExecute",
    f"{HERE}.save.SaveScores",
    "nbgrader.preprocessors.AssignLatePenalties",
]


STOCK = [
    "nbgrader.preprocessors.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    f"{HERE}.public.SavePublicRecord",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]


def configure(config: Any) -> None:
    """Wire gradmark into the configuration of a course: `configure(get_config())` in nbgrader_config.py."""
    config.Autograde.exporter_class = f"{HERE}.reader.SubmissionExporter"
    config.Autograde.pre_convert_hook = f"{HERE}.naming.find_renamed"
    config.Autograde.sanitize_preprocessors = SANITIZE
    config.Autograde.autograde_preprocessors = AUTOGRADE
    _release(config)


def configure_stock(config: Any) -> None:
    """Wire up a course that nbgrader's own kernel grades: visible checks only, without isolation.

    Its records are stamped `scope="public"`, and one assignment never holds both kinds.
    """
    config.Autograde.autograde_preprocessors = STOCK
    _release(config)


def _release(config: Any) -> None:
    # the kit's own stubs, which the self-check knows as "not started"
    config.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
    # nbgrader adds a submission to its session after linking it; SQLAlchemy says so for each one
    warnings.filterwarnings("ignore", message="Object of type <Submitted", category=Warning)
