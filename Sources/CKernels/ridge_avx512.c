#include "ridge.h"

#if defined(__x86_64__)
#define PB_PATH avx512
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq"))), apply_to = function)
#include "ridge_kernel.h"
#pragma clang attribute pop
#endif
