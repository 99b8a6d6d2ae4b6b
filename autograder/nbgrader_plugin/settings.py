"""What an nbgrader course needs so that gradmark grades it."""

from __future__ import annotations

import warnings
from typing import Any

HERE = "autograder.nbgrader_plugin"

SANITIZE = [
    f"{HERE}.restore.RestoreCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]

AUTOGRADE = [
    f"{HERE}.execute.IsolatedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    f"{HERE}.hints.SaveHints",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]


def configure(config: Any) -> None:
    """Wire gradmark into the configuration of a course: `configure(get_config())` in nbgrader_config.py."""
    config.Autograde.exporter_class = f"{HERE}.reader.SubmissionExporter"
    config.Autograde.pre_convert_hook = f"{HERE}.naming.find_renamed"
    config.Autograde.sanitize_preprocessors = SANITIZE
    config.Autograde.autograde_preprocessors = AUTOGRADE
    release_settings(config)


def release_settings(config: Any) -> None:
    """Set what release needs, also without our executor: the kit's stubs instead of nbgrader's."""
    config.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
    # nbgrader adds a submission to its session after linking it; SQLAlchemy says so for each one
    warnings.filterwarnings("ignore", message="Object of type <Submitted", category=Warning)
