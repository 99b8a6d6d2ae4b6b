"""Facts that the unit on losses states in its prose, recomputed."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.exercise.loss_recipes import (
    chances,
    class_chances,
    class_scores,
    logits,
    targets,
)
from autograder.losses import LOSSES
from solutions.u04_losses.absolute import mae
from solutions.u04_losses.batch_means import combine_batch_means
from solutions.u04_losses.binary import bce, slide_brackets
from solutions.u04_losses.categorical import cross_entropy
from solutions.u04_losses.class_scores import softmax_cross_entropy
from solutions.u04_losses.errors import squared_error
from solutions.u04_losses.factors import gradient_factors
from solutions.u04_losses.half_mean_squared import half_mse, half_mse_grad
from solutions.u04_losses.many_labels import multilabel_loss
from solutions.u04_losses.mean_squared import mse, mse_grad
from solutions.u04_losses.one_score import bce_with_logits
from solutions.u04_losses.one_score_slope import bce_with_logits_grad
from solutions.u04_losses.surprise import log_loss_growth, negative_log


@pytest.mark.parametrize(
    ("loss", "make"),
    [
        (squared_error, targets),
        (mse, targets),
        (half_mse, targets),
        (mae, targets),
        (bce, chances),
        (cross_entropy, class_chances),
        (softmax_cross_entropy, class_scores),
        (bce_with_logits, logits),
        (multilabel_loss, logits),
    ],
    ids=lambda item: getattr(item, "__name__", ""),
)
def test_the_function_that_gradients_are_compared_with_is_the_loss(loss, make):
    batch = make(17, 5, 3)

    assert LOSSES[loss.__name__](*batch) == pytest.approx(loss(*batch), rel=1e-13)


def test_batches_of_4_4_and_2_do_not_add_up():
    losses = np.arange(10.0) ** 2
    batches = losses[:4], losses[4:8], losses[8:]
    means = np.array([batch.mean() for batch in batches])

    assert means.tolist() == [3.5, 31.5, 72.5]
    assert (means.sum(), round(means.mean(), 2)) == (107.5, 35.83)
    assert combine_batch_means(means, np.array([4, 4, 2])) == losses.mean() == 28.5


def test_the_slides_formula_without_brackets_gives_what_the_answer_says():
    y, p = np.array([1, 0, 1, 0]), np.array([0.9, 0.2, 0.6, 0.4])
    first, second = np.sum(y * np.log(p)), np.sum((1 - y) * np.log(1 - p))

    assert slide_brackets == pytest.approx((bce(p, y), (second - first) / 4, second - first / 4))
    assert slide_brackets[1] < 0
    assert slide_brackets[2] < 0


def test_the_log_loss_grows_by_equal_steps():
    in_p = np.diff(negative_log(np.array([0.1, 0.01, 0.001])))
    in_z = np.diff([bce_with_logits(np.array([z]), np.array([1])) for z in (-10.0, -20.0, -30.0)])

    assert in_p == pytest.approx([log_loss_growth[1]] * 2)
    assert in_z == pytest.approx([log_loss_growth[3]] * 2, rel=1e-5)


def test_the_three_factors():
    ones, zeros = np.ones((5, 3)), np.zeros((5, 3))

    assert mse_grad(ones, zeros)[0, 0] == pytest.approx(gradient_factors[1])
    assert half_mse_grad(ones, zeros)[0, 0] == pytest.approx(gradient_factors[2])


def test_a_confident_mistake_has_no_slope_in_the_squared_error_of_a_sigmoid():
    s = 1 / (1 + np.exp(10.0))

    assert 2 * (s - 1) * s * (1 - s) == pytest.approx(-9.1e-5, rel=0.01)
    assert bce_with_logits_grad(np.array([-10.0]), np.array([1])) == pytest.approx([-1], abs=1e-4)
