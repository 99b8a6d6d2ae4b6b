"""Says that it is loaded and answers every call in order, then leaves."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


os.write(3, frame("loaded", -1, None, None, ""))
for index in range(2000):
    os.write(3, frame("call", index) + outcome(index, {"float": "nan"}))
os._exit(0)


def attack(name, *args, **kwargs):
    return 0.5
