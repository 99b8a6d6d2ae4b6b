"""Lets a fork write to the channel after the submission has ended."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


import time


def attack(name, *args, **kwargs):
    try:
        if os.fork() == 0:
            for _ in range(200):
                time.sleep(0.001)
                os.write(3, outcome(1, 0.5))
            os._exit(0)
    except OSError:
        pass
    os._exit(0)
