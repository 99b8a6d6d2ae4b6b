"""A small unit for the tests of the nbgrader plugin."""

TITLE = "Doubles and squares"
TOPICS = ("powers",)
