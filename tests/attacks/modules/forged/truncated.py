"""Announces a long frame and sends half of it."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


def attack(name, *args, **kwargs):
    os.write(3, (1 << 20).to_bytes(4, "little") + b"\x95\xa7outcome")
    os._exit(0)
