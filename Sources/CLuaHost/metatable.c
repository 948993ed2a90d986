// Metatables without finalisers and weak tables, because garbage collection has no fixed step in a script, and without
// metamethods that the limits cannot see.
//
// A script may change a metatable after it was set. So a table that is used as a metatable is guarded from then on by
// its own hidden metatable, a copy of the one it had, whose `__newindex` refuses the same names.
#include <string.h>

#include "vm.h"

/// `__call` too: Lua follows a chain of tables in `__call` within one instruction and moves the arguments each time;
/// neither the budget nor the watchdog can stop it, and a chain that refers to itself takes many minutes.
static const char *const refused[] = {"__call", "__gc", "__close", "__len", "__mode", "__metatable"};
enum { refused_count = sizeof refused / sizeof refused[0] };

/// Its address is the key that marks hidden metatables.
static const char guard_key;

void lh_check_raw_key(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TSTRING) return;
  const char *key = lua_tostring(L, index);
  for (int i = 0; i < refused_count; i++) {
    if (strcmp(key, refused[i]) == 0) luaL_error(L, "metatables take no %s here", refused[i]);
  }
}

void lh_check_own_table(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) lh_bad(L, index, "a table");
  if (luaL_getmetafield(L, index, "__metatable") == LUA_TNIL) return;
  if (lua_isboolean(L, -1)) luaL_error(L, "this table is the host's: it may be read only");
  lua_pop(L, 1);
}

/// `__newindex` of hidden metatables; upvalue: the table's earlier `__newindex`, or nil.
static int write_guarded(lua_State *L) {
  lh_check_raw_key(L, 2);
  if (lua_isnil(L, lua_upvalueindex(1))) {
    lua_rawset(L, 1);
  } else if (lua_isfunction(L, lua_upvalueindex(1))) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 3, 0);
  } else {
    lua_settable(L, lua_upvalueindex(1));
  }
  return 0;
}

/// Whether the table at an index is guarded.
static bool is_guarded(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return false;
  bool answer = lua_rawgetp(L, -1, &guard_key) != LUA_TNIL;
  lua_pop(L, 2);
  return answer;
}

/// Gives the table at `index` a hidden metatable that is a copy of the one at the top of the stack, or nil; pops it.
static void guard(lua_State *L, int index) {
  int visible = lua_gettop(L);
  lua_newtable(L);
  if (lua_istable(L, visible)) {
    size_t fields = 0;
    for (lua_pushnil(L); lua_next(L, visible) != 0; fields++) {
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_rawset(L, visible + 1);
    }
    lh_charge(L, fields);
  }
  lua_getfield(L, visible + 1, "__newindex");
  lua_pushcclosure(L, write_guarded, 1);
  lua_setfield(L, visible + 1, "__newindex");
  lua_pushvalue(L, visible);
  lua_setfield(L, visible + 1, "__metatable");
  lua_pushboolean(L, true);
  lua_rawsetp(L, visible + 1, &guard_key);
  lua_setmetatable(L, index);
  lua_settop(L, visible - 1);
}

/// getmetatable(value): nil for texts; false for objects of the host.
static int get_metatable(lua_State *L) {
  if (lua_isnone(L, 1)) lh_bad(L, 1, "a value");
  if (lua_type(L, 1) != LUA_TTABLE && lua_type(L, 1) != LUA_TUSERDATA) return lh_nil(L);
  if (!lua_getmetatable(L, 1)) return lh_nil(L);
  bool is_hidden = lua_rawgetp(L, -1, &guard_key) != LUA_TNIL;
  lua_pop(L, 1);
  if (luaL_getmetafield(L, 1, "__metatable") == LUA_TNIL && is_hidden) return lh_nil(L);
  return 1;
}

/// setmetatable(table, metatable)
static int set_metatable(lua_State *L) {
  lh_check_own_table(L, 1);
  if (lua_type(L, 2) != LUA_TTABLE && lua_type(L, 2) != LUA_TNIL) lh_bad(L, 2, "a metatable, or nil");
  lua_settop(L, 2);
  if (lua_istable(L, 2) && !is_guarded(L, 2)) {
    lh_check_own_table(L, 2);
    for (int i = 0; i < refused_count; i++) {
      lua_pushstring(L, refused[i]);
      if (lua_rawget(L, 2) != LUA_TNIL) return luaL_error(L, "metatables take no %s here", refused[i]);
      lua_pop(L, 1);
    }
    if (!lua_getmetatable(L, 2)) lua_pushnil(L);
    guard(L, 2);
  }
  bool serves = is_guarded(L, 1);
  lua_pushvalue(L, 2);
  if (serves) {
    guard(L, 1);
  } else {
    lua_setmetatable(L, 1);
  }
  lua_settop(L, 1);
  return 1;
}

void lh_open_metatable(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"getmetatable", get_metatable}, {"setmetatable", set_metatable}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
