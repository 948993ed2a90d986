#!/usr/bin/env python3
"""Sums up what run.sh wrote: summary.py FOLDER"""
import json
import pathlib
import sys


def main():
    rows = []
    for file in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl")):
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        plans = {line["algorithm"]: line for line in lines if line["type"] == "plan"}
        gpus = [line for line in lines if line["type"] == "gpu"]
        rows.append((file.stem, plans, gpus))
    print(f"{'workload':30} adapters GPUs bound  price  token   time  runs   s  greedy best-fit round-robin random")
    for name, plans, _ in rows:
        plan = plans.get("search")
        if plan is None:
            print(f"{name:30} no plan")
            continue
        others = [plans[other]["gpus"] if other in plans else "-" for other in OTHERS]
        print(
            f"{name:30} {plan['adapters']:8} {plan['gpus']:4} {plan['lower_bound']:5} {plan['bound_prices']:6.2f} "
            f"{plan['bound_tokens']:6.2f} {plan['bound_time']:6.2f} {plan['twin_runs']:5} {plan.get('wall_s', 0):5.1f}"
            f"  {others[0]:>6} {others[1]:>8} {others[2]:>11} {others[3]:>6}")
    done = [plans for _, plans, _ in rows if "search" in plans]
    all_gpus = [gpu for _, _, gpus in rows for gpu in gpus]
    print(f"{len(done)} of {len(rows)} workloads have a plan; starved GPUs in plans: "
          f"{sum(gpu['starved'] for gpu in all_gpus)} of {len(all_gpus)}")
    gaps = [plans["search"]["gpus"] - plans["search"]["lower_bound"] for plans in done]
    print("GPUs above the lower bound: " + ", ".join(f"{gap}: {gaps.count(gap)}" for gap in sorted(set(gaps)))
          + f"; within one: {100 * sum(gap <= 1 for gap in gaps) / len(gaps):.1f} %")
    for other in OTHERS:
        both = [plans for plans in done if other in plans]
        if both:
            ours = sum(plans["search"]["gpus"] for plans in both)
            theirs = sum(plans[other]["gpus"] for plans in both)
            more = sum(plans["search"]["gpus"] > plans[other]["gpus"] for plans in both)
            fewer = sum(plans["search"]["gpus"] < plans[other]["gpus"] for plans in both)
            print(f"search against {other}: {ours} to {theirs} GPUs ({theirs / ours:.3f} times as many), "
                  f"fewer in {fewer}, more in {more} of {len(both)}")
    print(f"longest: {max(plans['search'].get('wall_s', 0) for plans in done):.1f} s")


OTHERS = ["greedy", "best-fit", "round-robin", "random"]
main()
