"""Rates and accumulations."""

from __future__ import annotations

from autograder.checks import Answered, Quiz
from autograder.exercise.declare import answer
from autograder.plain import to_tree

# %% [markdown]
# ## Rate or accumulation?
#
# Speed in km/h, pay in dollars per hour, data in Mbit per second: whenever something is measured as one thing *per*
# another, it is a rate, and a rate is a derivative, with the unit of the quotient: $[dy/dx] = [y]/[x]$ (S0-04).
#
# An integral goes the other way. It multiplies the rate with a small amount, adds up, and so has the unit of the
# *product*: speed in km/h, integrated over hours, is a distance in km,
#
# $$\int \underbrace{v}_{\text{km/h}}\ \underbrace{dt}_{\text{h}} \quad\text{is in km.}$$
#
# Areas and volumes are accumulations too: a width, collected along a length.

rate_or_accumulation = answer(
    "rate_or_accumulation",
    (
        ("rate", "km/h"),
        ("accumulation", "km"),
        ("rate", "USD/h"),
        ("accumulation", "USD"),
        ("rate", "Mbit/s"),
        ("accumulation", "l"),
        ("accumulation", "kWh"),
        ("rate", "1/kg"),
    ),
    prompt=r"""
    Is each of these eight a `"rate"` or an `"accumulation"`, and what is its unit?

    1. how fast a car is going
    2. how far it went in an afternoon, from its speed in km/h at each moment
    3. what a job pays, in USD, for each hour
    4. what it paid in a year, from the pay at each moment
    5. how fast an internet connection is
    6. how much water is in a cup, from the flow of the tap (in l/min) at each moment
    7. the energy that a kettle used, from its power (in kW) at each moment
    8. how much a loss (a plain number) changes when a weight (in kg, say) changes

    Take the units from this list, letter by letter: `km`, `h`, `km/h`, `km*h`, `USD`, `USD/h`, `USD*h`, `Mbit`,
    `Mbit/s`, `s/Mbit`, `l`, `l/min`, `l*min`, `kW`, `kWh`, `kW/h`, `kg`, `1/kg`.

    The form is `rate_or_accumulation = (("rate", "h"), ("rate", "h"), ...)`, eight pairs in this order.
    """,
    points=2,
    minutes=6,
    difficulty=1,
    core=False,
    source="S0-04, S0-12 (E04)",
    hints=(
        'Say the quantity with "per". If that works, it is a rate; if it grows while you wait, it is an accumulation.',
        "A rate has the unit of the thing above the line over the unit below; an accumulation has rate times amount.",
        "Kilometres per hour times hours are kilometres, litres per minute times minutes are litres; a power in kW is itself a rate, of energy.",
    ),
    checks=[
        Answered(
            label="eight pairs of two texts",
            name="rate_or_accumulation",
            like=to_tree((("rate", "h"),) * 8),
        )
    ],
    hidden=[
        Quiz(
            label="kind and unit of all eight",
            weight=2,
            name="rate_or_accumulation",
            expected=to_tree(
                (
                    ("rate", "km/h"),
                    ("accumulation", "km"),
                    ("rate", "USD/h"),
                    ("accumulation", "USD"),
                    ("rate", "Mbit/s"),
                    ("accumulation", "l"),
                    ("accumulation", "kWh"),
                    ("rate", "1/kg"),
                )
            ),
        )
    ],
    wrong=(
        (
            (
                ("accumulation", "km/h"),
                ("accumulation", "km"),
                ("accumulation", "USD/h"),
                ("accumulation", "USD"),
                ("rate", "Mbit/s"),
                ("accumulation", "l"),
                ("accumulation", "kWh"),
                ("rate", "1/kg"),
            ),
            "the slide's list: speed and pay as integrals",
        ),
        (
            (
                ("rate", "km/h"),
                ("accumulation", "km*h"),
                ("rate", "USD/h"),
                ("accumulation", "USD*h"),
                ("rate", "Mbit/s"),
                ("accumulation", "l*min"),
                ("accumulation", "kWh"),
                ("rate", "1/kg"),
            ),
            "the result times the time once more",
        ),
        (
            (
                ("rate", "km/h"),
                ("accumulation", "km"),
                ("rate", "USD/h"),
                ("accumulation", "USD"),
                ("rate", "Mbit/s"),
                ("accumulation", "l"),
                ("rate", "kW/h"),
                ("rate", "1/kg"),
            ),
            "energy taken for a rate",
        ),
        (
            (
                ("rate", "km/h"),
                ("accumulation", "km"),
                ("rate", "USD/h"),
                ("accumulation", "USD"),
                ("rate", "s/Mbit"),
                ("accumulation", "l"),
                ("accumulation", "kWh"),
                ("rate", "kg"),
            ),
            "two units upside down",
        ),
        ((("rate", "km/h"), ("accumulation", "km")), "only two of the eight"),
        ("rate, accumulation, rate, accumulation, rate, accumulation, accumulation, rate", "one text"),
    ),
    accepted=(
        (
            [
                ("rate", "km/h"),
                ("accumulation", "km"),
                ("rate", "USD/h"),
                ("accumulation", "USD"),
                ("rate", "Mbit/s"),
                ("accumulation", "l"),
                ("accumulation", "kWh"),
                ("rate", "1/kg"),
            ],
            "a list",
        ),
        (
            (
                ["rate", "km/h"],
                ["accumulation", "km"],
                ["rate", "USD/h"],
                ["accumulation", "USD"],
                ["rate", "Mbit/s"],
                ["accumulation", "l"],
                ["accumulation", "kWh"],
                ["rate", "1/kg"],
            ),
            "lists in a tuple",
        ),
        (
            (
                ("Rate", "km/h"),
                ("Accumulation", "km"),
                ("Rate", "usd/h"),
                ("Accumulation", "usd"),
                ("Rate", "mbit/s"),
                ("Accumulation", "L"),
                ("Accumulation", "kwh"),
                ("Rate", "1/KG"),
            ),
            "other capitals",
        ),
    ),
)

# %% [markdown]
# ## Fix the slide: a speed that is an integral
#
# A slide on integrals counts two of them with the areas: "How fast is your car going? (distance / time)" and "How much
# are you paid per hour/year?", and ends with "anytime a non-discrete measurement is represented as (thing1 / thing2)".
# The slide on derivatives before it has the same two examples and the same words. They can't both be right, and the
# units tell which one is.

speed_claim = answer(
    "speed_claim",
    ("rate", 75.0, "km"),
    prompt=r"""
    A car goes 90 km/h for 20 minutes and then 60 km/h for 45 minutes. What is the speed itself, a `"rate"` or an
    `"accumulation"`? And what is the integral of the speed over these 65 minutes: its value, with time in hours, and
    its unit?

    The form is `speed_claim = ("accumulation", 12.5, "h/km")`, with the right word, number and unit.
    """,
    points=1,
    minutes=4,
    difficulty=1,
    core=False,
    source="S0-12 (E04)",
    hints=(
        "Distance over time is a quotient. Which of the two operations is a quotient, and which one a sum of products?",
        "The speed is constant on two pieces: the integral is a sum of two products of speed and time in hours.",
        "Twenty minutes are a third of an hour, 45 are three quarters. Kilometres per hour times hours: the hours cancel.",
    ),
    checks=[
        Answered(
            label="a word, a number, a unit",
            name="speed_claim",
            like=to_tree(("accumulation", 12.5, "h/km")),
        )
    ],
    hidden=[
        Quiz(
            label="the kind, and the integral that shows it",
            weight=2,
            name="speed_claim",
            expected=to_tree(("rate", 75.0, "km")),
        )
    ],
    wrong=(
        (("accumulation", 75.0, "km"), "the slide's claim"),
        (("rate", 4500.0, "km"), "minutes in place of hours"),
        (("rate", 69.23, "km/h"), "the mean speed"),
        (("rate", 75.0, "km/h"), "the unit of the speed"),
        (("rate", 81.25, "km"), "the plain mean of both speeds, times the time"),
        (("rate", 75.0), "no unit"),
        (("rate", 75.0, "km*h"), "the unit multiplied once more"),
    ),
    accepted=(
        (("rate", 75, "km"), "a whole number"),
        (["Rate", 90 / 3 + 45, "km"], "computed, in a list"),
        (("rate", 74.99999999999999, "KM"), "rounding"),
    ),
)
