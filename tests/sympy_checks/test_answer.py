"""The typed answers of u03 and u05: right forms in every notation, wrong ones, and what is said of them."""

from __future__ import annotations

import pytest

from sympy_checks.answer import Form, check_answer
from sympy_checks.derivation import check_steps
from sympy_checks.expression import number

PHI = {"phi": "sigma(z)"}
TASKS = {
    "d_sigmoid": {"of": "sigmoid", "wrt": "z", "symbols": ["s"], "where": {"s": "sigma(z)"}},
    "d_sigmoid_in_z": {"of": "sigmoid", "wrt": "z", "symbols": ["z"]},
    "d_tanh": {"of": "tanh", "wrt": "z", "symbols": ["t"], "where": {"t": "tanh(z)"}},
    "d_elu_negative": {"of": "elu_negative", "wrt": "z", "symbols": ["alpha", "z"]},
    "d_softplus": {"of": "softplus", "wrt": "z", "symbols": ["z"]},
    "dL_dphi": {"of": "logistic_loss", "wrt": "phi", "symbols": ["phi", "y"]},
    "phi_prime": {"of": "sigmoid", "wrt": "z", "symbols": ["phi"], "where": PHI},
    "dL_dz": {"of": "logistic_loss_of_z", "wrt": "z", "symbols": ["phi", "y"], "where": PHI},
    "dL_dw1": {
        "of": "neuron_loss",
        "wrt": "w1",
        "symbols": ["phi", "y", "x1"],
        "where": {"phi": "sigma(w1*x1 + b)"},
    },
    "slide_denominator": {
        "of": "logistic_loss",
        "wrt": "phi",
        "symbols": ["phi"],
        "template": "(phi - y)/answer",
    },
    "d_relu": {"of": "relu", "wrt": "z", "symbols": ["z"]},
    "d_gelu": {"of": "gelu", "wrt": "z", "symbols": ["z"]},
}

RIGHT = {
    "d_sigmoid": [
        "s*(1 - s)", "s(1-s)", "s - s**2", "s-s^2", "s − s²", "-s*(s - 1)", "s·(1−s)", "(1 - s)s", r"s\left(1-s\right)",
        r"s\cdot(1-s)", "s*(1.0 - s)", "np.multiply(s, 1 - s)", "0.25 - (s - 0.5)^2", "1/(1/s + 1/(1-s))", "s**2*(1/s - 1)",
        "exp(log(s) + log(1 - s))", "¼ − (s − ½)²", "(1 - (2s - 1)^2)/4", "s*s*(1 - s)/s", "1*s*(1-s) + 0",
    ],
    "d_sigmoid_in_z": [
        "exp(-z)/(1+exp(-z))**2", "1/(4*cosh(z/2)**2)", "1/(2 + exp(z) + exp(-z))", "sigma(z)*(1 - sigma(z))",
        "σ(z)(1−σ(z))", "sigma(z)sigma(-z)", "(1 - tanh(z/2)**2)/4", "np.exp(z)/(1+np.exp(z))**2", "e^-z/(1+e^-z)^2",
        r"\frac{e^{-z}}{\left(1+e^{-z}\right)^{2}}", r"\sigma(z)\left(1-\sigma(z)\right)", "1/(2+2cosh(z))",
        "sigma(z)^2 e^-z", "0.25*sech(z/2)^2", "expit(z) - expit(z)**2", "(1 + tanh(z/2))/2*(1 - (1 + tanh(z/2))/2)",
        "math.e**(-z)*(1 + math.e**(-z))**-2", "1/(exp(z/2) + exp(-z/2))^2", "exp(-softplus(z) - softplus(-z))",
        "sigmoid(abs(z))*(1 - sigmoid(abs(z)))",
    ],
    "d_tanh": [
        "1 - t**2", "1-t^2", "1 − t²", "(1 - t)(1 + t)", "-(t-1)*(t+1)", "-(t^2 - 1)", r"1-t^{2}", "1 - t*t",
        "1 - np.square(t)", "1 - abs(t)^2", "(1 - t^4)/(1 + t^2)",
    ],
    "d_elu_negative": [
        "alpha*exp(z)", "αe^z", "α·exp(z)", "alpha*np.exp(z)", r"\alpha e^{z}", "alpha/exp(-z)", "alpha*(exp(z) - 1) + alpha",
        "exp(z)*alpha", "alpha*e**z", "exp(z + log(alpha))",
    ],
    "d_softplus": [
        "sigma(z)", "1/(1+exp(-z))", "exp(z)/(1+exp(z))", "σ(z)", "(1 + tanh(z/2))/2", r"\frac{1}{1+e^{-z}}",
        "1 - 1/(1 + e^z)", "1 - sigma(-z)", "np.exp(z)/(1 + np.exp(z))", "exp(z - softplus(z))",
        r"\frac{e^{z}}{e^{z}+1}", "0.5 + 0.5*tanh(0.5*z)", "e^(z/2)/(2cosh(z/2))", "exp(-log1p(exp(-z)))",
    ],
    "dL_dphi": [
        "-y/phi + (1 - y)/(1 - phi)", "(phi - y)/(phi*(1 - phi))", "(φ−y)/(φ(1−φ))", r"\frac{\phi-y}{\phi(1-\phi)}",
        r"-\frac{y}{\varphi}+\frac{1-y}{1-\varphi}", "(1-y)/(1-phi) - y/phi", "-(y/phi - (1-y)/(1-phi))",
        "(phi - y)/(phi - phi**2)", "(y - phi)/(phi*(phi - 1))", "(phi-y)*phi^-1*(1-phi)^-1", "-(y - phi)/phi/(1 - phi)",
        r"\left(\phi-y\right)/\left(\phi-\phi^2\right)",
    ],
    "phi_prime": ["phi*(1 - phi)", "φ(1−φ)", r"\phi(1-\phi)", "phi - phi**2", "ϕ-ϕ²", "-phi*(phi-1)", r"\varphi\cdot(1-\varphi)"],
    "dL_dz": ["phi - y", "φ − y", r"\phi-y", "-(y - phi)", "phi*(1-y) - y*(1-phi)", "-y + phi", "(phi-y)/(phi(1-phi))*phi*(1-phi)"],
    "dL_dw1": ["(phi - y)*x1", "x1(φ−y)", r"(\phi - y)x_1", "(φ−y)x₁", "phi*x1 - y*x1", "-(y - phi)*x1", r"\left(\phi-y\right)\cdot x_{1}"],
    "slide_denominator": ["phi*(1 - phi)", "φ(1−φ)", "phi - phi^2", r"\phi\left(1-\phi\right)"],
    "d_relu": ["heaviside(z)", "(1 + sign(z))/2", "max(0, z)/z", "(1 + z/abs(z))/2"],
    "d_gelu": ["Phi(z) + z*exp(-z**2/2)/sqrt(2*pi)", "(1 + erf(z/sqrt(2)))/2 + z*e^(-z^2/2)/√(2π)", "Φ(z) + z*0.3989422804014327*exp(-z²/2)"],
}  # fmt: skip

WRONG = {
    "d_sigmoid": [
        "s", "1 - s", "s*(1 + s)", "s*(s - 1)", "2*s*(1 - s)", "s*(1 - s)/2", "s**2*(1 - s)", "s*(1 - s)**2", "s*(1-s) + 1",
        "1/(s*(1 - s))", "s*(1-s)*(1 + 1e-9)", "s*(1-s) + 1e-9", "1 - s^2", "0.25", "0", "sqrt(s*(1-s))", "s(1-s)^1.0000001",
        "max(s*(1-s), 0.01)", "s*(1-s) + max(0, s-0.999)",
    ],
    "d_sigmoid_in_z": [
        "exp(-z)/(1+exp(-z))", "-exp(-z)/(1+exp(-z))**2", "exp(z)/(1+exp(-z))**2", "exp(-z)/(1-exp(-z))**2", "z*(1-z)",
        "1/(2*cosh(z/2)**2)", "1/(4*cosh(z)**2)", "(1-tanh(z)**2)/4", "1/(1+exp(-z))**2", "exp(-z)/(1+exp(-2z))",
        "sigma(z)*sigma(z)", "1/(2 + exp(z) - exp(-z))", "sigma(z)*(1-z)", "exp(-z^2/4)/4",
    ],
    "d_tanh": ["t", "1 - t", "1 + t**2", "t**2 - 1", "(1 - t)**2", "1 - 2t", "t(1-t)", "1/(1-t^2)", "sqrt(1-t^2)", "1 - t^3", "1-t^2.000001"],
    "d_elu_negative": ["exp(z)", "alpha", "alpha*(exp(z) - 1)", "alpha*z*exp(z)", "-alpha*exp(z)", "alpha*exp(-z)", "alpha + exp(z)", "alpha^2 e^z"],
    "d_softplus": ["1/(1+exp(z))", "exp(z)", "log(1+exp(z))", "1/(1+exp(z))*exp(-z)", "exp(-z)/(1+exp(-z))", "tanh(z)", "sigma(z)*(1-sigma(z))", "max(0, sign(z))"],
    "dL_dphi": [
        "y/phi - (1-y)/(1-phi)", "-y/phi - (1-y)/(1-phi)", "(phi-y)/(phi*(1-y))", "(phi-y)/(phi*(1+phi))", "phi - y",
        "-y*log(phi) - (1-y)*log(1-phi)", "-y/phi", "(1-y)/(1-phi)", "(phi-y)*phi*(1-phi)", "(y-phi)/(phi*(1-phi))",
    ],
    "phi_prime": ["phi", "1 - phi", "phi*(1+phi)", "phi*(phi-1)", "phi^2", "1-phi^2"],
    "dL_dz": ["y - phi", "phi", "phi + y", "(phi-y)*phi*(1-phi)", "(phi-y)/(phi*(1-phi))", "phi - y^2", "(phi - y)^2/2"],
    "dL_dw1": ["(y-phi)*x1", "phi-y", "(phi-y)*x1^2", "(phi-y)/x1", "x1", "phi*(1-phi)*x1", "(phi-y)*phi*(1-phi)*x1"],
    "slide_denominator": ["phi*(1 + phi)", "phi", "1 - phi", "phi*(phi-1)", "phi^2*(1-phi)"],
    "d_relu": ["1", "z", "max(0, z)", "sign(z)", "sigma(z)", "sigma(1000z)"],
    "d_gelu": ["Phi(z)", "sigma(1.702z) + 1.702z*sigma(1.702z)*(1-sigma(1.702z))", "Phi(z) + z*0.3989*exp(-z^2/2)"],
}  # fmt: skip


def _pairs(table):
    return [(name, text) for name, texts in table.items() for text in texts]


def test_the_tables_are_large_enough():
    assert len(_pairs(RIGHT)) >= 60
    assert len(_pairs(WRONG)) >= 60


@pytest.mark.parametrize(("name", "text"), _pairs(RIGHT))
def test_right_forms_are_right(name, text):
    answer = check_answer(text, **TASKS[name])

    assert (answer.verdict, answer.message) == ("equal", "")


@pytest.mark.parametrize(("name", "text"), _pairs(WRONG))
def test_wrong_forms_are_wrong_with_a_witness(name, text):
    answer = check_answer(text, **TASKS[name])

    assert answer.verdict in ("different", "undefined")
    assert "expected" in answer.message


@pytest.mark.parametrize(
    ("name", "text", "mistake"),
    [
        ("d_sigmoid", "s*(s - 1)", "the sign is wrong"),
        ("d_sigmoid", "2s(1-s)", "off by a constant factor: yours is 2 times the right one"),
        ("d_sigmoid", "s(1-s)/3", "off by a constant factor: yours is 1/3 times the right one"),
        ("d_sigmoid", "s(1-s) - 0.5", "off by a constant: yours is 1/2 too small"),
        ("d_sigmoid", "s", "this is the function itself, not its derivative"),
        ("d_sigmoid", "1/(s(1-s))", "this is one over the right answer"),
        ("dL_dz", "y - phi", "the sign is wrong"),
        ("dL_dphi", "-y*log(phi) - (1-y)*log(1-phi)", "this is the function itself, not its derivative"),
        ("d_tanh", "1 + t^2", "a sign is wrong in the derivative of tanh"),
        ("d_sigmoid", "0.25", None),
    ],
)
def test_simple_causes_are_recognised(name, text, mistake):
    assert check_answer(text, **TASKS[name]).mistake == mistake


def test_the_witness_is_nice_in_the_answers_own_symbols():
    answer = check_answer("1 - s", **TASKS["d_sigmoid"])

    assert answer.message == "at s = 0.25 (z = -1.0986): yours 0.75, expected 0.1875"


def test_a_tiny_slip_is_shown_with_enough_digits():
    answer = check_answer("s(1-s) + 1e-9", **TASKS["d_sigmoid"])

    assert "yours 0.187500001, expected 0.1875" in answer.message


def test_a_symbol_that_is_not_allowed_is_named():
    right = check_answer("sigma(z)*(1 - sigma(z))", **TASKS["d_sigmoid"])
    wrong = check_answer("z*(1 - s)", **TASKS["d_sigmoid"])

    assert (right.verdict, wrong.verdict) == ("form", "different")
    assert right.mistake == wrong.mistake == "a symbol that the prompt does not allow"
    assert "may use only s; yours uses z" in right.message


def test_a_value_is_missing_where_the_truth_has_one():
    answer = check_answer("s(1-s) + 0*log(s - 1)", **TASKS["d_sigmoid"])

    assert answer.verdict == "undefined"
    assert answer.message.startswith("at s = 0.25")


def test_a_refusal_comes_with_its_caret():
    answer = check_answer("s(1-s", **TASKS["d_sigmoid"])

    assert answer.verdict == "refused"
    assert answer.caret == "s(1-s\n ^"


X = {"x": (-1.0, 1.0)}


def test_without_a_variable_the_answer_equals_the_formula_itself():
    assert check_answer("1 - s", of="1 - x", symbols=["s"], where={"s": "x"}, domains=X).verdict == "equal"
    assert check_answer("1", of="1", symbols=[]).verdict == "equal"
    assert check_answer("2", of="1", symbols=[]).message == "yours 2, expected 1"


def test_a_form_may_ask_for_functions_of_bare_symbols():
    form = Form(functions=("sigma",))

    assert check_answer("sigma(z)(1-sigma(z))", **TASKS["d_sigmoid_in_z"], form=form).verdict == "equal"
    assert check_answer("sigma(z)*sigma(-z)", **TASKS["d_sigmoid_in_z"], form=form).verdict == "form"


def test_formulas_of_the_task_may_be_trees():
    answer = check_answer("2x", of="x**2", wrt="x", symbols=["x"], where={}, domains=X)

    assert answer.verdict == "equal"
    assert check_answer("k", of="x", symbols=["k"], where={"k": number(1)}, domains=X).verdict == "different"


STEPS = {"of": "sigmoid", "wrt": "z", "symbols": ["z"], "last_only": ["sigma"]}
GOOD = ["exp(-z)/(1+exp(-z))^2", "1/(1+exp(-z)) * (1 - 1/(1+exp(-z)))", "sigma(z)(1 - sigma(z))"]


def test_a_right_derivation_is_right():
    assert check_steps(GOOD, **STEPS).verdict == "equal"


def test_the_first_broken_line_is_named():
    answer = check_steps([GOOD[0], "1/(1+exp(-z))", GOOD[2], "sigma(z)"], **STEPS)

    assert (answer.verdict, answer.line) == ("different", 2)
    assert answer.message.startswith("line 2 does not equal line 1: at z = ")
    assert check_steps(["sigma(z)", *GOOD], **STEPS).message.startswith(
        "line 1 does not equal the derivative"
    )


def test_a_line_that_cannot_be_read_is_named():
    answer = check_steps([GOOD[0], "exp(-z", GOOD[2]], **STEPS)

    assert (answer.verdict, answer.line) == ("refused", 2)
    assert answer.caret == "exp(-z\n   ^"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "at least 3"),
        (GOOD[1:], "got 2"),
        ([GOOD[0], GOOD[2], GOOD[2]], "got 2"),
        ([GOOD[2], GOOD[1], GOOD[0]], "line 3: the answer may use only sigma(z); yours uses z"),
        ([*GOOD[:2], "sigma(z)*sigma(-z)"], "yours uses z"),
        (GOOD * 20, "at most 40 lines"),
    ],
)
def test_a_derivation_has_its_form(lines, words):
    answer = check_steps(lines, **STEPS)

    assert answer.verdict == "form"
    assert words in answer.message
