// Vectors of doubles: v[i], #v and simple arithmetic. Sums run in index order.
#include <string.h>

#include "vm.h"

#pragma clang fp contract(off)

/// The longest vector, unless the memory limit is lower.
static const lua_Integer longest_vector = 0x7fffffff;

lh_vector *lh_push_vector(lua_State *L, int64_t count) {
  lh_vector *v = lh_push_object(L, lh_bytes(sizeof(lh_vector), count, sizeof(double)), LH_TAG_VECTOR);
  v->count = count;
  v->data = v->own;
  return v;
}

static lh_vector *self(lua_State *L) { return lh_check(L, 1, LH_TAG_VECTOR, "a vector"); }

/// The vector at index 1, for writing.
static lh_vector *mutable_self(lua_State *L) {
  lh_vector *v = self(L);
  if (v->is_view) luaL_error(L, "this vector is the host's: read it, or write to a copy, host.vector(v)");
  return v;
}

/// Another vector, as long as v; work is charged.
static lh_vector *mate(lua_State *L, int index, const lh_vector *v) {
  lh_vector *w = lh_check(L, index, LH_TAG_VECTOR, "a vector");
  if (w->count != v->count) {
    luaL_error(L, "bad argument: expected a vector of %I numbers, got one of %I", (LUAI_UACINT)v->count,
               (LUAI_UACINT)w->count);
  }
  lh_charge(L, (size_t)v->count / 4);
  return w;
}

/// The 0-based position of the key at index 2.
static int64_t place(lua_State *L, const lh_vector *v) {
  int whole = 0;
  lua_Integer i = lua_tointegerx(L, 2, &whole);
  if (__builtin_expect(!whole || i < 1 || i > v->count, 0)) {
    lh_bad(L, 2, v->count == 0 ? "no place: the vector is empty"
                               : lua_pushfstring(L, "a place in 1 … %I of the vector", (LUAI_UACINT)v->count));
  }
  return i - 1;
}

static int read_place(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING) return lh_push_method(L);
  lh_vector *v = self(L);
  lua_pushnumber(L, v->data[place(L, v)]);
  return 1;
}

static int write_place(lua_State *L) {
  lh_vector *v = self(L);
  if (lua_type(L, 2) != LUA_TNUMBER) lh_bad(L, 2, "a place, as in v[1] = 0.5");
  int64_t i = place(L, v);
  if (v->is_view) mutable_self(L);
  v->data[i] = lh_number(L, 3, "a number to keep in the vector");
  return 0;
}

static int length(lua_State *L) {
  lua_pushinteger(L, self(L)->count);
  return 1;
}

static int dot(lua_State *L) {
  lh_vector *v = self(L), *w = mate(L, 2, v);
  double sum = 0;
  for (int64_t i = 0; i < v->count; i++) sum += v->data[i] * w->data[i];
  lua_pushnumber(L, sum);
  return 1;
}

static int axpy(lua_State *L) {
  lh_vector *v = mutable_self(L), *w = mate(L, 3, v);
  double a = lh_number(L, 2, "a number");
  for (int64_t i = 0; i < v->count; i++) v->data[i] += a * w->data[i];
  lua_settop(L, 1);
  return 1;
}

static int scale(lua_State *L) {
  lh_vector *v = mutable_self(L);
  double a = lh_number(L, 2, "a number");
  lh_charge(L, (size_t)v->count / 4);
  for (int64_t i = 0; i < v->count; i++) v->data[i] *= a;
  lua_settop(L, 1);
  return 1;
}

static int fill(lua_State *L) {
  lh_vector *v = mutable_self(L);
  double x = lh_number(L, 2, "a number");
  lh_charge(L, (size_t)v->count / 4);
  for (int64_t i = 0; i < v->count; i++) v->data[i] = x;
  lua_settop(L, 1);
  return 1;
}

static int copy(lua_State *L) {
  lh_vector *v = mutable_self(L), *w = mate(L, 2, v);
  memmove(v->data, w->data, (size_t)v->count * sizeof(double));
  lua_settop(L, 1);
  return 1;
}

static int sum(lua_State *L) {
  lh_vector *v = self(L);
  lh_charge(L, (size_t)v->count / 4);
  double sum = 0;
  for (int64_t i = 0; i < v->count; i++) sum += v->data[i];
  lua_pushnumber(L, sum);
  return 1;
}

/// The first index with the greatest sign · v, ignoring NaN; nil if there is none.
static int extreme(lua_State *L, double sign) {
  lh_vector *v = self(L);
  lh_charge(L, (size_t)v->count / 4);
  int64_t best = -1;
  double greatest = 0;
  for (int64_t i = 0; i < v->count; i++) {
    double x = sign * v->data[i];
    if (x == x && (best < 0 || x > greatest)) {
      best = i;
      greatest = x;
    }
  }
  if (best < 0) return lh_nil(L);
  lua_pushinteger(L, best + 1);
  return 1;
}

static int argmax(lua_State *L) { return extreme(L, 1); }
static int argmin(lua_State *L) { return extreme(L, -1); }

/// host.zeros(n)
static int zeros(lua_State *L) {
  lh_push_vector(L, lh_integer(L, 1, 0, longest_vector, "a length, 0 or more"));
  return 1;
}

/// host.vector(list), host.vector(v): a copy that may be written to.
static int vector(lua_State *L) {
  const lh_vector *source = lh_test(L, 1, LH_TAG_VECTOR);
  if (source != NULL) {
    lh_vector *v = lh_push_vector(L, source->count);
    if (v->count > 0) memcpy(v->data, source->data, (size_t)v->count * sizeof(double));
    return 1;
  }
  if (lua_type(L, 1) != LUA_TTABLE) lh_bad(L, 1, "a list of numbers, or a vector");
  int64_t count = lh_length(L, 1);
  lh_vector *v = lh_push_vector(L, count);
  lh_charge(L, (size_t)count);
  for (int64_t i = 0; i < count; i++) {
    if (lua_rawgeti(L, 1, i + 1) != LUA_TNUMBER) {
      luaL_error(L, "bad argument: expected numbers in the list, got %s at place %I", lh_describe(L, -1),
                 (LUAI_UACINT)(i + 1));
    }
    v->data[i] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  return 1;
}

void lh_open_vector(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"dot", dot}, {"axpy", axpy}, {"scale", scale},   {"fill", fill},     {"copy", copy},
      {"sum", sum}, {"argmax", argmax}, {"argmin", argmin}, {NULL, NULL}};
  static const luaL_Reg meta[] = {
      {"__index", read_place}, {"__newindex", write_place}, {"__len", length}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"zeros", zeros}, {"vector", vector}, {NULL, NULL}};
  lh_register(L, LH_TAG_VECTOR, "vector", methods, meta);
  luaL_setfuncs(L, functions, 0);
}
