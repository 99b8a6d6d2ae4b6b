"""What the stories of u01 say in numbers, worked out again."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from autograder.exercise.digit_images import digit_images
from solutions.u01_neurons.counting import count_parameters
from solutions.u01_neurons.edges import edge_responses, edge_weights
from solutions.u01_neurons.exclusive_or import xor_network
from solutions.u01_neurons.half_points import half_point, shift_and_scale
from solutions.u01_neurons.learning_rule import perceptron_rule
from solutions.u01_neurons.parameter_riddles import nets_from_4_to_16, parameter_owners

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_the_slides_sum_goes_through_the_numbers_of_the_story():
    products = np.array([1.0, 2.0, 3.0, 4.0, 5.0]) * [0.5, 0.2, 0.1, 0.7, 0.4]

    assert list(3.0 + np.cumsum(products)) == pytest.approx([3.5, 3.9, 4.2, 7.0, 9.0])
    assert f"{sigmoid(9.0):.5f}" == "0.99988"


def test_a_threshold_of_ten_with_either_sign():
    assert f"{sigmoid(10.0):.5f} {sigmoid(-10.0):.7f}" == "0.99995 0.0000454"


def test_three_curves_at_five():
    assert [f"{sigmoid(w * 5.0):.5g}" for w in (0.5, 1.0, 2.0)] == ["0.92414", "0.99331", "0.99995"]


def test_a_neuron_made_to_measure_has_its_half_point_and_its_slope():
    w0, w1 = shift_and_scale(1.7, -0.6)
    beside = sigmoid(w0 * np.array([1.7 - 1e-5, 1.7 + 1e-5]) + w1)

    assert half_point(w0, w1) == pytest.approx(1.7)
    assert (beside[1] - beside[0]) / 2e-5 == pytest.approx(-0.6)


@pytest.mark.parametrize(("a", "b"), [((4,), (2,)), ((4, 3), (2, 3)), ((6, 4), (3, 2))])
def test_numpy_refuses_the_slides_divisible_shapes(a, b):
    with pytest.raises(ValueError, match="broadcast"):
        np.zeros(a) + np.zeros(b)


def test_and_takes_nine_passes_of_which_the_last_is_clean():
    labels = np.array([-1, -1, -1, 1])
    updates = [perceptron_rule(CORNERS, labels, epochs)[2] for epochs in (7, 8, 9)]

    assert updates[0] < updates[1] == updates[2] == 18


def test_exclusive_or_never_comes_to_rest():
    labels = np.array([-1, 1, 1, -1])
    runs = [perceptron_rule(CORNERS, labels, epochs) for epochs in (1000, 1001)]

    assert runs[1][2] > runs[0][2] > 1000


def test_only_two_small_networks_go_from_4_to_16_parameters():
    found = {
        bias: [
            (n, h, k)
            for n, h, k in itertools.product(range(1, 9), repeat=3)
            if count_parameters([n, k], bias) == 4 and count_parameters([n, h, k], bias) == 16
        ]
        for bias in (True, False)
    }

    assert found == {True: [nets_from_4_to_16[0]], False: [nets_from_4_to_16[1]]}


def test_the_parameters_of_the_digit_network_by_owner():
    weights = count_parameters([784, 16, 16, 10], bias=False)

    assert parameter_owners == (count_parameters([784, 16, 16, 10]) - weights, weights)


def test_a_line_excites_the_edge_neuron_and_light_everywhere_does_the_contrary():
    weights = edge_weights((5, 4), 2)
    line = np.zeros((5, 4))
    line[2] = 1.0
    images = (line, np.ones((5, 4)), np.zeros((5, 4)))

    assert tuple(float((weights * image).sum()) for image in images) == edge_responses


def test_the_hidden_layer_sends_two_corners_to_one_point():
    W1, b1, _, _ = xor_network()
    hidden = np.maximum(CORNERS @ W1 + b1, 0.0)

    assert hidden.tolist() == [[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [2.0, 1.0]]


def test_the_digits_are_those_of_scikit_learn():
    datasets = pytest.importorskip("sklearn.datasets")

    assert np.array_equal(digit_images(), datasets.load_digits().images[:2])
