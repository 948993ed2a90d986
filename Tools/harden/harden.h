// Shared by the harnesses: a stream of random numbers, the host's engine in C, and a script that is run through every
// verb.
#ifndef POLARBENCH_HARDEN_H
#define POLARBENCH_HARDEN_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "ckernels.h"
#include "luahost.h"

/// Ends the run with the text of a failed condition: a finding, like a sanitizer's report.
#define HOLDS(condition)                                                                    \
  do {                                                                                      \
    if (!(condition)) {                                                                     \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);        \
      abort();                                                                              \
    }                                                                                       \
  } while (0)

/// SplitMix64.
typedef struct stream {
  uint64_t state;
} stream;

__attribute__((no_sanitize("integer"))) static inline uint64_t draw(stream *random) {
  uint64_t z = random->state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// A number in 0 … bound−1; the bound is above 0.
static inline int64_t below(stream *random, int64_t bound) { return (int64_t)(draw(random) % (uint64_t)bound); }
static inline double uniform(stream *random) { return (double)(draw(random) >> 11) * 0x1p-53; }

/// The engines for a script, like ScriptEngines.swift.
typedef struct engine {
  stream random;
  const pb_kernel *kernel;
} engine;
int32_t answer(void *host, lh_ask *ask);

/// Worlds 0 and 1 have the limits of `check` and of `run`; all others are drawn, with small limits.
enum { WORLD_STRICT, WORLD_FAST, WORLD_DRAWN };

/// Runs a script: loads it, reads its names and its card, starts it, and calls each of its verbs for some steps.
/// Results must be as in luahost.h.
void play(const char *text, size_t count, uint64_t world);

/// The world named by a last line "-- world N", or `otherwise` without such a line; `size`: bytes before.
uint64_t world_of(const char *text, size_t count, uint64_t otherwise, size_t *size);

#endif
