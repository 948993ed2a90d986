// `host.rng`: the cell's own stream.

#include <math.h>

#include "vm.h"

static int rng_uniform(lua_State *L) {
  lh_ask *question = lh_ask_for(L, LH_UNIFORM);
  lh_consult(L, question);
  lua_pushnumber(L, question->number[0]);
  return 1;
}

static int64_t below(lua_State *L, int64_t bound) {
  lh_ask *question = lh_ask_for(L, LH_INTEGER);
  question->integer[0] = bound;
  lh_consult(L, question);
  return question->integer[0];
}

static int rng_integer(lua_State *L) {
  int are_whole[2];
  lua_Integer low = lua_tointegerx(L, 2, &are_whole[0]);
  lua_Integer high = lua_tointegerx(L, 3, &are_whole[1]);
  if (!are_whole[0] || !are_whole[1] || high < low) {
    return luaL_error(L, "rng:integer(a, b) expects whole numbers, a not above b");
  }
  lua_Integer span;
  if (__builtin_sub_overflow(high, low, &span) || span == LUA_MAXINTEGER) {
    return luaL_error(L, "rng:integer(a, b) draws from fewer than 2^63 numbers");
  }
  lua_pushinteger(L, low + below(L, span + 1));
  return 1;
}

static int rng_normal(lua_State *L) {
  lh_ask *question = lh_ask_for(L, LH_NORMAL);
  lh_consult(L, question);
  lua_pushnumber(L, question->number[0]);
  return 1;
}

static int rng_shuffle(lua_State *L) {
  lh_check_own_table(L, 2);
  lua_Integer count = lh_length(L, 2);
  for (lua_Integer i = count; i > 1; i--) {
    lua_Integer j = below(L, i) + 1;
    lua_rawgeti(L, 2, i);
    lua_rawgeti(L, 2, j);
    lua_rawseti(L, 2, i);
    lua_rawseti(L, 2, j);
    lh_charge(L, 8);
  }
  lua_settop(L, 2);
  return 1;
}

static int host_rng(lua_State *L) {
  lh_push_object(L, sizeof(uint32_t), LH_TAG_RNG);
  return 1;
}

static const luaL_Reg rng_methods[] = {
    {"uniform", rng_uniform}, {"integer", rng_integer}, {"normal", rng_normal}, {"shuffle", rng_shuffle}, {NULL, NULL}};

void lh_open_rng(lua_State *L) {
  static const luaL_Reg functions[] = {{"rng", host_rng}, {NULL, NULL}};
  lh_register(L, LH_TAG_RNG, "rng", rng_methods, NULL);
  luaL_setfuncs(L, functions, 0);
}
