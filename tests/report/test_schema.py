"""The schema file says what the record is."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from autograder.record import to_json
from autograder.report.schema import schema_text, write_schema

FILE = Path(__file__).parents[2] / "docs" / "record.schema.json"


def test_the_schema_file_is_up_to_date():
    assert schema_text() == FILE.read_text(encoding="utf-8"), "run `python -m autograder.report.schema`"


def test_records_validate(a_class):
    validator = jsonschema.Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))
    validator.check_schema(validator.schema)

    for record in a_class():
        validator.validate(json.loads(to_json(record)))


def test_the_schema_refuses_a_status_that_does_not_exist(a_record):
    validator = jsonschema.Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))
    record = json.loads(to_json(a_record("ann"))) | {"status": "lost"}

    with pytest.raises(jsonschema.ValidationError, match="lost"):
        validator.validate(record)


def test_the_writer_writes_it(tmp_path):
    assert schema_text() == write_schema(tmp_path / "s.json").read_text(encoding="utf-8")


def test_the_page_about_the_record_names_every_field():
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    page = FILE.with_name("record.md").read_text(encoding="utf-8")
    fields = {name for part in schema["$defs"].values() for name in part["properties"]}

    assert sorted(name for name in fields if f"`{name}`" not in page) == []
