"""Formulas as MathML: whole, closed to hostile records, and readable where a page drops the elements."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.mathml import LONGEST, mathml
from sympy_checks.latex import COMMANDS, latex, words
from sympy_checks.parse import parse
from tests.sympy_checks.test_latex import HOSTILE, trees_with_cases

TAGS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "msup", "msub", "msubsup", "mover",
    "mtable", "mtr", "mtd",
}  # fmt: skip
ATTRIBUTES = {
    "displaystyle", "aria-label", "style", "stretchy", "fence", "form", "accent", "width", "mathvariant",
}  # fmt: skip
STYLES = ("font-family:", "display:none", "text-align:left;padding:")


class Words(HTMLParser):
    """What a page keeps that drops the elements, as a browser reads it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words = set(), set(), ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= set(dict(attrs))
        style = dict(attrs).get("style")
        assert style is None or style.startswith(STYLES)

    def handle_data(self, data):
        self.words += data


def assert_harmless(html):
    seen = Words(html)
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    ET.fromstring(html)


def typeset(text):
    return mathml(latex(parse(text, ["x", "z", "yhat", "lr", "theta", "beta1", "w_out"])), text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("sigma(z)*(1 - sigma(z))", "σ(z)·(1−σ(z))"),
        ("exp(-x)/(1 + exp(-x))^2", "(e^(−x))/((1+e^(−x))^2)"),
        ("sqrt(x + 1)/2", "(√(x+1))/2"),
        ("theta - lr*x/(1 - beta1^2)", "θ−(lr·x)/(1−β_1^2)"),
        ("relu(x)*heaviside(x)*w_out", "relu(x)·H(x)·w_out"),
        ("-1/yhat", "−1/(yˆ)"),
        ("where(x > 0, x, 2)", "{x if\xa0x>0; 2 otherwise; "),
    ],
)
def test_a_page_that_drops_the_elements_shows_a_line_that_reads_well(text, read):
    assert Words(typeset(text)).words == read


def test_the_label_says_the_formula_and_is_escaped():
    math = ET.fromstring(mathml("x", '"><script>σ'))

    assert math.get("aria-label") == '"><script>σ'
    assert "<script" not in mathml("x", "<script>")


def test_names_of_functions_and_long_variables_are_one_upright_word():
    html = typeset("tanh(x)*relu(lr) + heaviside(x)")

    assert "<mi>tanh</mi>" in html
    assert "<mi>relu</mi>" in html
    assert "<mi>lr</mi>" in html
    assert '<mi mathvariant="normal">H</mi>' in html


def test_a_sign_keeps_to_its_number_and_a_minus_stands_between_its_terms():
    sign, minus = '<mo form="prefix">−</mo>', "<mo>−</mo>"

    assert typeset("-x - z").count(sign) == typeset("-x - z").count(minus) == 1
    assert sign in typeset("where(x <= -1, x, z)")
    assert sign in typeset("exp(-x/2)")
    assert sign not in typeset("(x + 1) - abs(x) - (x/2) - x^2 - sigma(x) - 1")


def test_a_label_before_the_formula_is_text():
    assert "<mtext>J[0,1]: </mtext>" in mathml(words("J[0,1]: ") + "x", "x").replace("\xa0", " ")
    assert "<mtext>a_b</mtext>" in mathml(words("a_b"), "x")


@pytest.mark.parametrize(
    "refused",
    [
        None,
        "",
        "{",
        r"\frac",
        r"\href{javascript:alert(1)}{x}",
        r"\newcommand{\a}{x}\a",
        r"\unicode{x3c}",
        r"\style{x}{y}",
        r"\class{x}{y}",
        r"\rule{1em}{9999em}",
        r"\color{red}x",
        "x" * (LONGEST + 1),
        "{" * 1000,
    ],
)
def test_what_our_formulas_never_hold_is_refused(refused):
    assert mathml(refused, "x") is None


@pytest.mark.parametrize(
    "hostile",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;img src=x onerror=alert(1)&gt;}",
        r"\text{&#x3c;script&#x3e;}",
        r"\operatorname{<img src=x onerror=alert(1)>}",
        r"\mathrm{<b>}",
        "<script>alert(1)</script>",
        "x</math><script>alert(1)</script>",
        r"\begin{cases}</mtable><img src=x>\end{cases}",
        r"\text{</mtext></math><style>*{}</style>}",
    ],
)
def test_markup_in_a_record_stays_text(hostile):
    html = mathml(hostile, hostile)

    assert html is not None
    assert_harmless(html)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_and_labels_are_typeset_harmlessly(text):
    assert_harmless(mathml(words(text) + " = x", text))


@given(trees_with_cases)
def test_every_formula_of_ours_is_typeset(tree):
    text = latex(tree)
    html = mathml(text, "the formula")

    assert html is not None or len(text) > LONGEST
    assert_harmless(html or "<math/>")


pieces = st.sampled_from(
    [
        *(f"\\{command}" for command in sorted(COMMANDS)), *"{}[]()^_&|<>$#%~'\"x1 .\u202e\x00",
        "\\\\", "{cases}", r"\begin{cases}", r"\end{cases}", r"\text{", "<b>", "&#x3c;", r"\left(", r"\right)",
    ]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(pieces, max_size=30).map("".join))
def test_any_latex_is_typeset_harmlessly_or_refused(text):
    assert_harmless(mathml(text, text) or "<math/>")


def test_the_library_is_loaded_only_where_a_formula_is_shown():
    code = "import sys, autograder.feedback, autograder.cli.main; print('latex2mathml' in sys.modules)"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
