// Approximate counts of ids: a count-min sketch with the same hash as the built-in W-TinyLFU.
#include <string.h>

#include "vm.h"

enum { deepest = 16, widest = 1 << 24 };

typedef struct sketch {
  uint32_t tag;
  uint32_t depth;
  /// A power of two.
  uint32_t width;
  uint32_t most;
  /// Counter (column, row) at column · depth + row.
  uint32_t *counters;
} sketch;

static sketch *self(lua_State *L) { return lh_check(L, 1, LH_TAG_SKETCH, "a sketch"); }

static size_t counter_count(const sketch *s) { return (size_t)s->width * s->depth; }

/// The counters of an id: the low half of the hash, advanced from row to row by the odd high half.
typedef struct trail {
  uint32_t at, by;
} trail;

static trail trail_of(uint32_t id) {
  uint64_t word = (uint64_t)(id - 1) + 0x9e3779b97f4a7c15;
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
  word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
  word ^= word >> 31;
  return (trail){.at = (uint32_t)word, .by = (uint32_t)(word >> 32) | 1};
}

static uint32_t *counter(const sketch *s, trail *t, uint32_t row) {
  uint32_t column = t->at & (s->width - 1);
  t->at += t->by;
  return &s->counters[(size_t)column * s->depth + row];
}

/// sketch:add(id)
static int add(lua_State *L) {
  sketch *s = self(L);
  trail t = trail_of(lh_id(L, 2));
  for (uint32_t row = 0; row < s->depth; row++) {
    uint32_t *c = counter(s, &t, row);
    if (*c < s->most) ++*c;
  }
  return 0;
}

/// sketch:estimate(id): the least of its counters.
static int estimate(lua_State *L) {
  sketch *s = self(L);
  trail t = trail_of(lh_id(L, 2));
  uint32_t least = UINT32_MAX;
  for (uint32_t row = 0; row < s->depth; row++) {
    uint32_t c = *counter(s, &t, row);
    if (c < least) least = c;
  }
  lua_pushinteger(L, least);
  return 1;
}

/// sketch:halve(): all counters, rounded down.
static int halve(lua_State *L) {
  sketch *s = self(L);
  lh_charge(L, counter_count(s) / 4);
  for (size_t i = 0; i < counter_count(s); i++) s->counters[i] >>= 1;
  return 0;
}

static int width(lua_State *L) {
  lua_pushinteger(L, self(L)->width);
  return 1;
}

/// sketch:widen(n): both halves of a doubled row start as copies of the old row, so that all estimates stay the same.
static int widen(lua_State *L) {
  sketch *s = self(L);
  lua_Integer n = lh_integer(L, 2, 0, widest, "a width of at most 16777216");
  while (s->width < n) {
    size_t bytes = counter_count(s) * sizeof(uint32_t);
    uint32_t *counters = lh_grow(L, 1, s->counters, bytes, lh_multiply_sizes(2, bytes));
    memcpy(counters + counter_count(s), counters, bytes);
    s->counters = counters;
    s->width *= 2;
  }
  return 0;
}

/// host.sketch(width, depth, most)
static int new_sketch(lua_State *L) {
  lua_Integer wide = lh_integer(L, 1, 1, widest, "a width, 1 to 16777216");
  lua_Integer depth = lh_integer(L, 2, 1, deepest, "a depth, 1 to 16");
  lua_Integer most = lua_isnoneornil(L, 3) ? UINT32_MAX : lh_integer(L, 3, 1, UINT32_MAX, "a highest count, 1 or more");
  lua_settop(L, 0);
  sketch *s = lh_push_object(L, sizeof(sketch), LH_TAG_SKETCH);
  s->depth = (uint32_t)depth;
  s->most = (uint32_t)most;
  for (s->width = 1; s->width < wide;) s->width *= 2;
  size_t bytes = counter_count(s) * sizeof(uint32_t);
  s->counters = lh_grow(L, 1, NULL, 0, bytes);
  memset(s->counters, 0, bytes);
  return 1;
}

void lh_open_sketch(lua_State *L) {
  static const luaL_Reg methods[] = {{"add", add},     {"estimate", estimate}, {"halve", halve},
                                     {"width", width}, {"widen", widen},       {NULL, NULL}};
  static const luaL_Reg functions[] = {{"sketch", new_sketch}, {NULL, NULL}};
  lh_register(L, LH_TAG_SKETCH, "sketch", methods, NULL);
  luaL_setfuncs(L, functions, 0);
}
