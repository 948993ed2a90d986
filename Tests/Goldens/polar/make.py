#!/usr/bin/env python3
"""Makes the folders beside it: small traces, and what POLAR and POLAR+ decide on them.

This is a second implementation, written from docs/reference/policies/polar.md and polar-plus.md for reading and not for
speed: every estimate is solved anew from A and b by Gauss, and a set's value is the formula. It shares no code with
Sources/Policies. Plain Python 3.8 or later; the same files with each, as random.Random and float arithmetic are fixed.
"""

import math
import pathlib
import random
import struct

HERE = pathlib.Path(__file__).resolve().parent


def write_npy(path, shape, values):
    """Little-endian doubles in C order, version 1.0."""
    head = "{'descr': '<f8', 'fortran_order': False, 'shape': (%s), }" % (", ".join(map(str, shape)) + ("," if len(shape) == 1 else ""))
    head += " " * (-(10 + len(head) + 1) % 64) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + struct.pack("<%dd" % len(values), *values))


def make_trace(seed, requests, adapters, dimension, moods):
    """Contexts of norm 1 about a few centres, of which one is in favour for a while; linear utilities and noise."""
    draw = random.Random(seed)

    def unit(vector):
        norm = math.sqrt(sum(v * v for v in vector))
        return [v / norm for v in vector]

    centres = [unit([draw.gauss(0, 1) for _ in range(dimension)]) for _ in range(moods)]
    # Each adapter suits a centre of its own, where there are as many, and none is far better than the next.
    models = [
        [0.3 * c + 0.1 * draw.gauss(0, 1) for c in centres[adapter % moods]] for adapter in range(adapters)
    ]
    costs = [round(0.02 + 0.2 * draw.random(), 2) for _ in range(adapters)]
    contexts, rewards = [], []
    for step in range(requests):
        favoured = step * 2 * moods // requests % moods
        centre = centres[favoured if draw.random() < 0.6 else draw.randrange(moods)]
        x = unit([c + 0.25 * draw.gauss(0, 1) for c in centre])
        contexts.append(x)
        rewards.append([0.5 + sum(m * v for m, v in zip(model, x)) + 0.2 * draw.gauss(0, 1) for model in models])
    return contexts, rewards, costs


def solved(matrix, right):
    """The solution of a small system, by Gauss with pivots."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, size + 1):
                rows[r][c] -= factor * rows[i][c]
    answer = [0.0] * size
    for i in reversed(range(size)):
        answer[i] = (rows[i][size] - sum(rows[i][c] * answer[c] for c in range(i + 1, size))) / rows[i][i]
    return answer


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


class Arm:
    """A = rho I + sum x x', b = sum r x."""

    def __init__(self, dimension, ridge):
        self.a = [[ridge if i == j else 0.0 for j in range(dimension)] for i in range(dimension)]
        self.b = [0.0] * dimension
        self.count = 0

    def learn(self, x, reward):
        for i, xi in enumerate(x):
            self.b[i] += reward * xi
            for j, xj in enumerate(x):
                self.a[i][j] += xi * xj
        self.count += 1

    def theta(self):
        return solved(self.a, self.b)

    def width(self, x):
        return math.sqrt(dot(solved(self.a, x), x))


class World:
    def __init__(self, contexts, rewards, costs, slots, alpha, ridge):
        self.contexts, self.rewards, self.costs = contexts, rewards, costs
        self.slots, self.alpha = slots, alpha
        self.count = len(costs)
        self.arms = [Arm(len(contexts[0]), ridge) for _ in costs]
        self.resident = list(range(slots))
        self.decisions, self.epochs = [], []
        self.closest = math.inf

    def route(self, x):
        """The largest score; the lowest index of equals."""
        scores = [
            dot(arm.theta(), x) + self.alpha * arm.width(x) - (0 if a in self.resident else self.costs[a])
            for a, arm in enumerate(self.arms)
        ]
        best = max(range(self.count), key=lambda a: (scores[a], -a))
        gaps = [scores[best] - s for a, s in enumerate(scores) if a != best and s != scores[best]]
        self.closest = min([self.closest] + gaps)
        return best

    def serve(self, step, adapter):
        self.decisions.append((step, adapter, int(adapter in self.resident)))
        self.arms[adapter].learn(self.contexts[step], self.rewards[step][adapter])

    def value(self, utilities, chosen, length):
        """F(C) = H mean_w max(max_a(U - c), max_C U) - the load costs of those that are new."""
        total = 0.0
        for row in utilities:
            total += max([u - c for u, c in zip(row, self.costs)] + [row[a] for a in chosen])
        return length * total / len(utilities) - sum(self.costs[a] for a in chosen if a not in self.resident)

    def greedy(self, utilities, length):
        chosen = []
        while len(chosen) < self.slots:
            values = {a: self.value(utilities, chosen + [a], length) for a in range(self.count) if a not in chosen}
            chosen.append(max(values, key=lambda a: (values[a], -a)))
        return chosen

    def swapped(self, utilities, chosen, length):
        """The best swap of one, while one gains more than 1e-9 max(1, |F|); at most 64 rounds."""
        for _ in range(64):
            now = self.value(utilities, chosen, length)
            best, place = now + 1e-9 * max(1, abs(now)), None
            for out in range(len(chosen)):
                for a in range(self.count):
                    if a in chosen:
                        continue
                    value = self.value(utilities, chosen[:out] + [a] + chosen[out + 1 :], length)
                    if value > best:
                        best, place = value, (out, a)
            if place is None:
                break
            chosen = chosen[: place[0]] + [place[1]] + chosen[place[0] + 1 :]
        return chosen

    def adopt(self, step, chosen):
        self.resident = sorted(chosen)
        self.epochs.append((step, self.resident))


def polar(world):
    requests = len(world.contexts)
    length = max(world.count, math.ceil(math.sqrt(requests)))
    for step in range(requests):
        if step and step % length == 0:
            seen = world.contexts[max(0, step - 2048) : step]
            thetas = [arm.theta() for arm in world.arms]
            utilities = [
                [dot(theta, x) + world.alpha * arm.width(x) for theta, arm in zip(thetas, world.arms)] for x in seen
            ]
            world.adopt(step, world.greedy(utilities, length))
        world.serve(step, world.route(world.contexts[step]))


def polar_plus(world):
    length, end, queue = 4 * world.count, 0, []
    for step in range(len(world.contexts)):
        if step == end:
            if step:
                length *= 2
                k = min(step, 2048)
                seen = [world.contexts[i * step // k] for i in range(k)]
                thetas = [arm.theta() for arm in world.arms]
                utilities = [[dot(theta, x) for theta in thetas] for x in seen]
                world.adopt(step, world.swapped(utilities, world.greedy(utilities, length), length))
            end = step + length
            quota = math.ceil(math.sqrt(end / world.count))
            lacks = [max(0, quota - arm.count) for arm in world.arms]
            queue = [a for turn in range(max(lacks)) for a in range(world.count) if lacks[a] > turn]
        world.serve(step, queue.pop(0) if queue else world.route(world.contexts[step]))


def make(name, seed, requests, adapters, dimension, slots, alpha=0.5, ridge=1.0, moods=3):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    contexts, rewards, costs = make_trace(seed, requests, adapters, dimension, moods)
    write_npy(folder / "contexts.npy", (requests, dimension), [v for row in contexts for v in row])
    write_npy(folder / "rewards.npy", (requests, adapters), [v for row in rewards for v in row])
    write_npy(folder / "costs.npy", (adapters,), costs)
    given = "" if (alpha, ridge) == (0.5, 1.0) else " {'alpha': %g, 'ridge': %g}" % (alpha, ridge)
    (folder / "README.md").write_text(
        "N=%d d=%d K=%d T=%d;%s\n\nMade by ../make.py from seed %d; ../../README.md says what the files are.\n"
        % (adapters, dimension, slots, requests, given or " the defaults", seed)
    )
    for policy, play in (("polar", polar), ("polar-plus", polar_plus)):
        world = World(contexts, rewards, costs, slots, alpha, ridge)
        play(world)
        rows = ["t,adapter,hit"] + ["%d,%d,%d" % row for row in world.decisions]
        (folder / (policy + ".csv")).write_text("\n".join(rows) + "\n")
        rows = ["t,resident"] + ["%d,%s" % (step, " ".join(map(str, chosen))) for step, chosen in world.epochs]
        (folder / (policy + ".epochs.csv")).write_text("\n".join(rows) + "\n")
        used = len({a for _, a, _ in world.decisions})
        sets = len({tuple(c) for _, c in world.epochs})
        hits = sum(h for _, _, h in world.decisions)
        print(
            "%s %s: %d adapters served, %d hits of %d, %d plans of %d sets, closest call %.1e"
            % (name, policy, used, hits, requests, len(world.epochs), sets, world.closest)
        )


if __name__ == "__main__":
    make("pond", 23, requests=600, adapters=6, dimension=4, slots=2, moods=5)
    make("creek", 12, requests=800, adapters=9, dimension=6, slots=3, alpha=0.3, ridge=2.0, moods=7)
    make("shore", 13, requests=2600, adapters=4, dimension=2, slots=2, moods=4)
