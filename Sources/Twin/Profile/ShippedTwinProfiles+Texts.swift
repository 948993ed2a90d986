extension ShippedTwinProfiles {
  /// The files of profiles/twin/, written here by scripts/embed-twin-profiles.
  static let texts: [(name: String, text: String)] = [
    (
      "llama-3.1-8b-h100",
      #"""
      # A server for the twin. The form: docs/reference/twin-profile-format.md
      twin    llama-3.1-8b-h100
      model   llama-3.1-8b-instruct
      engine  vLLM 0.8.5 (V1)
      gpu     one H100 of 64 GB
      source  github.com/FerranAgulloLopez/GPULLMAdapterOptimization at bae36e2d (Apache-2.0), arXiv:2508.08343

      block-tokens       16
      token-budget       2048
      max-sequences      2048
      open-requests      25500
      output-share       0.9918
      mean-lengths       222.96 prompt, 196.2 output
      length-correlation -0.35

      kv-formula   307529.0 tokens - S * (48.553 + 43.979 * R)
      model-length 131072
      memory       15.006 GiB + S * (0.0060119 + 0.0053683 * R)
      usable       52.56 GiB
      gpu-memory   63.3 GiB, of which the engine takes 0.9
      kv           8 8 305104
      kv           16 8 301520
      kv           32 8 295232
      kv           64 8 282640
      kv           96 8 268384
      kv           128 8 253568
      kv           160 8 243536
      kv           192 8 230976
      kv           224 8 217488
      kv           256 8 205888
      kv           288 8 191936
      kv           320 8 180160
      kv           352 8 166016
      kv           384 8 154240
      kv           8 16 302000
      kv           16 16 296000
      kv           32 16 284176
      kv           64 16 256640
      kv           96 16 235584
      kv           128 16 212032
      kv           160 16 187840
      kv           192 16 163456
      kv           224 16 138272
      kv           256 16 refused
      kv           288 16 refused
      kv           320 16 refused
      kv           352 16 refused
      kv           384 16 refused
      kv           8 32 296352
      kv           16 32 284944
      kv           32 32 258176
      kv           64 32 215104
      kv           96 32 168064
      kv           128 32 refused
      kv           160 32 refused
      kv           192 32 refused
      kv           224 32 refused
      kv           256 32 refused
      kv           288 32 refused
      kv           320 32 refused
      kv           352 32 refused
      kv           384 32 refused

      graph-tokens 512
      kernels      32 layers 384 tiles 7 projections
      term     base 11.72 ms rows 23 residual 2.0 % from micro_decode
      term     sequences 0.02282 ms rows 23 residual 2.0 % from micro_decode
      term     resident 0.07282 ms rows 23 residual 2.0 % from micro_decode
      term     prompt 0.01947 ms rows 12 residual 0.2 % from micro_prefill
      term     beyond-graphs 3.195 ms rows 23 residual 2.0 % from micro_decode
      term     lora 1.555 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     lora-sequences 0.01158 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     lora-prompt 0.01158 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     idle-blocks 0.7027 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     adapter-blocks 0.6158 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     expand 0.2207 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     shrink 0.08451 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     passed-over 0.4154 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins
      term     refused-sequences 2.426 ms rows 323 residual 1.3 % from runs_e2e and micro_step_trace_bins

      storage  46.8 ms + 2.408 ms/rank
      metrics-page   2.0 ms + 0.0135 * sets + 0.000133 * names + 2.4 * running
      metrics-every  2.0 s, merging steps of at most 128 decodes
      first-token    5.0 ms + 1.45 * stalls
      gauge-refusing 0.95
      load     16 16 6.384 ms
      load     32 16 7.869 ms
      load     32 32 6.367 ms
      load     16 8 7.772 ms
      load     32 8 8.076 ms
      load     8 8 6.612 ms

      """#
    ),
    (
      "qwen-2.5-7b-h100",
      #"""
      # A server for the twin. The form: docs/reference/twin-profile-format.md
      twin    qwen-2.5-7b-h100
      model   qwen-2.5-7b-instruct
      engine  vLLM 0.8.5 (V1)
      gpu     one H100 of 64 GB
      source  github.com/FerranAgulloLopez/GPULLMAdapterOptimization at bae36e2d (Apache-2.0), arXiv:2508.08343

      block-tokens       16
      token-budget       2048
      max-sequences      2048
      open-requests      25500
      output-share       0.9593
      mean-lengths       223.13 prompt, 199.9 output
      length-correlation -0.33

      kv-formula   702507.0 tokens - S * (2.9086 + 87.914 * R)
      model-length 32768
      memory       14.268 GiB + S * (0.00026282 + 0.0047076 * R)
      usable       51.97 GiB
      gpu-memory   63.3 GiB, of which the engine takes 0.9
      kv           8 8 700816
      kv           16 8 694848
      kv           32 8 683472
      kv           64 8 657616
      kv           96 8 632384
      kv           128 8 601664
      kv           160 8 587328
      kv           192 8 565744
      kv           224 8 541024
      kv           256 8 526992
      kv           288 8 501680
      kv           320 8 477168
      kv           352 8 455376
      kv           384 8 430432
      kv           8 16 694848
      kv           16 16 683472
      kv           32 16 657616
      kv           64 16 601664
      kv           96 16 565744
      kv           128 16 526992
      kv           160 16 477168
      kv           192 16 430432
      kv           224 16 383632
      kv           256 16 346768
      kv           288 16 296512
      kv           320 16 250432
      kv           352 16 202528
      kv           384 16 165664
      kv           8 32 683472
      kv           16 32 657616
      kv           32 32 601664
      kv           64 32 526992
      kv           96 32 430432
      kv           128 32 346768
      kv           160 32 250432
      kv           192 32 165664
      kv           224 32 67136
      kv           256 32 refused
      kv           288 32 refused
      kv           320 32 refused
      kv           352 32 refused
      kv           384 32 refused

      graph-tokens 512
      kernels      28 layers 436 tiles 7 projections
      term     base 11.81 ms rows 24 residual 0.9 % from micro_decode
      term     sequences 0.03078 ms rows 24 residual 0.9 % from micro_decode
      term     resident 0.03471 ms rows 24 residual 0.9 % from micro_decode
      term     prompt 0.0215 ms rows 3 from micro_prefill
      term     beyond-graphs 6.171 ms rows 24 residual 0.9 % from micro_decode
      term     lora 0.7335 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     lora-sequences 0.01286 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     lora-prompt 0.01286 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     idle-blocks 0.7267 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     adapter-blocks 0.546 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     expand 0.2113 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     shrink 0.08979 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     passed-over 0.3755 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins
      term     refused-sequences 2.322 ms rows 369 residual 1.4 % from runs_e2e and micro_step_trace_bins

      storage  6.104 ms + 0.4695 ms/rank
      metrics-page   2.0 ms + 0.0135 * sets + 0.000133 * names + 2.4 * running
      metrics-every  2.0 s, merging steps of at most 128 decodes
      first-token    5.0 ms + 1.45 * stalls
      gauge-refusing 0.95
      load     16 16 2.99 ms
      load     32 16 3.507 ms
      load     32 32 3.044 ms
      load     16 8 3.399 ms
      load     32 8 3.381 ms
      load     8 8 3.06 ms

      """#
    ),
  ]
}
