// The basic functions: assert, error, select, tonumber, tostring, type and the raw ones.
#include <string.h>

#include "vm.h"

static void need_value(lua_State *L, int index) {
  if (lua_isnone(L, index)) lh_bad(L, index, "a value");
}

static void need_table(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) lh_bad(L, index, "a table");
}

static int assert_true(lua_State *L) {
  need_value(L, 1);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  if (lua_isnoneornil(L, 2)) return luaL_error(L, "assertion failed");
  lua_settop(L, 2);
  return lua_error(L);
}

/// error(message, level): as in Lua, with the place of the caller (1), of its caller (2) or none (0).
static int error(lua_State *L) {
  lua_Integer level = lua_isnoneornil(L, 2) ? 1 : lh_integer(L, 2, 0, 100, "a level of calls, 0 or more");
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING && level > 0) {
    luaL_where(L, (int)level);
    lua_insert(L, 1);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int select_values(lua_State *L) {
  int count = lua_gettop(L) - 1;
  if (lua_type(L, 1) == LUA_TSTRING && strcmp(lua_tostring(L, 1), "#") == 0) {
    lua_pushinteger(L, count);
    return 1;
  }
  lua_Integer from = lh_integer(L, 1, -count, LUA_MAXINTEGER, "a place among the values, or '#'");
  if (from == 0) lh_bad(L, 1, "a place among the values, or '#'");
  if (from < 0) return (int)-from;
  return from > count ? 0 : count - (int)from + 1;
}

static int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// A whole number in a base, with spaces around it; false if the text is not a number. Wraps around as in Lua.
static bool parse(const char *at, const char *end, int base, lua_Integer *value) {
  while (at < end && is_space(*at)) at++;
  bool is_negative = at < end && *at == '-';
  if (is_negative) at++;
  const char *first = at;
  lua_Unsigned number = 0;
  for (; at < end && digit_of(*at) < base; at++) number = number * (lua_Unsigned)base + (lua_Unsigned)digit_of(*at);
  bool has_digits = at > first;
  while (at < end && is_space(*at)) at++;
  *value = (lua_Integer)(is_negative ? 0 - number : number);
  return has_digits && at == end;
}

static int to_number(lua_State *L) {
  need_value(L, 1);
  if (lua_isnoneornil(L, 2)) {
    lua_settop(L, 1);
    if (lua_type(L, 1) == LUA_TNUMBER) return 1;
    size_t length;
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : NULL;
    return text != NULL && lua_stringtonumber(L, text) == length + 1 ? 1 : lh_nil(L);
  }
  int base = (int)lh_integer(L, 2, 2, 36, "a base, 2 to 36");
  if (lua_type(L, 1) != LUA_TSTRING) lh_bad(L, 1, "a text");
  size_t length;
  const char *text = lua_tolstring(L, 1, &length);
  lh_charge(L, length / 4);
  lua_Integer value;
  if (!parse(text, text + length, base, &value)) return lh_nil(L);
  lua_pushinteger(L, value);
  return 1;
}

static int to_string(lua_State *L) {
  need_value(L, 1);
  lh_push_text(L, 1);
  return 1;
}

static int type(lua_State *L) {
  need_value(L, 1);
  lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

static int raw_equal(lua_State *L) {
  need_value(L, 1);
  need_value(L, 2);
  lua_pushboolean(L, lua_rawequal(L, 1, 2));
  return 1;
}

static int raw_get(lua_State *L) {
  need_table(L, 1);
  need_value(L, 2);
  lua_settop(L, 2);
  lua_rawget(L, 1);
  return 1;
}

static int raw_set(lua_State *L) {
  lh_check_own_table(L, 1);
  need_value(L, 3);
  lua_settop(L, 3);
  if (lua_isnil(L, 2)) lh_bad(L, 2, "a key other than nil");
  if (lua_type(L, 2) == LUA_TNUMBER && lua_tonumber(L, 2) != lua_tonumber(L, 2)) lh_bad(L, 2, "a key that is a number");
  lh_check_raw_key(L, 2);
  lua_rawset(L, 1);
  return 1;
}

static int raw_length(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE && lua_type(L, 1) != LUA_TSTRING) lh_bad(L, 1, "a table or a text");
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 1));
  return 1;
}

void lh_open_base(lua_State *L) {
  static const luaL_Reg functions[] = {{"assert", assert_true},
                                       {"error", error},
                                       {"select", select_values},
                                       {"tonumber", to_number},
                                       {"tostring", to_string},
                                       {"type", type},
                                       {"rawequal", raw_equal},
                                       {"rawget", raw_get},
                                       {"rawset", raw_set},
                                       {"rawlen", raw_length},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  lh_open_pairs(L);
  lh_open_metatable(L);
}
