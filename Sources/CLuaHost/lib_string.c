// `string`, without patterns: the work of the other functions is proportional to the strings and is charged.
#include <string.h>

#include "vm.h"

/// The most values that `byte` returns.
enum { most_values = 250 };

static const char *text(lua_State *L, int index, size_t *length) {
  if (!lua_isstring(L, index)) lh_bad(L, index, "a text");
  return lua_tolstring(L, index, length);
}

/// A position; negative ones count from the end: 1-based, 0 if it is before the text.
static lua_Integer place(lua_State *L, int index, lua_Integer absent, size_t length) {
  if (lua_isnoneornil(L, index)) return absent;
  lua_Integer at = lh_integer(L, index, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number as place");
  if (at >= 0) return at;
  return at < -(lua_Integer)length ? 0 : (lua_Integer)length + at + 1;
}

/// The first and the last position of a range; first > last if it is empty.
static void range(lua_State *L, size_t length, lua_Integer first_absent, lua_Integer last_absent, lua_Integer *first,
                  lua_Integer *last) {
  *first = place(L, 2, first_absent, length);
  *last = place(L, 3, last_absent < 0 ? *first : last_absent, length);
  if (*first < 1) *first = 1;
  if (*last > (lua_Integer)length) *last = (lua_Integer)length;
}

/// string.byte(s, first, last)
static int byte(lua_State *L) {
  size_t length;
  const char *s = text(L, 1, &length);
  lua_Integer first, last;
  range(L, length, 1, -1, &first, &last);
  if (first > last) return 0;
  if (last - first >= most_values) return luaL_error(L, "byte() gives at most %d values", most_values);
  luaL_checkstack(L, (int)(last - first + 1), "byte");
  for (lua_Integer i = first; i <= last; i++) lua_pushinteger(L, (unsigned char)s[i - 1]);
  return (int)(last - first + 1);
}

/// string.char(...)
static int chars(lua_State *L) {
  int count = lua_gettop(L);
  lh_builder built;
  lh_build(L, &built);
  char *into = lh_reserve(&built, (size_t)count);
  for (int i = 1; i <= count; i++) into[i - 1] = (char)lh_integer(L, i, 0, 255, "a byte, 0 to 255");
  built.length = (size_t)count;
  lh_push_built(&built);
  return 1;
}

static int length_of(lua_State *L) {
  size_t length;
  text(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

static char lowered(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }
static char raised(char c) { return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c; }

/// Pushes the text of argument 1 with each byte changed.
static int mapped(lua_State *L, char (*change)(char)) {
  size_t length;
  const char *s = text(L, 1, &length);
  lh_builder built;
  lh_build(L, &built);
  char *into = lh_reserve(&built, length);
  for (size_t i = 0; i < length; i++) into[i] = change(s[i]);
  built.length = length;
  lh_push_built(&built);
  return 1;
}

static int lower(lua_State *L) { return mapped(L, lowered); }
static int upper(lua_State *L) { return mapped(L, raised); }

static int reverse(lua_State *L) {
  size_t length;
  const char *s = text(L, 1, &length);
  lh_builder built;
  lh_build(L, &built);
  char *into = lh_reserve(&built, length);
  for (size_t i = 0; i < length; i++) into[i] = s[length - 1 - i];
  built.length = length;
  lh_push_built(&built);
  return 1;
}

/// string.rep(s, n, separator)
static int rep(lua_State *L) {
  size_t length, gap = 0;
  const char *s = text(L, 1, &length);
  lua_Integer n = lh_integer(L, 2, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number of times");
  const char *separator = lua_isnoneornil(L, 3) ? "" : text(L, 3, &gap);
  size_t once = length + gap;
  lh_builder built;
  lh_build(L, &built);
  if (n > 0 && once > 0) {
    size_t total = lh_bytes(0, n, once) - gap;
    char *into = lh_reserve(&built, total);
    lh_charge(L, (size_t)n);
    for (lua_Integer i = 0; i < n; i++) {
      memcpy(into, s, length);
      into += length;
      if (i + 1 == n) break;
      memcpy(into, separator, gap);
      into += gap;
    }
    built.length = total;
  }
  lh_push_built(&built);
  return 1;
}

/// string.sub(s, first, last)
static int sub(lua_State *L) {
  size_t length;
  const char *s = text(L, 1, &length);
  lua_Integer first, last;
  range(L, length, 1, (lua_Integer)length, &first, &last);
  if (first > last) {
    lua_pushliteral(L, "");
  } else {
    lh_charge(L, (size_t)(last - first) / 8);
    lua_pushlstring(L, s + first - 1, (size_t)(last - first + 1));
  }
  return 1;
}

void lh_open_string(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"byte", byte}, {"char", chars},      {"format", lh_format}, {"len", length_of}, {"lower", lower},
      {"rep", rep},   {"reverse", reverse}, {"sub", sub},          {"upper", upper},   {NULL, NULL}};
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  lh_guard(L, "string");
  // Methods of texts: ("x"):rep(3).
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 2);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  lua_setfield(L, -2, "string");
}
