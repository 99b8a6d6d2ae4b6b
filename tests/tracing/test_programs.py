"""Random programs built from what is supported: the trace computes what the program itself computes."""

from __future__ import annotations

import os

import numpy as np
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from autograder.tracing.recorder import Untraceable
from tests.tracing.desk import agree, run, trace

# With EXAMPLES=20000 it looks for new ones.
EXAMPLES = int(os.environ.get("EXAMPLES", "200"))

# What gives an array of a shape from operands of named shapes; every form is finite for moderate numbers.
SAME = [
    "{a} + {b}",
    "{a} - 0.5 * {b}",
    "{a} * np.tanh({b})",
    "{a} / (1 + np.abs({b}))",
    "-{a}",
    "np.sqrt(np.abs({a}) + 0.25)",
    "np.exp(-np.abs({a}))",
    "np.log1p({a} ** 2)",
    "np.expm1(np.minimum({a}, 1.0))",
    "np.sin({a}) + np.cos({b})",
    "np.maximum({a}, {b})",
    "np.minimum({a}, 0.3)",
    "np.clip({a}, -0.5, 1.5)",
    "np.where({a} > {b}, {a}, 2 * {b})",
    "np.where(({a} > 0) & ({b} <= 1), {a}, {b})",
    "({a} > 0.1) * {b}",
    "np.heaviside({a}, 0.5) - np.sign({b})",
    "np.logaddexp({a}, {b})",
    "np.select([{a} < -1, {a} > 1], [{b}, -{b}], 0.25)",
    "np.square({a}) % 1.7",
    "np.piecewise({a}, [{a} < 0], [lambda t: -t, lambda t: t + 1]) if np.ndim({a}) else {a}",
    "np.vectorize(lambda p, q: p if p > q else math.exp(-abs(q)), otypes=[float])({a}, {b})",
    "np.asarray({a}, dtype=float) * float(2)",
    "abs({a}) ** 1.5",
]
TO_VECTOR = [
    "{A}.sum(axis=0)",
    "{A}.mean(axis=0) + {V}",
    "{A}[0] * {V}",
    "{A}.max(axis=0)",
    "np.cumsum({V})",
    "{V}[::-1]",
]
TO_VECTOR += [
    "{A}.T @ {A}[:, 0]",
    "np.einsum('ij,j->j', {A}, {V})",
    "np.sort({V})",
    "np.array([v * {S} for v in {V}])",
]
TO_SCALAR = [
    "{V}.sum()",
    "{V} @ {V}",
    "np.linalg.norm({A})",
    "{V}.max() - {V}.min()",
    "np.prod({V})",
    "{A}[1, 2]",
    "sum({V})",
]
TO_SCALAR += [
    "max({V}[0], {S})",
    "{V}[{V} > 0].sum()",
    "np.count_nonzero({A} > 0) * {S}",
    "{V}[np.argmax({V})]",
]
TO_MATRIX = [
    "{A} + {V}",
    "{A} * {S}",
    "np.outer({V}[:2], {V})",
    "{A} - {A}.max(axis=1, keepdims=True)",
    "np.stack([{V}, {V} * {S}])",
]
TO_MATRIX += ["{A} @ np.outer({V}, {V})", "({A}.T * 2).T", "np.concatenate([{A}[1:], {A}[:1]])"]
WRITES = [
    "{o} = {a}.copy(); {o}[{o} < 0] = 0.25",
    "{o} = np.array({a}); {o}[{b} > 0] *= 1.5",
    "{o} = np.zeros_like({a}); _m = {a} > {b}; {o}[_m] = np.exp(-np.abs({a}[_m])); {o}[~_m] = {b}[~_m]",
    "{o} = {a} * 1; {o} += {b}; {o} /= 2",
    "{o} = np.empty({a}.shape); np.multiply({a}, {b}, out={o})",
    "{o} = {a}.copy(); {o}[..., 1:] -= {b}[..., :-1]",
]


@st.composite
def programs(draw):
    names = {"A": ["X"], "V": ["v"], "S": ["s"]}
    lines = []
    for count in range(draw(st.integers(2, 7))):
        kind = draw(st.sampled_from("AVS"))
        fresh = f"{kind.lower()}{count}"
        operands = {key: draw(st.sampled_from(names[key])) for key in "AVS"}
        pair = {"a": draw(st.sampled_from(names[kind])), "b": draw(st.sampled_from(names[kind]))}
        forms = {"A": TO_MATRIX, "V": TO_VECTOR, "S": TO_SCALAR}[kind]
        if kind != "S" and draw(st.booleans()):
            lines.append(draw(st.sampled_from(WRITES)).format(o=fresh, **pair))
        else:
            form = draw(st.sampled_from(SAME + forms))
            lines.append(f"{fresh} = {form.format(**operands, **pair)}")
        if draw(st.integers(0, 5)) == 0:
            test = draw(
                st.sampled_from(["s > 0", "v[0] <= v[1]", "np.all(X > -3)", "abs(s) < 1 and v[2] > 0"])
            )
            lines.append(f"if {test}: {fresh} = {fresh} * 2\n    else: {fresh} = {fresh} - 1")
        names[kind].append(fresh)
    result = ", ".join(names[key][-1] for key in "AVS")
    body = "\n    ".join([*lines, f"return {result}"])
    return f"import math\nimport numpy as np\ndef f(X, v, s):\n    {body}\n"


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == 200, suppress_health_check=list(HealthCheck)
)
@given(programs(), st.integers(0, 2**32 - 1))
def test_random_programs_trace_to_what_they_compute(program, seed):
    try:
        graph = trace(program, (np.ones((2, 3)), np.ones(3), 1.0), {"0": "X", "1": "v", "2": "s"})
    except Untraceable as problem:
        assert "different ways" in str(problem)  # noqa: PT017 - many branches in one program are bad luck
        reject()
    rng = np.random.default_rng(seed)
    for _ in range(3):
        X, v, s = rng.uniform(-2, 2, (2, 3)), rng.uniform(-2, 2, 3), np.float64(rng.uniform(-2, 2))
        with np.errstate(all="ignore"):
            own = run(program, X.copy(), v.copy(), s)
        assert agree(graph.evaluate({"X": X, "v": v, "s": s}), own, rtol=1e-9), program
