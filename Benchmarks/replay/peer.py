"""Replays two Zipf traces with polarbench and with libcachesim, turn by turn, and prints both.

Ours is the whole process as the system accounts it: start, reading, numbering the ids, replay, output. Theirs is the
CPU time of the native loop over an open reader alone. Best of the rounds on both sides.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import libcachesim
import numpy

REQUESTS = 10_000_000
PEERS = {
    "lru": libcachesim.LRU,
    "fifo": libcachesim.FIFO,
    "sieve": libcachesim.Sieve,
    "s3fifo": libcachesim.S3FIFO,
    "lfu": libcachesim.LFU,
    "arc": libcachesim.ARC,
    "gdsf": libcachesim.GDSF,
}


def write_zipf(path, objects, seed):
    """Writes oracleGeneral: Zipf(1.0) over random 64-bit ids, every size 1, true next uses."""
    random = numpy.random.default_rng(seed)
    share = numpy.cumsum(1 / numpy.arange(1, objects + 1))
    rank = numpy.searchsorted(share / share[-1], random.random(REQUESTS), side="right")
    names = random.integers(0, 2**63, size=objects, dtype=numpy.uint64)
    records = numpy.zeros(REQUESTS, dtype=[("time", "<u4"), ("id", "<u8"), ("size", "<u4"), ("next", "<i8")])
    records["time"] = numpy.arange(REQUESTS) // 1000
    records["id"] = names[rank]
    records["size"] = 1
    order = numpy.argsort(rank, kind="stable")
    again = rank[order[1:]] == rank[order[:-1]]
    records["next"] = -1
    records["next"][order[:-1][again]] = order[1:][again]
    records.tofile(path)


def ours(binary, policy, path, capacity):
    """CPU seconds of the process, and its misses."""
    command = [binary, "replay", policy, "--trace", path, "--capacity", str(capacity), "--json"]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, command
        output.seek(0)
        return usage.ru_utime + usage.ru_stime, json.loads(output.read())["misses"]


def theirs(policy, path, capacity):
    """CPU seconds of the native loop, and its misses."""
    parameters = libcachesim.ReaderInitParam(ignore_obj_size=True)
    reader = libcachesim.TraceReader(path, libcachesim.TraceType.ORACLE_GENERAL_TRACE, parameters)
    cache = PEERS[policy](capacity)
    start = time.process_time()
    ratio, _ = cache.process_trace(reader)
    return time.process_time() - start, round(ratio * REQUESTS)


def main():
    binary = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    print(f"{'objects':>8} {'policy':<7} {'ours M/s':>9} {'theirs M/s':>10} {'ratio':>6} {'misses':>9} {'theirs':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for objects, seed in ((1000, 1), (100_000, 2)):
            path = os.path.join(folder, f"zipf-{objects}.oracleGeneral")
            write_zipf(path, objects, seed)
            for policy in PEERS:
                mine, peers = [], []
                for _ in range(rounds):
                    mine.append(ours(binary, policy, path, objects // 10))
                    peers.append(theirs(policy, path, objects // 10))
                (seconds, misses), (peer_seconds, peer_misses) = min(mine), min(peers)
                print(
                    f"{objects:>8} {policy:<7} {REQUESTS / seconds / 1e6:>9.1f} {REQUESTS / peer_seconds / 1e6:>10.1f} "
                    f"{peer_seconds / seconds:>6.2f} {misses:>9} {peer_misses:>9}",
                    flush=True,
                )


main()
