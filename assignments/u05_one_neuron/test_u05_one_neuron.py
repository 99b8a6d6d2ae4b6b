# Self-check of u05_one_neuron: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u05_one_neuron.ipynb or u05_one_neuron.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
