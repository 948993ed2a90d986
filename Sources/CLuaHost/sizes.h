// Counts, lengths and sizes: bounded before they are multiplied, added or allocated.
//
// A count that comes from a script is first checked against a limit (lh_integer, lh_length). What is then worked out of it
// saturates: a size that is too large stays too large, and the allocator refuses it as it refuses every other.
#ifndef POLARBENCH_SIZES_H
#define POLARBENCH_SIZES_H

#include <stddef.h>
#include <stdint.h>

/// More than any machine may have; a block of this size is refused, never made.
#define LH_TOO_MUCH ((size_t)PTRDIFF_MAX / 2)

/// a + b, a · b; LH_TOO_MUCH where that is more.
static inline size_t lh_add_sizes(size_t a, size_t b) {
  size_t sum;
  return __builtin_add_overflow(a, b, &sum) || sum > LH_TOO_MUCH ? LH_TOO_MUCH : sum;
}
static inline size_t lh_multiply_sizes(size_t a, size_t b) {
  size_t product;
  return __builtin_mul_overflow(a, b, &product) || product > LH_TOO_MUCH ? LH_TOO_MUCH : product;
}

/// Bytes of `head` and of `count` items behind it; LH_TOO_MUCH where `count` is negative.
static inline size_t lh_bytes(size_t head, int64_t count, size_t item) {
  return count < 0 ? LH_TOO_MUCH : lh_add_sizes(head, lh_multiply_sizes((size_t)count, item));
}

/// `spent` and `work` more, at most INT64_MAX.
static inline int64_t lh_add_work(int64_t spent, size_t work) {
  int64_t sum;
  return __builtin_add_overflow(spent, work, &sum) ? INT64_MAX : sum;
}

/// Items of the list at a stack index.
///
/// Lua's `#` of a table with holes may be any place before a hole, 2⁶³ − 1 too. An answer that is more than the machine's
/// memory could hold as items is a fault; a lower one is taken, and whoever reads finds nil in the holes.
int64_t lh_length(lua_State *L, int index);

#endif
