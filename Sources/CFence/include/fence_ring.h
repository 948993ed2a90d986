// Two rings of bytes in memory that two processes share. One end is the host's; it trusts none of the contents.
#ifndef POLARBENCH_FENCE_RING_H
#define POLARBENCH_FENCE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
  /// Bytes of one ring.
  FENCE_RING_BYTES = 1 << 16,
  /// Offsets of the rings in the shared memory, from the host to the child and back; and within a ring, of its bytes
  /// and of the counts of bytes written and taken, modulo 2^32.
  FENCE_RING_TO_CHILD = 0,
  FENCE_RING_TO_HOST = FENCE_RING_BYTES + 128,
  FENCE_RING_WRITTEN = 0,
  FENCE_RING_TAKEN = 64,
  FENCE_RING_AT = 128,
};

struct fence_shared;

/// One end of the shared memory.
typedef struct fence_end {
  struct fence_shared *shared;
  bool is_host;
  /// Bytes that this end wrote and took so far, modulo 2^32: private, so that the other end cannot change them.
  uint32_t written;
  uint32_t taken;
  /// For the host's end: see `fence_place`.
  bool may_part;
  bool is_apart;
  int processor;
  int processors;
  uint32_t in_vain;
  uint32_t together;
} fence_end;

/// Makes the shared memory, with a sealed size; returns its descriptor, or -1 with errno.
int fence_share(void);

/// Maps the shared memory of a descriptor, which may be closed afterwards; false with errno if it is not such memory.
bool fence_join(fence_end *end, int descriptor, bool is_host);

/// Unmaps it.
void fence_leave(fence_end *end);

/// The process that made it, for the child.
pid_t fence_maker(const fence_end *end);

/// Chooses a processor for the child for the host's next request; call it on the requesting thread.
///
/// Two threads that wait for each other are fastest on two processors, where they spin before they sleep. On one
/// processor, the other thread is one context switch away. Sleeping on different processors is slow. So they are on
/// different processors as long as this program has no more children than processors and spinning is successful, else
/// on the same one.
void fence_place(fence_end *end, pid_t child);

/// Writes up to `count` bytes. Returns their number; 0 if there was no space within about `nanos`, or earlier; -1 if
/// the other end's count is invalid.
int64_t fence_write(fence_end *end, const void *bytes, size_t count, int64_t nanos);

/// Reads up to `count` bytes. Returns their number; 0 if none arrived within about `nanos`, or earlier; -1 like
/// `fence_write`.
int64_t fence_read(fence_end *end, void *bytes, size_t count, int64_t nanos);

#endif
