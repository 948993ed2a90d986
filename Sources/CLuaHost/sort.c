// table.sort: a merge sort between two internal tables. Stable; for any comparator each item is in the result once, and
// the work is count · log count comparisons.
#include "vm.h"

/// Stack indices of a sort.
enum { LIST = 1, COMPARATOR, FROM, INTO, LEFT, RIGHT };

/// Whether the item at the index RIGHT belongs before the one at LEFT.
static bool right_is_first(lua_State *L) {
  if (lua_isnil(L, COMPARATOR)) return lua_compare(L, RIGHT, LEFT, LUA_OPLT);
  lua_pushvalue(L, COMPARATOR);
  lua_pushvalue(L, RIGHT);
  lua_pushvalue(L, LEFT);
  lua_call(L, 2, 1);
  bool answer = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return answer;
}

static void fetch(lua_State *L, lua_Integer at, int slot) {
  lua_rawgeti(L, FROM, at);
  lua_replace(L, slot);
}

/// Moves the item in the slot to the end of the merged run.
static void put(lua_State *L, int slot, lua_Integer at) {
  lua_pushvalue(L, slot);
  lua_rawseti(L, INTO, at);
}

/// Merges the runs left ..< middle and middle ..< end.
static void merge(lua_State *L, lua_Integer left, lua_Integer middle, lua_Integer end) {
  lua_Integer right = middle, at = left;
  fetch(L, left, LEFT);
  if (right < end) fetch(L, right, RIGHT);
  while (at < end) {
    lh_charge_round(L, (size_t)at, 2);
    bool takes_right = left == middle || (right < end && right_is_first(L));
    put(L, takes_right ? RIGHT : LEFT, at++);
    if (takes_right) {
      if (++right < end) fetch(L, right, RIGHT);
    } else {
      if (++left < middle) fetch(L, left, LEFT);
    }
  }
}

static lua_Integer least(lua_Integer a, lua_Integer b) { return a < b ? a : b; }

/// table.sort(list), table.sort(list, comes_before)
int lh_sort(lua_State *L) {
  lh_check_own_table(L, LIST);
  if (!lua_isnoneornil(L, COMPARATOR) && lua_type(L, COMPARATOR) != LUA_TFUNCTION) {
    lh_bad(L, COMPARATOR, "a function of two items");
  }
  lua_settop(L, COMPARATOR);
  lua_Integer count = lh_length(L, LIST);
  if (count < 2) return 0;
  int room = count < INT32_MAX ? (int)count : 0;
  lua_createtable(L, room, 0);
  lua_createtable(L, room, 0);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, LIST, i);
    lua_rawseti(L, FROM, i);
    lh_charge_round(L, (size_t)i, 1);
  }
  lua_settop(L, RIGHT);
  for (lua_Integer run = 1; run < count; run *= 2) {
    for (lua_Integer left = 1; left <= count; left += 2 * run) {
      merge(L, left, least(left + run, count + 1), least(left + 2 * run, count + 1));
    }
    lua_pushvalue(L, FROM);
    lua_copy(L, INTO, FROM);
    lua_replace(L, INTO);
  }
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, FROM, i);
    lua_rawseti(L, LIST, i);
    lh_charge_round(L, (size_t)i, 1);
  }
  return 0;
}
