"""The curriculum's formulas: for each three right forms and three wrong ones, written before the engine was tuned.

A row is what is asked (a formula, and the variable of the derivative or nothing), the ranges, right, wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.sympy_checks.formula_table import FORMULA_TABLE


class Row(NamedTuple):
    of: str
    wrt: str
    domains: dict[str, tuple[float, float]]
    right: tuple[str, str, str]
    wrong: tuple[str, str, str]


Z = {"z": (-8.0, 8.0)}
ZA = {**Z, "alpha": (0.05, 3.0)}
P = {"p": (0.02, 0.98), "y": (-1.0, 2.0)}
XW = {"x": (-3.0, 3.0), "w": (-3.0, 3.0), "b": (-2.0, 2.0)}
XWY = {**XW, "y": (-1.0, 2.0)}
AB = {"a": (-3.0, 3.0), "c": (-3.0, 3.0), "d": (-3.0, 3.0)}
STEP = {"theta": (-3.0, 3.0), "g": (-3.0, 3.0), "lr": (0.001, 0.5)}
MOMENTUM = {**STEP, "v": (-2.0, 2.0), "beta": (0.5, 0.99)}
SQUARES = {**STEP, "G": (0.1, 4.0), "eps": (1e-8, 1e-4), "rho": (0.5, 0.99)}
ADAM = {
    **STEP,
    "m": (-2.0, 2.0),
    "v": (0.1, 4.0),
    "beta1": (0.5, 0.95),
    "beta2": (0.9, 0.999),
    "eps": (1e-8, 1e-4),
}
SIG = "1/(1 + exp(-z))"
BCE = "-(y*log(p) + (1 - y)*log(1 - p))"
SOFT = {"a": (-4.0, 4.0), "c": (-4.0, 4.0), "d": (-4.0, 4.0)}
SM = "exp(a)/(exp(a) + exp(c) + exp(d))"

TABLE = (
    Row(SIG, "", Z, ("exp(z)/(1+exp(z))", "(1+tanh(z/2))/2", "1 - sigma(-z)"), ("1/(1+exp(z))", "1/(1-exp(-z))", "exp(z)/(1+exp(-z))")),
    Row(SIG, "z", Z, ("sigma(z)(1-sigma(z))", "1/(4cosh(z/2)^2)", "e^-z/(1+e^-z)^2"), ("sigma(z)(1+sigma(z))", "e^-z/(1+e^-z)", "z(1-z)")),
    Row("sigma(3*z)", "z", Z, ("3sigma(3z)(1-sigma(3z))", "3/(2+2cosh(3z))", "3sigma(3z)sigma(-3z)"), ("sigma(3z)(1-sigma(3z))", "3sigma(z)(1-sigma(z))", "3sigma(3z)(1-sigma(z))")),
    Row("sigma(-z)", "z", Z, ("-sigma(z)(1-sigma(z))", "-sigma(-z)*(1-sigma(-z))", "-exp(z)/(1+exp(z))^2"), ("sigma(z)(1-sigma(z))", "-sigma(-z)", "-exp(z)/(1+exp(z))")),
    Row("sigma(z)", "z", {"z": (-5, 5)}, ("sigma(z) - sigma(z)^2", r"\sigma(z)\left(1-\sigma(z)\right)", "(1 - tanh(z/2)^2)/4"), ("sigma(z) - sigma(z)", "1 - sigma(z)^2", "sigma(z)^2 - sigma(z)")),
    Row("tanh(z)", "", Z, ("(e^z-e^-z)/(e^z+e^-z)", "2sigma(2z)-1", "1 - 2/(exp(2z)+1)"), ("(e^z+e^-z)/(e^z-e^-z)", "2sigma(z)-1", "(e^z-e^-z)/2")),
    Row("tanh(z)", "z", Z, ("1-tanh(z)^2", "1/cosh(z)^2", "4/(e^z+e^-z)^2"), ("1-tanh(z)", "1+tanh(z)^2", "1/cosh(z)")),
    Row("tanh(2*z)", "z", Z, ("2(1-tanh(2z)^2)", "2/cosh(2z)^2", "2 - 2tanh(2z)^2"), ("1-tanh(2z)^2", "2(1-tanh(z)^2)", "2 - tanh(2z)^2")),
    Row("tanh(z)^2", "z", Z, ("2tanh(z)(1-tanh(z)^2)", "2tanh(z)/cosh(z)^2", "2sinh(z)/cosh(z)^3"), ("2tanh(z)", "tanh(z)(1-tanh(z)^2)", "2(1-tanh(z)^2)")),
    Row("max(z, 0)", "", Z, ("(z+abs(z))/2", "relu(z)", "where(z > 0, z, 0)"), ("abs(z)", "max(z, 0.01z)", "where(z > 0, 1, 0)")),
    Row("max(z, 0)", "z", Z, ("heaviside(z)", "where(z > 0, 1, 0)", "(1+sign(z))/2"), ("sign(z)", "where(z > 0, z, 0)", "where(z > 1, 1, 0)")),
    Row("max(z, 0)^2/2", "z", Z, ("max(z, 0)", "relu(z)", "z*where(z > 0, 1, 0)"), ("z", "max(z,0)/2", "2max(z,0)")),
    Row("max(z, 0) + alpha*min(z, 0)", "", ZA, ("where(z > 0, z, alpha z)", "relu(z) - alpha relu(-z)", "(1+alpha)z/2 + (1-alpha)abs(z)/2"), ("where(z > 0, alpha z, z)", "relu(z) + alpha relu(-z)", "max(z, alpha z)")),
    Row("max(z, 0) + alpha*min(z, 0)", "z", ZA, ("where(z > 0, 1, alpha)", "alpha + (1-alpha)heaviside(z)", "(1+alpha)/2 + (1-alpha)sign(z)/2"), ("where(z > 0, 1, 0)", "where(z > 0, alpha, 1)", "where(z > 0, 1, alpha z)")),
    Row("max(z, 0) + alpha*min(z, 0)", "alpha", ZA, ("min(z, 0)", "-relu(-z)", "where(z < 0, z, 0)"), ("max(z, 0)", "z", "min(z, 0)*alpha")),
    Row("where(z > 0, z, alpha*(exp(z) - 1))", "", ZA, ("max(z,0)+alpha(exp(min(z,0))-1)", "where(z >= 0, z, alpha*exp(z) - alpha)", "relu(z) + min(alpha*(exp(min(z,0)) - 1), 0)"), ("where(z > 0, z, alpha*exp(z))", "where(z > 0, z, exp(z)-1)", "max(z, alpha*(exp(z)-1))")),
    Row("max(z, 0) + alpha*(exp(min(z, 0)) - 1)", "z", ZA, ("where(z > 0, 1, alpha*exp(z))", "where(z < 0, alpha*e^z, 1)", "heaviside(z) + alpha*exp(z)*heaviside(-z)"), ("where(z > 0, 1, alpha*(exp(z)-1))", "where(z > 0, 1, exp(z))", "where(z > 0, 0, alpha*exp(z))")),
    Row("alpha*(exp(z) - 1)", "z", ZA, ("alpha e^z", "alpha(exp(z)-1) + alpha", "exp(z + log(alpha))"), ("alpha(exp(z)-1)", "e^z", "alpha z e^(z-1)")),
    Row("log(1 + exp(z))", "", Z, ("softplus(z)", "max(z,0)+log1p(exp(-abs(z)))", "z - log(sigma(z))+log(1)-z+z+log(1/(1+exp(z)))+2log(1+e^z)-z-log(1+exp(-z))"), ("log(1+exp(-z))", "1 + z", "max(z,0)")),
    Row("log(1 + exp(z))", "z", Z, ("sigma(z)", "exp(z)/(1+exp(z))", "1/(1+e^-z)"), ("1/(1+exp(z))", "exp(z)", "sigma(z)(1-sigma(z))")),
    Row("log(1 + exp(alpha*z))/alpha", "z", ZA, ("sigma(alpha z)", "1/(1+exp(-alpha z))", "exp(alpha*z)/(1+exp(alpha*z))"), ("sigma(z)", "alpha sigma(alpha z)", "sigma(alpha z)/alpha")),
    Row("z*sigma(z)", "", Z, ("z/(1+exp(-z))", "z*exp(z)/(1+exp(z))", "z*(1+tanh(z/2))/2"), ("sigma(z)", "z/(1+exp(z))", "z + sigma(z)")),
    Row("z*sigma(z)", "z", Z, ("sigma(z)+z*sigma(z)*(1-sigma(z))", "sigma(z)*(1+z*(1-sigma(z)))", "z*sigma(z)+sigma(z)*(1-z*sigma(z))"), ("sigma(z)", "sigma(z)*(1-sigma(z))", "z*sigma(z)*(1-sigma(z))")),
    Row("z*Phi(z)", "", Z, ("z*(1+erf(z/sqrt(2)))/2", "0.5z(1+erf(z/√2))", "z - z*Phi(-z)"), ("z*(1+erf(z))/2", "0.5z(1+tanh(sqrt(2/pi)(z+0.044715z^3)))", "z*sigma(1.702z)")),
    Row("z*Phi(z)", "z", Z, ("Phi(z)+z*exp(-z^2/2)/sqrt(2pi)", "(1+erf(z/√2))/2+z*e^(-z²/2)/√(2π)", "1 - Phi(-z) + z/sqrt(2pi)*exp(-z*z/2)"), ("Phi(z)", "Phi(z)+z*exp(-z^2/2)", "Phi(z)+exp(-z^2/2)/sqrt(2pi)")),
    Row("z*tanh(log(1 + exp(z)))", "", Z, ("z*tanh(softplus(z))", "z*((1+e^z)^2-1)/((1+e^z)^2+1)", "z*(e^(2z)+2e^z)/(e^(2z)+2e^z+2)"), ("z*sigma(z)", "tanh(softplus(z))", "z*((1+e^z)^2+1)/((1+e^z)^2-1)")),
    Row("min(max(z + 1/2, 0), 1)", "", Z, ("(1+abs(z+0.5)-abs(z-0.5))/2", "max(min(z+0.5, 1), 0)", "where(z < -0.5, 0, where(z > 0.5, 1, z + 1/2))"), ("min(max(z, 0), 1)", "max(z+0.5, 0)", "(1+abs(z+0.5)+abs(z-0.5))/2")),
    Row("min(max(z + 1/2, 0), 1)", "z", Z, ("where(abs(z) < 1/2, 1, 0)", "heaviside(z+1/2)*heaviside(1/2-z)", "heaviside(z+0.5)-heaviside(z-0.5)"), ("where(abs(z) < 1, 1, 0)", "heaviside(z+1/2)", "1")),
    Row("z/(1 + abs(z))", "z", Z, ("1/(1+abs(z))^2", "(1+|z|)^-2", "(1+abs(z)-z*sign(z))/(1+abs(z))^2"), ("1/(1+abs(z))", "1/(1-abs(z))^2", "-1/(1+abs(z))^2")),
    Row("exp(-z^2/2)", "z", Z, ("-z*exp(-z^2/2)", "-z/exp(z²/2)", "-z e^(-z*z/2)"), ("exp(-z^2/2)", "z*exp(-z^2/2)", "-2z*exp(-z^2/2)")),
    Row(BCE, "", P, ("-y*log(p)-(1-y)*log(1-p)", "y*log((1-p)/p) - log(1-p)", "log(1/p)*y+log(1/(1-p))*(1-y)"), ("y*log(p)+(1-y)*log(1-p)", "-y*log(p)", "-y*log(p)-(1-y)*log(p)")),
    Row(BCE, "p", P, ("(p-y)/(p(1-p))", "-y/p+(1-y)/(1-p)", "(1-y)/(1-p) - y/p"), ("p-y", "-y/p-(1-y)/(1-p)", "(p-y)/(p(1+p))")),
    Row(BCE, "y", P, ("log(1-p)-log(p)", "log((1-p)/p)", "-log(p/(1-p))"), ("log(p/(1-p))", "-log(p)", "log(1-p)+log(p)")),
    Row("-(y*log(sigma(w*x + b)) + (1 - y)*log(1 - sigma(w*x + b)))", "w", XWY, ("(sigma(w x+b)-y)x", "x/(1+exp(-w*x-b)) - x*y", "-(y-sigma(b+x*w))*x"), ("sigma(w x+b)-y", "(y-sigma(w x+b))x", "(sigma(w x+b)-y)w")),
    Row("-(y*log(sigma(w*x + b)) + (1 - y)*log(1 - sigma(w*x + b)))", "b", XWY, ("sigma(w x+b)-y", "1/(1+exp(-w*x-b))-y", "1-y-sigma(-w*x-b)"), ("(sigma(w x+b)-y)x", "sigma(w x)-y", "(sigma(w x+b)-y)*sigma(w x+b)")),
    Row("-(y*log(sigma(z)) + (1 - y)*log(1 - sigma(z)))", "", {**Z, "y": (-1, 2)}, ("softplus(z)-y z", "log(1+exp(z)) - y*z", "max(z,0) - y*z + log(1+exp(-abs(z)))"), ("softplus(z)+y z", "log(1+exp(-z)) - y*z", "max(z,0) - y*z")),
    Row("-(y*log(sigma(z)) + (1 - y)*log(1 - sigma(z)))", "z", {**Z, "y": (-1, 2)}, ("sigma(z)-y", "1/(1+exp(-z)) - y", "(1-y)sigma(z) - y*sigma(-z)"), ("y-sigma(z)", "z-y", "(sigma(z)-y)*sigma(z)*(1-sigma(z))")),
    Row("log(1 + exp(-y*z))", "z", {**Z, "y": (-1, 1)}, ("-y*sigma(-y*z)", "-y/(1+exp(y*z))", "y*(sigma(y*z)-1)"), ("-sigma(-y*z)", "-y*sigma(y*z)", "-y*exp(-y*z)")),
    Row("max(0, 1 - y*z)", "z", {**Z, "y": (-1, 1)}, ("where(y*z < 1, -y, 0)", "-y*heaviside(1-y*z)", "where(1 - y*z > 0, -y, 0)"), ("where(y*z < 1, y, 0)", "-y", "where(y*z < 0, -y, 0)")),
    Row("(w*x + b - y)^2/2", "w", XWY, ("(w x+b-y)x", "x*(w*x+b)-x*y", "w*x^2+b*x-x*y"), ("w x+b-y", "(w x+b-y)w", "2(w x+b-y)x")),
    Row("(w*x + b - y)^2", "b", XWY, ("2(w x+b-y)", "2w*x+2b-2y", "-2*(y-w*x-b)"), ("w x+b-y", "2(w x-b-y)", "2(w x+b-y)x")),
    Row("abs(w*x - y)", "w", XWY, ("x*sign(w*x-y)", "x*(w*x-y)/abs(w*x-y)", "where(w*x > y, x, -x)"), ("sign(w*x-y)", "x", "w*sign(w*x-y)")),
    Row("w^2/2 + alpha*w^2", "w", {"w": (-3, 3), "alpha": (0, 1)}, ("w+2alpha*w", "w(1+2alpha)", "(1+2*alpha)*w"), ("w+alpha*w", "w+2alpha", "2w+2alpha*w")),
    Row("tanh(w*x + b)", "x", XW, ("w(1-tanh(w*x+b)^2)", "w/cosh(w*x+b)^2", "w - w*tanh(b+w*x)^2"), ("1-tanh(w*x+b)^2", "x(1-tanh(w*x+b)^2)", "w(1-tanh(w*x+b))")),
    Row("sigma(w*x + b)^2", "w", XW, ("2x*sigma(w*x+b)^2*(1-sigma(w*x+b))", "2x*sigma(w*x+b)^2*sigma(-w*x-b)", "2*sigma(w*x+b)*sigma(w*x+b)*(1-sigma(w*x+b))*x"), ("2sigma(w*x+b)", "2x*sigma(w*x+b)(1-sigma(w*x+b))", "2*sigma(w*x+b)^2*(1-sigma(w*x+b))")),
    Row("exp(sin(w*x))", "x", XW, ("w*cos(w*x)*exp(sin(w*x))", "w cos(w*x) e^sin(w*x)", "exp(sin(w*x))*cos(x*w)*w"), ("cos(w*x)*exp(sin(w*x))", "w*exp(sin(w*x))", "-w*cos(w*x)*exp(sin(w*x))")),
    Row("log(1 + x^2)", "x", {"x": (-5, 5)}, ("2x/(1+x^2)", "2/(x+1/x)", "1/(1+x^2)*2x"), ("1/(1+x^2)", "2x/(1+x^2)^2", "x/(1+x^2)")),
    Row("sqrt(1 + x^2)", "x", {"x": (-5, 5)}, ("x/sqrt(1+x^2)", "x*(1+x^2)^(-1/2)", "x*sqrt(1+x²)/(1+x²)"), ("1/(2sqrt(1+x^2))", "2x/sqrt(1+x^2)", "x*sqrt(1+x^2)")),
    Row("(x^2 + 1)/(x^2 + 2)", "x", {"x": (-5, 5)}, ("2x/(x^2+2)^2", "(2x(x²+2)-2x(x²+1))/(x²+2)²", "2*x/(x^4+4x^2+4)"), ("-2x/(x^2+2)^2", "2x/(x^2+2)", "1")),
    Row("x^2*sin(x)", "x", {"x": (-5, 5)}, ("2x sin(x)+x^2 cos(x)", "x(2sin(x)+x*cos(x))", "x^2*cos(x) + x*sin(x) + sin(x)*x"), ("2x cos(x)", "2x sin(x)-x^2 cos(x)", "2x sin(x)")),
    Row("(3*x + 1)^4", "x", {"x": (-2, 2)}, ("12(3x+1)^3", "12*(27x^3+27x^2+9x+1)", "4*(3x+1)^3*3"), ("4(3x+1)^3", "12(3x+1)^4", "3(3x+1)^3")),
    Row(SM, "", SOFT, ("1/(1+exp(c-a)+exp(d-a))", "exp(a-log(exp(a)+exp(c)+exp(d)))", "exp(a-max(a,c,d))/(exp(a-max(a,c,d))+exp(c-max(a,c,d))+exp(d-max(a,c,d)))"), ("exp(a)/(exp(c)+exp(d))", "1/(1+exp(a-c)+exp(a-d))", "sigma(a)")),
    Row(SM, "a", SOFT, (f"{SM}*(1-{SM})", "exp(a)(exp(c)+exp(d))/(exp(a)+exp(c)+exp(d))^2", f"{SM} - ({SM})^2"), (SM, f"-({SM})^2", f"{SM}*(1+{SM})")),
    Row(SM, "c", SOFT, ("-exp(a)exp(c)/(exp(a)+exp(c)+exp(d))^2", "-exp(a+c)/(exp(a)+exp(c)+exp(d))^2", f"-{SM}*exp(c)/(exp(a)+exp(c)+exp(d))"), ("exp(a+c)/(exp(a)+exp(c)+exp(d))^2", "-exp(a+c)/(exp(a)+exp(c)+exp(d))", f"{SM}*(1-{SM})")),
    Row("log(exp(a) + exp(c) + exp(d))", "a", SOFT, (SM, "1/(1+exp(c-a)+exp(d-a))", "exp(a-log(exp(a)+exp(c)+exp(d)))"), ("1/(exp(a)+exp(c)+exp(d))", "exp(a)", f"1 - {SM}")),
    Row("log(exp(a) + exp(c) + exp(d)) - a", "a", SOFT, (f"{SM} - 1", "-(exp(c)+exp(d))/(exp(a)+exp(c)+exp(d))", "1/(1+exp(c-a)+exp(d-a))-1"), (SM, f"1 - {SM}", f"{SM} - a")),
    Row("a*c + d", "c", AB, ("a", "(1+1)*a - a", "a + 0*d"), ("c", "a + d", "a*c")),
    Row("(a + c)*(a + d)", "a", AB, ("2a+c+d", "(a+d)+(a+c)", "2(a+(c+d)/2)"), ("1", "a+c", "2a+c-d")),
    Row("theta - lr*g", "", STEP, ("theta+(-lr)*g", "-(lr*g-theta)", "theta - g*lr"), ("theta+lr*g", "lr*g-theta", "theta-g")),
    Row("theta - lr*(beta*v + g)", "", MOMENTUM, ("theta-lr*beta*v-lr*g", "theta - lr*g - beta*lr*v", "theta-lr*(g+v*beta)"), ("theta-lr*(v+beta*g)", "theta-lr*(beta*v+(1-beta)*g)", "theta-beta*v+lr*g")),
    Row("beta*v + (1 - beta)*g", "", MOMENTUM, ("g+beta*(v-g)", "beta v + g - beta g", "v-(1-beta)*(v-g)"), ("beta*v+g", "(1-beta)*v+beta*g", "beta*v-(1-beta)*g")),
    Row("theta - lr*(beta*(beta*v + g) + g)", "", MOMENTUM, ("theta-lr*((1+beta)*g+beta^2*v)", "theta-lr*g-lr*beta*g-lr*beta²*v", "theta - lr*(g + beta*g + beta*beta*v)"), ("theta-lr*(beta*v+g)", "theta-lr*(beta*(beta*v+g))", "theta-lr*((1+beta)*g+beta*v)")),
    Row("theta - lr*g/(sqrt(G + g^2) + eps)", "", SQUARES, ("theta-g*lr/(eps+sqrt(g*g+G))", "theta - lr/(sqrt(G+g²)+eps)*g", "theta-lr*g*(sqrt(G+g^2)+eps)^-1"), ("theta-lr*g/sqrt(G+g^2+0.01)", "theta-lr*g/(sqrt(G)+eps)", "theta-lr*g/(G+g^2+eps)")),
    Row("theta - lr*g/sqrt(G + g^2 + eps)", "", SQUARES, ("theta - lr*g*(G+g^2+eps)^(-1/2)", "theta-lr*g/sqrt(eps+g*g+G)", "theta-lr*g/(G+g²+eps)^0.5"), ("theta-lr*g/(sqrt(G+g^2)+eps)", "theta-lr*g/sqrt(G+g+eps)", "theta-lr*g*sqrt(G+g^2+eps)")),
    Row("theta - lr*g/(sqrt(rho*G + (1 - rho)*g^2) + eps)", "", SQUARES, ("theta-lr*g/(eps+sqrt(G*rho+g^2-rho*g^2))", "theta-lr*g/(sqrt(g^2+rho*(G-g^2))+eps)", "theta - lr/(sqrt(rho*G+(1-rho)*g*g)+eps)*g"), ("theta-lr*g/(sqrt(rho*G+g^2)+eps)", "theta-lr*g/(sqrt((1-rho)*G+rho*g^2)+eps)", "theta-lr*g/(rho*G+(1-rho)*g^2+eps)")),
    Row("(beta1*m + (1 - beta1)*g)/(1 - beta1^3)", "", ADAM, ("(g+beta1*(m-g))/(1-beta1**3)", "(beta1*m+g-beta1*g)/((1-beta1)(1+beta1+beta1^2))", "beta1*m/(1-beta1^3)+g/(1+beta1+beta1^2)"), ("(beta1*m+(1-beta1)*g)/(1-beta1)", "beta1*m+(1-beta1)*g/(1-beta1^3)", "(beta1*m+(1-beta1)*g)/(1-beta1)^3")),
    Row("theta - lr*((beta1*m + (1 - beta1)*g)/(1 - beta1^3))/(sqrt((beta2*v + (1 - beta2)*g^2)/(1 - beta2^3)) + eps)", "", ADAM, ("theta-lr*(beta1*m+(1-beta1)*g)/((1-beta1^3)*(eps+sqrt((beta2*v+(1-beta2)*g*g)/(1-beta2^3))))", "theta-lr/(1-beta1^3)*(g+beta1*(m-g))/(sqrt((beta2*v+(1-beta2)*g^2)/(1-beta2^3))+eps)", "theta - lr*(beta1*m+(1-beta1)*g)/(1-beta1^3)/(sqrt(beta2*v+(1-beta2)*g^2)/sqrt(1-beta2^3)+eps)"), ("theta-lr*(beta1*m+(1-beta1)*g)/(sqrt(beta2*v+(1-beta2)*g^2)+eps)", "theta-lr*((beta1*m+(1-beta1)*g)/(1-beta1^3))/((beta2*v+(1-beta2)*g^2)/(1-beta2^3)+eps)", "theta-lr*((beta1*m+(1-beta1)*g)/(1-beta1^3))/(sqrt((beta2*v+(1-beta2)*g)/(1-beta2^3))+eps)")),
    Row("theta - lr*(g + 2*beta*theta)", "", MOMENTUM, ("theta(1-2lr*beta)-lr*g", "theta-lr*g-2*lr*beta*theta", "(1-2*beta*lr)*theta-g*lr"), ("theta(1-lr*beta)-lr*g", "theta(1-2beta)-lr*g", "theta-lr*(g-2*beta*theta)")),
    Row("(a*x + b)^3/3", "x", {"a": (0.1, 3), "x": (-2, 2), "b": (-1, 1)}, ("a(a x+b)^2", "a^3x^2+2a^2 b*x+a*b^2", "a*(a*x+b)*(b+a*x)"), ("(a x+b)^2", "3a(a x+b)^2", "a(a x+b)^3")),
    Row("1/(1 + x^2)", "x", {"x": (-5, 5)}, ("-2x/(1+x^2)^2", "-2x/(1+2x^2+x^4)", "-(1+x^2)^-2*2*x"), ("2x/(1+x^2)^2", "-1/(1+x^2)^2", "-2x/(1+x^2)")),
    Row("sin(x)^2", "x", {"x": (-5, 5)}, ("2sin(x)cos(x)", "2*cos(x)*sin(x)+0", "sin(2x)"), ("2sin(x)", "cos(x)^2", "-2sin(x)cos(x)")),
)  # fmt: skip

IDENTITIES = (
    ("(1 + tanh(x/2))/2", "1/(1 + exp(-x))"),
    ("1/(4*cosh(x/2)**2)", "exp(-x)/(1 + exp(-x))**2"),
    ("1 - 2/(1 + exp(2*w*x))", "tanh(w*x)"),
    ("where(x > 0, x, 0)", "max(x, 0)"),
    ("where(x >= 0, x, w*(exp(x) - 1))", "max(x, 0) + w*(exp(min(x, 0)) - 1)"),
    ("where(x >= 0, 1/(1 + exp(-x)), exp(x)/(1 + exp(x)))", "sigma(x)"),
    ("log(1 + exp(x))", "max(x, 0) + log(1 + exp(-abs(x)))"),
    ("min(max(x + 0.5, 0), 1)", "(1 + abs(x + 1/2) - abs(x - 1/2))/2"),
    ("Phi(x)", "1 - Phi(-x)"),
    ("sqrt(x^2*w^2)", "abs(x)*abs(w)"),
    ("exp(-x^2/(2w^2))/sqrt(2pi)", "exp(-(x/w)^2/2)/(sqrt(2)*sqrt(pi))"),
)


ROWS = (*TABLE, *FORMULA_TABLE)


def pairs():
    """Yield (row, text, whether it is right)."""
    for row in ROWS:
        for text in row.right:
            yield row, text, True
        for text in row.wrong:
            yield row, text, False
