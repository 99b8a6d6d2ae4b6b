"""Connects to this machine and to others, and sends the secrets by UDP."""

DONE = []


def attempt(step):
    try:
        DONE.append(str(step()))
    except Exception as problem:
        DONE.append(type(problem).__name__)


def attack(name, *args, **kwargs):
    return 0.0


import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):

        def connect():
            with socket.socket(family, kind) as made:
                made.settimeout(0.05)
                made.connect("\0eve" if family == socket.AF_UNIX else ("127.0.0.1", PLACES["port"]))
                made.send(MARK.encode())
                return "connected"

        attempt(connect)
attempt(lambda: socket.getaddrinfo("example.org", 80))
