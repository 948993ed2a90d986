#!/usr/bin/env python3
"""Writes one generated workload for `polarbench place`: generate.py NUMBER FOLDER

Numbers 0 to 62 stand for 7 sizes (64 to 1 024 adapters) in 9 shapes: how skewed rates are, which ranks are mixed, whether
adapters differ in their lengths. Models alternate. The file's name tells the model: NUMBER-MODEL-ADAPTERS.csv.
"""
import random
import sys

SIZES = [64, 128, 256, 384, 512, 768, 1024]
# Zipf exponent of the rates (None: the papers' triples of rates), ranks, own lengths, tokens/s of an adapter in the mean.
SHAPES = [
    (0.0, [8], False, 110),
    (0.0, [8, 16, 32], False, 90),
    (0.6, [8, 16], True, 120),
    (0.6, [8, 16, 32], False, 140),
    (0.9, [8, 16, 32], True, 100),
    (0.9, [16, 32], False, 80),
    (1.2, [8, 8, 8, 32], True, 110),
    (None, [8, 16, 32], False, 100),
    (None, [8, 8, 16], True, 130),
]
TRIPLES = [[1.6, 0.4, 0.05], [0.8, 0.1, 0.025], [0.4, 0.05, 0.00625]]


def main():
    number, folder = int(sys.argv[1]), sys.argv[2]
    rng = random.Random(20260 + number)
    count = SIZES[number % len(SIZES)]
    zipf, ranks, own_lengths, tokens = SHAPES[number // len(SIZES) % len(SHAPES)]
    model = ["llama-3.1-8b", "qwen-2.5-7b"][(number + number // len(SIZES)) % 2]
    if zipf is None:
        triple = TRIPLES[number % 3]
        weights = [triple[i % 3] for i in range(count)]
    else:
        weights = [(i + 1) ** -zipf for i in range(count)]
    rng.shuffle(weights)
    scale = count * tokens * rng.uniform(0.8, 1.2) / sum(weights)
    with open(f"{folder}/{number:02d}-{model}-{count}.csv", "w") as file:
        file.write("adapter,rank,rate,input_mean,output_mean\n")
        for i, weight in enumerate(weights):
            means = (rng.uniform(80, 400), rng.uniform(60, 320)) if own_lengths else (222.7, 196.2)
            rate = weight * scale / sum(means)
            rank = rng.choice(ranks)
            file.write(f"adapter-{i:04d},{rank},{rate:.6f},{means[0]:.1f},{means[1]:.1f}\n")


main()
