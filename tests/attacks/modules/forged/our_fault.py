"""Claims that the grader is at fault, in every field."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


TEXT = "the grader's call could not be made: ValueError"


def attack(name, *args, **kwargs):
    error = {"type": "PlainError", "message": TEXT, "place": TEXT, "frames": []}
    for index in range(300):
        os.write(3, frame("outcome", index, None, {"status": "refused", "error": error}, TEXT))
    raise ValueError(TEXT)
