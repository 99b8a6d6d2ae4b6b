# Self-check of u01_neurons: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u01_neurons.ipynb or u01_neurons.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
