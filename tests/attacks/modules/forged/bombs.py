"""Sends deep, wide and colliding messages."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


def attack(name, *args, **kwargs):
    bombs = {
        "relu": b"\x91" * 60_000,
        "tanh": b"\xdd\x7f\xff\xff\xff",
        "sigmoid": msgspec.msgpack.encode([{"int": hex(n * (2**61 - 1))} for n in range(1, 3000)]),
    }
    data = bombs.get(name, os.urandom(60_000))
    os.write(3, len(data).to_bytes(4, "little") + data)
    os._exit(0)
