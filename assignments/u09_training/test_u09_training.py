# Self-check of u09_training: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u09_training.ipynb or u09_training.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
