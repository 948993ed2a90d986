#!/usr/bin/env python3
"""Prints the reference values for the statistics in Tests/ResultsTests.

    python3 -m venv venv && venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0 choix==0.4.1 scikit-posthocs==0.17.1
    venv/bin/python scripts/statistics-reference.py

Each value is computed by somebody else's code on a fixed table. Only the random stream is ours, written again here, so
that SciPy's BCa can be handed the very resamples that Polarbench draws.
"""

import types
import warnings

import choix
import numpy as np
import scikit_posthocs
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower

MASK = (1 << 64) - 1


def splitmix(word):
    z = (word + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def derived(seed, *parts):
    """Core's Seed.derived."""
    data = seed.to_bytes(8, "little")
    for part in parts:
        data += len(part.encode()).to_bytes(8, "little") + part.encode()
    hash_ = 0xCBF29CE484222325
    for byte in data:
        hash_ = ((hash_ ^ byte) * 0x100000001B3) & MASK
    return splitmix(hash_)


class RandomStream:
    """Core's RandomStream: xoshiro256**."""

    def __init__(self, seed):
        steps = (0, 0x9E3779B97F4A7C15, 0x3C6EF372FE94F82A, 0xDAA66D2C7DDF743F)
        self.s = [splitmix((seed + step) & MASK) for step in steps]

    def next(self):
        s = self.s
        rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
        result = (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result

    def below(self, bound):
        high, low = divmod(self.next() * bound, 1 << 64)
        while low < (1 << 64) % bound:
            high, low = divmod(self.next() * bound, 1 << 64)
        return high


def show(title, *values):
    print(title, ", ".join(repr(float(v)) for v in np.ravel(values)))


def distributions():
    for x in (-8, -2.5, -1, -0.1, 0, 0.3, 1.96, 4):
        show(f"normal.cdf({x})", stats.norm.cdf(x))
    for x, k in ((0.5, 1), (3.84, 1), (5, 3), (50, 12), (200, 49), (1e-3, 4)):
        show(f"chi2.sf({x}, {k})", stats.chi2.sf(x, k))
    for x, a, b in ((3.28, 4, 12), (0.5, 2, 7), (25, 9, 171), (1, 1, 1)):
        show(f"f.sf({x}, {a}, {b})", stats.f.sf(x, a, b))
    for t, k in ((2.1, 19), (15, 9), (0.01, 3), (3, 99)):
        show(f"t two-sided({t}, {k})", 2 * stats.t.sf(t, k))
    for k in (2, 3, 5, 10, 20, 50):
        for level in (0.95, 0.9):
            show(f"studentized_range.ppf({level}, {k}, inf)", stats.studentized_range.ppf(level, k, np.inf))
    show("studentized_range.cdf(3.5, 6, inf)", stats.studentized_range.cdf(3.5, 6, np.inf))


def holm():
    p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04]
    show("holm", multipletests(p, method="holm")[1])


# Accuracy of four methods on 14 data sets, after the worked example of Demsar 2006, Table 6.
DEMSAR = np.array([
    [0.763, 0.768, 0.771, 0.798], [0.599, 0.591, 0.590, 0.569], [0.954, 0.971, 0.968, 0.967],
    [0.628, 0.661, 0.654, 0.657], [0.882, 0.888, 0.886, 0.898], [0.936, 0.931, 0.916, 0.931],
    [0.661, 0.668, 0.609, 0.685], [0.583, 0.583, 0.563, 0.625], [0.775, 0.838, 0.866, 0.875],
    [1.000, 1.000, 1.000, 1.000], [0.940, 0.962, 0.965, 0.962], [0.619, 0.666, 0.614, 0.669],
    [0.972, 0.981, 0.9751, 0.975], [0.957, 0.978, 0.946, 0.970]])


def friedman():
    result = stats.friedmanchisquare(*DEMSAR.T)
    n, k = DEMSAR.shape
    ranks = np.array([stats.rankdata(-row) for row in DEMSAR]).mean(axis=0)
    f = (n - 1) * result.statistic / (n * (k - 1) - result.statistic)
    show("friedman mean ranks", ranks)
    show("friedman statistic, p", result.statistic, result.pvalue)
    show("iman-davenport F, p", f, stats.f.sf(f, k - 1, (k - 1) * (n - 1)))
    q = stats.studentized_range.ppf(0.95, k, np.inf) / np.sqrt(2)
    show("nemenyi critical difference", q * np.sqrt(k * (k + 1) / (6 * n)))
    # The same verdicts by scikit-posthocs: which pairs differ at 5 %.
    print("posthoc_nemenyi_friedman p < 0.05:", np.argwhere(scikit_posthocs.posthoc_nemenyi_friedman(DEMSAR).values < 0.05).tolist())


# No two resamples of these tie but by the same values: SciPy would tell equal means apart by their rounding.
SKEWED = np.array([0.109789, 0.179683, 0.049917, 0.419724, 1.929653, 0.269921, 0.090334, 0.640240, 0.310212, 0.149778, 2.710029, 0.219821])
CLOSE = np.array([1.020738, 0.986685, 1.042772, 1.012342, 0.968263, 1.055245, 1.008240, 0.992755, 1.018848, 1.037102])
FLAT = np.array([1.0, -1, 2, -2, 1, -1, 3, -3, 0, 0])


def bca():
    for name, values in (("skewed", SKEWED), ("close", CLOSE), ("flat", FLAT)):
        n = len(values)
        stream = RandomStream(derived(7, "bootstrap", str(n)))
        draws = np.array([[stream.below(n) for _ in range(n)] for _ in range(10_000)])
        means = np.zeros(10_000)
        for column in range(n):  # our order of summation
            means += values[draws[:, column]]
        means /= n
        given = types.SimpleNamespace(bootstrap_distribution=means)
        for level in (0.95, 0.99):
            interval = stats.bootstrap(
                (values,), np.mean, n_resamples=0, bootstrap_result=given, method="BCa", confidence_level=level
            ).confidence_interval
            show(f"bca {name} {level}, same resamples", interval.low, interval.high)
        free = stats.bootstrap(
            (values,), np.mean, n_resamples=1_000_000, batch=100_000, method="BCa", rng=np.random.default_rng(1)
        ).confidence_interval
        show(f"bca {name} 0.95, a million resamples of its own", free.low, free.high)


WINS = np.array([[0, 7, 9, 10], [3, 0, 6, 8], [1, 4, 0, 5.5], [0, 2, 4.5, 0]])


def rounds():
    """Scores of 5 players in 30 rounds, by our stream."""
    stream = RandomStream(11)
    level = np.array([0, 1, 2, 2, 6])
    return np.array([[stream.below(8) for _ in range(5)] for _ in range(30)]) + level


def bradley_terry():
    wins = WINS + 0.5 * (1 - np.eye(4))
    s = ilsr(wins)
    show("bradley-terry strengths (choix)", s)
    show("bradley-terry errors (statsmodels)", logit_errors(wins, s))
    scores = rounds()
    wins = np.zeros((5, 5))
    for row in scores:
        wins += (row[:, None] > row[None, :]) + 0.5 * ((row[:, None] == row[None, :]) & ~np.eye(5, dtype=bool))
    wins += 0.5 * (1 - np.eye(5))
    s = ilsr(wins)
    show("bradley-terry of rounds", s)
    show("bradley-terry of rounds, clustered errors", clustered_errors(scores, wins, s))


def ilsr(wins):
    """choix by iterative Luce spectral ranking takes whole games only: twice the table has the same maximum."""
    games = [(i, j) for i in range(len(wins)) for j in range(len(wins)) for _ in range(round(2 * wins[i, j])) if i != j]
    s = choix.ilsr_pairwise(len(wins), games, tol=1e-12, max_iter=1000)
    return s - s.mean()


def design(k):
    """Player effects that sum to zero, free ones first."""
    return np.vstack([np.eye(k - 1), -np.ones(k - 1)])


def logit_errors(wins, s):
    k = len(wins)
    effects = design(k)
    x, y = [], []
    for i in range(k):
        for j in range(i + 1, k):
            x.append(effects[i] - effects[j])
            y.append([wins[i, j], wins[j, i]])
    fit = sm.GLM(np.array(y), np.array(x), family=sm.families.Binomial()).fit(tol=1e-14)
    assert np.allclose(effects @ fit.params, s, atol=1e-8)
    return np.sqrt(np.diag(effects @ fit.cov_params() @ effects.T))


def clustered_errors(scores, wins, s):
    k = len(s)
    effects = design(k)
    expected = 1 / (1 + np.exp(s[None, :] - s[:, None]))
    weight = (wins + wins.T) * expected * (1 - expected)
    information = effects.T @ (np.diag(weight.sum(axis=1)) - weight) @ effects
    meat = np.zeros((k - 1, k - 1))
    for row in scores:
        won = (row[:, None] > row[None, :]) + 0.5 * (row[:, None] == row[None, :])
        gradient = effects.T @ ((won - expected) * (1 - np.eye(k))).sum(axis=1)
        meat += np.outer(gradient, gradient)
    meat *= len(scores) / (len(scores) - 1)
    bread = np.linalg.inv(information)
    return np.sqrt(np.diag(effects @ bread @ meat @ bread @ effects.T))


def power():
    for effect in (0.2, 0.5, 1.0, 0.05):
        show(f"replicates for power 0.8 at effect {effect}", TTestPower().solve_power(effect, power=0.8, alpha=0.05))
    for effect, n in ((0.5, 10), (0.5, 20), (0.5, 40)):
        show(f"power at effect {effect}, n {n}", TTestPower().power(effect, n, 0.05))


warnings.simplefilter("ignore")
for part in (distributions, holm, friedman, bca, bradley_terry, power):
    part()
