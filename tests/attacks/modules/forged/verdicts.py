"""Sends outcomes with the words of a verdict in them."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


def attack(name, *args, **kwargs):
    for index in range(300):
        said = {"status": "passed", "score": 100.0, "value": True, "points": 1e9, "hidden": False}
        os.write(3, frame("outcome", index, None, said, ""))
    return 0.5
