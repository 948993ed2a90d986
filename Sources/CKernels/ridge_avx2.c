#include "ridge.h"

#if defined(__x86_64__)
#define PB_PATH avx2
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "ridge_kernel.h"
#pragma clang attribute pop
#endif
