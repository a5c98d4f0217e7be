#!/usr/bin/python3
"""The coefficients of the float tanh in runtime/EmbeddedRnn/CompilerServices/TanhRational.cs, and their error.

    tanh.py            measures the coefficients below over every float32 (under a minute)
    tanh.py remez      prints the minimax errors of several degrees and limits in real arithmetic
    tanh.py search N   derives coefficients afresh: Remez, then N seconds of search for float arithmetic, then measures

The coefficients below came out of minutes of this search in compiled code with every float in its sample; a short run
here, which looks at every fifth float, ends some percent higher and may let a few results slip above 1. The measurement
is what counts: it sees every float, and it does not depend on how the coefficients were found.

Needs numpy and mpmath (Debian: python3-numpy, python3-mpmath).

tanh(x) is approximated by x P(u) / Q(u), u = x^2, on |x| <= LIMIT and by +-1 beyond. In real arithmetic degrees 4/4
reach 6e-9; what remains is the rounding of about 15 float operations, which depends on how the ten coefficients fall on
the float grid. So the minimax solution is only the start: the search walks over neighbouring floats and keeps what
lowers the largest error measured in the very order of operations of Activations.Tanh, with fused and with separate
multiply and add, subject to |y| <= 1 everywhere and y(LIMIT) = 1 exactly (an open gate must be exactly open).
"""
import sys
import time

import mpmath
import numpy as np
from numpy.polynomial import chebyshev

LIMIT = 8.03
DEGREE = 4
COEFFICIENTS = [  # P0 ... P4, Q0 ... Q4
    1.4333421, 0.192588031, 0.00510538789, 3.11523545e-05, 2.15038956e-08,
    1.43334234, 0.670368493, 0.0374495238, 0.000486675388, 1.20839195e-06,
]

f32 = np.float32


# ---- Real arithmetic: the minimax rational by Remez exchange ----

def weighted_start(m, n, limit):
    """An approximation that nearly equioscillates: iteratively reweighted linear least squares (Lawson)."""
    count = 1500
    x = limit * np.sin(np.pi / 2 * (np.arange(count) + 0.5) / count)
    target = np.tanh(x)
    basis_p = chebyshev.chebvander(2 * (x / limit) ** 2 - 1, m)
    basis_q = chebyshev.chebvander(2 * (x / limit) ** 2 - 1, n)
    system = np.hstack([x[:, None] * basis_p, -target[:, None] * basis_q])
    q, weight, best = np.ones(count), np.ones(count), None
    for step in range(400):
        rows = system * (np.sqrt(weight) / q)[:, None]
        scale = np.linalg.norm(rows, axis=0)
        solution = np.linalg.svd(rows / scale, full_matrices=False)[2][-1] / scale
        denominator = basis_q @ solution[m + 1:]
        error = x * (basis_p @ solution[:m + 1]) / denominator - target
        largest = np.abs(error).max()
        if best is None or largest < best[0]:
            best = largest, error
        q = np.abs(denominator) / np.abs(denominator).max()
        if step > 8:
            weight = weight * (np.abs(error) / largest + 1e-6)
            weight /= weight.sum()
    return x, best[1]


def extrema(error, count):
    """The largest error of each run of one sign, trimmed at the ends to count of them."""
    edges = [0, *(np.flatnonzero(np.diff(np.sign(error))) + 1), len(error)]
    found = [a + int(np.argmax(np.abs(error[a:b]))) for a, b in zip(edges[:-1], edges[1:])]
    if len(found) < count:
        raise ArithmeticError("fewer alternations than unknowns: a finer start is needed")
    while len(found) > count:
        found = found[1:] if abs(error[found[0]]) < abs(error[found[-1]]) else found[:-1]
    return found


def remez(m, n, limit):
    """P (degree m) and Q (degree n, Q0 = 1) that minimise the largest |x P/Q - tanh|, and that error."""
    mpmath.mp.dps = 40
    unknowns = m + n + 2
    x, error = weighted_start(m, n, limit)
    at = extrema(error, unknowns)
    points = [mpmath.mpf(float(x[i])) for i in at]
    level = mpmath.mpf(float(error[at[0]]))
    q = [mpmath.mpf(1)] + [mpmath.mpf(0)] * n
    grid = limit * np.sin(np.pi / 2 * np.arange(1, 20001) / 20000)
    while True:
        for _ in range(30):  # Newton on x P - (tanh +- level) Q = 0 at the points
            a, b = mpmath.matrix(unknowns, unknowns), mpmath.matrix(unknowns, 1)
            for i, xi in enumerate(points):
                u, sign = xi * xi, 1 if i % 2 == 0 else -1
                value = mpmath.tanh(xi) + sign * level
                for j in range(m + 1):
                    a[i, j] = xi * u ** j
                for j in range(1, n + 1):
                    a[i, m + j] = -value * u ** j
                a[i, unknowns - 1] = -sign * sum(c * u ** j for j, c in enumerate(q))
                b[i] = value
            solution = mpmath.lu_solve(a, b)
            p, q = [solution[j] for j in range(m + 1)], [mpmath.mpf(1)] + [solution[m + j] for j in range(1, n + 1)]
            level += solution[unknowns - 1]
            if abs(solution[unknowns - 1]) < abs(level) * mpmath.mpf(10) ** -12:
                break
        u = grid * grid
        error = grid * np.polyval([float(c) for c in p[::-1]], u) / np.polyval([float(c) for c in q[::-1]], u) - np.tanh(grid)
        if np.abs(error).max() < abs(float(level)) * 1.002:
            return [float(c) for c in p], [float(c) for c in q], np.abs(error).max()
        points = [mpmath.mpf(float(grid[i])) for i in extrema(error, unknowns)]


# ---- Float arithmetic: the order of operations of Activations.Tanh ----

def fused(a, b, c):
    """float32 fused multiply-add. The product is exact in float64; the sum is rounded twice, which differs from one
    rounding only where the float64 sum is a tie of float32, about once in 2^29."""
    return (np.float64(a) * np.float64(b) + np.float64(c)).astype(f32)


def separate(a, b, c):
    return a * b + c


def evaluate(x, c, multiply_add):
    p, q = c[:DEGREE + 1], c[DEGREE + 1:]
    x = np.clip(x, f32(-LIMIT), f32(LIMIT))
    u = x * x
    u2 = u * u
    high = multiply_add(u2, p[4], multiply_add(u, p[3], p[2]))
    numerator = multiply_add(x * u2, high, x * multiply_add(u, p[1], p[0]))
    high = multiply_add(u2, q[4], multiply_add(u, q[3], q[2]))
    return numerator / multiply_add(u2, high, multiply_add(u, q[1], q[0]))


def errors(x, target, c):
    """The errors fused and separate, and the largest result."""
    y, z = evaluate(x, c, fused), evaluate(x, c, separate)
    return np.abs(y - target), np.abs(z - target), max(y.max(), z.max())


SEPARATE_WEIGHT = 0.75  # how much an error without fused multiply-add counts beside one with


def cost(x, target, c):
    """What the search minimises; the last of x lies beyond LIMIT."""
    y, z = evaluate(x, c, fused), evaluate(x, c, separate)
    worst = max(np.abs(y - target).max(), SEPARATE_WEIGHT * np.abs(z - target).max())
    over = max(y.max(), z.max()) - 1.0
    return worst + (2e-7 + over if over > 0 else 0) + abs(y[-1] - 1.0) + abs(z[-1] - 1.0)


def search(seconds, seed=1):
    """Simulated annealing over neighbouring floats; the hardest points of a large sample join the small one."""
    random = np.random.default_rng(seed)
    p, q, _ = remez(DEGREE, DEGREE, LIMIT)

    def sample(count, extra=()):
        x = np.concatenate([random.uniform(0.05, LIMIT, count), random.uniform(6, LIMIT, count // 2), extra, [LIMIT + 1]])
        x = x.astype(f32)
        return x, np.tanh(x.astype(np.float64))

    x, target = sample(8000)
    every = np.arange(int(f32(0.8).view(np.int32)), int(f32(LIMIT).view(np.int32)) + 1, 5, dtype=np.int32).view(f32)
    large = np.append(every, f32(LIMIT + 1)), np.tanh(np.append(every, f32(LIMIT + 1)).astype(np.float64))
    starts = []
    for _ in range(200):  # a common factor changes nothing but how the coefficients round
        scale, shrink = 2 ** random.uniform(0, 1), random.uniform(-5e-8, 1.5e-7)
        c = np.array([v * scale * (1 - shrink) for v in p] + [v * scale for v in q]).astype(f32)
        starts.append((cost(x, target, c), tuple(c)))
    current, c = min(starts)
    best, extra, start = None, np.zeros(0), time.monotonic()
    while (left := 1 - (time.monotonic() - start) / seconds) > 0:
        for _ in range(3000):
            bits = np.array(c, f32).view(np.int32)
            for i in random.integers(0, len(c), random.integers(1, 4)):
                bits[i] += random.integers(1, 5) * random.choice([-1, 1])
            candidate = bits.view(f32)
            value = cost(x, target, candidate)
            if value <= current - (6e-9 * left * left + 1e-11) * np.log(random.uniform(1e-12, 1)):
                current, c = value, tuple(candidate)
        overall = cost(*large, c)
        if best is None or overall < best[0]:
            best = overall, c
            print(f"{overall:.4g}", flush=True)
        y, z, _ = errors(*large, c)
        hardest = np.argsort(np.maximum(y, SEPARATE_WEIGHT * z))[-400:]
        extra = np.concatenate([extra, large[0][hardest]])[-6000:]
        x, target = sample(8000, extra)
        current = cost(x, target, c)
    return best[1]


def report(c):
    """Errors over every float from 2^-12, below which x - x^3/3 is tanh to the last bit, to just beyond LIMIT."""
    c = np.array(c, f32)
    first, last = (int(f32(v).view(np.int32)) for v in (2.0 ** -12, LIMIT))
    worst = [(0.0, 0.0), (0.0, 0.0)]
    top, step = 0.0, 1 << 20
    for begin in range(first, last + 2, step):
        x = np.arange(begin, min(begin + step, last + 2), dtype=np.int32).view(f32)
        target = np.tanh(x.astype(np.float64))
        y, z, largest = errors(x, target, c)
        worst = [max(w, (float(e.max()), float(x[e.argmax()]))) for w, e in zip(worst, (y, z))]
        top = max(top, float(largest))
    for name, i in (("P", 0), ("Q", DEGREE + 1)):
        for j in range(DEGREE + 1):
            print(f"{name}{j} = {c[i + j]:.9g}f")
    print(f"largest error, fused multiply-add:        {worst[0][0]:.4g} at x = {worst[0][1]:.9g}")
    print(f"largest error, separate multiply and add: {worst[1][0]:.4g} at x = {worst[1][1]:.9g}")
    at_limit = [float(evaluate(np.array([LIMIT] * 2, f32), c, f)[0]) for f in (fused, separate)]
    print(f"largest result {top:.9g}; at the limit {LIMIT:g}: {at_limit[0]:.9g} and {at_limit[1]:.9g}; 1 - tanh there: {1 - np.tanh(LIMIT):.3g}")


if __name__ == "__main__":
    command = sys.argv[1] if len(sys.argv) > 1 else "report"
    if command == "remez":
        for m, n in ((3, 3), (3, 4), (4, 3), (4, 4)):
            for limit in (7.75, 8.0, 8.25, 9.0):
                print(f"degrees {m}/{n}, limit {limit}: {remez(m, n, limit)[2]:.3g}", flush=True)
    else:
        report(search(float(sys.argv[2])) if command == "search" else COEFFICIENTS)
