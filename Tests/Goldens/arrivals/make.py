#!/usr/bin/env python3
"""Makes the files beside it: small made-up logs in the forms of public traces, rows out of order as there."""

import json
import pathlib
import random

HERE = pathlib.Path(__file__).resolve().parent
draw = random.Random(41)


def write(name, lines):
    (HERE / name).write_text("\n".join(lines) + "\n")


def stamp(ticks):
    """A tenth of a microsecond is a tick, as in the files of 2023."""
    seconds, part = divmod(ticks, 10_000_000)
    return "2031-02-03 04:%02d:%02d.%07d" % (seconds // 60 % 60, seconds % 60, part)


ticks, rows = 50_000_000, ["TIMESTAMP,ContextTokens,GeneratedTokens"]
for _ in range(90):
    rows.append("%s,%d,%d" % (stamp(ticks), draw.randrange(1, 4000), draw.randrange(1, 400)))
    ticks += draw.randrange(0, 60_000_000)
write("azure-llm.csv", rows)

# Block 0 is the system prompt of all. A conversation asks with all that was said before: its blocks are those of an earlier
# request and some more.
rows, talks, clock, blocks = [], [], 0, 1
for _ in range(60):
    clock += draw.choice([0, 0, 300, 1000, 2500])
    if talks and draw.random() < 0.5:
        talk = draw.choice(talks)
    else:
        talk = [0]
        talks.append(talk)
    for _ in range(draw.randrange(1, 4)):
        talk.append(blocks)
        blocks += 1
    row = {"timestamp": clock, "input_length": 512 * len(talk) - 7, "output_length": draw.randrange(1, 300), "hash_ids": list(talk)}
    rows.append(json.dumps(row))
write("mooncake.jsonl", rows)
print("mooncake.jsonl:", len(talks), "conversations")

rows, functions = ["app,func,end_timestamp,duration"], [("a%d" % (i % 3), "f%d" % i) for i in range(7)]
for i in range(70):
    app, function = functions[i % 7] if i < 7 else draw.choice(functions)
    duration = round(draw.expovariate(1 / 4), 3)
    rows.append("%s,%s,%r,%r" % (app, function, round(0.9 * i + duration + draw.random(), 6), duration))
write("azure-functions-2021.csv", rows)

counts = [[draw.choice([0, 0, 1, 2, 5]) for _ in range(24)] for _ in range(3)]
rows = ["HashOwner,HashApp,HashFunction,Trigger," + ",".join(str(i + 1) for i in range(24))]
for i, row in enumerate(counts):
    rows.append("o%d,a%d,f%d,%s,%s" % (i % 2, i % 2, i, ["queue", "timer", "http"][i], ",".join(map(str, row))))
write("azure-functions-2019.csv", rows)
print("azure-functions-2019.csv:", sum(map(sum, counts)), "invocations")
