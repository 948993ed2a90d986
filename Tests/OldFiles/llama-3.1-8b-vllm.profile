# How long LoRA adapters take to come to the GPU. The form: docs/reference/profile-format.md
profile llama-3.1-8b-vllm
model   Llama-3.1-8B-Instruct
engine  vLLM 0.8.5
gpu     one 64 GB data-centre GPU
basis   measured
source  github.com/FerranAgulloLopez/GPULLMAdapterOptimization at bae36e2d, predictor_loading (Apache-2.0)
source  arXiv:2508.08343
note    medians of load events in the server logs; a range spans the medians of different slot sizes
note    host-gpu is the time to queue the copies, hence nearly independent of the rank
note    the first event of each run is the first read; the line is a least-squares fit, below 0 it is 0
note    parameters-per-rank: q, k, v, o, gate, up and down of 32 layers
note    link-bytes-per-second: PCIe 4, measured elsewhere
parameters-per-rank   2621440
item-bytes            2
link-bytes-per-second 24800000000

path storage-host warm
base-ms     47
ms-per-rank 2.46
point  8 67
point 16 83
point 32 126

path storage-host first
base-ms     -8.5
ms-per-rank 28.65
point  8 174
point 16 520
point 32 885

path host-gpu
base-ms     6.3
ms-per-rank 0.04
point  8 6.5
point 16 6.4..7.9
point 32 6.4..8.6
