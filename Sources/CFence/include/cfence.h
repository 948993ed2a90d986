// Starts a process with nothing of ours; and what a process may no longer do, once it has said so.
#ifndef POLARBENCH_CFENCE_H
#define POLARBENCH_CFENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// Starts a program with `socket` as its standard input, /dev/null as its output and errors, no other descriptor, and
/// default signals; `arguments` and `environment` end with NULL. Answers 0, or an errno.
int fence_spawn(const char *program, char *const arguments[], char *const environment[], int socket, pid_t *child);

/// From now on, and for good: `memory_bytes` of address space above what is in use, no new file, no written file, no new
/// process, no core, no new privileges, no debugger; the process ends when its parent ends.
void fence_limits(int64_t memory_bytes);

/// From now on, and for good: the system answers to memory, time, the descriptors that are open, and the process's own
/// limits and signals; all else fails with EPERM. Answers false where the system has no such filter.
bool fence_calls(void);

/// Grants `seconds` of processor time from now on; the system ends the process after them.
void fence_grant(int64_t seconds);

#endif
