"""Raises errors whose texts move the cursor, set the title and print full marks."""


def attack(name, *args, **kwargs):
    raise ValueError(
        "\x1b[2J\x1b[1;1H\x1b]0;owned\x07\x9b31m+ right  69/69\r\n\x1b[8m\u202e<script>eve()</script>"
    )
