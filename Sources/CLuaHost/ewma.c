// An exponentially weighted mean: a number added h steps ago weighs half as much as the newest.
#include "vm.h"

#pragma clang fp contract(off)

typedef struct ewma {
  uint32_t tag;
  /// The factor of a weight per step: 2^(−1/h).
  double keep;
  double sum;
  double weight;
} ewma;

static ewma *self(lua_State *L) { return lh_check(L, 1, LH_TAG_EWMA, "an ewma"); }

/// ewma:add(x)
static int add(lua_State *L) {
  ewma *mean = self(L);
  mean->sum = mean->sum * mean->keep + lh_number(L, 2, "a number");
  mean->weight = mean->weight * mean->keep + 1;
  return 0;
}

/// ewma:value(): Σ wᵢ xᵢ / Σ wᵢ, nil if nothing was added.
static int value(lua_State *L) {
  ewma *mean = self(L);
  if (mean->weight == 0) return lh_nil(L);
  lua_pushnumber(L, mean->sum / mean->weight);
  return 1;
}

/// host.ewma(half_life)
static int new_ewma(lua_State *L) {
  double half_life = lh_number(L, 1, "a half-life in steps, above 0");
  if (!(half_life > 0)) lh_bad(L, 1, "a half-life in steps, above 0");
  lh_ask *ask = &lh_of(L)->ask;
  ask->op = LH_POW;
  ask->number[0] = 0.5;
  ask->number[1] = 1 / half_life;
  lh_consult(L, ask);
  double keep = ask->number[0];
  ewma *mean = lh_push_object(L, sizeof(ewma), LH_TAG_EWMA);
  mean->keep = keep;
  return 1;
}

void lh_open_ewma(lua_State *L) {
  static const luaL_Reg methods[] = {{"add", add}, {"value", value}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"ewma", new_ewma}, {NULL, NULL}};
  lh_register(L, LH_TAG_EWMA, "ewma", methods, NULL);
  luaL_setfuncs(L, functions, 0);
}
