"""Warns, prints and documents in markup."""

import warnings


def attack(name, *args, **kwargs):
    """<script>eve()</script>"""
    warnings.warn("<script>eve()</script>\x1b[31m")
    print("<script>eve()</script>\x1b[31m")
    return 0.5
