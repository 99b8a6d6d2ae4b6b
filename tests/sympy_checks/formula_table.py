r"""Pairs for the formulas of `sympy_checks.expressions`: three right forms and three wrong ones each.

Right and wrong forms are written as Python or NumPy, on a calculator, in Unicode and in LaTeX, before the
engine saw them; the intervals are those of the formulas.
"""

from __future__ import annotations

from typing import NamedTuple

from sympy_checks.expressions import FORMULAS, Domains


class Asked(NamedTuple):
    of: str
    wrt: str
    right: tuple[str, str, str]
    wrong: tuple[str, str, str]

    @property
    def domains(self) -> Domains:
        return FORMULAS[self.of].domains


D_M = "(beta1*m + (1 - beta1)*grad)"
D_V = "(beta2*v + (1 - beta2)*grad**2)"
H1, H2 = "sigma(s11*x1 + s12*x2)", "sigma(s21*x1 + s22*x2)"
O1, O2 = f"sigma(t11*{H1} + t12*{H2})", f"sigma(t21*{H1} + t22*{H2})"
U = "max(x1*w12 + x2*w22 + b2, 0)"
E3 = "(v1*max(x1*w11 + x2*w21 + b1, 0) + v2*max(x1*w12 + x2*w22 + b2, 0) + v3*max(x1*w13 + x2*w23 + b3, 0) + c - y)"
E2 = "(tanh(x*u1 + b1)*v1 + tanh(x*u2 + b2)*v2 + c - y)"
S1, S2, S3 = "(x1*w11 + x2*w21 + b1)", "(x1*w12 + x2*w22 + b2)", "(x1*w13 + x2*w23 + b3)"
SUM = f"(exp{S1} + exp{S2} + exp{S3})"
LSE = "log(exp(z1) + exp(z2) + exp(z3))"
Z = "(z + grad - (sqrt(n + grad^2) - sqrt(n))/lr*theta)"
N = "((beta + sqrt(n + grad^2))/lr + l2)"
MLP = "((v12 - v11)*max(x*u1 + b1, 0) + (v22 - v21)*max(x*u2 + b2, 0) + c2 - c1)"

FORMULA_TABLE = (
    Asked("weighted_sum", "", ("b + w1*x1 + w2*x2 + w3*x3", "w₁·x₁ + w₂·x₂ + w₃·x₃ + b", r"w_1 x_1 + w_2 x_2 + w_3 x_3 + b"), ("x1*w1 + x2*w2 + x3*w3 - b", "(x₁ + x₂ + x₃)(w₁ + w₂ + w₃) + b", r"w_1 x_1 + w_2 x_2 + w_3 x_3")),
    Asked("weighted_sum", "w2", ("x2", "2x₂ - x₂", r"\frac{2 x_2}{2}"), ("w2", "x₁", r"x_2 + b")),
    Asked("relu_neuron", "", ("np.maximum(b + w2*x2 + w1*x1, 0)", "ReLU(w₁·x₁ + w₂·x₂ + b)", r"\frac{(w_1 x_1 + w_2 x_2 + b) + \left|w_1 x_1 + w_2 x_2 + b\right|}{2}"), ("np.minimum(x1*w1 + x2*w2 + b, 0)", "relu(w₁·x₁ + w₂·x₂) + b", r"\sigma(w_1 x_1 + w_2 x_2 + b)")),
    Asked("relu_neuron", "w1", ("np.where(x1*w1 + x2*w2 + b > 0, x1, 0)", "x₁·step(w₁·x₁ + w₂·x₂ + b)", "x1 (1 + sign(x1 w1 + x2 w2 + b))/2"), ("x1", "step(w₁·x₁ + w₂·x₂ + b)", "np.where(x1 > 0, x1, 0)")),
    Asked("relu_regression", "", ("np.where(w*size + b > 0, w*size + b, 0)", "relu(b + size w)", r"\max(0, w\cdot size + b)"), ("w*size + b", "relu(w size) + relu(b)", "np.maximum(w*size - b, 0)")),
    Asked("relu_regression", "b", ("np.heaviside(w*size + b)", "where(size·w + b > 0, 1, 0)", "1 - heaviside(-(w size + b))"), ("1", "where(size·w + b > 0, size, 0)", "heaviside(b)")),
    Asked("fires_above", "", ("1/(1 + np.exp(threshold - a1*w1 - a2*w2))", "σ(w₁·a₁ + w₂·a₂ - threshold)", r"1 - \sigma(threshold - w_1 a_1 - w_2 a_2)"), ("1/(1 + np.exp(-(a1*w1 + a2*w2 + threshold)))", "σ(w₁·a₁ + w₂·a₂) - threshold", r"\sigma(threshold - w_1 a_1 - w_2 a_2)")),
    Asked("sigmoid_of_line", "", ("1/(1 + np.exp(-w0*x - w1))", "(1 + tanh((w₀·x + w₁)/2))/2", r"\frac{e^{w_0 x}}{e^{w_0 x} + e^{-w_1}}"), ("1/(1 + np.exp(-w0*x) + w1)", "(1 + tanh(w₀·x + w₁))/2", r"\frac{e^{w_0 x}}{e^{w_0 x} + e^{w_1}}")),
    Asked("sigmoid_of_line", "x", ("w0*sigma(w0*x + w1)*(1 - sigma(w0*x + w1))", "w₀/(4·cosh((w₀·x + w₁)/2)²)", r"\frac{w_0 e^{-(w_0 x + w_1)}}{(1 + e^{-(w_0 x + w_1)})^2}"), ("sigma(w0*x + w1)*(1 - sigma(w0*x + w1))", "x·σ(w₀·x + w₁)·(1 - σ(w₀·x + w₁))", r"\frac{w_0}{4}")),
    Asked("half_point", "", ("-(w1/w0)", "w₁/(-w₀)", r"-\frac{w_1}{w_0}"), ("w1/w0", "-w₀/w₁", r"\frac{1 - w_1}{w_0}")),
    Asked("scale_of_slope", "", ("slope/(1/4)", "4slope", r"\frac{slope}{0.25}"), ("slope/4", "slope", r"2 slope")),
    Asked("shift_of_slope", "", ("-x0*4*slope", "-4x₀·slope", r"4\cdot slope(0 - x_0)"), ("4*slope*x0", "-x₀", r"-slope \cdot x_0")),
    Asked("matvec_entry", "", ("x*a1 + y*a2 + z*a3", "a₁·x + a₂·y + a₃·z", r"a_1 x + \left(a_2 y + a_3 z\right)"), ("x*a1 + y*a1 + z*a1", "a₁·x·a₂·y·a₃·z", r"(a_1 + a_2 + a_3)(x + y + z)")),
    Asked("collapsed_weight", "", ("v1*u1 + v2*u2", "u₂·v₂ + u₁·v₁", r"u_1 v_1 + u_2 v_2"), ("u1*v2 + u2*v1", "u₁ + v₁ + u₂ + v₂", r"u_1 v_1 u_2 v_2")),
    Asked("collapsed_bias", "", ("c + v2*b2 + v1*b1", "v₁·b₁ + v₂·b₂ + c", r"b_1 v_1 + b_2 v_2 + c"), ("b1 + b2 + c", "(b₁ + b₂)(v₁ + v₂) + c", r"b_1 v_1 + b_2 v_2")),
    Asked("unit_vector_entry", "", ("w1/np.sqrt(w1*w1 + w2*w2)", "w₁·(w₁² + w₂²)^(-1/2)", r"\frac{w_1}{\sqrt{w_1^2 + w_2^2}}"), ("w1/(w1**2 + w2**2)", "w₁/(|w₁| + |w₂|)", r"\frac{w_1}{w_1 + w_2}")),
    Asked("parameter_count", "", ("(n + 1)*h + (h + 1)*k", "h(n + k + 1) + k", "n h + h k + h + k"), ("n*h + h*k", "n·h + h·k + n + k", r"(n + h)(h + k)")),
    Asked("chain_rule_factors", "", ("h*k*(3 + 5*n)", "5n·h·k + 3h·k", r"3 h k + 5 n h k"), ("h*k*(3 + 4*n)", "5n·h + 3h·k", r"8 n h k")),
    Asked("chain_rule_partials", "", ("2*k*(1 + h) + h*(1 + n)", "h(2k + 1 + n) + 2k", r"2k + 2 h k + h + n h"), ("2*k + h*k + h + n*h", "2(k + h·k + h + n·h)", "3h k + 5 n h k")),
    Asked("power", "x", ("n*x**(n - 1)", "n·xⁿ/x", r"n x^{n-1}"), ("n*x**n", "xⁿ⁻¹", r"(n-1) x^{n-1}")),
    Asked("power", "n", ("np.log(x)*x**n", "xⁿ·ln(x)", r"e^{n\ln(x)}\ln(x)"), ("n*x**(n - 1)", "xⁿ·ln(n)", r"\frac{x^{n+1}}{n+1}")),
    Asked("product", "x", ("np.exp(x) + x*np.exp(x)", "(x + 1)eˣ", r"e^{x}\left(1 + x\right)"), ("np.exp(x)", "x·eˣ", r"x e^x - e^x")),
    Asked("quotient", "x", ("(1 - x**2)/(1 + x**2)**2", "1/(1+x²) - 2x²/(1+x²)²", r"\frac{(1+x^2) - x\cdot 2x}{(1+x^2)^2}"), ("(1 + 3*x**2)/(1 + x**2)**2", "1/(2x)", r"\frac{1 - x^2}{1 + x^2}")),
    Asked("chain", "x", ("4*(3*x + 1)**3*3", "12(1 + 3x)³", r"12\left(3x+1\right)^{3}"), ("4*(3*x + 1)**3", "12(3x + 1)⁴", r"(3x+1)^3 \cdot 3")),
    Asked("exp_chain", "x", ("-x*np.exp(-x**2/2)", "-x·e^(-x²/2)", r"-\frac{x}{e^{\frac{x^2}{2}}}"), ("-2*x*np.exp(-x**2/2)", "e^(-x²/2)", r"x e^{-\frac{x^2}{2}}")),
    Asked("log_chain", "x", ("1/(1 + np.exp(-x))", "eˣ/(1 + eˣ)", r"\sigma(x)"), ("1/(1 + np.exp(x))", "eˣ", r"\frac{1}{1 + x}")),
    Asked("square", "x", ("2*x", "x + x", r"\frac{6x}{3}"), ("x", "2x²", r"\frac{x^3}{3}")),
    Asked("exponential", "x", ("np.exp(x)", "eˣ", r"\frac{1}{e^{-x}}"), ("x*np.exp(x - 1)", "eˣ⁺¹", r"e^{-x}")),
    Asked("reciprocal", "x", ("-1/x**2", "-x⁻²", r"-\frac{1}{x^2}"), ("1/x**2", "ln(x)", r"-\frac{1}{x}")),
    Asked("cube", "x", ("3*x**2", "3x·x", r"3x^{2}"), ("x**2", "3x³", r"\frac{x^4}{4}")),
    Asked("square_quotient", "", ("2*x + h", "x + (x + h)", r"\frac{2x h + h^2}{h}"), ("2*x", "2x + 2h", r"\frac{x^2 + h^2 - x^2}{h}")),
    Asked("exponential_quotient", "", ("np.exp(x)*np.expm1(h)/h", "eˣ(e^h - 1)/h", r"\frac{e^{x+h} - e^x}{h}"), ("np.exp(x)", "eˣ(e^h + 1)/h", r"\frac{e^{h} - 1}{h}")),
    Asked("reciprocal_quotient", "", ("-1/(x*(x + h))", "-1/(x² + x·h)", r"\frac{x - (x + h)}{h x (x + h)}"), ("-1/x**2", "1/(x² + x·h)", r"-\frac{1}{x + h}")),
    Asked("cube_quotient", "", ("x**2 + a*x + a**2", "(x + a)² - a·x", r"\frac{(x - a)(x^2 + x a + a^2)}{x - a}"), ("3*a**2", "(x + a)²", r"x^2 - a x + a^2")),
    Asked("slope", "", ("(y1 - y2)/(x1 - x2)", "(y₂ - y₁)/(x₂ - x₁)", r"\frac{y_2}{x_2 - x_1} - \frac{y_1}{x_2 - x_1}"), ("(x2 - x1)/(y2 - y1)", "(y₂ - y₁)/(x₁ - x₂)", r"\frac{y_2}{x_2} - \frac{y_1}{x_1}")),
    Asked("midpoint_slope", "", ("f2/dx - f1/dx", "-(f₁ - f₂)/dx", r"\frac{f_2 - f_1}{dx}"), ("(f1 - f2)/dx", "(f₂ - f₁)/(2·dx)", r"\frac{f_2 + f_1}{dx}")),
    Asked("trapezoid", "", ("0.5*(f1 + f2)*dx", "dx·f₁/2 + dx·f₂/2", r"\frac{f_1 + f_2}{2} dx"), ("(f1 + f2)*dx", "dx·f₁", r"\frac{f_1 + f_2}{2}")),
    Asked("gradient_error", "", ("np.abs(n - a)/(np.abs(n) + np.abs(a))", "|a - n|/(|n| + |a|)", r"\frac{\sqrt{(a-n)^2}}{\sqrt{a^2} + \sqrt{n^2}}"), ("np.abs(a - n)/np.abs(a + n)", "(a - n)/(|a| + |n|)", r"\frac{\left|a\right| - \left|n\right|}{\left|a\right| + \left|n\right|}")),
    Asked("field_of_three", "x", ("2*x*y", "2x·y", r"y\cdot 2 x"), ("x**2", "2x", r"2 x y + z")),
    Asked("field_of_three", "y", ("x**2 + z", "z + x·x", r"x^{2} + z"), ("x**2", "2x + z", r"x^2 + y")),
    Asked("field_of_three", "z", ("y", "2y - y", r"\frac{y}{2} + \frac{y}{2}"), ("z", "y + z", r"x^2 y")),
    Asked("quartic", "x", ("x**3 - 3*x**2 + 2*x", "x(x - 1)(x - 2)", r"x\left(x^2 - 3x + 2\right)"), ("x**3 - x**2 + x", "x(x - 1)(x + 2)", r"\frac{x^3}{4} - 3x^2 + 2x")),
    Asked("normal_pdf", "", ("np.exp(-0.5*((x - mu)/sigma)**2)/(sigma*np.sqrt(2*np.pi))", "e^(-(x-μ)²/(2σ²))/√(2π·σ²)", r"\frac{1}{\sigma\sqrt{2\pi}} e^{-\frac{1}{2}\left(\frac{x-\mu}{\sigma}\right)^2}"), ("np.exp(-0.5*((x - mu)/sigma)**2)/np.sqrt(2*np.pi)", "e^(-(x-μ)²/(2σ))/(σ√(2π))", r"\frac{1}{\sigma\sqrt{2\pi}} e^{\frac{(x-\mu)^2}{2\sigma^2}}")),
    Asked("normal_pdf", "x", ("-(x - mu)/sigma**2*np.exp(-(x - mu)**2/(2*sigma**2))/(sigma*np.sqrt(2*np.pi))", "(μ - x)/(σ³√(2π))·e^(-(x-μ)²/(2σ²))", r"-\frac{x-\mu}{\sigma^3\sqrt{2\pi}} e^{-\frac{(x-\mu)^2}{2\sigma^2}}"), ("-x*np.exp(-(x - mu)**2/(2*sigma**2))/(sigma*np.sqrt(2*np.pi))", "(x - μ)/(σ³√(2π))·e^(-(x-μ)²/(2σ²))", r"-\frac{x-\mu}{\sigma^2\sqrt{2\pi}} e^{-\frac{(x-\mu)^2}{2\sigma^2}}")),
    Asked("cube_area", "", ("6*a*a", "2(a² + a² + a²)", r"\frac{6a^3}{a}"), ("4*a**2", "6a", r"6a^3")),
    Asked("cube_volume", "a", ("3*a**2", "3a²", r"\frac{6a^2}{2}"), ("6*a**2", "a²", r"3a^3")),
    Asked("sphere_area", "", ("np.pi*(2*r)**2", "4πr²", r"4\pi r^2"), ("4*3.14*r**2", "πr²", r"\frac{4}{3}\pi r^2")),
    Asked("sphere_volume", "", ("4*np.pi*r**3/3", "(4/3)·π·r³", r"\frac{4}{3}\pi r^3"), ("4/3*3.14*r**3", "4πr³", r"\frac{3}{4}\pi r^3")),
    Asked("sphere_volume", "r", ("4*np.pi*r**2", "π(2r)²", r"4\pi r^{2}"), ("4/3*np.pi*r**2", "3π·r²", r"8\pi r")),
    Asked("cylinder_area", "", ("2*np.pi*r*(r + h)", "2πr² + 2πr·h", r"2\pi r\left(h + r\right)"), ("np.pi*r**2 + 2*np.pi*r*h", "2πr·h", r"2\pi r^2 + \pi r h")),
    Asked("cylinder_volume", "", ("np.pi*r**2*h", "π·r²·h", r"h\pi r^{2}"), ("2*np.pi*r*h", "π·r·h²", r"\frac{1}{3}\pi r^2 h")),
    Asked("cylinder_volume", "r", ("2*np.pi*r*h", "2π·r·h", r"\pi h\cdot 2r"), ("np.pi*r**2", "π·r·h", r"2\pi r")),
    Asked("ellipse_area", "", ("np.pi*a*b", "πa·b", r"\pi a b"), ("2*np.pi*a*b", "π(a² + b²)/2", r"\pi\frac{a b}{4}")),
    Asked("regular_polygon_area", "", ("n*s*s/(2*np.tan(np.pi/n))/2", "n·s²·cos(π/n)/(4·sin(π/n))", r"\frac{n s^2}{4\tan(\frac{\pi}{n})}"), ("n*s*s/(2*np.tan(np.pi/n))", "n·s²·tan(π/n)/4", r"\frac{n s^2}{4\sin(\frac{\pi}{n})}")),
    Asked("largest_prism_base", "", ("lateral**2/(4*np.pi*height**2)", "π·(lateral/(2π·height))²", r"\frac{1}{4\pi}\left(\frac{lateral}{height}\right)^2"), ("lateral/(4*np.pi*height)", "(lateral/(4·height))²", r"\pi\left(\frac{lateral}{height}\right)^2")),
    Asked("step", "", ("np.where(z < 0, 0, 1)", "where(z ≥ 0, 1, 0)", "1 - where(z < 0, 1, 0)"), ("np.where(z <= 0, 0, 1)", "where(z ≥ 0, z, 0)", "np.sign(z)")),
    Asked("sign_activation", "", ("np.where(z > 0, 1, np.where(z < 0, -1, 0))", "where(z > 0, 1, 0) - where(z < 0, 1, 0)", "-sgn(-z)"), ("np.where(z >= 0, 1, -1)", "where(z > 0, 1, 0)", r"\tanh(z)")),
    Asked("sign_activation", "z", ("0", "0z", "sign(z) - sign(z)"), ("1", "where(z > 0, 1, 0)", "sign(z)")),
    Asked("maxout", "", ("np.where(w1*x + b1 > w2*x + b2, w1*x + b1, w2*x + b2)", "w₂·x + b₂ + relu((w₁ - w₂)·x + b₁ - b₂)", r"\frac{(w_1 + w_2)x + b_1 + b_2 + \left|(w_1 - w_2)x + b_1 - b_2\right|}{2}"), ("np.maximum(w1*x, w2*x) + np.maximum(b1, b2)", "w₁·x + b₁ + w₂·x + b₂", r"\min(w_1 x + b_1, w_2 x + b_2)")),
    Asked("maxout", "w1", ("np.where(w1*x + b1 > w2*x + b2, x, 0)", "x·step(w₁·x + b₁ - w₂·x - b₂)", "x*(1 + sign((w1 - w2)*x + b1 - b2))/2"), ("x", "np.where(w1*x + b1 > w2*x + b2, 1, 0)", "np.where(w1*x + b1 > w2*x + b2, w1, 0)")),
    Asked("softmax", "", ("1/(1 + np.exp(z2 - z1) + np.exp(z3 - z1))", "e^z₁/(e^z₁ + e^z₂ + e^z₃)", r"\frac{e^{z_1}}{e^{z_1} + e^{z_2} + e^{z_3}}"), ("np.exp(z1)/(np.exp(z2) + np.exp(z3))", "z₁/(z₁ + z₂ + z₃)", r"\frac{1}{1 + e^{-z_1}}")),
    Asked("softmax", "z1", ("np.exp(z1)*(np.exp(z2) + np.exp(z3))/(np.exp(z1) + np.exp(z2) + np.exp(z3))**2", f"e^(z₁ - {LSE}) - e^(2z₁ - 2{LSE})", r"\frac{e^{z_1}}{e^{z_1} + e^{z_2} + e^{z_3}}\left(1 - \frac{e^{z_1}}{e^{z_1} + e^{z_2} + e^{z_3}}\right)"), ("np.exp(z1)/(np.exp(z1) + np.exp(z2) + np.exp(z3))**2", f"e^(z₁ - {LSE})", r"-\frac{e^{2z_1}}{(e^{z_1} + e^{z_2} + e^{z_3})^2}")),
    Asked("softmax", "z2", ("-np.exp(z1 + z2)/(np.exp(z1) + np.exp(z2) + np.exp(z3))**2", f"-e^(z₁ + z₂ - 2{LSE})", r"-\frac{e^{z_1}}{e^{z_1} + e^{z_2} + e^{z_3}}\cdot\frac{e^{z_2}}{e^{z_1} + e^{z_2} + e^{z_3}}"), ("0", f"e^(z₁ + z₂ - 2{LSE})", r"-\frac{e^{z_1 + z_2}}{e^{z_1} + e^{z_2} + e^{z_3}}")),
    Asked("squared_error", "", ("np.square(y - yhat)", "(ŷ - y)²", r"\left(\hat{y} - y\right)^2"), ("np.abs(y - yhat)", "ŷ² - y²", r"\frac{(\hat{y} - y)^2}{2}")),
    Asked("squared_error", "yhat", ("2*(yhat - y)", "-2(y - ŷ)", r"2\hat{y} - 2y"), ("yhat - y", "2(y - ŷ)", r"2\hat{y}")),
    Asked("mse", "", ("0.5*((y1 - p1)**2 + (y2 - p2)**2)", "(p₁-y₁)²/2 + (p₂-y₂)²/2", r"\frac{1}{2}\left((p_1 - y_1)^2 + (p_2 - y_2)^2\right)"), ("(y1 - p1)**2 + (y2 - p2)**2", "((p₁-y₁) + (p₂-y₂))²/2", r"\frac{1}{4}\left((p_1 - y_1)^2 + (p_2 - y_2)^2\right)")),
    Asked("mse", "p1", ("p1 - y1", "2(p₁ - y₁)/2", r"-\left(y_1 - p_1\right)"), ("2*(p1 - y1)", "y₁ - p₁", r"\frac{p_1 - y_1}{2}")),
    Asked("half_mse", "p12", ("(p12 - y12)/2", "-(y₁₂ - p₁₂)/2", r"\frac{1}{2}\left(p_{12} - y_{12}\right)"), ("p12 - y12", "(p₁₂ - y₁₂)/4", r"\frac{y_{12} - p_{12}}{2}")),
    Asked("half_mse", "", ("((y11 - p11)**2 + (y12 - p12)**2 + (y21 - p21)**2 + (y22 - p22)**2)/(2*2)", "((p₁₁-y₁₁)² + (p₁₂-y₁₂)²)/4 + ((p₂₁-y₂₁)² + (p₂₂-y₂₂)²)/4", r"\frac{1}{4}\left((p_{11}-y_{11})^2 + (p_{12}-y_{12})^2 + (p_{21}-y_{21})^2 + (p_{22}-y_{22})^2\right)"), ("((y11 - p11)**2 + (y12 - p12)**2 + (y21 - p21)**2 + (y22 - p22)**2)/8", "((p₁₁-y₁₁)² + (p₁₂-y₁₂)²)/4", r"\frac{1}{2}\left((p_{11}-y_{11})^2 + (p_{12}-y_{12})^2 + (p_{21}-y_{21})^2 + (p_{22}-y_{22})^2\right)")),
    Asked("mae", "", ("(np.abs(y1 - p1) + np.abs(y2 - p2))/2", "|p₁ - y₁|/2 + |p₂ - y₂|/2", r"\frac{1}{2}\left(\sqrt{(p_1-y_1)^2} + \sqrt{(p_2-y_2)^2}\right)"), ("np.abs(y1 - p1 + y2 - p2)/2", "|p₁ - y₁| + |p₂ - y₂|", r"\frac{p_1 - y_1 + p_2 - y_2}{2}")),
    Asked("mae", "p2", ("np.sign(p2 - y2)/2", "(p₂ - y₂)/(2|p₂ - y₂|)", "where(p2 > y2, 1/2, -1/2)"), ("np.sign(p2 - y2)", "-(p₂ - y₂)/(2|p₂ - y₂|)", "where(p2 > y2, 1/2, 0)")),
    Asked("bce", "", ("-0.5*(y1*np.log(p1) + y2*np.log(p2) + (1 - y1)*np.log1p(-p1) + (1 - y2)*np.log1p(-p2))", "(y₁·ln((1-p₁)/p₁) - ln(1-p₁) + y₂·ln((1-p₂)/p₂) - ln(1-p₂))/2", r"\frac{1}{2}\left(y_1\ln(\frac{1}{p_1}) + (1-y_1)\ln(\frac{1}{1-p_1}) + y_2\ln(\frac{1}{p_2}) + (1-y_2)\ln(\frac{1}{1-p_2})\right)"), ("-0.5*(y1*np.log(p1) + y2*np.log(p2)) + (1 - y1)*np.log(1 - p1) + (1 - y2)*np.log(1 - p2)", "-(y₁·ln(p₁) + y₂·ln(p₂))/2", r"-\left(y_1\ln(p_1) + (1-y_1)\ln(1-p_1) + y_2\ln(p_2) + (1-y_2)\ln(1-p_2)\right)")),
    Asked("bce", "p1", ("(p1 - y1)/(2*p1*(1 - p1))", "(-y₁/p₁ + (1-y₁)/(1-p₁))/2", r"\frac{1}{2}\cdot\frac{p_1 - y_1}{p_1 - p_1^2}"), ("(p1 - y1)/(p1*(1 - p1))", "(p₁ - y₁)/2", r"\frac{1}{2}\cdot\frac{p_1 - y_1}{p_1(1 - y_1)}")),
    Asked("bce_with_logits", "", ("np.maximum(z, 0) - y*z + np.log1p(np.exp(-np.abs(z)))", "-(y·ln(σ(z)) + (1-y)·ln(1-σ(z)))", r"(1 - y) z + \ln\left(1 + e^{-z}\right)"), ("np.maximum(z, 0) - y*z + np.log1p(np.exp(np.abs(z)))", "-y·ln(σ(z))", r"y z + \ln\left(1 + e^{-z}\right)")),
    Asked("bce_with_logits", "z", ("1/(1 + np.exp(-z)) - y", "σ(z) - y", r"\frac{e^z}{1 + e^z} - y"), ("y - 1/(1 + np.exp(-z))", "σ(z)(1 - σ(z)) - y", r"\frac{1}{1 + e^z} - y")),
    Asked("cross_entropy", "", ("-(y1*np.log(p1)) - y2*np.log(p2) - y3*np.log(p3)", "y₁·ln(1/p₁) + y₂·ln(1/p₂) + y₃·ln(1/p₃)", r"-\ln\left(p_1^{y_1} p_2^{y_2} p_3^{y_3}\right)"), ("-(p1*np.log(p1) + p2*np.log(p2) + p3*np.log(p3))", "y₁·ln(p₁) + y₂·ln(p₂) + y₃·ln(p₃)", r"-\ln(y_1 p_1 + y_2 p_2 + y_3 p_3)")),
    Asked("cross_entropy", "p2", ("-y2/p2", "-y₂·p₂⁻¹", r"-\frac{y_2}{p_2}"), ("y2/p2", "p₂ - y₂", r"-\frac{1}{p_2}")),
    Asked("log_sum_exp", "", ("z1 + np.log(1 + np.exp(z2 - z1) + np.exp(z3 - z1))", "max(z₁,z₂,z₃) + ln(e^(z₁-max(z₁,z₂,z₃)) + e^(z₂-max(z₁,z₂,z₃)) + e^(z₃-max(z₁,z₂,z₃)))", r"\ln\left(e^{z_1} + e^{z_2} + e^{z_3}\right)"), ("z1 + z2 + z3", "max(z₁, z₂, z₃)", r"\ln\left(e^{z_1 + z_2 + z_3}\right) + 1")),
    Asked("log_sum_exp", "z2", ("np.exp(z2)/(np.exp(z1) + np.exp(z2) + np.exp(z3))", f"e^(z₂ - {LSE})", r"\frac{1}{e^{z_1 - z_2} + 1 + e^{z_3 - z_2}}"), ("1/(np.exp(z1) + np.exp(z2) + np.exp(z3))", "e^z₂", r"\frac{e^{z_1}}{e^{z_1} + e^{z_2} + e^{z_3}}")),
    Asked("log_softmax", "", ("np.log(np.exp(z1)/(np.exp(z1) + np.exp(z2) + np.exp(z3)))", "-ln(1 + e^(z₂-z₁) + e^(z₃-z₁))", r"z_1 - \ln\left(e^{z_1} + e^{z_2} + e^{z_3}\right)"), ("np.log(np.exp(z1) + np.exp(z2) + np.exp(z3)) - z1", "ln(1 + e^(z₂-z₁) + e^(z₃-z₁))", r"\ln(z_1) - \ln(z_1 + z_2 + z_3)")),
    Asked("log_softmax", "z1", ("1 - np.exp(z1)/(np.exp(z1) + np.exp(z2) + np.exp(z3))", "(e^z₂ + e^z₃)/(e^z₁ + e^z₂ + e^z₃)", rf"1 - e^{{z_1 - {LSE}}}"), ("np.exp(z1)/(np.exp(z1) + np.exp(z2) + np.exp(z3))", "1", rf"e^{{z_1 - {LSE}}} - 1")),
    Asked("softmax_cross_entropy", "z1", ("np.exp(z1)/(np.exp(z1) + np.exp(z2) + np.exp(z3)) - 1", "-(e^z₂ + e^z₃)/(e^z₁ + e^z₂ + e^z₃)", r"\frac{1}{1 + e^{z_2 - z_1} + e^{z_3 - z_1}} - 1"), ("1 - np.exp(z1)/(np.exp(z1) + np.exp(z2) + np.exp(z3))", "e^z₁/(e^z₁ + e^z₂ + e^z₃)", r"-\frac{1}{e^{z_1} + e^{z_2} + e^{z_3}}")),
    Asked("softmax_cross_entropy", "z3", ("np.exp(z3)/(np.exp(z1) + np.exp(z2) + np.exp(z3))", "1/(e^(z₁-z₃) + e^(z₂-z₃) + 1)", rf"e^{{z_3 - {LSE}}}"), ("np.exp(z3)/(np.exp(z1) + np.exp(z2) + np.exp(z3)) - 1", "0", rf"e^{{z_1 - {LSE}}}")),
    Asked("negative_log", "", ("np.log(1/p)", "-ln(p)", r"-2\ln(\sqrt{p})"), ("np.log(p)", "1/ln(p)", r"-\ln(1 - p)")),
    Asked("negative_log", "p", ("-1/p", "-p⁻¹", r"-\frac{1}{p}"), ("1/p", "ln(p)", r"-\frac{1}{p^2}")),
    Asked("multilabel_loss", "", ("np.log1p(np.exp(z1)) + np.log1p(np.exp(z2)) - t1*z1 - t2*z2", "-(t₁·ln(σ(z₁)) + (1-t₁)·ln(σ(-z₁)) + t₂·ln(σ(z₂)) + (1-t₂)·ln(σ(-z₂)))", r"\ln\left((1 + e^{z_1})(1 + e^{z_2})\right) - t_1 z_1 - t_2 z_2"), ("(np.log1p(np.exp(z1)) + np.log1p(np.exp(z2)) - t1*z1 - t2*z2)/2", "-(t₁·ln(σ(z₁)) + t₂·ln(σ(z₂)))", r"\ln\left(e^{z_1} + e^{z_2}\right) - t_1 z_1 - t_2 z_2")),
    Asked("multilabel_loss", "z2", ("1/(1 + np.exp(-z2)) - t2", "σ(z₂) - t₂", r"1 - t_2 - \sigma(-z_2)"), ("t2 - 1/(1 + np.exp(-z2))", "(σ(z₂) - t₂)/2", r"\frac{e^{z_2}}{e^{z_1} + e^{z_2}} - t_2")),
    Asked("hinge_loss", "", ("np.where(y*f < 1, 1 - y*f, 0)", "relu(1 - f·y)", r"\frac{1 - y f + \left|1 - y f\right|}{2}"), ("np.where(y*f < 0, -y*f, 0)", "relu(1 + f·y)", r"\left|1 - y f\right|")),
    Asked("hinge_loss", "f", ("np.where(y*f < 1, -y, 0)", "-y·step(1 - y·f)", "y*(sign(y*f - 1) - 1)/2"), ("-y", "y·step(1 - y·f)", "np.where(y*f < 1, -f, 0)")),
    Asked("penalty", "", ("0.5*l2*(w1*w1 + w2*w2)", "l2·w₁²/2 + l2·w₂²/2", r"\frac{l2}{2}\left(w_1^2 + w_2^2\right)"), ("l2*(w1*w1 + w2*w2)", "l2·(w₁ + w₂)²/2", r"\frac{l2}{2}\left(\left|w_1\right| + \left|w_2\right|\right)")),
    Asked("penalty", "w1", ("l2*w1", "w₁·l2", r"\frac{2 l2 w_1}{2}"), ("2*l2*w1", "l2·(w₁ + w₂)", r"\frac{l2}{2} w_1")),
    Asked("squared_penalty_ratio", "", ("k**2", "k·k", r"\frac{k^2 error^2}{error^2}"), ("k", "2k", r"e^k")),
    Asked("combined_mean", "", ("mean1*size1/(size1 + size2) + mean2*size2/(size1 + size2)", "mean2 + (mean1 - mean2)·size1/(size1 + size2)", r"\frac{mean1 \cdot size1 + mean2 \cdot size2}{size1 + size2}"), ("(mean1 + mean2)/2", "(mean1·size2 + mean2·size1)/(size1 + size2)", r"\frac{mean1 + mean2}{size1 + size2}")),
    Asked("neuron", "", ("1/(1 + np.exp(-(w*x + b)))", "σ(b + x·w)", r"\frac{1 + \tanh(\frac{w x + b}{2})}{2}"), ("1/(1 + np.exp(-w*x + b))", "σ(w·x) + b", r"\frac{1 + \tanh(w x + b)}{2}")),
    Asked("neuron", "w", ("x*sigma(w*x + b)*(1 - sigma(w*x + b))", "x/(2 + 2cosh(w·x + b))", r"\frac{x e^{-(w x + b)}}{(1 + e^{-(w x + b)})^2}"), ("sigma(w*x + b)*(1 - sigma(w*x + b))", "w/(2 + 2cosh(w·x + b))", r"\frac{x e^{-(w x + b)}}{1 + e^{-(w x + b)}}")),
    Asked("logistic_cost", "w", ("((sigma(w*x1 + b) - y1)*x1 + (sigma(w*x2 + b) - y2)*x2)/2", "(x₁·σ(w·x₁ + b) + x₂·σ(w·x₂ + b) - x₁·y₁ - x₂·y₂)/2", r"\frac{1}{2}\left(\frac{x_1}{1 + e^{-w x_1 - b}} - x_1 y_1 + \frac{x_2}{1 + e^{-w x_2 - b}} - x_2 y_2\right)"), ("(sigma(w*x1 + b) - y1)*x1 + (sigma(w*x2 + b) - y2)*x2", "(x₁ + x₂)·(σ(w·x₁ + b) + σ(w·x₂ + b) - y₁ - y₂)/2", r"\frac{1}{2}\left(\frac{1}{1 + e^{-w x_1 - b}} - y_1 + \frac{1}{1 + e^{-w x_2 - b}} - y_2\right)")),
    Asked("logistic_cost", "b", ("(sigma(w*x1 + b) - y1 + sigma(w*x2 + b) - y2)/2", "(σ(w·x₁ + b) + σ(w·x₂ + b))/2 - (y₁ + y₂)/2", r"\frac{1}{2}\left(2 - \sigma(-w x_1 - b) - \sigma(-w x_2 - b) - y_1 - y_2\right)"), ("sigma(w*x1 + b) - y1 + sigma(w*x2 + b) - y2", "(y₁ + y₂ - σ(w·x₁ + b) - σ(w·x₂ + b))/2", r"\sigma\left(\frac{w x_1 + w x_2}{2} + b\right) - \frac{y_1 + y_2}{2}")),
    Asked("graph_cost", "", ("3*a*b + 3*c", "3(c + b·a)", r"3\left(a b + c\right)"), ("3*a*b + c", "3(a + b·c)", r"(a b + c)^3")),
    Asked("graph_cost", "a", ("3*b", "3b", r"\frac{6b}{2}"), ("3*a", "b", r"3 b + c")),
    Asked("graph_cost", "b", ("3*a", "a + 2a", r"a \cdot 3"), ("3*b", "3", r"3 a b")),
    Asked("cost_1_1_1", "t2", ("(sigma(t2*sigma(t1*x)) - y)*sigma(t2*sigma(t1*x))*(1 - sigma(t2*sigma(t1*x)))*sigma(t1*x)", "-(y - σ(t₂·σ(t₁·x)))·σ(t₂·σ(t₁·x))·σ(-t₂·σ(t₁·x))·σ(t₁·x)", r"\frac{\sigma(t_2\sigma(t_1 x)) - y}{2 + 2\cosh(t_2\sigma(t_1 x))}\sigma(t_1 x)"), ("(y - sigma(t2*sigma(t1*x)))*sigma(t2*sigma(t1*x))*(1 - sigma(t2*sigma(t1*x)))*sigma(t1*x)", "(σ(t₂·σ(t₁·x)) - y)·σ(t₁·x)", r"\frac{\sigma(t_2\sigma(t_1 x)) - y}{2 + 2\cosh(t_2\sigma(t_1 x))} t_2")),
    Asked("cost_1_1_1", "t1", ("(sigma(t2*sigma(t1*x)) - y)*sigma(t2*sigma(t1*x))*(1 - sigma(t2*sigma(t1*x)))*t2*sigma(t1*x)*(1 - sigma(t1*x))*x", "(σ(t₂·σ(t₁·x)) - y)·σ(t₂·σ(t₁·x))·σ(-t₂·σ(t₁·x))·t₂·x·σ(t₁·x)·σ(-t₁·x)", r"\frac{\sigma(t_2\sigma(t_1 x)) - y}{2 + 2\cosh(t_2\sigma(t_1 x))}\cdot\frac{t_2 x}{2 + 2\cosh(t_1 x)}"), ("(sigma(t2*sigma(t1*x)) - y)*sigma(t2*sigma(t1*x))*(1 - sigma(t2*sigma(t1*x)))*t2*x", "(σ(t₂·σ(t₁·x)) - y)·σ(t₂·σ(t₁·x))·σ(-t₂·σ(t₁·x))·σ(t₁·x)·σ(-t₁·x)·x", r"\frac{\sigma(t_2\sigma(t_1 x)) - y}{2 + 2\cosh(t_2\sigma(t_1 x))}\cdot\frac{t_2}{2 + 2\cosh(t_1 x)}")),
    Asked("cost_2_2_2", "t12", (f"({O1} - y1)*{O1}*(1 - {O1})*{H2}", f"-(y₁ - {O1})·{O1}·{H2}·(1 - {O1})", rf"\left({O1} - y_1\right)\left({O1} - {O1}^2\right){H2}"), (f"({O1} - y1)*{O1}*(1 - {O1})*{H1}", f"(y₁ - {O1})·{O1}·(1 - {O1})·{H2}", rf"\left({O2} - y_2\right){O2}\left(1 - {O2}\right){H2}")),
    Asked("cost_2_2_2", "s11", (f"(({O1} - y1)*{O1}*(1 - {O1})*t11 + ({O2} - y2)*{O2}*(1 - {O2})*t21)*{H1}*(1 - {H1})*x1", f"x₁·{H1}·(1 - {H1})·(t₁₁·({O1} - y₁)·{O1}·(1 - {O1}) + t₂₁·({O2} - y₂)·{O2}·(1 - {O2}))", rf"\frac{{x_1}}{{2 + 2\cosh(s_{{11}} x_1 + s_{{12}} x_2)}}\left(({O1} - y_1)\cdot {O1}(1 - {O1})t_{{11}} + ({O2} - y_2)\cdot {O2}(1 - {O2})t_{{21}}\right)"), (f"({O1} - y1)*{O1}*(1 - {O1})*t11*{H1}*(1 - {H1})*x1", f"x₁·{H1}·(1 - {H1})·(t₁₁·({O1} - y₁)·{O1}·(1 - {O1}) + t₁₂·({O2} - y₂)·{O2}·(1 - {O2}))", rf"x_2\cdot{{{H1}}}(1 - {H1})\left(({O1} - y_1)\cdot {O1}(1 - {O1})t_{{11}} + ({O2} - y_2)\cdot {O2}(1 - {O2})t_{{21}}\right)")),
    Asked("cost_2_3_1", "v2", (f"{E3}*np.maximum(x1*w12 + x2*w22 + b2, 0)", f"relu(w₁₂·x₁ + w₂₂·x₂ + b₂)·{E3}", rf"{E3}\cdot\frac{{w_{{12}} x_1 + w_{{22}} x_2 + b_2 + \left|w_{{12}} x_1 + w_{{22}} x_2 + b_2\right|}}{{2}}"), (f"{E3}*(x1*w12 + x2*w22 + b2)", f"-{E3}·{U}", rf"{E3}\cdot v_2")),
    Asked("cost_2_3_1", "w12", (f"{E3}*v2*np.where(x1*w12 + x2*w22 + b2 > 0, x1, 0)", f"x₁·v₂·step(x₁·w₁₂ + x₂·w₂₂ + b₂)·{E3}", rf"{E3}\cdot v_2\cdot x_1\cdot\frac{{1 + sign(x_1 w_{{12}} + x_2 w_{{22}} + b_2)}}{{2}}"), (f"{E3}*v2*x1", f"x₂·v₂·step(x₁·w₁₂ + x₂·w₂₂ + b₂)·{E3}", rf"{E3}\cdot x_1\cdot\frac{{1 + sign(x_1 w_{{12}} + x_2 w_{{22}} + b_2)}}{{2}}")),
    Asked("affine_response", "w1", ("x11*g1 + x21*g2", "g₁·x₁₁ + g₂·x₂₁", r"g_1 x_{11} + g_2 x_{21}"), ("x11*g1 + x12*g2", "(g₁ + g₂)·(x₁₁ + x₂₁)", r"x_{11} + x_{21}")),
    Asked("affine_response", "x21", ("g2*w1", "w₁·g₂", r"w_1 g_2"), ("g1*w1", "w₁·g₂ + b", r"w_2 g_2")),
    Asked("affine_response", "b", ("g1 + g2", "g₂ + g₁", r"g_1 + g_2"), ("1", "(g₁ + g₂)/2", r"2")),
    Asked("sigmoid_response", "z", ("g*sigma(z)*(1 - sigma(z))", "g·σ(z)·σ(-z)", r"\frac{g}{4\cosh^2(\frac{z}{2})}"), ("sigma(z)*(1 - sigma(z))", "g·z·(1 - z)", r"\frac{g}{4\cosh^2(z)}")),
    Asked("tanh_response", "z", ("g*(1 - np.tanh(z)**2)", "g/cosh(z)²", r"\frac{4g}{(e^z + e^{-z})^2}"), ("1 - np.tanh(z)**2", "g/cosh(z)", r"g(1 - z^2)")),
    Asked("relu_response", "z", ("np.where(z > 0, g, 0)", "g·step(z)", r"g\frac{1 + sign(z)}{2}"), ("np.where(z > 0, 1, 0)", "g", r"\max(g, 0)")),
    Asked("tanh_network_cost", "v1", (f"{E2}*np.tanh(x*u1 + b1)", f"tanh(u₁·x + b₁)·{E2}", rf"-\tanh(u_1 x + b_1)\cdot\left(-{E2}\right)"), (f"{E2}*np.tanh(x*u2 + b2)", f"2tanh(u₁·x + b₁)·{E2}", rf"{E2}(1 - \tanh(u_1 x + b_1)^2)")),
    Asked("tanh_network_cost", "u2", (f"{E2}*v2*(1 - np.tanh(x*u2 + b2)**2)*x", f"x·v₂·{E2}/cosh(u₂·x + b₂)²", rf"\frac{{4 x v_2{E2}}}{{(e^{{u_2 x + b_2}} + e^{{-u_2 x - b_2}})^2}}"), (f"{E2}*v2*(1 - np.tanh(x*u2 + b2)**2)", f"x·v₂·{E2}·(1 - tanh(u₂·x + b₂))", rf"{E2} x v_2")),
    Asked("mlp_loss", "", (f"np.log1p(np.exp{MLP}) + l2*(u1**2 + u2**2 + v11**2 + v12**2 + v21**2 + v22**2)/2", f"-ln(σ(-{MLP})) + (l2/2)·(u₁² + u₂² + v₁₁² + v₁₂² + v₂₁² + v₂₂²)", rf"\ln\left(e^{{{MLP}}} + 1\right) + \frac{{1}}{{2}} l2\left(u_1^2 + u_2^2 + v_{{11}}^2 + v_{{12}}^2 + v_{{21}}^2 + v_{{22}}^2\right)"), (f"np.log1p(np.exp{MLP}) + l2*(u1**2 + u2**2 + v11**2 + v12**2 + v21**2 + v22**2)", f"-ln(σ({MLP})) + (l2/2)·(u₁² + u₂² + v₁₁² + v₁₂² + v₂₁² + v₂₂²)", rf"\ln\left(e^{{{MLP}}} + 1\right) + \frac{{l2}}{{2}}\left(u_1^2 + u_2^2 + v_{{11}}^2 + v_{{12}}^2 + v_{{21}}^2 + v_{{22}}^2 + b_1^2 + b_2^2\right)")),
    Asked("mlp_loss", "c2", (f"1/(1 + np.exp(-{MLP}))", f"σ{MLP}", rf"1 - \sigma(-{MLP})"), (f"1/(1 + np.exp({MLP}))", f"σ{MLP} - 1", rf"\sigma(-{MLP})")),
    Asked("he_scale", "", ("np.sqrt(2/fan_in)", "√2/√(fan_in)", "(fan_in/2)^(-1/2)"), ("np.sqrt(1/fan_in)", "2/fan_in", "√(2·fan_in)")),
    Asked("softmax_regression_loss", "w11", (f"x1*(exp{S1}/{SUM} - 1)", f"x₁·exp{S1}/{SUM} - x₁", rf"x_1\left(\frac{{1}}{{1 + e^{{{S2} - {S1}}} + e^{{{S3} - {S1}}}}} - 1\right)"), (f"x1*exp{S1}/{SUM}", f"exp{S1}/{SUM} - 1", rf"x_1\left(1 - \frac{{1}}{{1 + e^{{{S2} - {S1}}} + e^{{{S3} - {S1}}}}}\right)")),
    Asked("softmax_regression_loss", "w23", (f"x2*exp{S3}/{SUM}", f"x₂/(exp({S1} - {S3}) + exp({S2} - {S3}) + 1)", rf"x_2 \cdot \frac{{e^{{{S3}}}}}{{{SUM}}}"), (f"x2*(exp{S3}/{SUM} - 1)", f"x₁·exp{S3}/{SUM}", rf"\frac{{e^{{{S3}}}}}{{{SUM}}}")),
    Asked("standardized", "", ("x/deviation - mean/deviation", "-(mean - x)/deviation", r"\frac{x - mean}{deviation}"), ("x - mean/deviation", "(x - mean)/deviation²", r"\frac{x - mean}{deviation + 1}")),
    Asked("sgd_step", "", ("theta + lr*(-grad)", "θ - lr·grad", r"\theta - lr \cdot grad"), ("theta + lr*grad", "lr·θ - grad", r"\theta - grad")),
    Asked("momentum_velocity", "", ("grad + u*beta", "β·u + grad", r"\beta u + grad"), ("beta*u + (1 - beta)*grad", "u + β·grad", r"\beta (u + grad)")),
    Asked("momentum_step", "", ("theta - lr*beta*u - lr*grad", "θ - lr·(grad + β·u)", r"\theta - lr\left(\beta u + grad\right)"), ("theta - lr*(beta*u + (1 - beta)*grad)", "θ - lr·u", r"\theta - lr(u + \beta grad)")),
    Asked("deck_momentum_velocity", "", ("-lr*grad + u*beta", "β·u - lr·grad", r"-\left(lr \cdot grad - \beta u\right)"), ("beta*u + lr*grad", "β·u - grad", r"lr(\beta u - grad)")),
    Asked("deck_momentum_step", "", ("theta - lr*grad + beta*u", "θ + (β·u - lr·grad)", r"\theta - \left(lr \cdot grad - \beta u\right)"), ("theta - beta*u - lr*grad", "θ + β·u", r"\theta + lr(\beta u - grad)")),
    Asked("nesterov_step", "", ("theta - lr*((1 + beta)*grad + beta**2*u)", "θ - lr·grad - lr·β·(β·u + grad)", r"\theta - lr\left(grad + \beta grad + \beta^2 u\right)"), ("theta - lr*(beta*u + grad)", "θ - lr·(grad + β·u + β·grad)", r"\theta - lr\beta\left(\beta u + grad\right)")),
    Asked("squares_sum", "", ("s + grad*grad", "s + grad²", r"s + grad^2"), ("s + grad", "s + |grad|", r"s^2 + grad^2")),
    Asked("adagrad_step", "", ("theta - lr*grad/(eps + np.sqrt(s + grad**2))", "θ - lr/(√(s + grad²) + eps)·grad", r"\theta - \frac{lr\cdot grad}{\sqrt{s + grad^2} + eps}"), ("theta - lr*grad/np.sqrt(s + grad**2 + eps)", "θ - lr·grad/(√s + eps)", r"\theta - \frac{lr\cdot grad}{s + grad^2 + eps}")),
    Asked("squares_average", "", ("grad**2 + rho*(s - grad**2)", "ρ·s + (1 - ρ)·grad²", r"\rho s + grad^2 - \rho grad^2"), ("(1 - rho)*s + rho*grad**2", "ρ·s + grad²", r"\rho s + (1 - \rho) grad")),
    Asked("rmsprop_step", "", ("theta - lr*grad/(np.sqrt(rho*s + (1 - rho)*grad*grad) + eps)", "θ - lr·grad·(√(grad² + ρ·(s - grad²)) + eps)⁻¹", r"\theta - \frac{lr\cdot grad}{eps + \sqrt{\rho s + grad^2 - \rho grad^2}}"), ("theta - lr*grad/np.sqrt(rho*s + (1 - rho)*grad**2 + eps)", "θ - lr·grad/(√((1-ρ)·s + ρ·grad²) + eps)", r"\theta - \frac{lr\cdot grad}{\sqrt{s + grad^2} + eps}")),
    Asked("adadelta_updates", "", ("rho*d + (1 - rho)*(d + eps)*grad**2/(rho*s + (1 - rho)*grad**2 + eps)", "ρ·d + (1 - ρ)·(√((d + eps)/(grad² + ρ·(s - grad²) + eps))·grad)²", r"\rho d + \frac{(1-\rho)(d + eps) grad^2}{\rho s + (1-\rho) grad^2 + eps}"), ("rho*d + (1 - rho)*grad**2", "ρ·d + (1 - ρ)·√((d + eps)/(ρ·s + (1-ρ)·grad² + eps))·grad", r"(1-\rho) d + \frac{\rho(d + eps) grad^2}{\rho s + (1-\rho) grad^2 + eps}")),
    Asked("adadelta_step", "", ("theta - lr*grad*np.sqrt((d + eps)/(rho*s + (1 - rho)*grad**2 + eps))", "θ - lr·√(d + eps)·grad/√(eps + grad² + ρ·(s - grad²))", r"\theta - lr\frac{\sqrt{d + eps}}{\sqrt{\rho s + (1-\rho) grad^2 + eps}} grad"), ("theta - lr*grad*(np.sqrt(d) + eps)/(np.sqrt(rho*s + (1 - rho)*grad**2) + eps)", "θ - lr·grad/√(ρ·s + (1-ρ)·grad² + eps)", r"\theta - lr\frac{\sqrt{d + eps}}{\sqrt{s + eps}} grad")),
    Asked("adam_first_moment", "", ("grad + beta1*(m - grad)", "β₁·m + (1 - β₁)·grad", r"\beta_1 m + grad - \beta_1 grad"), ("beta1*m + grad", "(1 - β₁)·m + β₁·grad", r"\beta_1 m - (1 - \beta_1) grad")),
    Asked("adam_second_moment", "", ("grad**2 + beta2*(v - grad**2)", "β₂·v + (1 - β₂)·grad²", r"\beta_2 v + \left(1 - \beta_2\right) grad^2"), ("beta2*v + (1 - beta2)*grad", "β₂·v + (1 - β₂)²·grad²", r"\beta_2 v + grad^2")),
    Asked("adam_step", "", (f"theta - lr*({D_M}/(1 - beta1**(t + 1)))/(np.sqrt({D_V}/(1 - beta2**(t + 1))) + eps)", "θ - lr·(grad + β₁·(m - grad))/(1 - β₁·β₁^t)/(√(grad² + β₂·(v - grad²))/√(1 - β₂·β₂^t) + eps)", r"\theta - \frac{lr\left(\beta_1 m + (1-\beta_1) grad\right)}{\left(1-\beta_1^{t+1}\right)\left(eps + \sqrt{\frac{\beta_2 v + (1-\beta_2) grad^2}{1-\beta_2^{t+1}}}\right)}"), (f"theta - lr*({D_M}/(1 - beta1**t))/(np.sqrt({D_V}/(1 - beta2**t)) + eps)", "θ - lr·(grad + β₁·(m - grad))/(√(grad² + β₂·(v - grad²)) + eps)", r"\theta - \frac{lr\left(\beta_1 m + (1-\beta_1) grad\right)}{\left(1-\beta_1^{t+1}\right)\sqrt{\frac{\beta_2 v + (1-\beta_2) grad^2}{1-\beta_2^{t+1}} + eps}}")),
    Asked("adamw_step", "", (f"theta - lr*weight_decay*theta - lr*({D_M}/(1 - beta1**(t + 1)))/(np.sqrt({D_V}/(1 - beta2**(t + 1))) + eps)", f"(1 - lr·weight_decay)·θ - lr·{D_M}/((1 - β₁^(t+1))·(√({D_V}/(1 - β₂^(t+1))) + eps))", rf"\theta - lr\left(weight_decay\cdot\theta + \frac{{{D_M}}}{{(1-\beta_1^{{t+1}})(\sqrt{{\frac{{{D_V}}}{{1-\beta_2^{{t+1}}}}}} + eps)}}\right)"), (f"theta - weight_decay*theta - lr*({D_M}/(1 - beta1**(t + 1)))/(np.sqrt({D_V}/(1 - beta2**(t + 1))) + eps)", f"θ - lr·{D_M}/((1 - β₁^(t+1))·(√({D_V}/(1 - β₂^(t+1))) + eps))", "theta - lr*(beta1*m + (1 - beta1)*(grad + weight_decay*theta))/(1 - beta1^(t+1))/(sqrt((beta2*v + (1 - beta2)*(grad + weight_decay*theta)^2)/(1 - beta2^(t+1))) + eps)")),
    Asked("adamax_norm", "", ("np.maximum(beta2*u, np.abs(grad))", "max(|grad|, u·β₂)", "where(beta2*u > abs(grad), beta2*u, abs(grad))"), ("np.maximum(beta2*u, grad)", "max(u, |grad|)", r"\beta_2 u + (1 - \beta_2)\left|grad\right|")),
    Asked("adamax_step", "", (f"theta - lr/(1 - beta1**(t + 1))*{D_M}/(np.maximum(beta2*u, np.abs(grad)) + eps)", "θ - lr·(grad + β₁·(m - grad))/((1 - β₁^(t+1))·(max(|grad|, β₂·u) + eps))", r"\theta - \frac{lr}{1-\beta_1^{t+1}}\cdot\frac{\beta_1 m + (1-\beta_1) grad}{eps + \max(\beta_2 u, \left|grad\right|)}"), (f"theta - lr/(1 - beta1**(t + 1))*{D_M}/np.maximum(beta2*u, np.abs(grad) + eps)", "θ - lr·(grad + β₁·(m - grad))/(max(|grad|, β₂·u) + eps)", r"\theta - \frac{lr}{1-\beta_1^{t+1}}\cdot\frac{\beta_1 m + (1-\beta_1) grad}{eps + \max(u, \left|grad\right|)}")),
    Asked("nadam_step", "", (f"theta - lr*(beta1*{D_M}/(1 - beta1**(t + 2)) + (1 - beta1)*grad/(1 - beta1**(t + 1)))/(np.sqrt({D_V}/(1 - beta2**(t + 1))) + eps)", f"θ - lr/(√({D_V}/(1 - β₂^(t+1))) + eps)·(β₁·{D_M}/(1 - β₁²·β₁^t) + (1 - β₁)·grad/(1 - β₁·β₁^t))", rf"\theta - lr\frac{{\frac{{\beta_1^2 m + \beta_1(1-\beta_1) grad}}{{1-\beta_1^{{t+2}}}} + \frac{{(1-\beta_1) grad}}{{1-\beta_1^{{t+1}}}}}}{{\sqrt{{\frac{{{D_V}}}{{1-\beta_2^{{t+1}}}}}} + eps}}"), (f"theta - lr*(beta1*{D_M}/(1 - beta1**(t + 1)) + (1 - beta1)*grad/(1 - beta1**(t + 1)))/(np.sqrt({D_V}/(1 - beta2**(t + 1))) + eps)", f"θ - lr/(√({D_V}/(1 - β₂^(t+1))) + eps)·{D_M}/(1 - β₁^(t+1))", rf"\theta - lr\frac{{\frac{{\beta_1 m}}{{1-\beta_1^{{t+2}}}} + \frac{{(1-\beta_1) grad}}{{1-\beta_1^{{t+1}}}}}}{{\sqrt{{\frac{{{D_V}}}{{1-\beta_2^{{t+1}}}}}} + eps}}")),
    Asked("ftrl_z", "", ("z + grad - theta*(np.sqrt(n + grad**2) - np.sqrt(n))/lr", "z + grad + θ·(√(n) - √(n + grad²))/lr", r"z + grad - \frac{\sqrt{n + grad^2} - \sqrt{n}}{lr}\theta"), ("z + grad - (np.sqrt(n + grad**2) - np.sqrt(n))*theta", "z + grad + θ·(√(n + grad²) - √(n))/lr", r"z + grad - \frac{\sqrt{n + grad^2}}{lr}\theta")),
    Asked("ftrl_step", "", (f"np.where(np.abs({Z}) <= l1, 0, -({Z} - np.sign({Z})*l1)/{N})", f"-sign({Z})·max(|{Z}| - l1, 0)/{N}", f"-(relu({Z} - l1) - relu(-{Z} - l1))/{N}"), (f"-({Z} - np.sign({Z})*l1)/{N}", f"sign({Z})·max(|{Z}| - l1, 0)/{N}", f"-(relu({Z} - l1) - relu(-{Z} - l1))/((beta + √(n))/lr + l2)")),
    Asked("clipped_entry", "", ("np.where(np.sqrt(g1**2 + g2**2) > max_norm, g1*max_norm/np.sqrt(g1**2 + g2**2), g1)", "g₁/max(1, √(g₁² + g₂²)/max_norm)", r"g_1\cdot\frac{max_norm}{\max(max_norm, \sqrt{g_1^2 + g_2^2})}"), ("np.minimum(np.maximum(g1, -max_norm), max_norm)", "g₁·max_norm/√(g₁² + g₂²)", r"g_1\cdot\max(1, \frac{max_norm}{\sqrt{g_1^2 + g_2^2}})")),
    Asked("warmup", "", ("t*lr/warmup", "lr·(t/warmup)", r"\frac{lr \cdot t}{warmup}"), ("lr*(t + 1)/warmup", "lr·warmup/t", r"\frac{t}{warmup}")),
    Asked("cosine_rate", "", ("0.5*lr*(1 + np.cos(np.pi*(t - warmup)/(total - warmup)))", "lr·cos(π(t - warmup)/(2(total - warmup)))²", r"\frac{lr}{2} + \frac{lr}{2}\cos\left(\pi\frac{t - warmup}{total - warmup}\right)"), ("0.5*lr*(1 + np.cos(np.pi*t/total))", "lr·cos(π(t - warmup)/(2(total - warmup)))", r"\frac{lr}{2}\left(1 - \cos\left(\pi\frac{t - warmup}{total - warmup}\right)\right)")),
    Asked("descent_on_parabola", "", ("(1 - curvature*lr)**k*x", "x·e^(k·ln(1 - lr·curvature))", r"x\left(1 - lr\cdot curvature\right)^k"), ("(1 - lr)**k*x", "x·(1 - k·lr·curvature)", r"x\left(1 + lr\cdot curvature\right)^k")),
    Asked("momentum_steady_step", "", ("lr/(1 - beta)*grad", "-lr·grad/(β - 1)", r"\frac{lr \cdot grad}{1 - \beta}"), ("lr*grad*(1 - beta)", "lr·grad/(1 + β)", r"\frac{lr \cdot grad}{\beta}")),
    Asked("gradient_variance", "", ("(1/size)*variance", "variance·size⁻¹", r"\frac{variance}{size}"), ("variance/size**2", "variance/√(size)", r"\frac{variance}{size - 1}")),
)  # fmt: skip
