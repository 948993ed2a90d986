#!/usr/bin/env python3
"""Makes elementary.csv and streams.csv: the words that `Core` must give on every machine.

A second writing of Sources/Core and of the draws of Sources/Twin/Workload, in Python, whose floats are IEEE doubles without
fused multiplication. Needs mpmath, which says what exp, log, the power and the normal quantile are to 300 bits:

    python3 -m venv v && v/bin/pip install mpmath && v/bin/python make.py && rm -r v

Prints the largest error of each function in units of the last place.
"""

import fractions
import math
import pathlib
import random
import struct

import mpmath

HERE = pathlib.Path(__file__).resolve().parent
WORD = (1 << 64) - 1
mpmath.mp.prec = 300


def bits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


# Elementary functions, as Sources/Core/Elementary.swift sums them.

LN2_HIGH, LN2_LOW = float.fromhex("0x1.62e42feep-1"), float.fromhex("0x1.a39ef35793c76p-33")


def log(x):
    if math.isnan(x) or x < 0:
        return math.nan
    if x == 0 or x == math.inf:
        return -math.inf if x == 0 else x
    m, k = math.frexp(x)
    m, k = 2 * m, k - 1
    if m > 1.4142135623730951:
        m, k = m * 0.5, k + 1
    f = m - 1
    s = f / (2 + f)
    z = s * s
    series = 1 / 23
    for n in range(21, 2, -2):
        series = series * z + 1 / n
    return k * LN2_HIGH + (2 * s + (2 * s * z * series + k * LN2_LOW))


def exp(x):
    if math.isnan(x):
        return x
    if x > 709.782712893384:
        return math.inf
    if x < -745.2:
        return 0.0
    k = round(x * 1.4426950408889634)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    series = 1.0
    for n in range(14, 0, -1):
        series = 1 + r / n * series
    half = int(k / 2)
    return series * math.ldexp(1, half) * math.ldexp(1, k - half)


def power(x, y):
    if y == 0:
        return 1.0
    if x == 0:
        return 0.0 if y > 0 else math.inf
    return exp(y * log(x))


def horner(r, *coefficients):
    value = coefficients[0]
    for c in coefficients[1:]:
        value = value * r + c
    return value


def quantile(p):
    """AS 241."""
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = horner(
            r, 2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608)
        below = horner(
            r, 5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
            5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1)
        return q * (top / below)
    r = math.sqrt(-log(p if q < 0 else 1 - p))
    if r <= 5:
        r -= 1.6
        top = horner(
            r, 7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
            3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734)
        below = horner(
            r, 1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
            0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1)
    else:
        r -= 5
        top = horner(
            r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
            0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772)
        below = horner(
            r, 2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
            0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1)
    value = top / below
    return -value if q < 0 else value


# What they are.


def exactly(function, x, y):
    if function == "exp":
        return mpmath.exp(mpmath.mpf(x))
    if function == "log":
        return mpmath.log(mpmath.mpf(x))
    if function == "power":
        return mpmath.power(mpmath.mpf(x), mpmath.mpf(y))
    root = mpmath.mpf(quantile(x))
    for _ in range(6):
        density = mpmath.exp(-root * root / 2) / mpmath.sqrt(2 * mpmath.pi)
        root -= (mpmath.erfc(-root / mpmath.sqrt(2)) / 2 - mpmath.mpf(x)) / density
    return root


def nearest(value):
    """The double nearest to it, subnormal ones too."""
    sign, man, ex, _ = value._mpf_
    ratio = fractions.Fraction(int(man)) * fractions.Fraction(2) ** ex
    try:
        return float(-ratio if sign else ratio)
    except OverflowError:
        return -math.inf if sign else math.inf


def elementary():
    draw = random.Random(61)
    tiny = [5e-324, 1e-320, 2.225073858507201e-308, 2.2250738585072014e-308]
    asked = []
    ties = [(n + 0.5) * math.log(2) for n in (-1000, -540, -3, -1, 0, 1, 2, 511, 1000)]
    edges = [709.782712893384, math.nextafter(709.782712893384, 1000), 709.0, -708.3964185322641, -708.4, -720.5, -744.44,
             -745.13, -745.1332191019412, -745.1332191019411, -745.2, -745.3, 1000.0, -1000.0, math.inf, -math.inf, math.nan]
    asked += [("exp", x, 0.0) for x in [0.0, -0.0, 1.0, -1.0, 2.0 ** -53, 2.0 ** -54, -(2.0 ** -54)] + tiny + ties + edges]
    for scale in (1e-8, 0.1, 1, 30, 700):
        asked += [("exp", draw.uniform(-scale, scale), 0.0) for _ in range(30)]
    near = [1.0, math.nextafter(1, 2), math.nextafter(1, 0), 0.5, 2.0, math.sqrt(2), math.nextafter(math.sqrt(2), 2), math.sqrt(0.5),
            math.nextafter(math.sqrt(0.5), 0), math.e, 10.0, 1.7976931348623157e308, math.inf, 0.0, -0.0, -1.0, math.nan]
    asked += [("log", x, 0.0) for x in near + tiny]
    for spread in (1e-9, 0.01, 0.5):
        asked += [("log", 1 + draw.uniform(-spread, spread), 0.0) for _ in range(30)]
    asked += [("log", math.ldexp(draw.uniform(1, 2), draw.randrange(-1074, 1023)), 0.0) for _ in range(60)]
    asked += [("power", x, y) for x, y in [(0.0, 0.0), (0.0, 2.0), (0.0, -2.0), (5.0, 0.0), (2.0, 0.5), (10.0, 3.0), (1.0, 1e9)]]
    asked += [("power", draw.uniform(0, 20), draw.uniform(-5, 5)) for _ in range(30)]
    borders = [0.5, 0.075, math.nextafter(0.075, 0), 0.925, math.nextafter(0.925, 1), math.exp(-25), math.nextafter(math.exp(-25), 0)]
    ends = [0.5 * 2.0 ** -52, 1 - 0.5 * 2.0 ** -52, 2.0 ** -40, 1 - 2.0 ** -40, 1e-300, 2.2250738585072014e-308, 5e-324]
    asked += [("quantile", p, 0.0) for p in borders + ends + [math.nextafter(0.5, 1), 0.8, 0.975]]
    asked += [("quantile", draw.random(), 0.0) for _ in range(60)]
    asked += [("quantile", 10.0 ** draw.uniform(-16, -1), 0.0) for _ in range(40)]
    ours = {"exp": lambda x, y: exp(x), "log": lambda x, y: log(x), "power": power, "quantile": lambda x, y: quantile(x)}
    worst, rows = {}, ["function,x,y,word,nearest"]
    for function, x, y in asked:
        word = ours[function](x, y)
        plain = math.isfinite(x) and math.isfinite(word) and word != 0 and not (function == "power" and x * y == 0)
        exact = word
        if plain:
            value = exactly(function, x, y)
            exact = nearest(value)
            error = float(abs(mpmath.mpf(word) - value) / math.ulp(exact))
            worst[function] = max(worst.get(function, (0, 0, 0)), (error, x, y))
        rows.append(",".join([function, bits(x), bits(y), bits(word), bits(exact)]))
    (HERE / "elementary.csv").write_text("\n".join(rows) + "\n")
    for function, (error, x, y) in worst.items():
        print("%s: %.2f ulp at most, at %r %r" % (function, error, x, y))


# Seeds and streams, as Sources/Core/Seed.swift and RandomStream.swift.


def split_mix(word):
    z = (word + 0x9E3779B97F4A7C15) & WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return z ^ (z >> 31)


def derived(root, parts):
    taken = struct.pack("<Q", root)
    for part in parts:
        taken += struct.pack("<Q", len(part.encode())) + part.encode()
    hashed = 0xCBF29CE484222325
    for byte in taken:
        hashed = ((hashed ^ byte) * 0x100000001B3) & WORD
    return split_mix(hashed)


class Stream:
    """xoshiro256**."""

    def __init__(self, seed):
        self.s = [split_mix((seed + i * 0x9E3779B97F4A7C15) & WORD) for i in range(4)]

    def next(self):
        s = self.s
        rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & WORD
        result = rotate(s[1] * 5 & WORD, 7) * 9 & WORD
        t = s[1] << 17 & WORD
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result

    def uniform(self):
        return (self.next() >> 11) * 2.0 ** -53

    def integer(self, bound):
        while True:
            product = self.next() * bound
            if product & WORD >= (1 << 64) % bound:
                return product >> 64

    def normal(self):
        return quantile(((self.next() >> 12) + 0.5) * 2.0 ** -52)

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.integer(i + 1)
            items[i], items[j] = items[j], items[i]
        return items


def counter(seed, i):
    key = split_mix(seed)
    return split_mix((split_mix(((i * 0xD1342543DE82EF95) & WORD) ^ key) + key) & WORD)


# The draws of the twin.

EDGES = [0.003949659822581572 / exp(-7.697117470131487), 7.697117470131487]
while len(EDGES) < 256:
    EDGES.append(-log(0.003949659822581572 / EDGES[-1] + exp(-EDGES[-1])))
EDGES.append(0.0)
HEIGHTS = [exp(-x) for x in EDGES]


def exponential_draw(stream):
    """A ziggurat of 256 layers."""
    word = stream.next()
    layer = word & 255
    x = (word >> 11) * 2.0 ** -53 * EDGES[layer]
    if x < EDGES[layer + 1]:
        return x
    if layer == 0:
        return EDGES[1] + exponential_draw(stream)
    height = HEIGHTS[layer] + stream.uniform() * (HEIGHTS[layer + 1] - HEIGHTS[layer])
    return x if height < exp(-x) else exponential_draw(stream)


def gamma_draw(stream, shape):
    """Marsaglia and Tsang."""
    if shape < 1:
        boost = power(max(stream.uniform(), 2.0 ** -60), 1 / shape)
        return gamma_draw(stream, shape + 1) * boost
    d = shape - 1 / 3
    c = 1 / math.sqrt(9 * d)
    while True:
        z = stream.normal()
        root = 1 + c * z
        if root <= 0:
            continue
        v = root * root * root
        u = max(stream.uniform(), 2.0 ** -60)
        if log(u) < 0.5 * z * z + d - d * v + d * log(v):
            return d * v


def alias_draws(stream, weights, count):
    total = 0.0
    for w in weights:
        total += w
    scaled = [w * len(weights) / total for w in weights]
    thresholds, aliases = [1.0] * len(weights), list(range(len(weights)))
    light = [i for i, w in enumerate(scaled) if w < 1]
    heavy = [i for i, w in enumerate(scaled) if w >= 1]
    while light and heavy:
        small, large = light.pop(), heavy[-1]
        thresholds[small], aliases[small] = scaled[small], large
        scaled[large] -= 1 - scaled[small]
        if scaled[large] < 1:
            light.append(heavy.pop())
    drawn = []
    for _ in range(count):
        place = stream.uniform() * len(weights)
        drawn.append(int(place) if place - int(place) < thresholds[int(place)] else aliases[int(place)])
    return drawn


# Each name that a stream is derived by in Sources, with the parts that follow it there.
NAMES = [
    "adapters", "another", "arrivals", "assignment", "attendance", "bootstrap|40", "centres", "clusters", "contexts", "deal|demand",
    "dense", "environment|edge-15-mini|0", "environment|edge-15-mini|1", "evictor", "fold|llama-3.1-8b", "ground|steady", "group|lübeck",
    "host", "lengths", "memory", "mix|3", "mixes", "noise", "normal lengths", "other", "paging", "paging jitter",
    "policy|linucb+lru|edge-15-mini|0", "policy|edge-15-mini|random", "probes", "ranks", "rates", "replay", "replica|1",
    "replicate|0", "requests", "requests|a|2", "router", "scenario|edge-15", "scheduler", "shuffle", "specialities", "strengths",
    "twin", "visits", "world", "zipf-ids",
]


def streams():
    rows = ["what,root,parts,words"]

    def add(what, root, parts, words):
        rows.append(",".join([what, "%016x" % root, parts, " ".join(words)]))

    hexed = lambda words: ["%016x" % w for w in words]
    for root in (0, 1, 7, WORD):
        stream = Stream(root)
        add("words", root, "", hexed(stream.next() for _ in range(8)))
        add("counter", root, "", hexed(counter(root, i) for i in (0, 1, 2, 10 ** 9, (1 << 63) - 1, -1, -(1 << 63))))
        for parts in ("", "|", "a|bc", "ab|c", "x" * 300):
            add("seed", root, parts, hexed([derived(root, parts.split("|"))]))
    for name in NAMES:
        seed = derived(7, name.split("|"))
        stream = Stream(seed)
        add("seed", 7, name, hexed([seed]))
        add("words", 7, name, hexed(stream.next() for _ in range(3)))
        add("counter", 7, name, hexed(counter(seed, i) for i in (0, 1, 2, 10 ** 9, (1 << 63) - 1, -1, -(1 << 63))))
    for root in (3, 4):
        add("uniform", root, "", map(bits, (lambda s: [s.uniform() for _ in range(20)])(Stream(root))))
        add("normal", root, "", map(bits, (lambda s: [s.normal() for _ in range(40)])(Stream(root))))
        bounds = (1, 2, 3, 10, 1000, 3 << 61, (1 << 62) + 1, (1 << 63) - 1) * 3
        add("integer", root, "", (lambda s: [str(s.integer(b)) for b in bounds])(Stream(root)))
        add("shuffle", root, "", map(str, Stream(root).shuffle(list(range(30)))))
        add("counter uniform", root, "", [bits((counter(root, i) >> 11) * 2.0 ** -53) for i in range(12)])
        add("counter normal", root, "", [bits(quantile(((counter(root, i) >> 12) + 0.5) * 2.0 ** -52)) for i in range(12)])
        add("exponential", root, "", map(bits, (lambda s: [exponential_draw(s) for _ in range(400)])(Stream(root))))
        for shape in (0.25, 1, 4.5):
            add("gamma %s" % shape, root, "", map(bits, (lambda s: [gamma_draw(s, shape) for _ in range(20)])(Stream(root))))
        add("alias", root, "", map(str, alias_draws(Stream(root), [0.5, 3, 0, 1, 0.125, 2], 60)))
        twister = random.Random(root)  # Python's own MT19937
        add("twister", root, "", [bits(twister.random()) for _ in range(700)][-20:])
        add("twister shuffle", root, "", map(str, (lambda items: random.Random(root).shuffle(items) or items)(list(range(30)))))
    (HERE / "streams.csv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    elementary()
    streams()
