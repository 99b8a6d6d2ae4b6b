"""Sleeps for an hour: uses no processor time."""

import time


def attack(name, *args, **kwargs):
    time.sleep(3600)
