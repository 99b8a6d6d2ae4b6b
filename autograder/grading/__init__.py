"""Grading a class: durable records, resuming, several processes, a cluster."""
