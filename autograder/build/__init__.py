"""From `solutions/` to everything that leaves the author's desk."""
