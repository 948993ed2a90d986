// Keys of tables, sorted.
#include "keys.h"

#include <math.h>
#include <string.h>

/// Compares whole numbers with others: another key lies between whole numbers, or beyond all of them.
static bool is_whole_below(lua_Integer whole, double number) {
  if (number >= 0x1p63) return true;
  if (number < -0x1p63) return false;
  return whole <= (lua_Integer)floor(number);
}

static int place_of(const lh_key *k) { return k->kind == LH_OTHER ? 2 : k->kind == LH_TEXT; }

bool lh_key_is_below(const lh_key *a, const lh_key *b) {
  if (place_of(a) != place_of(b)) return place_of(a) < place_of(b);
  switch (a->kind) {
    case LH_OTHER: return a->type != b->type ? a->type < b->type : a->rank < b->rank;
    case LH_TEXT: {
      int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
      return order != 0 ? order < 0 : a->length < b->length;
    }
    case LH_WHOLE: return b->kind == LH_WHOLE ? a->whole < b->whole : is_whole_below(a->whole, b->number);
    default: return b->kind == LH_NUMBER ? a->number < b->number : !is_whole_below(b->whole, a->number);
  }
}

lh_key lh_read_key(lua_State *L, int index) {
  lh_key k = {0};
  if (lua_isinteger(L, index)) {
    k.kind = LH_WHOLE;
    k.whole = lua_tointeger(L, index);
  } else if (lua_type(L, index) == LUA_TNUMBER) {
    k.kind = LH_NUMBER;
    k.number = lua_tonumber(L, index);
  } else if (lua_type(L, index) == LUA_TSTRING) {
    k.kind = LH_TEXT;
    k.text = lua_tolstring(L, index, &k.length);
  } else {
    k.kind = LH_OTHER;
    k.type = lua_type(L, index);
    if (k.type == LUA_TUSERDATA) k.rank = (int)(*(uint32_t *)lua_touserdata(L, index) - LH_TAG_VECTOR);
    if (k.type == LUA_TBOOLEAN) k.rank = lua_toboolean(L, index);
  }
  return k;
}

static void push_key(lua_State *L, const lh_key *k) {
  switch (k->kind) {
    case LH_WHOLE: lua_pushinteger(L, k->whole); break;
    case LH_NUMBER: lua_pushnumber(L, k->number); break;
    default: lua_pushlstring(L, k->text, k->length);
  }
}

static void sink(lh_key *keys, size_t place, size_t count) {
  lh_key moving = keys[place];
  for (size_t child = 2 * place + 1; child < count; child = 2 * place + 1) {
    if (child + 1 < count && lh_key_is_below(&keys[child], &keys[child + 1])) child++;
    if (!lh_key_is_below(&moving, &keys[child])) break;
    keys[place] = keys[child];
    place = child;
  }
  keys[place] = moving;
}

/// Heap sort: in place, and never slower than count · log count.
static void sort(lua_State *L, lh_key *keys, size_t count) {
  size_t levels = count > 0 ? (size_t)(64 - __builtin_clzll(count)) : 0;
  for (size_t i = count / 2; i > 0; i--) {
    sink(keys, i - 1, count);
    lh_charge_round(L, i - 1, levels);
  }
  for (size_t end = count > 0 ? count - 1 : 0; end > 0; end--) {
    lh_charge_round(L, end, levels);
    lh_key greatest = keys[0];
    keys[0] = keys[end];
    keys[end] = greatest;
    sink(keys, 0, end);
  }
}

/// Raises an error about the lowest key that is neither a number nor a text, so that the message does not depend on the
/// table's order.
static void refuse(lua_State *L, int table, const char *refusal) {
  lh_key lowest = {0};
  lua_pushnil(L);
  int shown = lua_gettop(L);
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
    lh_key k = lh_read_key(L, -2);
    if (k.kind != LH_OTHER || (lowest.kind == LH_OTHER && !lh_key_is_below(&k, &lowest))) continue;
    lowest = k;
    lua_pushvalue(L, -2);
    lua_replace(L, shown);
  }
  luaL_error(L, "%s; here is %s", refusal, lh_describe(L, shown));
}

/// Counts the keys of a table; sets whether they are 1, 2, 3, … in this order.
static size_t count_keys(lua_State *L, int table, const char *refusal, bool *is_list) {
  size_t count = 0;
  *is_list = true;
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
    count++;
    int type = lua_type(L, -2);
    if (type != LUA_TNUMBER && type != LUA_TSTRING) refuse(L, table, refusal);
    if (!lua_isinteger(L, -2) || lua_tointeger(L, -2) != (lua_Integer)count) *is_list = false;
    lh_charge_round(L, count, 1);
  }
  return count;
}

size_t lh_push_keys(lua_State *L, int index, const char *refusal) {
  int table = lua_absindex(L, index);
  luaL_checkstack(L, 12, "keys");
  // The table's empty slots are scanned twice; about 200 bytes of them count as one instruction.
  lh_charge(L, lh_of(L)->longest_hash / 100);
  bool is_list;
  size_t count = count_keys(L, table, refusal, &is_list);
  lua_pushnil(L);
  if (is_list) return count;
  int slot = lua_gettop(L);
  lh_key few[32], *keys = few;
  if (count > sizeof few / sizeof few[0]) {
    keys = lua_newuserdatauv(L, lh_multiply_sizes(count, sizeof(lh_key)), 0);
    lua_replace(L, slot);
  }
  size_t at = 0;
  bool is_sorted = true;
  for (lua_pushnil(L); lua_next(L, table) != 0 && at < count; lua_pop(L, 1)) {
    keys[at] = lh_read_key(L, -2);
    if (at > 0 && !lh_key_is_below(&keys[at - 1], &keys[at])) is_sorted = false;
    lh_charge_round(L, at++, 1);
  }
  lua_settop(L, slot);
  if (!is_sorted) sort(L, keys, at);
  // Keys of a list that are not stored in order.
  if (at > 0 && keys[0].kind == LH_WHOLE && keys[0].whole == 1 && keys[at - 1].kind == LH_WHOLE &&
      keys[at - 1].whole == (lua_Integer)at) {
    lua_pushnil(L);
    lua_replace(L, slot);
    return at;
  }
  lua_createtable(L, at < INT32_MAX ? (int)at : 0, 0);
  for (size_t i = 0; i < at; i++) {
    push_key(L, &keys[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
    lh_charge_round(L, i, 1);
  }
  lua_replace(L, slot);
  return at;
}
