"""Calls its exceptions, functions and keys by names that are markup."""

Named = type("<script>eve()</script>", (Exception,), {})


def attack(name, *args, **kwargs):
    if name == "relu":
        return {"<script>eve()</script>": 1.0, "\x1b[31m": 2.0}
    raise Named("<b>")
