-- A transfer limited by the link alone. The form: docs/reference/profile-format.md
return {
  profile = "pcie4",
  gpu = "any on PCIe 4, 16 lanes",
  basis = "measured",
  sources = { "host to GPU bandwidth of 24.8 GB/s, measured with pinned host memory" },
  notes = { "the link alone: no engine, no storage" },
  link_bytes_per_second = 24800000000,

  paths = { { path = "host-gpu", base_ms = 0, ms_per_mb = 0.04032258064516129 } },
}
