"""What a call gives back, in every kind of worker."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.calls import Call, call, drive, read
from autograder.plain import Laid, Other, Seed, named, to_tree
from autograder.worker.protocol import Limits


def test_results_keep_value_shape_and_dtype(run):
    reply = run(
        """
        import numpy as np
        def double(x):
            return 2 * x
        def several(x):
            return x, {"sum": x.sum(), "none": None}, [True, "text", float("nan"), -np.inf]
        """,
        call("double", np.arange(6, dtype=np.float32).reshape(2, 3)),
        call("double", np.arange(3)),
        call("several", np.array([1.0, np.nan])),
    )

    first, second, third = (outcome.result() for outcome in reply.outcomes)

    assert (first.dtype, first.shape) == (np.float32, (2, 3))
    assert np.array_equal(second, [0, 2, 4])
    assert second.dtype.kind == "i"
    assert isinstance(third, tuple)
    assert np.isnan(third[1]["sum"])
    assert third[1]["none"] is None
    assert third[2][:2] == [True, "text"]
    assert np.isnan(third[2][2])
    assert third[2][3] == -np.inf
    assert reply.ended == "normally"
    assert reply.blocks == ()


def test_a_name_that_is_not_there_is_missing_and_an_open_stub_not_started(basic):
    reply = basic(
        """
        answer = None
        later = ...
        formula = "x**2"
        def stub(x):
            raise NotImplementedError("sigmoid")
        def uses_stub(x):
            return 1 + stub(x)
        number = 5
        """,
        call("nowhere", 1.0),
        call("stub", 1.0),
        call("uses_stub", 1.0),
        read("answer"),
        read("later"),
        read("formula"),
        read("nowhere"),
        call("number", 1.0),
    )

    statuses = [outcome.status for outcome in reply.outcomes]

    assert statuses[:5] == ["missing", "not_started", "not_started", "not_started", "not_started"]
    assert reply.outcomes[5].result() == "x**2"
    assert statuses[6:] == ["missing", "raised"]
    assert reply.outcomes[7].error.message == "number must be a function, it is int"


def test_not_implemented_of_a_library_is_an_ordinary_exception(basic):
    reply = basic("def f(fn):\n    return fn(1).fileno()", call("f", named("identity")))

    assert reply.outcomes[0].status == "raised"
    assert reply.outcomes[0].error.type == "AttributeError"


def test_a_traceback_holds_the_students_lines_and_no_others(run):
    reply = run(
        """
        import numpy as np

        def inner(x):
            return np.linalg.inv(x)


        def outer(x):
            y = x + 1
            return inner(x)
        """,
        call("outer", np.zeros((2, 2))),
    )

    error = reply.outcomes[0].error

    assert error.type == "LinAlgError"
    assert error.frames == (("line 9", "return inner(x)"), ("line 4", "return np.linalg.inv(x)"))
    assert error.place == "line 4"


def test_every_exception_is_an_outcome(run):
    reply = run(
        """
        import sys
        class Rude(Exception):
            def __str__(self):
                raise SystemExit
        class Long(Exception):
            def __str__(self):
                return "x" * 10_000_000
        def leave():
            sys.exit("bye")
        def interrupt():
            raise KeyboardInterrupt
        def rude():
            raise Rude
        def long():
            raise Long
        def deep(n=0):
            return deep(n + 1)
        def shallow():
            sys.setrecursionlimit(30)
            return deep()
        def fine():
            return 1
        """,
        *(call(name) for name in ("leave", "interrupt", "rude", "long", "deep", "shallow", "fine")),
    )

    errors = [outcome.error for outcome in reply.outcomes[:6]]

    assert [error.type for error in errors] == [
        "SystemExit",
        "KeyboardInterrupt",
        "Rude",
        "Long",
        "RecursionError",
        "RecursionError",
    ]
    assert errors[0].message == "bye"
    assert errors[2].message == ""
    assert len(errors[3].message) == 500
    assert len(errors[4].frames) == 8
    assert reply.outcomes[6].result() == 1
    assert reply.ended == "normally"


def test_a_broken_block_is_reported_and_the_next_ones_run(run):
    reply = run(
        """
        import numpy as np
        missing_name + 1
        import sys; sys.exit(3)
        def f():
            return "ran"
        print("loaded")
        """,
        call("f"),
    )

    assert reply.outcomes[0].result() == "ran"
    assert [(block.name, block.error_type, block.place) for block in reply.blocks] == [
        ("line 2", "NameError", "line 2"),
        ("line 3", "SystemExit", "line 3"),
    ]
    assert reply.printed == "loaded\n"
    assert reply.ended == "normally"


def test_future_imports_reach_the_later_blocks(basic):
    reply = basic(
        """
        from __future__ import annotations
        def f(x: NotDefinedAnywhere) -> AlsoNot:
            return x
        """,
        call("f", 1),
    )

    assert reply.outcomes[0].result() == 1
    assert reply.blocks == ()


def test_dataclasses_and_source_lookup_work_as_in_a_module(basic):
    reply = basic(
        """
        import inspect
        from dataclasses import dataclass
        @dataclass
        class Point:
            x: "float" = 1.0
        def source():
            return inspect.getsource(source), Point().x, __name__
        """,
        call("source"),
    )

    text, x, name = reply.outcomes[0].result()

    assert text.startswith("def source():")
    assert x == 1.0
    assert name == "u99_test"


def test_changed_arguments_are_named(run):
    reply = run(
        """
        def f(theta, grad, *, state):
            theta -= grad
            state["t"] = 1
            return theta
        def g(x):
            return x + 1
        def h(*args):
            args[1].append(object())
        """,
        call("f", np.ones(2), np.ones(2), state={"t": 0}),
        call("g", np.array([np.nan, 1.0])),
        call("h", 1, [1, 2]),
    )

    assert [outcome.changed for outcome in reply.outcomes] == [("theta", "state"), (), ("argument 2",)]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [("F", (True, False, True)), ("strided", (False, False, True)), ("readonly", (False, True, False))],
)
def test_arrays_arrive_in_the_layout_asked_for(basic, layout, expected):
    array = np.arange(6.0).reshape(2, 3)
    reply = basic(
        """
        def flags(x):
            return (x.flags.f_contiguous, x.flags.c_contiguous, x.flags.writeable), x.copy()
        """,
        Call("flags", (to_tree(Laid(array, layout)),)),
    )

    flags, values = reply.outcomes[0].result()

    assert flags == expected
    assert np.array_equal(values, array)


def test_writing_into_a_readonly_argument_raises(basic):
    reply = basic("def f(x):\n    x[0] = 1\n", Call("f", (to_tree(Laid(np.zeros(2), "readonly")),)))

    assert reply.outcomes[0].error.type == "ValueError"


def test_seeds_and_named_functions_become_what_they_stand_for(run):
    reply = run(
        """
        def draw(rng, options):
            return rng.normal(size=2), options["f"](3.0)
        """,
        call("draw", Seed(7), {"f": named("quadratic", curvature=4.0)}),
        call("draw", Seed(7), {"f": named("no_such_function")}),
    )

    drawn, value = reply.outcomes[0].result()

    assert np.array_equal(drawn, np.random.default_rng(7).normal(size=2))
    assert value == 18.0
    assert reply.outcomes[1].status == "refused"
    assert "no_such_function" in reply.outcomes[1].error.message


def test_prints_are_kept_up_to_a_bound_and_per_call(run):
    reply = run(
        """
        import os, sys
        def flood():
            for _ in range(1000):
                print("x" * 100_000)
        def talk():
            print("out")
            print("err", file=sys.stderr)
            sys.stdout.flush()
            os.write(1, b"below Python")
            sys.__stdout__.buffer.write(b"bytes")
        def silent():
            pass
        """,
        call("flood"),
        call("talk"),
        call("silent"),
    )

    assert [outcome.status for outcome in reply.outcomes] == ["returned"] * 3
    assert reply.outcomes[0].printed == "x" * 2000
    assert reply.outcomes[0].seconds < 0.3
    assert reply.outcomes[1].printed == "out\nerr\n"
    assert reply.outcomes[2].printed == ""


def test_warnings_are_recorded_with_their_line(run):
    reply = run(
        """
        import warnings
        import numpy as np
        np.seterr(all="ignore")
        warnings.simplefilter("ignore")
        def f(x):
            for _ in range(10_000):
                warnings.warn("mine", stacklevel=1)
            return np.exp(x)
        """,
        call("f", np.array([1000.0])),
    )

    warned = reply.outcomes[0].warnings

    assert [(item.category, item.place) for item in warned] == [
        ("UserWarning", "line 7"),
        ("RuntimeWarning", "line 8"),
    ]
    assert "overflow" in warned[1].message


def test_what_one_call_makes_of_floating_point_errors_is_gone_in_the_next(run):
    reply = run(
        """
        import numpy as np
        def f(x):
            before = np.geterr()["divide"]
            np.seterr(all="raise")
            return before, 1 / x
        def g(x):
            with np.errstate(all="ignore"):
                return np.geterr()["divide"], 1 / x
        """,
        *(call(name, np.zeros(1)) for name in "fgfg"),
    )

    assert [outcome.status for outcome in reply.outcomes] == ["raised", "returned", "raised", "returned"]
    assert {outcome.error.type for outcome in reply.outcomes[::2]} == {"FloatingPointError"}

    settings = run("import numpy as np\ndef f():\n    return np.seterr(all='raise')", call("f"), call("f"))
    found = [outcome.result() for outcome in settings.outcomes]
    assert found == [{"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}] * 2


def test_what_a_submission_makes_of_them_while_it_is_loaded_is_not_for_calls(run):
    reply = run(
        """
        import numpy as np
        np.seterr(all="raise")
        def f(x):
            return np.log(x)
        """,
        call("f", np.zeros(1)),
    )

    assert reply.outcomes[0].result() == -np.inf
    assert [warned.category for warned in reply.outcomes[0].warnings] == ["RuntimeWarning"]


def test_input_meets_the_end_of_the_file_and_the_environment_is_empty(run):
    reply = run(
        """
        import os
        def ask():
            return input("name? ")
        def environment():
            return dict(os.environ), os.listdir(".")
        """,
        call("ask"),
        call("environment"),
    )

    assert reply.outcomes[0].error.type == "EOFError"
    assert reply.outcomes[1].result() == ({}, [])


HOSTILE = """
import numpy as np
class Eq:
    def __eq__(self, other):
        return True
    def __array__(self, dtype=None, copy=None):
        return np.zeros(3)
class Reduce:
    def __reduce__(self):
        import os
        return os.system, ("touch /tmp/gradmark-owned",)
class Liar:
    @property
    def __class__(self):
        return np.ndarray
    def __getattr__(self, name):
        raise SystemExit
class Sub(np.ndarray):
    @property
    def shape(self):
        return (99,)
def eq(): return Eq()
def reduce(): return Reduce()
def liar(): return Liar()
def objects(): return np.array([Eq(), None], dtype=object)
def generator(): return (i for i in range(3))
def function(): return np.sin
def ellipsis(): return ...
def giant(): return np.broadcast_to(0.0, (10**6, 10**6))
def large(): return np.zeros(6_000_000)
def surrogate(): return "\\ud800"
def recursive():
    items = []
    items.append(items)
    return items
def long_int(): return 7 ** 100_000
def record(): return np.zeros(2, dtype=[("a", float)])
def text_array(): return np.array(["a", "b"])
"""


@pytest.mark.parametrize(
    "name",
    [
        "eq",
        "reduce",
        "liar",
        "objects",
        "generator",
        "function",
        "ellipsis",
        "giant",
        "large",
        "surrogate",
        "long_int",
        "record",
        "text_array",
    ],
)
def test_what_is_no_plain_data_is_refused_and_costs_only_itself(basic, name):
    reply = basic(HOSTILE + "\ndef good(): return 1\n", call(name), call("good"))

    assert reply.outcomes[0].status == "refused"
    assert reply.outcomes[0].error.message
    assert reply.outcomes[1].result() == 1
    assert reply.ended == "normally"


def test_opaque_parts_of_a_result_leave_the_rest_readable(basic):
    reply = basic("def f():\n    class Cache: pass\n    return 1.5, {'cache': Cache(), 'x': [2]}", call("f"))

    value, cache = reply.outcomes[0].result()

    assert value == 1.5
    assert cache["x"] == [2]
    assert cache["cache"] == Other("Cache", "Cache is not plain data")


def test_an_array_subclass_arrives_as_the_array_it_is(basic):
    reply = basic(HOSTILE + "\ndef sub(): return np.arange(3.0).view(Sub)\n", call("sub"))

    assert reply.outcomes[0].status == "returned"
    assert np.array_equal(reply.outcomes[0].result(), [0.0, 1.0, 2.0])


def test_patched_libraries_do_not_reach_the_transport(run):
    reply = run(
        """
        import builtins, time
        import numpy as np
        np.allclose = lambda *a, **k: True
        np.asarray = np.ascontiguousarray = lambda *a, **k: np.zeros(1)
        np.ndarray = int
        builtins.isinstance = lambda *a: True
        builtins.len = lambda x: 0
        time.perf_counter = lambda: -1.0
        def f(x):
            return x + 1, len(x), np.allclose(1, 2)
        """,
        call("f", np.array([1.0, 2.0])),
    )

    array, size, close = reply.outcomes[0].result()

    assert np.array_equal(array, [2.0, 3.0])
    assert (size, close) == (0, True)
    assert 0 <= reply.outcomes[0].seconds < 1


def test_global_random_state_is_the_same_in_every_child(basic):
    source = "import numpy as np, random\ndef f(): return np.random.rand(), random.random()"

    first, second = (basic(source, call("f")).outcomes[0].result() for _ in range(2))

    assert first == second


def test_drivers_work_with_the_students_function(run):
    reply = run(
        """
        def step(theta, grad, state, lr):
            t = state.get("t", 0) + 1
            return theta - lr * grad, {"t": t}
        def minimise(grad, start):
            return grad(start) + grad(start)
        """,
        drive("optimizer", "step", np.zeros(2), np.ones((2, 2)), [{"lr": 0.1}, {"lr": 0.2}], {}),
        drive("count_evaluations", "minimise", named("square"), 3.0),
        drive("no_such_driver", "step"),
    )

    steps, counted, unknown = reply.outcomes

    assert [state for _, state in steps.result()["path"]] == [{"t": 1}, {"t": 2}]
    assert np.allclose(steps.result()["path"][1][0], -0.3)
    assert counted.result() == {"result": 18.0, "evaluations": 2}
    assert unknown.status == "refused"


def test_a_backward_pass_gets_the_cache_of_the_submissions_own_forward_pass(run):
    X, W, b, dZ = np.ones((2, 3)), np.ones((3, 1)), np.zeros(1), np.ones((2, 1))
    forward = "def affine_forward(X, W, b):\n    return X @ W + b, (lambda: (X, W))\n"
    backward = "def affine_backward(dZ, cache):\n    X, W = cache()\n    W += 1\n    return dZ @ W.T\n"
    asked = drive("affine_gradients", "affine_backward", X, W, b, dZ)

    (answered,) = run(forward + backward, asked).outcomes
    (alone,) = run(backward, asked).outcomes

    assert (answered.result() == 2.0).all()
    assert answered.changed == ("W",)
    assert (alone.status, alone.error.type) == ("blocked", "Blocked")
    assert alone.error.message.startswith(
        "the cache comes from your own affine_forward, which is not defined"
    )


def test_the_memory_limit_is_an_outcome_of_its_own(run):
    reply = run(
        """
        import numpy as np
        def giant():
            return np.ones(12_500_000_000)
        def growing():
            items = []
            while True:
                items.append(bytearray(1 << 20))
        def fine():
            return np.ones(1000).sum()
        """,
        call("giant"),
        call("growing"),
        call("fine"),
        limits=Limits(memory_bytes=256 << 20),
    )

    assert [outcome.status for outcome in reply.outcomes] == ["memory", "memory", "returned"]
    assert reply.ended == "memory"
