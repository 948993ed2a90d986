# A transfer limited by the link alone. The form: docs/reference/profile-format.md
profile pcie4
gpu     any on PCIe 4, 16 lanes
basis   measured
source  host to GPU bandwidth of 24.8 GB/s, measured with pinned host memory
note    the link alone: no engine, no storage
link-bytes-per-second 24800000000

path host-gpu
base-ms   0
ms-per-mb 0.04032258064516129
