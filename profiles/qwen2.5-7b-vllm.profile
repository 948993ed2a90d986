-- How long LoRA adapters take to come to the GPU. The form: docs/reference/profile-format.md
return {
  profile = "qwen2.5-7b-vllm",
  model = "Qwen2.5-7B-Instruct",
  engine = "vLLM 0.8.5",
  gpu = "one 64 GB data-centre GPU",
  basis = "measured",
  sources = {
    "github.com/FerranAgulloLopez/GPULLMAdapterOptimization at bae36e2d, predictor_loading (Apache-2.0)",
    "arXiv:2508.08343",
  },
  notes = {
    "medians of load events in the server logs; a range spans the medians of different slot sizes",
    "host-gpu is the time to queue the copies, hence nearly independent of the rank",
    "the first event of each run is the first read; its fit stands on the middles of the ranges",
    "parameters_per_rank: q, k, v, o, gate, up and down of 28 layers; a slot of rank 8 grew the weights by as much",
    "link_bytes_per_second: PCIe 4, measured elsewhere",
  },
  parameters_per_rank = 2523136,
  item_bytes = 2,
  link_bytes_per_second = 24800000000,

  paths = {
    {
      path = "storage-host warm",
      base_ms = 6.0,
      ms_per_rank = 0.455,
      points = {
        { size = 8, ms = 9.5 },
        { size = 16, ms = 14 },
        { size = 32, ms = 20.6 },
      },
    },

    {
      path = "storage-host first",
      base_ms = 1.5,
      ms_per_rank = 3.78,
      points = {
        { size = 8, low_ms = 21, high_ms = 53 },
        { size = 16, low_ms = 38, high_ms = 70 },
        { size = 32, ms = 125 },
      },
    },

    {
      path = "host-gpu",
      base_ms = 3.3,
      ms_per_rank = 0.01,
      points = {
        { size = 8, low_ms = 3.0, high_ms = 3.4 },
        { size = 16, low_ms = 3.0, high_ms = 4.0 },
        { size = 32, low_ms = 3.0, high_ms = 3.5 },
      },
    },
  },
}
