#include <stdlib.h>
#include <string.h>

#include "ridge.h"

// Simplest first. The processor's features are read each time: this costs one load and needs no shared state.
const pb_kernel *pb_kernel_at(int64_t index) {
#if defined(__x86_64__)
  bool avx2 = __builtin_cpu_supports("avx2");
  bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                __builtin_cpu_supports("avx512dq");
  switch (index) {
    case 0: return &pb_kernel_sse2;
    case 1: return avx2 ? &pb_kernel_avx2 : 0;
    case 2: return avx2 && avx512 ? &pb_kernel_avx512 : 0;
    default: return 0;
  }
#else
  return index == 0 ? &pb_kernel_plain : 0;
#endif
}

const pb_kernel *pb_kernel_named(const char *name) {
  const pb_kernel *kernel;
  for (int64_t i = 0; (kernel = pb_kernel_at(i)); i++) {
    if (strcmp(kernel->name, name) == 0) return kernel;
  }
  return 0;
}

const pb_kernel *pb_kernel_current(void) {
  const char *name = getenv("POLARBENCH_KERNEL");
  const pb_kernel *asked = name ? pb_kernel_named(name) : 0;
  if (asked) return asked;
  int64_t widest = 0;
  while (pb_kernel_at(widest + 1)) widest++;
  return pb_kernel_at(widest);
}

const char *pb_kernel_name(const pb_kernel *kernel) { return kernel->name; }
