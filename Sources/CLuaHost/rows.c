// Tables of rows that grow at the end and are trimmed at the front: recent contexts, one per row.
#include <string.h>

#include "vm.h"

enum { widest = 1 << 20 };

static lh_rows *self(lua_State *L) { return lh_check(L, 1, LH_TAG_ROWS, "rows"); }

static size_t bytes(const lh_rows *rows, int64_t count) {
  return lh_bytes(0, count, lh_bytes(0, rows->width, sizeof(double)));
}

static double *row_at(const lh_rows *rows, int64_t i) { return rows->data + i * rows->width; }

/// Grows to `capacity` rows and moves the existing ones to the base; `index` is their stack index.
static void reach(lua_State *L, lh_rows *rows, int index, int64_t capacity) {
  double *block = lh_grow(L, index, rows->data, bytes(rows, rows->count), bytes(rows, capacity));
  rows->base = rows->data = block;
  rows->capacity = capacity;
}

lh_rows *lh_push_rows(lua_State *L, int64_t width, int64_t count) {
  lh_rows *rows = lh_push_object(L, sizeof(lh_rows), LH_TAG_ROWS);
  rows->width = width;
  if (count > 0) {
    reach(L, rows, -1, count);
    memset(rows->data, 0, bytes(rows, count));
    rows->count = count;
  }
  return rows;
}

/// Makes space for one more row: reuses the trimmed part if that is at least half of the block, else doubles the block.
static void make_room(lua_State *L, lh_rows *rows) {
  int64_t trimmed = rows->width > 0 ? (rows->data - rows->base) / rows->width : 0;
  if (trimmed + rows->count < rows->capacity) return;
  if (rows->capacity == 0 || trimmed < rows->capacity / 2) {
    reach(L, rows, 1, rows->capacity < 8 ? 16 : 2 * rows->capacity);
  } else {
    lh_charge(L, (size_t)(rows->count * rows->width) / 8);
    memmove(rows->base, rows->data, bytes(rows, rows->count));
    rows->data = rows->base;
  }
}

/// rows:append(v)
static int append(lua_State *L) {
  lh_rows *rows = self(L);
  const lh_vector *v = lh_check(L, 2, LH_TAG_VECTOR, "a vector");
  if (v->count != rows->width) {
    return luaL_error(L, "bad argument: append() expected a vector of %I numbers, got one of %I",
                      (LUAI_UACINT)rows->width, (LUAI_UACINT)v->count);
  }
  make_room(L, rows);
  lh_charge(L, (size_t)rows->width / 8);
  memcpy(row_at(rows, rows->count), v->data, bytes(rows, 1));
  rows->count++;
  return 0;
}

/// rows:get(i, j)
static int get(lua_State *L) {
  lh_rows *rows = self(L);
  lua_Integer i = lh_integer(L, 2, LUA_MININTEGER, LUA_MAXINTEGER, "the number of a row");
  lua_Integer j = lh_integer(L, 3, LUA_MININTEGER, LUA_MAXINTEGER, "the number of a column");
  if (i < 1 || i > rows->count || j < 1 || j > rows->width) {
    return luaL_error(L, "bad argument: get() expected a place within %I rows of %I, got (%I, %I)",
                      (LUAI_UACINT)rows->count, (LUAI_UACINT)rows->width, (LUAI_UACINT)i, (LUAI_UACINT)j);
  }
  lua_pushnumber(L, row_at(rows, i - 1)[j - 1]);
  return 1;
}

static int64_t how_many(lua_State *L, const lh_rows *rows) {
  lua_Integer n = lh_integer(L, 2, 0, LUA_MAXINTEGER, "how many rows, 0 or more");
  return n < rows->count ? n : rows->count;
}

/// rows:last(n): a copy.
static int last(lua_State *L) {
  lh_rows *rows = self(L);
  int64_t n = how_many(L, rows);
  lh_rows *copy = lh_push_rows(L, rows->width, n);
  if (n > 0) memcpy(copy->data, row_at(rows, rows->count - n), bytes(rows, n));
  return 1;
}

/// rows:spaced(n): a copy of the rows ⌊i · #rows / n⌋.
static int spaced(lua_State *L) {
  lh_rows *rows = self(L);
  int64_t n = how_many(L, rows);
  lh_rows *copy = lh_push_rows(L, rows->width, n);
  for (int64_t i = 0; i < n; i++) {
    int64_t from = (int64_t)((__int128)i * rows->count / n);
    memcpy(row_at(copy, i), row_at(rows, from), bytes(rows, 1));
  }
  return 1;
}

/// rows:trim(n): keeps the last n.
static int trim(lua_State *L) {
  lh_rows *rows = self(L);
  int64_t n = how_many(L, rows);
  if (n < rows->count) rows->data = row_at(rows, rows->count - n);
  rows->count = n;
  return 0;
}

static int read_field(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING && strcmp(lua_tostring(L, 2), "width") == 0) {
    lua_pushinteger(L, self(L)->width);
    return 1;
  }
  if (lua_type(L, 2) == LUA_TNUMBER) return luaL_error(L, "rows are read by rows:get(i, j)");
  return lh_push_method(L);
}

static int length(lua_State *L) {
  lua_pushinteger(L, self(L)->count);
  return 1;
}

/// host.rows(d)
static int new_rows(lua_State *L) {
  lh_push_rows(L, lh_integer(L, 1, 1, widest, "the length of a row, 1 or more"), 0);
  return 1;
}

void lh_open_rows(lua_State *L) {
  static const luaL_Reg methods[] = {{"append", append}, {"get", get},   {"last", last},
                                     {"spaced", spaced}, {"trim", trim}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__index", read_field}, {"__len", length}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"rows", new_rows}, {NULL, NULL}};
  lh_register(L, LH_TAG_ROWS, "rows", methods, meta);
  luaL_setfuncs(L, functions, 0);
}
