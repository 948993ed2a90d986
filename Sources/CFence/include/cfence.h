// Starting a process that inherits nothing, and restricting the current process.
#ifndef POLARBENCH_CFENCE_H
#define POLARBENCH_CFENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// Starts a program with `descriptor` as its standard input, /dev/null as its output and errors, no other descriptor,
/// and default signals; `arguments` and `environment` end with NULL. Returns 0, or an errno.
int fence_spawn(
    const char *program, char *const arguments[], char *const environment[], int descriptor, pid_t *child);

/// Whether a child has ended; it is not reaped.
bool fence_has_ended(pid_t child);

/// Allows a child `seconds` of CPU time from now on; the kernel ends it afterwards.
void fence_grant(pid_t child, int64_t seconds);

/// The layers of the fence, as bits, in the order in which a process enters them.
typedef enum fence_layer {
  /// Namespaces of its own for users, network, shared memory and host names; optional.
  FENCE_NAMESPACES = 1,
  /// No capability, not even root's.
  FENCE_CAPABILITIES = 2,
  /// No new privileges by starting a program.
  FENCE_PRIVILEGES = 4,
  /// Landlock: no file, no TCP, no signal to others, as far as the kernel supports each; optional.
  FENCE_LANDLOCK = 8,
  /// Limits on memory, files, written bytes, processes, core dumps and CPU time.
  FENCE_LIMITS = 16,
  /// Ends when its host ends, and cannot be debugged or dumped.
  FENCE_HOST = 32,
  /// A filter of system calls: memory without code, time, waiting, and the process's own signals; all else is EPERM.
  FENCE_CALLS = 64,
  FENCE_ALL = 127,
} fence_layer;

/// Enters `layers` permanently. The limits are `memory_bytes` of address space beyond the current use, and
/// `cpu_seconds`; the process ends with its parent `host`.
///
/// Returns 0, or the first of the `required` layers that does not hold here, with its errno in `*error`. Other layers
/// that do not hold are skipped.
uint32_t fence_enter(
    uint32_t layers, uint32_t required, int64_t memory_bytes, int64_t cpu_seconds, pid_t host, int *error);

#endif
