// What a fenced process may not do, tried.
#ifndef POLARBENCH_FENCE_ATTEMPTS_H
#define POLARBENCH_FENCE_ATTEMPTS_H

#include <stdint.h>

typedef struct fence_attempt {
  /// What is tried: "open a file".
  const char *what;
  /// The layer that refuses it alone, and the errno it answers.
  uint32_t layer;
  int32_t refusal;
} fence_attempt;

/// NULL past the last.
const fence_attempt *fence_attempt_at(int index);

/// To be called before the fence is entered.
void fence_attempts_begin(void);

/// Tries it in this process: 0 where it went through, or an errno. What went through is undone or does no harm.
int fence_attempt_run(int index);

#endif
