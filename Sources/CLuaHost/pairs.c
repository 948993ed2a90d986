// `pairs` in a fixed order, whatever the table looks like inside, and `ipairs` over lists, vectors and the like.
#include <math.h>
#include <string.h>

#include "vm.h"

/// A key of a table; texts belong to the table.
typedef struct key {
  enum { WHOLE, NUMBER, TEXT } kind;
  union {
    lua_Integer whole;
    double number;
    const char *text;
  };
  size_t length;
} key;

/// Whole numbers against others: a key that is not whole lies between whole numbers, or beyond all of them.
static bool is_whole_below(lua_Integer whole, double number) {
  if (number >= 0x1p63) return true;
  if (number < -0x1p63) return false;
  return whole <= (lua_Integer)floor(number);
}

/// Numbers rising, then texts by bytes. No two keys of a table are equal.
static bool is_below(const key *a, const key *b) {
  if (a->kind == TEXT || b->kind == TEXT) {
    if (a->kind != b->kind) return b->kind == TEXT;
    int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
    return order != 0 ? order < 0 : a->length < b->length;
  }
  if (a->kind == WHOLE) return b->kind == WHOLE ? a->whole < b->whole : is_whole_below(a->whole, b->number);
  return b->kind == NUMBER ? a->number < b->number : !is_whole_below(b->whole, a->number);
}

static void sink(key *keys, size_t place, size_t count) {
  key moving = keys[place];
  for (size_t child = 2 * place + 1; child < count; child = 2 * place + 1) {
    if (child + 1 < count && is_below(&keys[child], &keys[child + 1])) child++;
    if (!is_below(&moving, &keys[child])) break;
    keys[place] = keys[child];
    place = child;
  }
  keys[place] = moving;
}

/// Heap sort: in place, and never slower than count · log count.
static void sort(lua_State *L, key *keys, size_t count) {
  size_t levels = count > 0 ? (size_t)(64 - __builtin_clzll(count)) : 0;
  for (size_t i = count / 2; i-- > 0;) {
    sink(keys, i, count);
    lh_charge_round(L, i, levels);
  }
  for (size_t end = count; end-- > 1;) {
    lh_charge_round(L, end, levels);
    key greatest = keys[0];
    keys[0] = keys[end];
    keys[end] = greatest;
    sink(keys, 0, end);
  }
}

/// The key at the top of the stack.
static key read_key(lua_State *L) {
  key k = {0};
  if (lua_isinteger(L, -1)) {
    k.kind = WHOLE;
    k.whole = lua_tointeger(L, -1);
  } else if (lua_type(L, -1) == LUA_TNUMBER) {
    k.kind = NUMBER;
    k.number = lua_tonumber(L, -1);
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    k.kind = TEXT;
    k.text = lua_tolstring(L, -1, &k.length);
  } else {
    luaL_error(L, "pairs() visits keys that are numbers or texts, in order; here is %s", lh_describe(L, -1));
  }
  return k;
}

static void push_key(lua_State *L, const key *k) {
  switch (k->kind) {
    case WHOLE: lua_pushinteger(L, k->whole); break;
    case NUMBER: lua_pushnumber(L, k->number); break;
    case TEXT: lua_pushlstring(L, k->text, k->length); break;
  }
}

/// Counts the keys of the table at index 1; says whether they are 1, 2, 3, … as they lie.
static size_t count_keys(lua_State *L, bool *is_list) {
  size_t count = 0;
  *is_list = true;
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    count++;
    if (!lua_isinteger(L, -2) || lua_tointeger(L, -2) != (lua_Integer)count) *is_list = false;
    lh_charge_round(L, count, 1);
  }
  return count;
}

/// Pushes a list of the keys of the table at index 1, in order.
static void push_keys(lua_State *L, size_t count) {
  key few[32], *keys = few;
  if (count <= sizeof few / sizeof few[0]) {
    lua_pushnil(L);
  } else {
    keys = lua_newuserdatauv(L, count * sizeof(key), 0);
  }
  size_t at = 0;
  bool is_sorted = true;
  lua_pushnil(L);
  while (at < count && lua_next(L, 1) != 0) {
    lua_pop(L, 1);
    keys[at] = read_key(L);
    if (at > 0 && !is_below(&keys[at - 1], &keys[at])) is_sorted = false;
    lh_charge_round(L, at++, 1);
  }
  lua_settop(L, 2);
  if (!is_sorted) sort(L, keys, at);
  lua_createtable(L, at < INT32_MAX ? (int)at : 0, 0);
  for (size_t i = 0; i < at; i++) {
    push_key(L, &keys[i]);
    lua_rawseti(L, 3, (lua_Integer)i + 1);
    lh_charge_round(L, i, 1);
  }
}

/// Upvalues: the table, its keys (nil: 1, 2, 3, …), how many, and how many were visited. Keys whose value went are
/// passed over.
static int next_pair(lua_State *L) {
  lua_Integer count = lua_tointeger(L, lua_upvalueindex(3)), i = lua_tointeger(L, lua_upvalueindex(4));
  bool has_keys = !lua_isnil(L, lua_upvalueindex(2));
  lua_settop(L, 0);
  while (i++ < count) {
    if (has_keys) {
      lua_rawgeti(L, lua_upvalueindex(2), i);
    } else {
      lua_pushinteger(L, i);
    }
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
      lua_pushinteger(L, i);
      lua_replace(L, lua_upvalueindex(4));
      return 2;
    }
    lua_settop(L, 0);
  }
  return 0;
}

/// pairs(t): numbers rising, then texts by bytes; the keys that t has at the start.
static int pairs(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE) lh_bad(L, 1, "a table");
  lua_settop(L, 1);
  bool is_list;
  size_t count = count_keys(L, &is_list);
  if (is_list) {
    lua_pushnil(L);
  } else {
    push_keys(L, count);
    lua_remove(L, 2);
  }
  lua_pushinteger(L, (lua_Integer)count);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_pair, 4);
  return 1;
}

static int next_item(lua_State *L) {
  lua_Integer i = luaL_checkinteger(L, 2) + 1;
  lua_pushinteger(L, i);
  if (lua_type(L, 1) == LUA_TUSERDATA && lh_test(L, 1, LH_TAG_RESIDENTS) == NULL && i > luaL_len(L, 1)) return 0;
  return lua_geti(L, 1, i) == LUA_TNIL ? 0 : 2;
}

/// ipairs(list): up to the first nil; of a vector or a ring, to its end.
static int ipairs(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE && lua_type(L, 1) != LUA_TUSERDATA) lh_bad(L, 1, "a list");
  lua_pushcfunction(L, next_item);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

void lh_open_pairs(lua_State *L) {
  static const luaL_Reg functions[] = {{"pairs", pairs}, {"ipairs", ipairs}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
