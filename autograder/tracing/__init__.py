"""From a student's NumPy code to the expression graph that it computes.

`world` runs the source a second time, with facade modules for `numpy` and `math`; `graph` is what comes out,
`wire` how it crosses the process border. Nothing here knows what is right.
"""
