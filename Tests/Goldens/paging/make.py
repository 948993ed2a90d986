#!/usr/bin/env python3
"""Makes loads.csv: load times of adapters on a machine that nobody has, by a law that stands here.

Each rank's times lie evenly about the law, so that the line of medians is the law itself. The first read is slow.
"""

import pathlib

LAW = {"disk": (5.2, 0.36), "memory": (1.1, 0.12)}  # milliseconds: base, and for each rank

rows = ["model,adapter_rank,kind,event,ms"]
for rank, events in ((8, 31), (16, 21), (32, 11)):
    for event in range(1, events + 1):
        for kind, (base, slope) in LAW.items():
            millis = base + slope * rank
            if kind == "disk" and event == 1:
                millis = 20 + 2 * rank
            else:
                # 2 to the last: as far above as below; of an even count, one lies on the law.
                place = event - 2 if kind == "disk" else event - 1
                count = events - 1 if kind == "disk" else events
                millis += 0.02 * (place - (count - 1) / 2)
            rows.append("dune-3b,%d,%s,%d,%.4f" % (rank, kind, event, millis))
(pathlib.Path(__file__).resolve().parent / "loads.csv").write_text("\n".join(rows) + "\n")
