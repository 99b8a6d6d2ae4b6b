"""The parser: notations that are one formula, refusals with their spot, and the road back from print."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sympy_checks.expression import (
    FUNCTIONS,
    Constant,
    Expression,
    Number,
    Symbol,
    add,
    apply,
    depth,
    divide,
    free_symbols,
    multiply,
    negate,
    node_count,
    number,
    power,
    substitute,
)
from sympy_checks.parse import parse
from sympy_checks.plain import plain
from sympy_checks.tokens import FormulaError

SYMBOLS = ["x", "y", "s", "alpha", "phi", "x1", "a31", "yhat", "w_0"]

SAME = [
    ("2x", "2*x"),
    ("s(1-s)", "s*(1 - s)"),
    ("np.exp(-x)", "exp(-x)"),
    ("math.log(x)", "log(x)"),
    ("scipy.special.expit(x)", "sigma(x)"),
    ("numpy.maximum(0, x)", "max(0, x)"),
    ("ln x", "log(x)"),
    ("x^2", "x**2"),
    ("x²", "x**2"),
    ("x⁻¹", "x**(-1)"),
    ("e⁻ˣ", "e**(-x)"),
    ("e^-x", "e**(-x)"),
    ("-x^2", "-(x**2)"),
    ("2^3^x", "2**(3**x)"),
    ("x/y/s", "(x/y)/s"),
    ("x/-y*s", "(x/(-y))*s"),
    ("x - y - s", "x + (-y) + (-s)"),
    ("σ(x)(1−σ(x))", "sigma(x)*(1 - sigma(x))"),
    ("𝜎(𝑥)", "sigma(x)"),
    ("α·x", "alpha*x"),
    ("α × x ÷ 2", "alpha*x/2"),
    ("ϕ + φ", "phi + phi"),
    ("√x", "sqrt(x)"),
    ("½x", "1/2*x"),
    ("x₁", "x1"),
    ("x_1", "x1"),
    ("x_{1}", "x1"),
    ("a_{31}", "a31"),
    ("w0", "w_0"),
    ("ŷ - y", "yhat - y"),
    (r"\hat{y} - y", "yhat - y"),
    (r"\frac{e^{-x}}{\left(1+e^{-x}\right)^2}", "e**(-x)/(1 + e**(-x))**2"),
    (r"\dfrac{x}{y}\cdot s", "(x/y)*s"),
    (r"\sigma\left(x\right)", "sigma(x)"),
    (r"\alpha e^{x}", "alpha*e**x"),
    (r"\varphi(1-\phi)", "phi*(1 - phi)"),
    (r"\tanh^2 x", "tanh(x)**2"),
    ("tanh²(x)", "tanh(x)**2"),
    (r"\sqrt{x}", "sqrt(x)"),
    (r"\sqrt[3]{x}", "x**(1/3)"),
    (r"\ln\left(1 + \exp(x)\right)", "log(1 + exp(x))"),
    (r"\operatorname{sigmoid}(x)", "sigma(x)"),
    (r"\mathrm{e}^{x}", "e**x"),
    (r"$x \, y$", "x*y"),
    (r"\left|x\right|", "abs(x)"),
    ("2|x| + s|y|", "2*abs(x) + s*abs(y)"),
    (r"(1 - s)\left|x\right|", "(1 - s)*abs(x)"),
    ("|x(2|y|) - 1|", "abs(x*(2*abs(y)) - 1)"),
    ("max(|x|, 2|y|)", "max(abs(x), 2*abs(y))"),
    ("|x - 1|", "abs(x - 1)"),
    ("-[y*x + s]", "-(y*x + s)"),
    ("log1p(x)", "log(1 + x)"),
    ("np.square(x)", "x**2"),
    ("np.power(x, 3)", "x**3"),
    ("math.pi*x", "pi*x"),
    ("1e3x", "1000*x"),
    (".5x", "0.5*x"),
    ("2.", "2"),
    ("  x\n + 1", "x + 1"),
]


@pytest.mark.parametrize(("typed", "meant"), SAME)
def test_notations_are_one_formula(typed, meant):
    assert parse(typed, SYMBOLS) == parse(meant, SYMBOLS)


REFUSED = [
    ("", 0, "nothing"),
    ("   ", 0, "nothing"),
    ("x +", 3, "ends"),
    ("x + *", 4, "value is expected"),
    ("(x", 0, "')'"),
    ("x)", 1, "brackets"),
    ("(x]", 0, "')'"),
    ("'x'", 0, "quotes"),
    ('"x"', 0, "quotes"),
    ("σ'(x)", 1, "derivative"),
    ("x.real", 1, "attributes"),
    ("np.linalg.norm(x)", 9, "attributes"),
    ("().__class__", 3, "begin with a letter"),
    ("__import__('os')", 0, "begin with a letter"),
    ("lambda x: x", 8, "program code"),
    ("lambda", 0, "program code"),
    ("x if x else y", 2, "program code"),
    ("x == 1", 2, "comparison"),
    ("x < 1", 2, "comparison"),
    ("x ≤ 1", 2, "comparison"),
    (r"x \leq 1", 2, "comparison"),
    ("y = x", 2, "right-hand side"),
    ("nan", 0, "finite"),
    ("np.inf", 3, "finite"),
    ("∞", 0, "finite"),
    ("х", 0, "cyrillic"),
    ("x + ο", 4, "unknown name"),
    ("Α", 0, "greek capital letter alpha"),
    ("z", 0, "unknown name 'z'"),
    ("expp(x)", 0, "did you mean exp?"),
    ("xy", 0, "did you mean x*y?"),
    ("diff(x)", 0, "do the derivative yourself"),
    ("Derivative(x, x)", 0, "do the derivative yourself"),
    ("Integral(x)", 0, "do the derivative yourself"),
    ("limit(x)", 0, "do the derivative yourself"),
    ("d/dx x", 0, "do the derivative yourself"),
    (r"\partial x", 0, "do the derivative yourself"),
    ("∂x", 0, "do the derivative yourself"),
    ("1/2x", 3, "two ways"),
    ("1/(x)(y)", 5, "two ways"),
    ("1/2|x|", 3, "two ways"),
    ("|x|y|x|", 4, "two ways"),
    ("2|x", 1, "partner"),
    ("x|", 1, "partner"),
    (r"\ln 2|x|", 5, "unclear"),
    ("x[0]", 1, "indexing"),
    ("log(x, 2)", 0, "1 argument"),
    ("max(x)", 0, "2 or more"),
    ("σ(1-σ)", 4, "needs its argument"),
    (r"\ln 2x", 5, "unclear"),
    ("0,5", 1, "point"),
    ("x 2", 2, "operator is missing"),
    ("x!", 1, "factorial"),
    ("x // 2", 2, "whole-number"),
    ("tanh^-1(x)", 0, "no such power"),
    ("9" * 61, 0, "60 digits"),
    ("1e401", 0, "400"),
    ("1e99999999999", 0, "400"),
    ("x" * 1001, 0, "1000 characters"),
    ("(" * 100 + "x" + ")" * 100, 60, "deep"),
    ("-" * 900 + "x", 60, "deep"),
]


@pytest.mark.parametrize(("typed", "position", "words"), REFUSED)
def test_refusals_name_rule_and_spot(typed, position, words):
    with pytest.raises(FormulaError) as caught:
        parse(typed, SYMBOLS)

    assert words in caught.value.message
    assert caught.value.position == position


def test_caret_stands_under_the_spot():
    with pytest.raises(FormulaError) as caught:
        parse("1 +\n x*q + 2", ["x"])

    assert caught.value.caret() == " x*q + 2\n   ^"


def test_caret_of_a_long_line_is_shortened():
    with pytest.raises(FormulaError) as caught:
        parse("x + " * 200 + "q + x", ["x"])

    line, mark = caught.value.caret().splitlines()
    assert len(line) <= 80
    assert line[mark.index("^")] == "q"


def test_allowed_symbols_win_over_constants_and_functions():
    assert parse("e^2", ["e"]) == power(Symbol("e"), number(2))
    assert parse("sigma(x)", ["sigma", "x"]) == multiply(Symbol("sigma"), Symbol("x"))


def test_functions_can_be_narrowed():
    with pytest.raises(FormulaError, match="unknown name 'tanh'"):
        parse("tanh(x)", ["x"], functions=["exp"])


def test_too_many_parts_are_refused():
    with pytest.raises(FormulaError, match="600 parts"):
        parse("x" + "*-x" * 330, ["x"])


def test_a_tower_is_read_without_being_computed():
    assert depth(parse("9**9**9**9**9", [])) == 5


def test_counts_symbols_and_substitution():
    tree = parse("x*(1 + y)", SYMBOLS)

    assert node_count(tree) == 5
    assert depth(tree) == 3
    assert free_symbols(tree) == {"x", "y"}
    assert substitute(tree, {"x": Symbol("y"), "y": Symbol("x")}) == parse("y*(1 + x)", SYMBOLS)


def test_numbers_are_not_negative():
    with pytest.raises(ValueError, match="not negative"):
        Number(Fraction(-1))
    assert plain(number(Fraction(-1, 3))) == "-1/3"


def _grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    one = [name for name, (least, most) in FUNCTIONS.items() if (least, most) == (1, 1)]
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(divide, inner, inner),
        st.builds(power, inner, inner),
        st.builds(negate, inner),
        st.builds(apply, st.sampled_from(one), inner),
        st.builds(apply, st.sampled_from(["max", "min"]), inner, inner),
    )


_decimals = st.builds(
    lambda n, shift: Number(Fraction(n) * Fraction(10) ** shift), st.integers(0, 10**12), st.integers(-40, 40)
)
_leaves = st.one_of(_decimals, st.sampled_from([Symbol("x"), Symbol("a31"), Constant("e"), Constant("pi")]))
trees = st.recursive(_leaves, _grown, max_leaves=12)


@given(trees)
def test_a_printed_formula_reads_back_as_itself(tree):
    assert parse(plain(tree), ["x", "a31"]) == tree


@given(st.text(max_size=40) | st.text("xs012+-*/^().,{}[]|\\ eσ²√'\"=<_", max_size=60))
def test_any_text_is_read_or_refused(text):
    error = None
    try:
        assert parse(plain(tree := parse(text, ["x", "s"])), ["x", "s"]) == tree
    except FormulaError as refused:
        error = refused

    assert error is None or (0 <= error.position <= len(text) and error.caret().endswith("^"))


@given(st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,3})?e-?39[0-3]", fullmatch=True))
def test_a_number_with_a_large_exponent_is_printed_as_one_that_can_be_read(text):
    number = parse(text, [])

    assert parse(plain(number), []) == number


@pytest.mark.parametrize("text", [".1e-400", "1.5e-400", "10e400", "1e-401", "1e99999"])
def test_an_exponent_is_refused_that_is_too_large_as_typed_or_as_printed(text):
    with pytest.raises(FormulaError, match="a decimal exponent is at most 400"):
        parse(text, [])
