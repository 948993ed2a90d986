// Counts, lengths and sizes: bounded before they are multiplied, added or allocated.
//
// A count that comes from a script is first checked against a limit (lh_integer, lh_length). Sizes computed from it
// saturate: a size that is too large stays too large, and the allocator refuses it.
#ifndef POLARBENCH_SIZES_H
#define POLARBENCH_SIZES_H

#include <stddef.h>
#include <stdint.h>

/// More than any machine has; a block of this size is always refused.
#define LH_TOO_MUCH ((size_t)PTRDIFF_MAX / 2)

/// a + b, a · b; LH_TOO_MUCH if the result is larger.
static inline size_t lh_add_sizes(size_t a, size_t b) {
  size_t sum;
  return __builtin_add_overflow(a, b, &sum) || sum > LH_TOO_MUCH ? LH_TOO_MUCH : sum;
}
static inline size_t lh_multiply_sizes(size_t a, size_t b) {
  size_t product;
  return __builtin_mul_overflow(a, b, &product) || product > LH_TOO_MUCH ? LH_TOO_MUCH : product;
}

/// Bytes of `head` and of `count` items after it; LH_TOO_MUCH if `count` is negative.
static inline size_t lh_bytes(size_t head, int64_t count, size_t item) {
  return count < 0 ? LH_TOO_MUCH : lh_add_sizes(head, lh_multiply_sizes((size_t)count, item));
}

/// `spent` + `work`, at most INT64_MAX.
static inline int64_t lh_add_work(int64_t spent, size_t work) {
  int64_t sum;
  return __builtin_add_overflow(spent, work, &sum) ? INT64_MAX : sum;
}

/// Items of the list at a stack index.
///
/// Lua's `#` of a table with holes may be any position before a hole, even 2⁶³ − 1. A length that exceeds the memory
/// limit is a fault; a lower one is accepted, and holes are read as nil.
int64_t lh_length(lua_State *L, int index);

#endif
