// `pairs` in a fixed order that does not depend on the table's memory, and `ipairs` over lists, vectors and rings.
#include "keys.h"

/// Upvalues: the table, its keys (nil: 1, 2, 3, …), their number, and the number visited. Keys whose value was removed
/// are skipped.
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
  size_t count = lh_push_keys(L, 1, "pairs() visits keys that are numbers or texts, in order");
  lua_pushinteger(L, (lua_Integer)count);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_pair, 4);
  return 1;
}

static int next_item(lua_State *L) {
  // Scripts can call this function with any start.
  lua_Integer i = luaL_checkinteger(L, 2);
  if (i == LUA_MAXINTEGER) return 0;
  lua_pushinteger(L, ++i);
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
