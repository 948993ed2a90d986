// `tostring` without addresses, so that the text is the same in every run.
#include "vm.h"

/// Its address is the registry's key for the labels: a table from objects to numbers, with the last number at 0.
static const char labels_key;

/// Pushes the table of labels, whose keys are weak.
static void push_labels(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &labels_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &labels_key);
}

/// The number of an object, in order of first use.
static lua_Integer label(lua_State *L, int index) {
  push_labels(L);
  lua_pushvalue(L, index);
  lua_rawget(L, -2);
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  if (number == 0) {
    lua_rawgeti(L, -1, 0);
    number = lua_tointeger(L, -1) + 1;
    lua_pop(L, 1);
    lua_pushvalue(L, index);
    lua_pushinteger(L, number);
    lua_rawset(L, -3);
    lua_pushinteger(L, number);
    lua_rawseti(L, -2, 0);
  }
  lua_pop(L, 1);
  return number;
}

static void push_labelled(lua_State *L, int index) {
  const char *type = luaL_typename(L, index);
  bool named = lua_type(L, index) == LUA_TUSERDATA && luaL_getmetafield(L, index, "__name") == LUA_TSTRING;
  if (named) type = lua_tostring(L, -1);
  lua_pushfstring(L, "%s: %I", type, (LUAI_UACINT)label(L, index));
  if (named) lua_remove(L, -2);
}

void lh_push_text(lua_State *L, int index) {
  index = lua_absindex(L, index);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "__tostring answered %s; expected a text", lh_describe(L, -1));
    return;
  }
  switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL: lua_pushliteral(L, "nil"); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TSTRING: lua_pushvalue(L, index); break;
    case LUA_TNUMBER:
      // The sign of NaN differs between machines.
      if (lua_tonumber(L, index) != lua_tonumber(L, index)) {
        lua_pushliteral(L, "nan");
      } else {
        lua_pushvalue(L, index);
        lua_tolstring(L, -1, NULL);
      }
      break;
    default: push_labelled(L, index);
  }
}
