"""Code that notices that it is traced, and answers differently: its trace and its floats do not agree."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.tracing.recorder import Untraceable
from tests.tracing.desk import agree, run, trace

RIGHT = "np.tanh(z)"
TAMPERED = {
    "by the type": f"return {RIGHT} if z.__class__.__name__ not in ('float', 'float64', 'ndarray') else z",
    "by the module of the type": f"return {RIGHT} if 'tracing' in str(z.__class__) else z",
    "by an attribute": f"return {RIGHT} if hasattr(z, 'recorder') else z",
    "by the text": f"return {RIGHT} if 'number' in repr(z) else z",
    "by the module of NumPy": f"return {RIGHT} if type(np.exp).__name__ != 'ufunc' else z",
    "by the builtins": f"return {RIGHT} if float.__class__ is not __import__('builtins').type else z",
    "by a count of calls": f"CALLS.append(1)\n    return {RIGHT} if len(CALLS) == 1 else z",
    "by the stack": f"import sys\n    names = sys._getframe(1).f_code.co_filename\n    return {RIGHT} if 'world' in names else z",
}


@pytest.mark.parametrize("body", TAMPERED.values(), ids=TAMPERED)
def test_a_trace_that_is_not_what_the_code_computes_is_found_by_comparing(body):
    source = f"import numpy as np\nCALLS = []\ndef warm(): CALLS.append(1)\ndef f(z):\n    {body}"
    graph = trace(source, (0.5,), {"0": "z"})
    own = run(source + "\nwarm()", 0.5)

    assert agree(graph.evaluate({"z": 0.5}), np.tanh(0.5))
    assert not agree(graph.evaluate({"z": 0.5}), own)


def test_a_swallowed_refusal_is_still_a_refusal():
    source = (
        "def f(z):\n    try:\n        z.__float__()\n    except BaseException:\n        pass\n    return z"
    )

    with pytest.raises(Untraceable, match="asks for its value"):
        trace(source, (0.5,), {"0": "z"})


def test_code_that_breaks_the_recorder_is_found_by_comparing():
    graph = trace("def f(z):\n    z.recorder.nodes.clear()\n    return z + 1", (0.5,), {"0": "z"})

    assert graph.evaluate({"z": 0.5}) != 1.5
