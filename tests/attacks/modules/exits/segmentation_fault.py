"""Crashes the interpreter by reading address 0."""

import ctypes


def attack(name, *args, **kwargs):
    ctypes.string_at(0)
