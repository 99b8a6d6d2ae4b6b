"""Answers each call twice, the second time for the next one."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


COUNT = [0]


def attack(name, *args, **kwargs):
    COUNT[0] += 1
    for index in range(40):
        os.write(3, outcome(index, 0.5))
    return 0.5
