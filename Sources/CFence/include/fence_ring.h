// Two rings of bytes in memory that two processes share. One end is the host's; it trusts nothing that lies there.
#ifndef POLARBENCH_FENCE_RING_H
#define POLARBENCH_FENCE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
  /// Of one ring.
  FENCE_RING_BYTES = 1 << 16,
  /// Where the rings lie in the shared memory, from the host to the child and back; where in each its bytes lie, and
  /// the counts of bytes written and taken, modulo 2^32.
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
  /// Bytes that this end wrote and took so far, modulo 2^32: kept here, out of the other end's reach.
  uint32_t written;
  uint32_t taken;
  /// Of the host's end: see `fence_place`.
  bool may_part;
  bool is_apart;
  int processor;
  int processors;
  uint32_t in_vain;
  uint32_t together;
} fence_end;

/// Makes the shared memory, of a size that nobody can change; returns its descriptor, or -1 with errno.
int fence_share(void);

/// Maps the shared memory of a descriptor, which may be closed then; false with errno where it is no such memory.
bool fence_join(fence_end *end, int descriptor, bool is_host);

/// Unmaps it.
void fence_leave(fence_end *end);

/// The process that made it, as the child is told.
pid_t fence_maker(const fence_end *end);

/// Places the child for the host's next question; to be called by the thread that asks.
///
/// Two that wait for each other are fastest apart, each on a processor of its own, where they spin before they sleep; that
/// takes two processors. Together on one, the other is a switch away. What is slow is to sleep apart. So they are apart as long
/// as this program has no more children than processors and spinning pays, and else together.
void fence_place(fence_end *end, pid_t child);

/// Writes up to `count` bytes. Returns how many; 0 if there was no room within about `nanos`, or earlier; -1 if the
/// other end's count makes no sense.
int64_t fence_write(fence_end *end, const void *bytes, size_t count, int64_t nanos);

/// Reads up to `count` bytes. Returns how many; 0 if none came within about `nanos`, or earlier; -1 as `fence_write`.
int64_t fence_read(fence_end *end, void *bytes, size_t count, int64_t nanos);

#endif
