"""Ends the process without a word in every call."""

import os


def attack(name, *args, **kwargs):
    os._exit(0)
