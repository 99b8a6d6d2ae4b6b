from __future__ import annotations
from typing import Any
def proves_equal(left: Any, right: Any, points: Any, intervals: Any) -> bool:
    return False
