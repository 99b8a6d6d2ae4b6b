"""Write the JSON schema of the result record: `python -m autograder.report.schema [FILE]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from autograder.record import json_schema

DEFAULT = Path("docs", "record.schema.json")


def schema_text() -> str:
    """Return the schema as the file holds it."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gradmark result record",
        **json_schema(),
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def write_schema(path: Path = DEFAULT) -> Path:
    """Write the schema file."""
    path.write_text(schema_text(), encoding="utf-8")
    return path


if __name__ == "__main__":
    write_schema(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
