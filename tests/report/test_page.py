"""The page: self-contained, escaped, and whole for the odd classes too."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from autograder.report import figures
from autograder.report.page import write_report

VOID = {"meta", "input", "link", "br", "hr", "img", "path", "use", "rect"}


class Page(HTMLParser):
    """Collects ids, links, tags and text, and refuses tags that do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open, self.ids, self.targets, self.starts, self.text = [], [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.starts.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.targets += [found["href"]] if tag == "a" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.starts.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def page(tmp_path):
    def write(records, **options):
        return write_report(records, tmp_path, **options).html.read_text(encoding="utf-8")

    return write


@pytest.fixture(params=["matplotlib", "bars"])
def plots(request, monkeypatch):
    """Both ways to draw: with matplotlib, and as on a machine without it."""
    if request.param == "matplotlib":
        pytest.importorskip("matplotlib")
    else:
        monkeypatch.setattr(figures, "find_spec", lambda _name: None)
    return request.param


def the_classes(a_class, a_record, an_exercise):
    return {
        "usual": a_class() + a_class(12, 6, unit="u05_one_neuron", seed=9),
        "empty": [],
        "one": a_class(1, 3),
        "all zero": [a_record(name, an_exercise("relu", "failed", 0.0)) for name in "abc"],
        "no points": a_class(10, 4, unit="u00_start", points=0.0),
        "only unreadable": [record for record in a_class() if record.status == "unreadable"],
        "no exercises": [a_record("ann", score=0.0, max_score=0.0)],
    }


@pytest.mark.parametrize(
    "kind", ["usual", "empty", "one", "all zero", "no points", "only unreadable", "no exercises"]
)
def test_any_class_makes_a_whole_page(kind, page, plots, a_class, a_record, an_exercise):
    parsed = Page(page(the_classes(a_class, a_record, an_exercise)[kind]))

    assert len(set(parsed.ids)) == len(parsed.ids)
    assert {target[1:] for target in parsed.targets} <= set(parsed.ids)
    assert not re.search(r"\b(nan|inf|Undefined)\b", "".join(parsed.text))


def test_the_plot_is_there_with_or_without_matplotlib(page, plots, a_class):
    text = page(a_class())

    assert (plots == "matplotlib") == ("<svg" in text)
    assert '<table class="bars">' in text


def test_nothing_is_loaded(page, a_class):
    text = page(a_class())
    references = [
        value
        for _, found in Page(text).starts
        for name, value in found.items()
        if name in ("src", "href", "action", "xlink:href", "data")
    ]

    assert references
    assert [value for value in references if not value.startswith("#")] == []
    assert not re.search(r"@import|url\((?!#)|fetch\(|XMLHttpRequest", text)
    assert "default-src 'none'" in text


def test_the_same_records_make_the_same_page(page, a_class):
    assert page(a_class()) == page(a_class())


def test_headings_skip_no_level(page, a_class):
    levels = [int(level) for level in re.findall(r"<h([1-6])", page(a_class()))]

    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_text_of_a_student_is_escaped(page, a_record, an_exercise, a_check):
    evil = "<script>alert(1)</script><img src=x onerror='alert(2)'>\x1b[31m\u202e\x00"
    check = a_check(
        evil,
        "failed",
        message=evil,
        mistake=evil,
        got=evil,
        expected=evil,
        where=evil,
        call=evil,
        hidden=True,
    )
    exercise = an_exercise(
        evil,
        "partial",
        0.5,
        checks=[check, a_check(evil)],
        formula=evil,
        formula_latex=rf"\text{{{evil}}}",
        formula_verdict=evil,
        notes=(evil,),
    )
    text = page(
        [
            a_record(
                evil,
                exercise,
                submission=evil,
                messages=(evil,),
                status="crashed",
                unit=evil,
                kit=evil,
                spec=evil,
            )
        ],
        title=evil,
        notices=[evil],
    )
    tags = [tag for tag, _ in Page(text).starts]

    assert tags.count("script") == 1
    assert "img" not in tags
    assert not re.search("[\x00\x1b\u202e]", text)
    assert text.count("&lt;script&gt;") > 15


def test_formulas_are_typeset_with_their_verdict(page, a_record, an_exercise):
    told = {"formula": "z/2", "formula_latex": r"\frac{z}{2}", "formula_verdict": "different at z = 2"}
    parsed = Page(page([a_record("ann", an_exercise("relu", "failed", 0.0, **told))]))

    labels = [found.get("aria-label") for tag, found in parsed.starts if tag == "math"]
    assert labels == ["z/2"]
    assert ("mfrac", {}) in parsed.starts
    assert "(wrong at z = 2)" in "".join(parsed.text)


@pytest.mark.parametrize("latex", [None, r"\frac{", r"\href{javascript:alert(1)}{z}"])
def test_a_formula_that_cannot_be_typeset_is_shown_as_text(latex, page, a_record, an_exercise):
    text = page([a_record("ann", an_exercise("relu", "failed", 0.0, formula="z/2", formula_latex=latex))])

    assert "<math" not in text
    assert "<code>z/2</code>" in text


def test_hidden_checks_are_marked(page, a_record, an_exercise, a_check):
    checks = [a_check("seen", "failed", message="m1"), a_check("unseen", "failed", message="m2", hidden=True)]
    text = page([a_record("ann", an_exercise("relu", "failed", 0.0, checks=checks))])
    seen, unseen = re.findall(r"<li>(.*?)</li>", text, re.DOTALL)

    assert "m1" in seen
    assert "hidden check" not in seen
    assert "m2" in unseen
    assert "hidden check" in unseen


def test_the_reader_learns_of_mixed_specs_and_public_grading(page, a_record, an_exercise):
    relu = an_exercise("relu")
    text = page(
        [a_record("ann", relu, spec="sha256:1"), a_record("bob", relu, spec="sha256:2", scope="public")]
    )

    assert "judged by 2 different specs" in text
    assert "1 record of 2 with visible checks only" in text


def test_names_can_be_hidden_everywhere(a_class, tmp_path):
    records = a_class()
    written = write_report(records, tmp_path, nameless=True)
    text = "".join(path.read_text(encoding="utf-8") for path in written)

    assert "student 07" in text
    assert not [record.student for record in records if record.student in text]


def test_a_large_class_stays_small(page, a_class):
    text = page(a_class(300, 40))

    assert text.count('<details class="student"') == 300
    assert len(text) < 8_000_000
