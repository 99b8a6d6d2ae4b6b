"""Answers every call before it is asked, while it is loaded."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


for index in range(500):
    os.write(3, frame("call", index) + outcome(index, 0.5))


def attack(name, *args, **kwargs):
    return 0.5
