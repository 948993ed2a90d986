// A machine's first small blocks: allocated one after the other from a single block of memory, and kept by size when
// freed.
//
// Making a machine allocates several hundred small tables and functions; malloc would take a quarter of that time. When
// the arena is full, malloc is used, so that the arena has a fixed size.

#include <stdlib.h>
#include <string.h>

#include "vm.h"

// Without the arena every block comes from malloc, so that AddressSanitizer sees its bounds:
// build with -DLH_NO_ARENA.
#ifdef LH_NO_ARENA
void *lh_take(lh_arena *arena, size_t size) { return (void)arena, malloc(size); }
void lh_give(lh_arena *arena, void *block, size_t size) { (void)arena, (void)size, free(block); }
void *lh_resize(lh_arena *arena, void *block, size_t old_size, size_t size) {
  return (void)arena, (void)old_size, realloc(block, size);
}
#else

static bool holds(const lh_arena *arena, const void *block) {
  return (uintptr_t)block - (uintptr_t)arena->bytes < LH_ARENA_BYTES;
}

static size_t class_of(size_t size) { return (size + LH_GRAIN - 1) / LH_GRAIN - 1; }

void *lh_take(lh_arena *arena, size_t size) {
  size_t class = class_of(size);
  if (class >= LH_CLASSES) return malloc(size);
  void *block = arena->free[class];
  if (block) {
    memcpy(&arena->free[class], block, sizeof(void *));
    return block;
  }
  size_t room = (class + 1) * LH_GRAIN;
  if (arena->used + room > LH_ARENA_BYTES) return malloc(size);
  block = arena->bytes + arena->used;
  arena->used += room;
  return block;
}

void lh_give(lh_arena *arena, void *block, size_t size) {
  if (!holds(arena, block)) {
    free(block);
    return;
  }
  size_t class = class_of(size);
  memcpy(block, &arena->free[class], sizeof(void *));
  arena->free[class] = block;
}

void *lh_resize(lh_arena *arena, void *block, size_t old_size, size_t size) {
  if (!holds(arena, block)) return realloc(block, size);
  if (class_of(old_size) == class_of(size)) return block;
  void *moved = lh_take(arena, size);
  if (!moved) return NULL;
  memcpy(moved, block, old_size < size ? old_size : size);
  lh_give(arena, block, old_size);
  return moved;
}
#endif
