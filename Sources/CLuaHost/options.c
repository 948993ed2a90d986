// Options of the functions that take a table of them: the table is at index 1.

#include <math.h>
#include <string.h>

#include "vm.h"

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

int64_t lh_whole_option(lua_State *L, const char *name, int64_t limit) {
  double value = lh_option(L, name, 0, true);
  if (value < 1 || value != floor(value) || value > (double)limit) {
    lua_getfield(L, 1, name);
    luaL_error(
        L, "%s is %s; expected a whole number from 1 to %I", name, lh_describe(L, -1), (LUAI_UACINT)limit);
  }
  return (int64_t)value;
}

void lh_check_options(lua_State *L, const char *function, const char *const *names) {
  luaL_checktype(L, 1, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    int known = 0;
    while (names[known] && !(lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), names[known]) == 0)) known++;
    if (!names[known]) {
      luaL_error(L, "%s has no option %s; it has %s", function, lh_describe(L, -1), lh_push_names(L, names));
    }
    lua_pop(L, 1);
  }
}
