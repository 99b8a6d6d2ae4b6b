"""Facts about single units that the kit's own promises do not cover."""
