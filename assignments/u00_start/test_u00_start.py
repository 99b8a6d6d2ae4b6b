# Self-check of u00_start: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u00_start.ipynb or u00_start.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
