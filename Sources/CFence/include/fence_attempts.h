// Attempts that the fence must refuse.
#ifndef POLARBENCH_FENCE_ATTEMPTS_H
#define POLARBENCH_FENCE_ATTEMPTS_H

#include <stdint.h>

typedef struct fence_attempt {
  /// The attempt: "open a file".
  const char *what;
  /// The layer that refuses it, and its errno.
  uint32_t layer;
  int32_t refusal;
} fence_attempt;

/// NULL past the last.
const fence_attempt *fence_attempt_at(int index);

/// To be called before the fence is entered.
void fence_attempts_begin(void);

/// Makes the attempt in this process: returns 0 if it succeeded, or an errno. A success is undone or harmless.
int fence_attempt_run(int index);

#endif
