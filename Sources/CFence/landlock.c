// Landlock, if the kernel has it: everything that its version can restrict is forbidden.

#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "layers.h"

/// As in <linux/landlock.h> since version 6; older headers have fewer fields.
struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scoped;
};

enum { RULESET_VERSION = 1 };

int fence_landlock(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, RULESET_VERSION);
  if (version < 1) return errno;
  struct ruleset ruleset = {
      // 13 rights at first, then moving between folders, truncating, and commands to devices.
      .files = version >= 5 ? 0xffff : version >= 3 ? 0x7fff : version >= 2 ? 0x3fff : 0x1fff,
      // Binding and connecting of TCP.
      .network = version >= 4 ? 3 : 0,
      // Abstract sockets and signals.
      .scoped = version >= 6 ? 3 : 0,
  };
  long descriptor = syscall(SYS_landlock_create_ruleset, &ruleset, sizeof ruleset, 0);
  if (descriptor < 0) return errno;
  int error = syscall(SYS_landlock_restrict_self, descriptor, 0) == 0 ? 0 : errno;
  close((int)descriptor);
  return error;
}
