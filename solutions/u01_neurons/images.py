"""From images to rows of numbers."""

from __future__ import annotations

import numpy as np

from autograder.calls import call
from autograder.checks import Golden, Property, Shape
from autograder.checks.golden import golden
from autograder.exercise.declare import accepted, exercise, wrong
from autograder.exercise.digit_images import digit_images
from autograder.exercise.layer_recipes import arrays_in
from autograder.exercise.recipes import draw
from autograder.plain import Laid

# %% [markdown]
# ## Images become rows
#
# "A neuron is a number", says a deck and shows a handwritten digit: each pixel is an input neuron, and its number is the
# grey value, from 0 for dark to 1 for bright. The deck's images have $28 \times 28$ pixels; the real ones here, from the
# digits of scikit-learn, have $8 \times 8$ with values from 0 to 16. A layer wants rows, so every image is read line by
# line into one row of $H \cdot W$ numbers.


@exercise(
    points=1,
    minutes=6,
    difficulty=1,
    core=False,
    source="S4-01",
    hints=(
        "Two things: another shape, and another scale.",
        "NumPy's reshape keeps the order of the numbers, line by line; the number of images stays.",
        "Reshape to (N, H*W), with -1 for the second length if you like, and divide by the largest grey value there can be.",
    ),
    **arrays_in(
        form="one row for each image, float64",
        shape=(
            call("flatten_images", digit_images()),
            call("flatten_images", np.arange(12).reshape(1, 3, 4)),
        ),
        known=(
            golden(
                call("flatten_images", np.array([[[0.0, 4.0, 16.0], [8.0, 2.0, 1.0]]])),
                np.array([[0.0, 0.25, 1.0, 0.5, 0.125, 0.0625]]),
                label="one small image",
            ),
            Golden(
                label="a real zero and a real one", weight=2, at=(call("flatten_images", digit_images()),)
            ),
            Property(
                label="no pixel is negative",
                rule="never_negative",
                at=(call("flatten_images", digit_images()),),
            ),
        ),
        then=call("flatten_images", draw(1300, 2, 3, 2, low=0.0, high=16.0)),
        hidden=(
            call("flatten_images", draw(1301, 3, 2, 4, low=0.0, high=16.0)),
            call("flatten_images", draw(1302, 2, 5, 3, low=0.0, high=3.0) / 7),
            call("flatten_images", np.arange(12).reshape(1, 3, 4)),
            call("flatten_images", np.arange(17, dtype=np.uint8)[:12].reshape(2, 3, 2)),
            call("flatten_images", Laid(draw(1303, 2, 3, 4, low=0.0, high=16.0), "F")),
            call("flatten_images", Laid(digit_images()[:, 1:7], "readonly")),
            call("flatten_images", Laid(draw(1304, 4, 1, 3, low=0.0, high=16.0), "strided")),
            call("flatten_images", np.zeros((2, 1, 1))),
        ),
        extra_hidden=(
            Shape(
                label="small whole numbers give float64",
                at=(call("flatten_images", np.full((1, 2, 3), 16, dtype=np.uint8)),),
            ),
        ),
    ),
)
def flatten_images(images: np.ndarray) -> np.ndarray:
    """Turn grey images with values from 0 to 16 into rows of numbers from 0 to 1.

    Args:
        images: shape (N, H, W), grey values from 0 (dark) to 16 (bright); whole numbers of any kind may come in, and
            an image need not use the whole range.

    Returns:
        Array of shape (N, H*W), float64: one image in each row, read line by line from the top.

    Example:
        >>> flatten_images(np.array([[[16, 8], [4, 0]]]))
        array([[1.  , 0.5 , 0.25, 0.  ]])
    """
    N = len(images)
    return np.asarray(images, dtype=float).reshape(N, -1) / 16.0


@wrong(flatten_images, "the values stay as they are")
def _(images):
    return np.asarray(images, dtype=float).reshape(len(images), -1)


@wrong(flatten_images, "divides by the brightest pixel that it sees")
def _(images):
    brightest = np.max(images)
    return np.asarray(images, dtype=float).reshape(len(images), -1) / (brightest or 1.0)


@wrong(flatten_images, "divides by 255, as for photos")
def _(images):
    return np.asarray(images, dtype=float).reshape(len(images), -1) / 255


@wrong(flatten_images, "divides by 15")
def _(images):
    return np.asarray(images, dtype=float).reshape(len(images), -1) / 15


@wrong(flatten_images, "column by column")
def _(images):
    return np.transpose(np.asarray(images, dtype=float), (0, 2, 1)).reshape(len(images), -1) / 16


@wrong(flatten_images, "all images in one row")
def _(images):
    return np.asarray(images, dtype=float).ravel() / 16


@wrong(flatten_images, "pixels in rows, images in columns")
def _(images):
    return np.asarray(images, dtype=float).reshape(len(images), -1).T / 16


@wrong(flatten_images, "whole division")
def _(images):
    return (np.asarray(images, dtype=float) // 16).reshape(len(images), -1)


@wrong(flatten_images, "the images keep their shape")
def _(images):
    return np.asarray(images, dtype=float) / 16


@wrong(flatten_images, "only for 8 by 8 pixels")
def _(images):
    return np.asarray(images, dtype=float).reshape(-1, 64) / 16


@wrong(flatten_images, "scales the caller's images")
def _(images):
    if images.dtype == float:
        images /= 16
        return images.reshape(len(images), -1)
    return images.reshape(len(images), -1) / 16


@accepted(flatten_images, "times a sixteenth")
def _(images):
    N, H, W = images.shape
    return images.reshape(N, H * W) * 0.0625


@accepted(flatten_images, "image by image")
def _(images):
    return np.array([image.flatten() / 16 for image in images], dtype=float)


@accepted(flatten_images, "pixel by pixel")
def _(images):
    N, H, W = images.shape
    rows = np.zeros((N, H * W))
    for m in range(N):
        for i in range(H):
            for j in range(W):
                rows[m, i * W + j] = images[m, i, j] / 16
    return rows


@accepted(flatten_images, "lines side by side")
def _(images):
    scaled = np.true_divide(images, 16, dtype=float)
    return np.concatenate([scaled[:, i] for i in range(scaled.shape[1])], axis=1)
