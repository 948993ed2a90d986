// `math`: functions that are exact on every machine; exp, log, pow and random are computed by the host.
#include <float.h>
#include <math.h>

#include "vm.h"

#pragma clang fp contract(off)

static double number(lua_State *L, int index) { return lh_number(L, index, "a number"); }

static int push_result(lua_State *L, double value) {
  lua_pushnumber(L, value);
  return 1;
}

/// A whole number if it fits, else a float.
static int push_whole(lua_State *L, double value) {
  lua_Integer whole;
  if (!lua_numbertointeger(value, &whole)) return push_result(L, value);
  lua_pushinteger(L, whole);
  return 1;
}

static int math_abs(lua_State *L) {
  if (!lua_isinteger(L, 1)) return push_result(L, fabs(number(L, 1)));
  lua_Integer value = lua_tointeger(L, 1);
  lua_pushinteger(L, value < 0 ? (lua_Integer)(0 - (lua_Unsigned)value) : value);
  return 1;
}

static int math_ceil(lua_State *L) {
  double value = number(L, 1);
  lua_settop(L, 1);
  return lua_isinteger(L, 1) ? 1 : push_whole(L, ceil(value));
}

static int math_floor(lua_State *L) {
  double value = number(L, 1);
  lua_settop(L, 1);
  return lua_isinteger(L, 1) ? 1 : push_whole(L, floor(value));
}

static int math_fmod(lua_State *L) {
  double a = number(L, 1), b = number(L, 2);
  if (!lua_isinteger(L, 1) || !lua_isinteger(L, 2)) return push_result(L, fmod(a, b));
  lua_Integer divisor = lua_tointeger(L, 2);
  if (divisor == 0) lh_bad(L, 2, "a divisor other than 0");
  // The lowest whole number divided by −1 exceeds the highest.
  lua_pushinteger(L, divisor == -1 ? 0 : lua_tointeger(L, 1) % divisor);
  return 1;
}

static int math_modf(lua_State *L) {
  double value = number(L, 1);
  double whole = value < 0 ? ceil(value) : floor(value);
  lua_pushnumber(L, whole);
  lua_pushnumber(L, whole == value ? 0 : value - whole);
  return 2;
}

/// The first argument with no other below it; for the greatest, none above it.
static int extreme(lua_State *L, bool is_greatest) {
  int count = lua_gettop(L), best = 1;
  lh_charge(L, (size_t)count / 4);
  number(L, 1);
  for (int i = 2; i <= count; i++) {
    number(L, i);
    if (is_greatest ? lua_compare(L, best, i, LUA_OPLT) : lua_compare(L, i, best, LUA_OPLT)) best = i;
  }
  lua_pushvalue(L, best);
  return 1;
}

static int math_max(lua_State *L) { return extreme(L, true); }
static int math_min(lua_State *L) { return extreme(L, false); }

static int math_sqrt(lua_State *L) { return push_result(L, sqrt(number(L, 1))); }

static int math_tointeger(lua_State *L) {
  int whole = 0;
  lua_Integer value = lua_type(L, 1) == LUA_TNUMBER ? lua_tointegerx(L, 1, &whole) : 0;
  if (!whole) return lh_nil(L);
  lua_pushinteger(L, value);
  return 1;
}

static int math_type(lua_State *L) {
  if (lua_isnone(L, 1)) lh_bad(L, 1, "a value");
  if (lua_type(L, 1) != LUA_TNUMBER) return lh_nil(L);
  lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
  return 1;
}

static int math_ult(lua_State *L) {
  lua_Integer a = lh_integer(L, 1, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number");
  lua_Integer b = lh_integer(L, 2, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number");
  lua_pushboolean(L, (lua_Unsigned)a < (lua_Unsigned)b);
  return 1;
}

/// Calls the host, because the C library's results depend on the machine.
static double consult(lua_State *L, lh_op op, double x, double y) {
  lh_ask *ask = &lh_of(L)->ask;
  ask->op = op;
  ask->number[0] = x;
  ask->number[1] = y;
  lh_consult(L, ask);
  return ask->number[0];
}

static int math_exp(lua_State *L) { return push_result(L, consult(L, LH_EXP, number(L, 1), 0)); }

static int math_pow(lua_State *L) {
  double x = number(L, 1), y = number(L, 2);
  return push_result(L, consult(L, LH_POW, x, y));
}

/// math.log(x), math.log(x, base); whole powers of the base are exact.
static int math_log(lua_State *L) {
  double x = number(L, 1), natural = consult(L, LH_LN, x, 0);
  if (lua_isnoneornil(L, 2)) return push_result(L, natural);
  double base = number(L, 2), quotient = natural / consult(L, LH_LN, base, 0), power = 1;
  double nearest = floor(quotient + 0.5);
  if (nearest > 0 && nearest <= DBL_MAX_EXP) {
    for (int i = 0; i < (int)nearest; i++) power *= base;
    if (power == x) return push_result(L, nearest);
  }
  return push_result(L, quotient);
}

/// math.random(), math.random(n), math.random(m, n), from the cell's own stream.
static int math_random(lua_State *L) {
  if (lua_isnone(L, 1)) return push_result(L, consult(L, LH_UNIFORM, 0, 0));
  bool has_low = !lua_isnone(L, 2);
  lua_Integer low = has_low ? lh_integer(L, 1, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number") : 1;
  int at = has_low ? 2 : 1;
  lua_Integer high = lh_integer(L, at, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number");
  if (high < low) lh_bad(L, at, lua_pushfstring(L, "a whole number of at least %I", (LUAI_UACINT)low));
  lua_Unsigned span = (lua_Unsigned)high - (lua_Unsigned)low;
  if (span >= (lua_Unsigned)LUA_MAXINTEGER) lh_bad(L, at, "fewer than 2^63 numbers to draw from");
  lh_ask *ask = &lh_of(L)->ask;
  ask->op = LH_INTEGER;
  ask->integer[0] = (int64_t)span + 1;
  lh_consult(L, ask);
  lua_pushinteger(L, (lua_Integer)((lua_Unsigned)low + (lua_Unsigned)ask->integer[0]));
  return 1;
}

void lh_open_math(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"abs", math_abs},     {"ceil", math_ceil}, {"floor", math_floor},   {"fmod", math_fmod},
      {"modf", math_modf},   {"max", math_max},   {"min", math_min},       {"sqrt", math_sqrt},
      {"exp", math_exp},     {"log", math_log},   {"pow", math_pow},       {"ult", math_ult},
      {"type", math_type},   {"random", math_random}, {"tointeger", math_tointeger}, {NULL, NULL}};
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  lua_pushnumber(L, 0x1.921fb54442d18p+1);
  lua_setfield(L, -2, "pi");
  lua_pushnumber(L, HUGE_VAL);
  lua_setfield(L, -2, "huge");
  lua_pushinteger(L, LUA_MAXINTEGER);
  lua_setfield(L, -2, "maxinteger");
  lua_pushinteger(L, LUA_MININTEGER);
  lua_setfield(L, -2, "mininteger");
  lh_guard(L, "math");
  lua_setfield(L, -2, "math");
}
