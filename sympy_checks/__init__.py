"""Formulas of the field: reading typed ones safely, deciding whether two are equal, saying what is wrong."""
