// Options of the functions that take a table of them: the table is at index 1.

#include <math.h>
#include <string.h>

#include "keys.h"

double lh_finite_number(lua_State *L, int index, const char *what) {
  int is_number;
  double number = lua_tonumberx(L, index, &is_number);
  if (!is_number || lua_type(L, index) != LUA_TNUMBER || !isfinite(number)) {
    luaL_error(L, "%s is %s; expected a finite number", what, lh_describe(L, index));
  }
  return number;
}

double lh_option(lua_State *L, const char *name, double standard, bool is_required) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
  if (lua_isnil(L, -1) && !is_required) {
    lua_pop(L, 1);
    return standard;
  }
  double value = lh_finite_number(L, -1, name);
  lua_pop(L, 1);
  return value;
}

int64_t lh_whole_option(lua_State *L, const char *name, int64_t low, int64_t high) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
  lh_finite_number(L, -1, name);
  int is_whole;
  lua_Integer value = lua_tointegerx(L, -1, &is_whole);
  if (!is_whole || value < low || value > high) {
    luaL_error(
        L, "%s is %s; expected a whole number from %I to %I", name, lh_describe(L, -1), (LUAI_UACINT)low,
        (LUAI_UACINT)high);
  }
  lua_pop(L, 1);
  return value;
}

static bool is_among(lua_State *L, int index, const char *const *names) {
  if (lua_type(L, index) != LUA_TSTRING) return false;
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  while (*names && (strlen(*names) != length || memcmp(*names, text, length) != 0)) names++;
  return *names != NULL;
}

void lh_check_options(lua_State *L, const char *function, const char *const *names) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lh_key lowest = {0};
  int stranger = 0;
  size_t round = 0;
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    lh_charge_round(L, round++, 4);
    if (is_among(L, -2, names)) continue;
    lh_key k = lh_read_key(L, -2);
    if (stranger != 0 && !lh_key_is_below(&k, &lowest)) continue;
    lowest = k;
    if (stranger == 0) {
      // Below the key and the value of the loop.
      lua_pushnil(L);
      stranger = lua_gettop(L) - 2;
      lua_insert(L, stranger);
    }
    lua_pushvalue(L, -2);
    lua_replace(L, stranger);
  }
  if (stranger == 0) return;
  luaL_error(L, "%s has no option %s; it has %s", function, lh_describe(L, stranger), lh_push_names(L, names));
}
