// Messages about wrong arguments.
#include <string.h>

#include "vm.h"

/// The most bytes of a string that a message quotes.
enum { quoted_bytes = 40 };

static const char *object_name(lua_State *L, int index) {
  if (luaL_getmetafield(L, index, "__name") != LUA_TSTRING) return lua_pushliteral(L, "an object");
  const char *name = lua_tostring(L, -1);
  if (name[strlen(name) - 1] == 's') return name;
  const char *article = strchr("aeiou", name[0]) != NULL ? "an" : "a";
  return lua_pushfstring(L, "%s %s", article, name);
}

size_t lh_whole_bytes(const char *text, size_t length, size_t most) {
  if (length <= most) return length;
  size_t count = most;
  while (count > 0 && most - count < 3 && ((unsigned char)text[count] & 0xc0) == 0x80) count--;
  return count;
}

const char *lh_describe(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TNONE: return lua_pushliteral(L, "nothing");
    case LUA_TNIL: return lua_pushliteral(L, "nil");
    case LUA_TBOOLEAN: return lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) return lua_pushfstring(L, "%I", (LUAI_UACINT)lua_tointeger(L, index));
      if (lua_tonumber(L, index) != lua_tonumber(L, index)) return lua_pushliteral(L, "nan");
      return lua_pushfstring(L, "%f", lua_tonumber(L, index));
    case LUA_TSTRING: {
      size_t length;
      const char *text = lua_tolstring(L, index, &length);
      if (length <= quoted_bytes) return lua_pushfstring(L, "'%s'", text);
      lua_pushlstring(L, text, lh_whole_bytes(text, length, quoted_bytes));
      return lua_pushfstring(L, "'%s…'", lua_tostring(L, -1));
    }
    case LUA_TUSERDATA: return object_name(L, index);
    default: return lua_pushfstring(L, "a %s", lua_typename(L, lua_type(L, index)));
  }
}

const char *lh_push_names(lua_State *L, const char *const *names) {
  lua_pushstring(L, names[0]);
  for (int i = 1; names[i] != NULL; i++) lua_pushfstring(L, ", %s", names[i]), lua_concat(L, 2);
  return lua_tostring(L, -1);
}

void lh_bad_object(lua_State *L, int index, const char *expected) {
  lua_Debug call = {0};
  if (index == 1 && lua_getstack(L, 0, &call) && lua_getinfo(L, "n", &call) && call.name != NULL &&
      strcmp(call.namewhat, "field") == 0) {
    luaL_error(L, "%s() is called on %s, with a colon: write x:%s(…)", call.name, expected, call.name);
  }
  lh_bad(L, index, expected);
}

void lh_bad(lua_State *L, int index, const char *expected) {
  lua_Debug call = {0};
  const char *got = lh_describe(L, index);
  bool named = lua_getstack(L, 0, &call) && lua_getinfo(L, "n", &call) && call.name != NULL;
  if (!named || strcmp(call.namewhat, "metamethod") == 0) {
    luaL_error(L, "bad argument: expected %s, got %s", expected, got);
  } else if (strcmp(call.namewhat, "method") != 0) {
    luaL_error(L, "bad argument: %s() expected %s as argument %d, got %s", call.name, expected, index, got);
  } else if (index > 1) {
    luaL_error(L, "bad argument: %s() expected %s as argument %d, got %s", call.name, expected, index - 1, got);
  } else {
    luaL_error(L, "bad argument: %s() expected %s before the colon, got %s", call.name, expected, got);
  }
  __builtin_unreachable();
}
