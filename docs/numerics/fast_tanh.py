"""The coefficients of the fast tanh: x (P0 + P1 u + P2 u^2) / (1 + Q1 u + Q2 u^2), u = x^2, |x| limited.

Finds the least largest error by bisection over linear programs (with q > 0 the bound |x p - tanh q| <= e q is linear), never
above 1, for the best limit; then evaluates float32 arithmetic in the order of FastActivations on a grid of floats.
Run: python3 docs/numerics/fast_tanh.py
"""
import numpy as np
from scipy.optimize import linprog


def fit(limit, error):
    x = limit * np.sin(np.linspace(0, np.pi / 2, 700)[1:])
    u, t = (x / limit) ** 2, np.tanh(x)
    ones = np.ones_like(x)
    columns = lambda sign, bound: np.stack([sign * x, sign * x * u, sign * x * u * u, -sign * bound * u, -sign * bound * u * u], 1)
    # The last row: beyond the limit the value stays what it is there, and the tangent goes on to 1.
    rows = [columns(1, t + error), columns(-1, t - error), columns(1, ones), columns(-1, ones * (1 - error))[-1:]]
    right = [t + error, -(t - error), (1 - 2e-7) * ones, [error - 1]]
    result = linprog(np.zeros(5), A_ub=np.vstack(rows), b_ub=np.concatenate(right), bounds=[(None, None)] * 5, method="highs")
    return result.x / np.array([1, limit**2, limit**4, limit**2, limit**4]) if result.status == 0 else None


def best(limit):
    low, high, found = 0.0, 1e-3, None
    for _ in range(24):
        middle = (low + high) / 2
        c = fit(limit, middle)
        if c is None:
            low = middle
        else:
            high, found = middle, c
    return high, found


def evaluate(c, limit, fused):
    f = np.float32
    p0, p1, p2, q1, q2 = (f(v) for v in c)
    x = np.concatenate([np.linspace(0, limit + 1, 4_000_001), np.logspace(-30, 0, 400_001)]).astype(f)
    y = np.minimum(x, f(limit))
    u = y * y
    ma = (lambda a, b, d: (a.astype(np.float64) * b + d).astype(f)) if fused else (lambda a, b, d: a * b + d)
    numerator = y * ma(u, ma(u, p2, p1), p0)
    denominator = ma(u, ma(u, q2, q1), f(1))
    result = numerator / denominator
    return np.abs(result - np.tanh(x.astype(np.float64))).max(), result.max()


limits = np.arange(4.6, 5.8, 0.05)
error, limit, c = 1.0, None, None
for l in limits:
    e, found = best(l)
    if found is not None and e <= error:
        error, limit, c = e, l, found
print("limit", limit, "error", error, "coefficients", [repr(float(np.float32(v))) for v in c])
for fused in (True, False):
    print("fused" if fused else "separate", "largest error %.3g, largest value %.9g" % evaluate(c, limit, fused))
