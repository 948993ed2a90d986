// All names that scripts can use, read from the tables themselves, so that documents can be checked.
#include <string.h>

#include "vm.h"

/// Adds a line to the list, which is a Lua string at `list`.
static void add(lua_State *L, int list, const char *owner, const char *mark, const char *name) {
  lua_pushvalue(L, list);
  lua_pushfstring(L, "%s%s%s\n", owner, mark, name);
  lua_concat(L, 2);
  lua_replace(L, list);
}

/// Adds the names of the table at the top: functions after `mark`, tables by their own names, the rest after a point.
static void add_table(lua_State *L, int list, const char *owner, const char *mark) {
  int table = lua_gettop(L);
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
    const char *name = lua_tostring(L, -2);
    if (lua_istable(L, -1)) {
      add_table(L, list, name, ".");
    } else {
      add(L, list, owner, lua_isfunction(L, -1) ? mark : *owner ? "." : "", name);
    }
  }
}

/// Adds the readable names of the object at the top: from the table in its `__index`, from the table that a function
/// there uses, and so on.
static void add_object(lua_State *L, int list, const char *owner) {
  while (lua_getmetatable(L, -1)) {
    lua_getfield(L, -1, "__index");
    if (lua_iscfunction(L, -1)) lua_getupvalue(L, -1, 1);
    if (!lua_istable(L, -1)) return;
    add_table(L, list, owner, ":");
  }
}

/// Runs protected: an empty text is at index 1, then residents, request, outcome, heads and replicas.
static int list_offer(lua_State *L) {
  static const struct {
    const char *name, *made;
  } objects[] = {{"Vector", "return host.zeros(1)"},
                 {"Rows", "return host.rows(1)"},
                 {"Heap", "return host.heap()"},
                 {"List", "return host.list()"},
                 {"Ring", "return host.ring(1)"},
                 {"Sketch", "return host.sketch(1, 1)"},
                 {"Ewma", "return host.ewma(1)"},
                 {"Rng", "return host.rng()"},
                 {"Model", "return host.linucb { arms = 1, dim = 1 }"},
                 {"Model", "return host.lints { arms = 1, dim = 1 }"},
                 {"Model", "return host.ridge { dim = 1 }"}};
  enum { view_count = 5 };
  static const char *const views[view_count] = {"Residents", "Request", "Outcome", "Heads", "Replicas"};
  int list = 1;
  luaL_checkstack(L, 40, "names");
  lua_pushglobaltable(L);
  lua_getmetatable(L, -1);
  lua_getfield(L, -1, "__index");
  add_table(L, list, "", "");
  for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
    lua_settop(L, 1 + view_count);
    if (luaL_loadstring(L, objects[i].made) != LUA_OK) return lua_error(L);
    lua_call(L, 0, 1);
    add_object(L, list, objects[i].name);
  }
  for (int i = 0; i < view_count; i++) {
    lua_settop(L, 1 + view_count);
    lua_pushvalue(L, 2 + i);
    add_object(L, list, views[i]);
  }
  lua_settop(L, list);
  return 1;
}

lh_status lh_offer(lh_vm *vm, char *text, size_t capacity) {
  lua_State *L = vm->L;
  if (vm->stop != LH_OK) return vm->stop;
  lua_pushcfunction(L, list_offer);
  lua_pushliteral(L, "");
  lua_pushvalue(L, LH_AT_RESIDENTS);
  lua_pushvalue(L, LH_AT_REQUEST);
  lua_pushvalue(L, LH_AT_OUTCOME);
  lua_pushvalue(L, LH_AT_HEADS);
  lua_pushvalue(L, LH_AT_REPLICAS);
  lh_status status = lh_protected(vm, 6, 1);
  if (status != LH_OK) return status;
  size_t length;
  const char *names = lua_tolstring(L, -1, &length);
  if (length < capacity) memcpy(text, names, length + 1);
  lua_settop(L, LH_AT_TOP);
  return length < capacity ? LH_OK : LH_MEMORY;
}
