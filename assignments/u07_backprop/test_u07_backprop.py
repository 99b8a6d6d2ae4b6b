# Self-check of u07_backprop: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u07_backprop.ipynb or u07_backprop.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
