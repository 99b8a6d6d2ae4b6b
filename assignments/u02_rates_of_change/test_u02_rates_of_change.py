# Self-check of u02_rates_of_change: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u02_rates_of_change.ipynb or u02_rates_of_change.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
