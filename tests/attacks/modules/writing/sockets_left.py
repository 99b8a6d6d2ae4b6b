"""Listens on a socket of a name of its own, for who comes next."""

DONE = []


def attempt(step):
    try:
        DONE.append(str(step()))
    except Exception as problem:
        DONE.append(type(problem).__name__)


def attack(name, *args, **kwargs):
    return 0.0


import socket

KEPT = []


def listen(address):
    KEPT.append(socket.socket(socket.AF_UNIX))
    KEPT[-1].bind(address)
    KEPT[-1].listen()


attempt(lambda: listen("\0" + MARK))
attempt(lambda: listen(f"/tmp/{MARK}"))
