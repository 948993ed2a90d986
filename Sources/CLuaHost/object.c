// Objects that scripts hold: userdata whose first word is a tag.
#include <string.h>

#include "vm.h"

void *lh_push_object(lua_State *L, size_t size, lh_tag tag) {
  lh_charge(L, size / 64);
  uint32_t *object = lua_newuserdatauv(L, size, 1);
  memset(object, 0, size);
  *object = (uint32_t)tag;
  if (lua_rawgeti(L, LUA_REGISTRYINDEX, (lua_Integer)tag) == LUA_TTABLE) {
    lua_setmetatable(L, -2);
  } else {
    lua_pop(L, 1);
  }
  return object;
}

void *lh_grow(lua_State *L, int index, const void *old, size_t used, size_t size) {
  index = lua_absindex(L, index);
  lh_charge(L, size / 64);
  void *block = lua_newuserdatauv(L, size, 0);
  if (used > 0) memcpy(block, old, used);
  lua_setiuservalue(L, index, 1);
  return block;
}

static int refuse_write(lua_State *L) {
  return luaL_error(L, "%s takes no fields; keep them in the state", lh_describe(L, 1));
}

void lh_register(lua_State *L, lh_tag tag, const char *name, const luaL_Reg *methods, const luaL_Reg *meta) {
  lua_newtable(L);  // the metatable
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushcfunction(L, refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lh_guard(L, name);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__index");
  if (meta != NULL) {
    luaL_setfuncs(L, meta, 1);
  } else {
    lua_pop(L, 1);
  }
  lua_rawseti(L, LUA_REGISTRYINDEX, (lua_Integer)tag);
}

int lh_push_method(lua_State *L) {
  lua_settop(L, 2);
  lua_gettable(L, lua_upvalueindex(1));
  return 1;
}
