"""What is asked: declaring exercises beside their references, and the spec that travels."""
