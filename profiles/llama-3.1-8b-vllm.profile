-- How long LoRA adapters take to come to the GPU. The form: docs/reference/profile-format.md
return {
  profile = "llama-3.1-8b-vllm",
  model = "Llama-3.1-8B-Instruct",
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
    "the first event of each run is the first read; the line is a least-squares fit, below 0 it is 0",
    "parameters_per_rank: q, k, v, o, gate, up and down of 32 layers",
    "link_bytes_per_second: PCIe 4, measured elsewhere",
  },
  parameters_per_rank = 2621440,
  item_bytes = 2,
  link_bytes_per_second = 24800000000,

  paths = {
    {
      path = "storage-host warm",
      base_ms = 47,
      ms_per_rank = 2.46,
      points = {
        { size = 8, ms = 67 },
        { size = 16, ms = 83 },
        { size = 32, ms = 126 },
      },
    },

    {
      path = "storage-host first",
      base_ms = -8.5,
      ms_per_rank = 28.65,
      points = {
        { size = 8, ms = 174 },
        { size = 16, ms = 520 },
        { size = 32, ms = 885 },
      },
    },

    {
      path = "host-gpu",
      base_ms = 6.3,
      ms_per_rank = 0.04,
      points = {
        { size = 8, ms = 6.5 },
        { size = 16, low_ms = 6.4, high_ms = 7.9 },
        { size = 32, low_ms = 6.4, high_ms = 8.6 },
      },
    },
  },
}
