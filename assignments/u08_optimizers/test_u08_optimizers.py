# Self-check of u08_optimizers: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u08_optimizers.ipynb or u08_optimizers.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
