"""Replaces msgspec's encoder and os.write: what is sent is what it likes."""

import os

import msgspec
import msgspec.msgpack

write = os.write


class Encoder:
    def encode(self, item):
        return write(3, b"") or b"\x00"


msgspec.msgpack.encode = lambda item: b"\x95\xa7outcome\x00\xc0\x81\xa6status\xa8returned\xa0"
msgspec.msgpack.Encoder = Encoder
os.write = lambda descriptor, data: len(data)


def attack(name, *args, **kwargs):
    return 7.0
