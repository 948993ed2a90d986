// The path of every processor: SSE2 is part of x86-64.
#include "ridge.h"

#if defined(__x86_64__)
#define PB_PATH sse2
#else
#define PB_PATH plain
#endif
#include "ridge_kernel.h"
