"""Writes to the channel from a thread while the grader's half writes."""

import os

import msgspec


def frame(*message):
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(4, "little") + data


def outcome(index, value):
    return frame("outcome", index, None, {"status": "returned", "value": value}, "")


import threading


def race():
    while True:
        os.write(3, outcome(0, 0.5)[:7])


def attack(name, *args, **kwargs):
    if threading.active_count() == 1:
        threading.Thread(target=race, daemon=True).start()
    return 0.5
