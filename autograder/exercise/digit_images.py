"""Two handwritten digits, so that exercises on images have real ones and no download.

Source: the first zero and the first one of scikit-learn's digits (Alpaydin and Kaynak 1998, CC BY 4.0).
"""

from __future__ import annotations

import numpy as np

_LEVELS = "0123456789abcdefg"  # grey values 0 to 16
_DRAWN = (
    "005d9100 00dfaf50 03f20b80 04c00880 05800980 04b01c70 02e5ac00 006da000",
    "000cd500 000bg900 003fg600 07fgg200 001gg300 001gg600 001gg600 000bga00",
)


def digit_images() -> np.ndarray:
    """Return a zero and a one, shape (2, 8, 8), grey values 0 to 16 in float64."""
    drawn = [[[_LEVELS.index(mark) for mark in row] for row in digit.split()] for digit in _DRAWN]
    return np.array(drawn, dtype=float)
