#!/usr/bin/env python3
"""Makes the tables beside it that a fit of the twin reads: two servers that nobody has, whose laws stand here.

Plain Python 3.8 or later. The tests know the laws too, and ask the fit to find them.
"""

import pathlib
import random

HERE = pathlib.Path(__file__).resolve().parent
GRAPH_TOKENS = 512

# base, for each sequence, for each 1000 tokens in the cache, beyond the graphs, for each prompt token: milliseconds
STEPS = {"sand-1b": (9.0, 0.04, 0.05, 4.0, 0.03), "reed-2b": (14.0, 0.03, 0.08, 5.0, 0.02)}
# GiB: weights, a slot, a slot's rank, what weights, slots and cache sum to, what the GPU has; tokens of the longest request
MEMORY = {"sand-1b": (10.0, 0.002, 0.004, 33.0, 40.0, 8192), "reed-2b": (18.0, 0.001, 0.006, 42.0, 48.0, 16384)}
# GiB of a token in the cache
TOKEN = {"sand-1b": 1.15e-4, "reed-2b": 2.4e-4}
GPU_SHARE = 0.9
# milliseconds from host memory: base, for each rank of the slot, for each rank of the adapter; from storage: base, each rank
LOADS = {"sand-1b": (2.0, 0.05, 0.15, 30.0, 1.25), "reed-2b": (3.0, 0.08, 0.2, 55.0, 2.5)}

draw = random.Random(31)


def noisy(value, share):
    return value * (1 + share * (2 * draw.random() - 1))


def step(model, sequences, resident, prompt):
    base, each, cached, beyond, token = STEPS[model]
    past = beyond if sequences + prompt > GRAPH_TOKENS else 0
    return base + each * sequences + cached * resident / 1000 + past + token * prompt


def write(name, header, rows):
    (HERE / name).write_text("\n".join([header] + [",".join(map(str, row)) for row in rows]) + "\n")


def decode():
    """Prompts that are sent all at once and decode together; the second server has no log of its steps."""
    rows = []
    for running in (8, 32, 100, 250, 400, 620, 800):
        for prompt, output in ((1, 100), (60, 200), (300, 400)):
            # Whole waves of requests: all of a wave decode together.
            requests = 4 * running
            inputs, outputs, steps = requests * prompt, requests * output, 4 * output
            resident = running * (inputs + outputs / 2) / requests
            for model in STEPS:
                millis = noisy(step(model, running, resident, inputs / steps if model == "sand-1b" else 0), 0.01)
                told = (steps, "%.3f" % millis) if model == "sand-1b" else ("", "")
                rows.append((model, requests, inputs, outputs, running, "%.3f" % (1.02 * millis if told[0] else millis)) + told)
    header = "model,num_prompts,total_input_tokens,total_output_tokens,mean_running,mean_tpot_ms,steps,step_ms_mean"
    write("micro_decode.csv", header, sorted(rows, key=lambda row: row[0]))


def prefill():
    rows = []
    for prompt, tokens in ((50, 300), (50, 1000), (100, 2000), (200, 2000), (400, 1600)):
        requests = 1200
        steps = requests * prompt // tokens
        millis = noisy(step("sand-1b", requests / steps, tokens, tokens), 0.01)
        rows.append(("sand-1b", requests, requests * prompt, steps, tokens, "%.3f" % millis))
    rows.append(("reed-2b", 1200, 60000, "", "", ""))
    write("micro_prefill.csv", "model,num_prompts,total_input_tokens,steps,tokens_per_step,step_ms_mean", rows)


def capacity():
    """Starts of the server: the cache comes in blocks of 16 tokens, and no start is near to a limit."""
    rows = []
    for model, (weights, slot, rank_gib, usable, gpu, longest) in MEMORY.items():
        for rank in (8, 16, 32):
            for slots in (8, 16, 32, 64, 96, 128, 192, 256):
                gib = weights + slots * (slot + rank_gib * rank)
                tokens = int((usable - gib) / TOKEN[model] / 16) * 16
                if gib + GPU_SHARE * gpu - usable > gpu:
                    rows.append((model, slots, rank, "oom", "", ""))
                elif tokens < longest:
                    rows.append((model, slots, rank, "oom_kv", "", "%.4f" % gib))
                else:
                    rows.append((model, slots, rank, "ok", tokens, "%.4f" % gib))
    write("kv_capacity.csv", "model,max_loras,max_lora_rank,status,kv_tokens,weights_plus_slots_gib", rows)


def loading():
    rows = []
    for model, (base, slot, adapter, storage, storage_rank) in LOADS.items():
        for slot_rank in (8, 16, 32):
            for rank in (8, 16, 32):
                if rank <= slot_rank:
                    millis = base + slot * slot_rank + adapter * rank
                    disk = noisy(storage + storage_rank * rank, 0.01)
                    rows.append((model, slot_rank, rank, "%.3f" % disk, "%.3f" % millis))
    write("micro_loading.csv", "model,max_lora_rank,adapter_rank,disk_ms_median,mem_ms_mean", rows)


def asked():
    """Servers for the shipped profiles, idle, busy and starved: what they would measure, the twin says."""
    rows = []
    for model in ("llama-3.1-8b-instruct", "qwen-2.5-7b-instruct"):
        for adapters, slots, rank, ranks, rates in (
            (8, 8, 8, "8", "0.4-0.1"), (16, 16, 16, "8-16", "0.2-0.05"), (32, 16, 8, "8", "0.1"),
            (32, 32, 32, "8-16-32", "0.1-0.05"), (64, 32, 16, "16", "0.05-0.025"), (64, 8, 8, "8", "0.2"),
            (96, 96, 8, "8", "0.1-0.05-0.025"), (128, 64, 16, "8-16", "0.2-0.1"), (160, 32, 16, "8-8-16", "0.025"),
            (192, 96, 8, "8", "0.4-0.1"), (256, 128, 8, "8", "0.0125"), (256, 32, 8, "8", "0.2-0.05"),
        ):
            rows.append((model, adapters, slots, rank, ranks, rates, 900, 223, 200))
    header = "model,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output"
    write("asked.csv", header, rows)


if __name__ == "__main__":
    decode()
    prefill()
    capacity()
    loading()
    asked()
