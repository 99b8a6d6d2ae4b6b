"""Has markup and escapes in the lines that a traceback shows."""


def attack(name, *args, **kwargs):
    text = "<script>eve()</script>"
    raise ValueError("<svg onload=eve()>")  # <img src=x onerror=eve()> [31m
