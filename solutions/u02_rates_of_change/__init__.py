r"""How fast does the loss change when a weight moves? Training a network is asking that again and again.

A derivative is a **rate**: one quantity divided by another, kilometres per hour, loss per unit of weight. An
integral is an **accumulation**: a rate times an amount, added up, kilometres per hour times hours. This unit makes
both into programs. You start with a slope through two points, let the points come together, find out what float64
allows, and end with `numerical_gradient` and `gradient_error`: the two functions with which people check every
backward pass they write, and with which you will check yours.

$$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}, \qquad \int_a^b f(x)\,dx = \lim_{n \to \infty} \sum_{i=1}^{n} f(x_i)\,\Delta x$$

Formulas on paper come along: the rules of differentiation, a few limits, areas and volumes. Some numbers on the
slides are wrong here, too, and one figure cannot be drawn at all; you will find out which.

Names: `f` is a function that you are handed and may call, `h` or `dx` a step, `grad` a gradient. Results are
float64, and no function changes its arguments. Typed formulas are texts such as `"2*x + 1"`; `^`, `2x` and `sqrt`
are understood. Between two letters write `*` or a space: `xy` would be one name.
"""

TITLE = "Rates of change"
TOPICS = (
    "rates",
    "two_points",
    "forward",
    "limits",
    "power_rules",
    "inner_rules",
    "central",
    "midpoints",
    "step_size",
    "density",
    "density_slope",
    "riemann_sums",
    "accumulated_area",
    "solids",
    "round_shapes",
    "polygon",
    "realisable",
    "partials",
    "nabla",
    "gradient_check",
    "steepest",
    "stationary",
    "payoff",
)
