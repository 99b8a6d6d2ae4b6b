# Self-check of u03_activations: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u03_activations.ipynb or u03_activations.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
