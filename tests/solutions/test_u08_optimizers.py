"""What the stories of u08 say with numbers, recomputed with its own references."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.build.unit import load_unit
from tests.conftest import ROOT

UNIT = load_unit(ROOT, "u08_optimizers")


def step_of(name):
    return UNIT.declared[name].reference


def run(name, theta, grad, steps, **options):
    """Return the points of a run, the start included."""
    step, state, path = step_of(name), {}, [np.array(theta, dtype=float)]
    for _ in range(steps):
        theta, state = step(path[-1], grad(path[-1]), state, **options)
        path.append(theta)
    return np.array(path)


def valley(point):
    """Gradient of x^2 + 10 y^2."""
    return np.array([2.0, 20.0]) * point


@pytest.mark.parametrize(
    ("name", "options", "path"),
    [
        ("momentum_step", {"lr": 0.02}, [(0.96, 0.6), (0.8856, 0.0), (0.783216, -0.54)]),
        ("nesterov_step", {"lr": 0.02}, [(0.924, 0.24), (0.821376, -0.2664), (0.699854, -0.433296)]),
        (
            "adagrad_step",
            {"lr": 0.1},
            [(0.9000000005, 0.90000000005), (0.8331035276, 0.8331035269), (0.7804561822, 0.7804561814)],
        ),
        (
            "rmsprop_step",
            {"lr": 0.1},
            [(0.6837722390, 0.6837722345), (0.4988706135, 0.4988706076), (0.3691805603, 0.3691805539)],
        ),
        (
            "adadelta_step",
            {},
            [(0.9955278752, 0.9955278642), (0.9910086803, 0.9910086579), (0.9864644623, 0.9864644285)],
        ),
        (
            "adam_step",
            {"lr": 0.1},
            [(0.9000000005, 0.90000000005), (0.8004122287, 0.8004122278), (0.7015862729, 0.7015862715)],
        ),
        (
            "adamw_step",
            {"lr": 0.1, "weight_decay": 0.1},
            [(0.8900000005, 0.89), (0.7815718559, 0.7815718550), (0.6751012216, 0.6751012202)],
        ),
    ],
)
def test_three_steps_in_a_valley(name, options, path):
    assert run(name, [1.0, 1.0], valley, 3, **options)[1:] == pytest.approx(np.array(path), abs=5e-7)


def test_the_slides_program_writes_into_the_callers_array():
    def simple_gd(gradient, start, learn_rate, n_iter=50, tolerance=1e-06):
        vector = start
        vector_lst = [start]
        for _ in range(n_iter):
            vector -= learn_rate * gradient(vector)
            vector_lst.append(vector)
            if abs(learn_rate * gradient(vector)) <= tolerance:
                break
        return vector, vector_lst

    calls = []
    start = np.array(10.0)
    end, history = simple_gd(lambda x: calls.append(x) or 2 * x, start, 0.2)

    assert len(history) == 31
    assert len({id(point) for point in history}) == 1
    assert start == end == pytest.approx(2.2107e-6, rel=1e-4)
    assert len(calls) == 60
    with pytest.raises(ValueError, match="truth value"):
        simple_gd(lambda x: 2 * x, np.array([1.0, 2.0]), 0.2)
    with pytest.raises(TypeError, match="cast"):
        simple_gd(lambda x: 2 * x, np.array(10), 0.2)


def test_a_rate_of_1_1_on_x_squared():
    _, path = step_of("gradient_descent")(lambda x: 2 * x, 10.0, 1.1)

    assert len(path) == 51
    assert path[-1] == pytest.approx(91004.38150002217)
    assert step_of("gd_regime")(2.0, 1.1) == "diverges"


def test_the_noise_of_a_batch_is_the_variance_over_its_size():
    rng = np.random.default_rng(3)
    grads = rng.normal(size=(500, 2)) * [1.0, 3.0]
    for size in (1, 4, 16):
        means = grads[rng.integers(0, 500, size=(20_000, size))].mean(axis=1)
        assert means.var(axis=0) == pytest.approx(step_of("gradient_variance")(grads, size), rel=0.05)


def test_noise_ends_in_a_cloud():
    rng, x, visited = np.random.default_rng(0), 0.0, []
    for noise in rng.normal(size=200_000):
        x -= 0.1 * (x + noise)
        visited.append(x)

    assert np.std(visited[1000:]) == pytest.approx(0.2293, abs=5e-4)
    assert np.std(visited[1000:]) == pytest.approx(np.sqrt(0.1 / (2 - 0.1)), rel=2e-3)


def test_an_epoch_with_replacement_misses_a_third():
    drawn = np.random.default_rng(1).integers(0, 10_000, size=10_000)

    assert 1 - len(set(drawn.tolist())) / 10_000 == pytest.approx(1 / np.e, abs=0.01)


def test_the_saddle_holds_only_what_starts_on_the_line():
    def grad(point):
        return np.array([2 * point[0], -2 * point[1]])

    descent = step_of("gradient_descent")
    kind, start, steps = UNIT.declared["saddle_witness"].reference
    end, _ = descent(grad, np.array([1.0, start]), 0.1, n_iter=500)
    _, path = descent(grad, np.array([1.0, 1e-6]), 0.1, n_iter=100)

    assert kind == "saddle"
    assert end == pytest.approx([0.0, 0.0], abs=1e-4)
    assert int(np.argmax(np.abs(path[:, 1]) > 1)) == steps


def test_momentum_leaves_a_minimum_for_a_deeper_one_and_for_a_shallower_one():
    def grad(x):
        return x * (x + 1) * (x - 2)

    ends = [
        run("momentum_step", [start], grad, 400, lr=0.05, beta=beta)[-1, 0]
        for start in (-2.0, 3.0)
        for beta in (0.0, 0.9)
    ]

    assert ends == pytest.approx(UNIT.declared["past_a_minimum"].reference[1:], abs=1e-6)


def test_a_velocity_adds_up_and_an_average_does_not():
    for beta, factor in ((0.5, 2), (0.9, 10), (0.99, 100)):
        path = run("momentum_step", [0.0], np.ones_like, 3000, lr=0.01, beta=beta)
        assert path[-2] - path[-1] == pytest.approx(0.01 * factor)


def test_adagrads_steps_shrink_like_one_over_the_root():
    moves = -np.diff(run("adagrad_step", [0.0], np.ones_like, 5, lr=0.3)[:, 0])

    assert moves == pytest.approx(0.3 / np.sqrt(np.arange(1, 6)))


def test_adams_first_step_is_the_rate_whatever_the_slope():
    for slope in (-1e-4, 2.0, 3e5):
        moved, _ = step_of("adam_step")(np.zeros(1), np.array([slope]), {}, lr=0.1)
        assert moved == pytest.approx(-0.1 * np.sign(slope), rel=1e-3)


def test_without_the_correction_the_first_step_is_three_times_as_large():
    g, factor = 2.0, UNIT.declared["missing_in_adam"].reference[1]

    assert (1 - 0.9) * g / np.sqrt((1 - 0.999) * g**2) == pytest.approx(factor, rel=1e-4)


def test_a_squared_gradient_fades_but_never_leaves():
    state = {}
    for slope in [1.0] + [0.0] * 50:
        _, state = step_of("adadelta_step")(np.zeros(1), np.array([slope]), state)

    assert state["s"][0] == pytest.approx(UNIT.declared["fading_weight"].reference[1], rel=1e-4)


def test_ftrl_from_zero_is_adagrad():
    slopes = np.random.default_rng(2).normal(size=(6, 3))
    both = []
    for name, options in (("ftrl_step", {"lr": 0.3, "beta": 0.0}), ("adagrad_step", {"lr": 0.3, "eps": 0.0})):
        theta, state = np.zeros(3), {}
        for grad in slopes:
            theta, state = step_of(name)(theta, grad, state, **options)
        both.append(theta)

    assert both[0] == pytest.approx(both[1])


def test_decay_alone_shrinks_by_the_same_factor_in_each_step():
    path = run("adamw_step", [1.0, -30.0], np.zeros_like, 3, lr=0.5, weight_decay=0.2)

    assert path[3] == pytest.approx(np.array([1.0, -30.0]) * 0.9**3, rel=1e-12)


def test_buffers_are_the_arrays_in_the_states():
    names = ["momentum", "adagrad", "rmsprop", "adadelta", "adam", "adamax", "nadam", "ftrl"]
    states = [step_of(f"{name}_step")(np.ones(2), np.ones(2), {}, lr=0.1)[1] for name in names]
    counted = [sum(isinstance(item, np.ndarray) for item in state.values()) for state in states]

    assert UNIT.declared["state_buffers"].reference == (0, *counted)


def test_an_epoch_of_small_batches():
    word, gradients, steps, small = UNIT.declared["epoch_costs"].reference
    rng = np.random.default_rng(0)

    assert word == "equal"
    assert (gradients, steps) == (1, len(step_of("minibatches")(1200, 1, rng)))
    assert small == len(step_of("minibatches")(1200, 32, rng))
