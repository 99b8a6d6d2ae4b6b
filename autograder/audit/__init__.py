"""Mutation proof of the checks: every reference is broken in small ways, and each break must lose marks."""
