# How long LoRA adapters take to come to the GPU. The form: docs/reference/profile-format.md
profile qwen2.5-7b-vllm
model   Qwen2.5-7B-Instruct
engine  vLLM 0.8.5
gpu     one 64 GB data-centre GPU
basis   measured
source  github.com/FerranAgulloLopez/GPULLMAdapterOptimization at bae36e2d, predictor_loading (Apache-2.0)
source  arXiv:2508.08343
note    medians of load events in the server logs; a range spans the medians of different slot sizes
note    host-gpu is the time to queue the copies, hence nearly independent of the rank
note    the first event of each run is the first read; its fit stands on the middles of the ranges
note    parameters-per-rank: q, k, v, o, gate, up and down of 28 layers; a slot of rank 8 grew the weights by as much
note    link-bytes-per-second: PCIe 4, measured elsewhere
parameters-per-rank   2523136
item-bytes            2
link-bytes-per-second 24800000000

path storage-host warm
base-ms     6.0
ms-per-rank 0.455
point  8 9.5
point 16 14
point 32 20.6

path storage-host first
base-ms     1.5
ms-per-rank 3.78
point  8 21..53
point 16 38..70
point 32 125

path host-gpu
base-ms     3.3
ms-per-rank 0.01
point  8 3.0..3.4
point 16 3.0..4.0
point 32 3.0..3.5
