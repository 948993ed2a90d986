"""Which ridge for model=pooled? Generated outcomes, and RouteLLM's where its table is given; never MMLU-Pro's.

Reward a request of LinUCB less that of the best single arm, mean of `SEEDS` worlds; numpy only.
"""

import csv
import sys

import numpy as np

SEEDS = 8
RIDGES = (3, 6, 12, 25, 50)

# mean accuracy .35 unless said; deviations: of arms (spread), of contexts for all arms (hard), of contexts for one (own)
WORLDS = {
    "weak contexts": dict(),
    "no contexts": dict(own=0.0),
    "strong contexts": dict(own=0.25),
    "equal arms": dict(spread=0.02, own=0.05),
    "easy questions": dict(mean=0.8, hard=0.1),
    "unequal arms": dict(spread=0.15, own=0.15),
}


def generated(seed, count=6000, arms=15, d=32, topics=14, mean=0.35, spread=0.07, hard=0.25, own=0.08):
    rng = np.random.default_rng(500 + seed)
    centres = rng.normal(size=(topics, d))
    centres /= np.linalg.norm(centres, axis=1)[:, None]
    x = centres[rng.integers(topics, size=count)] + 0.6 * rng.normal(size=(count, d)) / np.sqrt(d)
    x /= np.linalg.norm(x, axis=1)[:, None]
    arm = rng.normal(size=arms) * spread
    shared = rng.normal(size=d) * hard
    apart = rng.normal(size=(arms, d)) * own
    chance = np.clip(mean + arm + (x @ shared)[:, None] + x @ apart.T, 0.02, 0.98)
    return x, (rng.random(chance.shape) < chance).astype(float), chance.mean(0).max()


def routellm(path, seed):
    """Two models on MMLU, the subject as context."""
    rows = list(csv.reader(open(path)))[1:]
    subjects = sorted({row[0] for row in rows})
    x = np.array([[float(row[0] == s) for s in subjects] for row in rows])
    rewards = np.array([[float(row[3]), float(row[4])] for row in rows])
    order = np.random.default_rng(50 + seed).permutation(len(rows))
    return x[order], rewards[order], rewards.mean(0).max()


def linucb(x, rewards, ridge, pooled, alpha=0.5):
    if pooled:
        x = np.hstack([x, np.ones((len(x), 1))]) / np.sqrt(2)
    (count, d), arms = x.shape, rewards.shape[1]
    inverse = np.repeat(np.eye(d)[None] / ridge, arms, 0)
    b, theta = np.zeros((arms, d)), np.zeros((arms, d))
    pool, pool_b = np.eye(d), np.zeros(d)
    total = 0.0
    for t in range(count):
        u = inverse @ x[t]
        arm = int(np.argmax(theta @ x[t] + alpha * np.sqrt(np.maximum(u @ x[t], 0))))
        reward = rewards[t, arm]
        total += reward
        surprise = reward - (pool @ pool_b) @ x[t] if pooled else reward
        v = u[arm]
        inverse[arm] -= np.outer(v, v) / (1 + v @ x[t])
        b[arm] += surprise * x[t]
        theta[arm] = inverse[arm] @ b[arm]
        v = pool @ x[t]
        pool -= np.outer(v, v) / (1 + v @ x[t])
        pool_b += reward * x[t]
    return total / count


def row(name, world):
    gains = []
    for seed in range(SEEDS):
        x, rewards, best = world(seed)
        gains.append([linucb(x, rewards, 1, False) - best] + [linucb(x, rewards, r, True) - best for r in RIDGES])
    print(f"| {name} | " + " | ".join(f"{g:+.4f}" for g in np.mean(gains, 0)) + " |", flush=True)
    return gains


print("| outcomes | disjoint, 1 | " + " | ".join(f"pooled, {r}" for r in RIDGES) + " |")
print("|---|" + "---|" * (len(RIDGES) + 1))
everything = [row(name, lambda seed, world=world: generated(seed, **world)) for name, world in WORLDS.items()]
if len(sys.argv) > 1:
    everything.append(row("RouteLLM", lambda seed: routellm(sys.argv[1], seed)))
print("| mean | " + " | ".join(f"{g:+.4f}" for g in np.mean(everything, (0, 1))) + " |")
