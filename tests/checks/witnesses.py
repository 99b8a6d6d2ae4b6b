"""A refuted formula's witness, put to the code that was refuted."""

from __future__ import annotations

import msgspec
import numpy as np

from autograder.calls import call
from autograder.tracing.faithful import numbers_in
from autograder.tracing.graph import entry_name
from autograder.tracing.wire import read_graph


def call_at(check, witness):
    """Return the check's call, plainly, with the witness's numbers in the places of the inputs."""
    inputs = check.call.trace.inputs

    def placed(value, place):
        if isinstance(value, dict):
            return {key: placed(item, f"{place}.{key}") for key, item in value.items()}
        if place not in inputs:
            return value
        found = np.array(value, dtype=float)
        for index in np.ndindex(found.shape):
            entry = entry_name(inputs[place], index)
            found[index] = witness.get(check.names.get(entry, entry), found[index])
        return found if isinstance(value, np.ndarray) else float(found)

    args, kwargs = check.call.arguments()
    there = call(
        check.call.name,
        *(placed(item, str(place)) for place, item in enumerate(args)),
        **{key: placed(item, key) for key, item in kwargs.items()},
    )
    return msgspec.structs.replace(there, driver=check.call.driver)


def entry_of(tried_outcomes, result, place):
    """Return the number of a plain result that stands at a place of the traced one."""
    places = [found for found, _ in read_graph(tried_outcomes[0].value).entries()]
    return list(numbers_in(result))[places.index(place) if len(places) > 1 else 0]
