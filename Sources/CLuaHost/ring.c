// The last n numbers.
#include "vm.h"

#pragma clang fp contract(off)

enum { longest = 1 << 24 };

typedef struct ring {
  uint32_t tag;
  int64_t capacity;
  int64_t count;
  /// The position of the oldest.
  int64_t start;
  double numbers[];
} ring;

static ring *self(lua_State *L) { return lh_check(L, 1, LH_TAG_RING, "a ring"); }

/// The i-th, the oldest first, from 0; i is below the capacity.
static double *number_at(ring *r, int64_t i) {
  int64_t at = r->start + i;
  return &r->numbers[at < r->capacity ? at : at - r->capacity];
}

/// ring:push(x): returns the dropped number, or nil.
static int push(lua_State *L) {
  ring *r = self(L);
  double x = lh_number(L, 2, "a number");
  if (r->count < r->capacity) {
    *number_at(r, r->count++) = x;
    return lh_nil(L);
  }
  double *oldest = number_at(r, 0);
  lua_pushnumber(L, *oldest);
  *oldest = x;
  r->start = r->start + 1 < r->capacity ? r->start + 1 : 0;
  return 1;
}

/// ring:sum(), added from the oldest on.
static int sum(lua_State *L) {
  ring *r = self(L);
  lh_charge(L, (size_t)r->count / 4);
  double total = 0;
  for (int64_t i = 0; i < r->count; i++) total += *number_at(r, i);
  lua_pushnumber(L, total);
  return 1;
}

static int read_place(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING) return lh_push_method(L);
  ring *r = self(L);
  int whole = 0;
  lua_Integer i = lua_tointegerx(L, 2, &whole);
  if (!whole || i < 1 || i > r->count) {
    lh_bad(L, 2, r->count == 0 ? "no place: the ring is empty"
                               : lua_pushfstring(L, "a place in 1 … %I of the ring", (LUAI_UACINT)r->count));
  }
  lua_pushnumber(L, *number_at(r, i - 1));
  return 1;
}

static int length(lua_State *L) {
  lua_pushinteger(L, self(L)->count);
  return 1;
}

/// host.ring(n)
static int new_ring(lua_State *L) {
  lua_Integer capacity = lh_integer(L, 1, 1, longest, "how many numbers to keep, 1 to 16777216");
  ring *r = lh_push_object(L, lh_bytes(sizeof(ring), capacity, sizeof(double)), LH_TAG_RING);
  r->capacity = capacity;
  return 1;
}

void lh_open_ring(lua_State *L) {
  static const luaL_Reg methods[] = {{"push", push}, {"sum", sum}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__index", read_place}, {"__len", length}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"ring", new_ring}, {NULL, NULL}};
  lh_register(L, LH_TAG_RING, "ring", methods, meta);
  luaL_setfuncs(L, functions, 0);
}
