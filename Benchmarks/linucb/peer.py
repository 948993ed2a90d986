"""LinUCB in vectorised numpy, the peer of the Swift engine, and the driver that runs both on the same steps.

One matrix product scores all arms, Sherman-Morrison updates the one that served: about as fast as numpy goes.
usage: peer.py LINUCB-BENCHMARK
"""

import os
import subprocess
import sys
import tempfile
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: CPU time is compared, and threads only add to it
import numpy as np

ROUNDS = 5


def linucb(contexts, rewards, alpha=0.5):
    steps, d = contexts.shape
    n = rewards.shape[1]
    inverse = np.tile(np.eye(d), (n, 1, 1))
    rows = inverse.reshape(n * d, d)
    theta = np.zeros((n, d))
    choices = np.empty(steps)
    for t in range(steps):
        x = contexts[t]
        gains = (rows @ x).reshape(n, d)
        squares = gains @ x
        means = theta @ x
        arm = t if t < n else int(np.argmax(means + alpha * np.sqrt(squares)))
        gain = gains[arm]
        scale = 1 + squares[arm]
        theta[arm] += gain * ((rewards[t, arm] - means[arm]) / scale)
        inverse[arm] -= np.multiply.outer(gain, gain / scale)
        choices[t] = arm
    return choices


def measure(n, d, steps, program):
    rng = np.random.default_rng(7)
    contexts = rng.standard_normal((steps, d))
    contexts /= np.linalg.norm(contexts, axis=1, keepdims=True)
    rewards = contexts @ rng.standard_normal((d, n)) / d**0.5 + 0.1 * rng.standard_normal((steps, n))
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        choices = linucb(contexts, rewards)
        best = min(best, time.process_time() - start)
    numpy_nanos = best / steps * 1e9
    with tempfile.NamedTemporaryFile() as file:
        for array in (contexts, rewards, choices):
            file.write(array.astype("<f8").tobytes())
        file.flush()
        command = [program, file.name, str(n), str(d), str(steps), str(ROUNDS)]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    hashes = set()
    for line in lines:
        path, nanos, different, bits = line.split()
        hashes.add(bits)
        print(
            f"{n:5} {d:4}  {path:7} {float(nanos):9.0f} {numpy_nanos:9.0f} {numpy_nanos / float(nanos):6.1f}"
            f"  {different:>9}  {bits}"
        )
    print(f"{'':12}{len(lines)} paths, bits {'equal' if len(hashes) == 1 else 'DIFFERENT'}")
    return len(hashes) == 1


print("    N    d  path     ns/step  numpy ns  ratio  different  state")
equal = [
    measure(n, d, steps, sys.argv[1])
    for n, d, steps in [(15, 16, 20000), (15, 32, 20000), (64, 32, 20000), (256, 64, 2000)]
]
sys.exit(0 if all(equal) else 1)
