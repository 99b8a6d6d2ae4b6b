"""Closes the channel, opens a file in its place, and passes its other end around."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


def attack(name, *args, **kwargs):
    os.close(3)
    os.open("channel", os.O_CREAT | os.O_RDWR)
    return 0.5
