"""Replays a Zipf trace with evictors written in Lua and with Python hooks of libcachesim, turn by turn.

Ours is the whole process as the system accounts it, the reading that counts the ids included. Theirs is the CPU time of
`process_trace` over an open reader alone. Best of the rounds on both sides.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import OrderedDict

import libcachesim
import numpy

OBJECTS, CAPACITY = 1000, 100
REQUESTS = 4_000_000


class LRU:
    """The example of libcachesim's own documentation."""

    def __init__(self):
        self.order = OrderedDict()

    def hit(self, request):
        self.order.move_to_end(request.obj_id)

    def miss(self, request):
        self.order[request.obj_id] = request.obj_size

    def victim(self):
        return self.order.popitem(last=False)[0]

    def remove(self, id):
        self.order.pop(id, None)


class Sieve:
    """A queue as a doubly linked list in dictionaries, the hand going from its back to its front."""

    def __init__(self):
        self.visited, self.newer, self.older = {}, {}, {}
        self.front = self.back = self.hand = None

    def hit(self, request):
        self.visited[request.obj_id] = True

    def miss(self, request):
        id = request.obj_id
        self.visited[id] = False
        self.older[id], self.newer[id] = self.front, None
        if self.front is None:
            self.back = id
        else:
            self.newer[self.front] = id
        self.front = id

    def victim(self):
        id = self.hand if self.hand is not None else self.back
        while self.visited[id]:
            self.visited[id] = False
            id = self.newer[id] if self.newer[id] is not None else self.back
        self.hand = self.newer[id]
        self.remove(id)
        return id

    def remove(self, id):
        if id not in self.visited:
            return
        del self.visited[id]
        newer, older = self.newer.pop(id), self.older.pop(id)
        if newer is None:
            self.front = older
        else:
            self.older[newer] = older
        if older is None:
            self.back = newer
        else:
            self.newer[older] = newer


def plugin(policy):
    return libcachesim.PluginCache(
        cache_size=CAPACITY,
        cache_init_hook=lambda parameters: policy(),
        cache_hit_hook=lambda state, request: state.hit(request),
        cache_miss_hook=lambda state, request: state.miss(request),
        cache_eviction_hook=lambda state, request: state.victim(),
        cache_remove_hook=lambda state, id: state.remove(id),
        cache_free_hook=lambda state: None,
        cache_name=policy.__name__,
    )


def write_zipf(path, seed):
    """Writes oracleGeneral: Zipf(1.0) over random 64-bit ids, every size 1; next uses are left out."""
    random = numpy.random.default_rng(seed)
    share = numpy.cumsum(1 / numpy.arange(1, OBJECTS + 1))
    rank = numpy.searchsorted(share / share[-1], random.random(REQUESTS), side="right")
    names = random.integers(0, 2**63, size=OBJECTS, dtype=numpy.uint64)
    records = numpy.zeros(REQUESTS, dtype=[("time", "<u4"), ("id", "<u8"), ("size", "<u4"), ("next", "<i8")])
    records["id"] = names[rank]
    records["size"] = 1
    records["next"] = -1
    records.tofile(path)


def ours(binary, policy, path):
    command = [binary, "replay", policy, "--trace", path, "--capacity", str(CAPACITY), "--json"]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, command
        output.seek(0)
        return usage.ru_utime + usage.ru_stime, json.loads(output.read())["misses"]


def theirs(policy, path):
    parameters = libcachesim.ReaderInitParam(ignore_obj_size=True)
    reader = libcachesim.TraceReader(path, libcachesim.TraceType.ORACLE_GENERAL_TRACE, parameters)
    cache = plugin(policy)
    start = time.process_time()
    ratio, _ = cache.process_trace(reader)
    return time.process_time() - start, round(ratio * REQUESTS)


def main():
    binary = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    print(f"{'policy':<28} {'ours M/s':>9} {'theirs M/s':>10} {'ratio':>6} {'misses':>9} {'theirs':>9}")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "zipf.oracleGeneral")
        write_zipf(path, 1)
        for file, peer in (("policies/evictors/lru.lua", LRU), ("policies/evictors/sieve.lua", Sieve)):
            mine, peers = [], []
            for _ in range(rounds):
                mine.append(ours(binary, file, path))
                peers.append(theirs(peer, path))
            (seconds, misses), (peer_seconds, peer_misses) = min(mine), min(peers)
            print(
                f"{file:<28} {REQUESTS / seconds / 1e6:>9.2f} {REQUESTS / peer_seconds / 1e6:>10.2f} "
                f"{peer_seconds / seconds:>6.1f} {misses:>9} {peer_misses:>9}",
                flush=True,
            )


main()
