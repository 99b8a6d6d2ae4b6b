# Self-check of u06_chain_rule: `pytest` in this folder checks everything, `pytest -k NAME` one exercise.
# It reads spec.json and your work (u06_chain_rule.ipynb or u06_chain_rule.py); nothing here needs a change.
from autograder.pytest_plugin import test_exercises
