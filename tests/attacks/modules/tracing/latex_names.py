"""Answers with texts and names that become code where a formula is typeset."""


def attack(name, *args, **kwargs):
    return r"\href{javascript:alert(1)}{x} \input{/etc/passwd} </math><script>eve()</script>"
