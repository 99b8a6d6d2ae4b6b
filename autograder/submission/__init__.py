"""Reading what students hand in: modules, notebooks, folders, LMS archives."""

from __future__ import annotations

from autograder.submission.code import Block, Code, Submission, Unreadable
from autograder.submission.load import find_submissions, load_bytes, load_file

__all__ = ["Block", "Code", "Submission", "Unreadable", "find_submissions", "load_bytes", "load_file"]
