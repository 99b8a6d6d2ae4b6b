# Self-check of u04_losses: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u04_losses.ipynb or u04_losses.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
