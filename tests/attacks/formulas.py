"""Answers to typed exercises that are bombs, code, or objects that only look like texts."""

from __future__ import annotations

from .unit import VALUES

_TYPED = {
    "power_tower": "'10**10**10'",
    "powers_of_powers": "'((((9^9)^9)^9)^9)^x'",
    "factorial": "'factorial(10**9)'",
    "deep_brackets": "'(' * 30_000 + 'x' + ')' * 30_000",
    "deep_minus": "'-' * 100_000 + 'x'",
    "long_sum": "'+'.join(['x'] * 50_000)",
    "doubling": "'((((((((((x+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2+1)^2'",
    "nested_functions": "'exp(' * 500 + 'x' + ')' * 500",
    "many_digits": "'0.' + '1' * 200_000 + '*x'",
    "exponent": "'1e999999999*x'",
    "import": "\"__import__('os').system('id')\"",
    "lambda": "'(lambda: x)()'",
    "attributes": "'x.__class__.__mro__[1].__subclasses__()'",
    "format_string": "'{x.__init__.__globals__}'",
    "sympy_code": "'sympify(\"diff(x, x)\")'",
    "eval": "'eval(\"1\")'",
    "asked_for": "'diff(1/(1+exp(-x)), x)'",
    "unicode_names": "'\uff53\uff49\uff47\uff4d\uff41(x)*(1-\uff53\uff49\uff47\uff4d\uff41(x))\u202e'",
    "control_characters": "'x\\x00\\x1b[31m\\u2028+1'",
    "markup": "'<script>eve()</script>'",
    "bytes": "b'sigma(x)*(1-sigma(x))'",
    "lying_text": "type('Text', (str,), {'__eq__': lambda *_: True, '__hash__': None})('x')",
    "object": "type('Text', (), {'__str__': lambda self: 'sigma(x)*(1-sigma(x))'})()",
    "list_of_guesses": "['x', 'sigma(x)*(1-sigma(x))', '1-tanh(x)^2', 0.01] * 1000",
    "everything_at_once": "'x or sigma(x)*(1-sigma(x)) or 1-tanh(x)^2'",
    "not_a_number": "float('nan')",
    "whole_number": "10**40_000",
    "true": "True",
}


def formulas():
    """Return a module for each bomb, with the bomb as the answer to every typed exercise."""
    return {name: "".join(f"{value} = {source}\n" for value in VALUES) for name, source in _TYPED.items()}
