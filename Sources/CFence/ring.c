// Rings of bytes in shared memory: one writer and one reader each. They sleep on a futex while they wait, and spin
// first if they run on different processors.

#define _GNU_SOURCE
#include "include/fence_ring.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
  /// A line of the processor's cache, in bytes.
  LINE = 64,
  /// The duration of a spin.
  SPIN_NANOS = 20000,
  /// A spin that fails costs about as much as this many successful ones save; too many failures disable spinning for a
  /// while.
  VAIN_WEIGHT = 8,
  VAIN_LIMIT = 64,
  /// The number of requests without spinning, before it is tried again.
  TOGETHER = 4096,
};

#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 8U
#endif

/// Counts only grow, modulo 2^32, and each is written by one side. The reader of a ring sleeps on `written`, its writer
/// on `taken`; a side that is about to sleep sets the flag next to it.
typedef struct ring {
  _Alignas(LINE) _Atomic uint32_t written;
  _Atomic uint32_t reader_sleeps;
  _Alignas(LINE) _Atomic uint32_t taken;
  _Atomic uint32_t writer_sleeps;
  _Alignas(LINE) unsigned char bytes[FENCE_RING_BYTES];
} ring;

struct fence_shared {
  ring to_child;
  ring to_host;
  pid_t maker;
  /// Whether the child is to spin. The host never reads it.
  _Atomic uint32_t spins;
};

_Static_assert(offsetof(struct fence_shared, to_child) == FENCE_RING_TO_CHILD, "as the header says");
_Static_assert(offsetof(struct fence_shared, to_host) == FENCE_RING_TO_HOST, "as the header says");
_Static_assert(offsetof(ring, taken) == FENCE_RING_TAKEN, "as the header says");
_Static_assert(offsetof(ring, bytes) == FENCE_RING_AT, "as the header says");
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "locks are not shared between processes");

enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL };

int fence_share(void) {
  int descriptor = memfd_create("polarbench", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
  // Kernels before 6.3 do not know the last flag.
  if (descriptor < 0 && errno == EINVAL) descriptor = memfd_create("polarbench", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return -1;
  pid_t maker = getpid();
  if (ftruncate(descriptor, sizeof(struct fence_shared)) == 0
      && pwrite(descriptor, &maker, sizeof maker, offsetof(struct fence_shared, maker)) == sizeof maker
      && fcntl(descriptor, F_ADD_SEALS, SEALS) == 0) {
    return descriptor;
  }
  int error = errno;
  close(descriptor);
  errno = error;
  return -1;
}

/// The children of this program.
static _Atomic int children;

bool fence_join(fence_end *end, int descriptor, bool is_host) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return false;
  int seals = fcntl(descriptor, F_GET_SEALS);
  if (seals < 0 || (seals & SEALS) != SEALS || status.st_size != sizeof(struct fence_shared)) {
    errno = EINVAL;
    return false;
  }
  void *memory = mmap(NULL, sizeof(struct fence_shared), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (memory == MAP_FAILED) return false;
  *end = (fence_end){.shared = memory, .is_host = is_host, .processor = -1};
  if (is_host) atomic_fetch_add(&children, 1);
  return true;
}

void fence_leave(fence_end *end) {
  if (end->is_host) atomic_fetch_sub(&children, 1);
  munmap(end->shared, sizeof(struct fence_shared));
}

pid_t fence_maker(const fence_end *end) { return end->shared->maker; }

void fence_place(fence_end *end, pid_t child) {
  if (end->is_apart && end->in_vain > VAIN_LIMIT) end->together = TOGETHER;
  if (end->together > 0) end->together--;
  int here = sched_getcpu();
  bool may_part = end->together == 0 && atomic_load_explicit(&children, memory_order_relaxed) <= end->processors;
  if (here == end->processor && may_part == end->may_part) return;
  end->processor = here;
  end->may_part = may_part;

  cpu_set_t allowed, there;
  if (here < 0 || here >= CPU_SETSIZE || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  end->processors = CPU_COUNT(&allowed);
  CPU_ZERO(&there);
  int other = here;
  if (may_part) {
    do other = (other + 1) % CPU_SETSIZE;
    while (other != here && !CPU_ISSET(other, &allowed));
  }
  CPU_SET(other, &there);
  end->is_apart = sched_setaffinity(child, sizeof there, &there) == 0 && other != here;
  end->in_vain = 0;
  atomic_store_explicit(&end->shared->spins, end->is_apart, memory_order_relaxed);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

/// Whether the word changed from `seen` during the spin.
static bool spin(const _Atomic uint32_t *word, uint32_t seen) {
  int64_t end = now() + SPIN_NANOS;
  do {
    for (int i = 0; i < 32; i++) {
      if (atomic_load_explicit(word, memory_order_acquire) != seen) return true;
      relax();
    }
  } while (now() < end);
  return false;
}

/// Whether a spin succeeded; counted for the host.
static bool spins(fence_end *end, const _Atomic uint32_t *word, uint32_t seen) {
  if (!end->is_host) return atomic_load_explicit(&end->shared->spins, memory_order_relaxed) && spin(word, seen);
  if (!end->is_apart) return false;
  if (!spin(word, seen)) {
    end->in_vain += VAIN_WEIGHT;
    return false;
  }
  if (end->in_vain > 0) end->in_vain--;
  return true;
}

/// Waits while the word is `seen`, at most about `nanos`.
static void wait_for(
    fence_end *end, _Atomic uint32_t *word, uint32_t seen, _Atomic uint32_t *sleeps, int64_t nanos) {
  if (nanos <= 0 || spins(end, word, seen)) return;
  struct timespec longest = {.tv_sec = nanos / 1000000000, .tv_nsec = nanos % 1000000000};
  atomic_store_explicit(sleeps, 1, memory_order_relaxed);
  // Either this sees the other side's new count, or the other side sees the sleeper: see `announce`.
  atomic_thread_fence(memory_order_seq_cst);
  if (atomic_load_explicit(word, memory_order_relaxed) == seen) {
    syscall(SYS_futex, word, FUTEX_WAIT, seen, &longest, NULL, 0);
  }
  atomic_store_explicit(sleeps, 0, memory_order_relaxed);
}

/// Publishes a count of this end, and wakes a sleeper on it.
static void announce(_Atomic uint32_t *word, uint32_t count, const _Atomic uint32_t *sleeps) {
  atomic_store_explicit(word, count, memory_order_release);
  atomic_thread_fence(memory_order_seq_cst);
  if (atomic_load_explicit(sleeps, memory_order_relaxed)) syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
}

int64_t fence_write(fence_end *end, const void *bytes, size_t count, int64_t nanos) {
  ring *ring = end->is_host ? &end->shared->to_child : &end->shared->to_host;
  uint32_t taken = atomic_load_explicit(&ring->taken, memory_order_acquire);
  if (end->written - taken == FENCE_RING_BYTES) {
    wait_for(end, &ring->taken, taken, &ring->writer_sleeps, nanos);
    taken = atomic_load_explicit(&ring->taken, memory_order_acquire);
  }
  uint32_t used = end->written - taken;
  if (used > FENCE_RING_BYTES) return -1;
  uint32_t room = FENCE_RING_BYTES - used;
  uint32_t length = count < room ? (uint32_t)count : room;
  if (length == 0) return 0;
  uint32_t at = end->written % FENCE_RING_BYTES;
  uint32_t first = length < FENCE_RING_BYTES - at ? length : FENCE_RING_BYTES - at;
  memcpy(ring->bytes + at, bytes, first);
  memcpy(ring->bytes, (const unsigned char *)bytes + first, length - first);
  end->written += length;
  announce(&ring->written, end->written, &ring->reader_sleeps);
  return length;
}

int64_t fence_read(fence_end *end, void *bytes, size_t count, int64_t nanos) {
  ring *ring = end->is_host ? &end->shared->to_host : &end->shared->to_child;
  uint32_t written = atomic_load_explicit(&ring->written, memory_order_acquire);
  if (written == end->taken) {
    wait_for(end, &ring->written, written, &ring->reader_sleeps, nanos);
    written = atomic_load_explicit(&ring->written, memory_order_acquire);
  }
  uint32_t filled = written - end->taken;
  if (filled > FENCE_RING_BYTES) return -1;
  uint32_t length = count < filled ? (uint32_t)count : filled;
  if (length == 0) return 0;
  uint32_t at = end->taken % FENCE_RING_BYTES;
  uint32_t first = length < FENCE_RING_BYTES - at ? length : FENCE_RING_BYTES - at;
  memcpy(bytes, ring->bytes + at, first);
  memcpy((unsigned char *)bytes + first, ring->bytes, length - first);
  end->taken += length;
  announce(&ring->taken, end->taken, &ring->writer_sleeps);
  return length;
}
