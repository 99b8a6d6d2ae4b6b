"""Returns markup where a number is due."""


def attack(name, *args, **kwargs):
    return "</td></table><script>eve()</script><img src=x onerror=eve()>"
