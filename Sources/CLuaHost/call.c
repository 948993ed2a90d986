// The verbs outside a batch, each a protected call: pushing arguments and reading results.
//
// Functions, state and views stay on the stack while the machine exists, so that a call only pushes and checks.

#include <math.h>
#include <string.h>

#include "call.h"

/// Pushes a verb and the state; false if the machine is stopped or has no such verb.
static inline bool begin(lh_vm *vm, lh_verb verb) {
  if (__builtin_expect(vm->stop != LH_OK, 0)) return false;
  lua_pushvalue(vm->L, LH_AT_VERBS + verb);
  lua_pushvalue(vm->L, LH_AT_STATE);
  return true;
}

lh_status lh_route(lh_vm *vm, const lh_request *request, const lh_residents *residents, int64_t *adapter) {
  if (!begin(vm, LH_ROUTE)) return vm->stop;
  lua_State *L = vm->L;
  show_residents(vm, residents);
  show_request(vm, request);
  lua_pushvalue(L, LH_AT_REQUEST);
  lua_pushvalue(L, LH_AT_RESIDENTS);
  lh_status status = lh_protected(vm, 3, 1);
  hide(vm);
  if (status != LH_OK) return status;
  return lh_take_adapter(vm, LH_ROUTE, residents->adapters, false, adapter);
}

lh_status lh_learn(lh_vm *vm, const lh_outcome *outcome) {
  if (!begin(vm, LH_LEARN)) return vm->stop;
  vm->outcome = outcome;
  show_request(vm, &outcome->request);
  lua_pushvalue(vm->L, LH_AT_OUTCOME);
  lh_status status = lh_protected(vm, 2, 0);
  hide(vm);
  return status;
}

lh_status lh_used(lh_vm *vm, const lh_usage *usage, lh_use use) {
  if (!begin(vm, LH_USED)) return vm->stop;
  return lh_protected(vm, push_use(vm, usage, use), 0);
}

lh_status lh_admit(lh_vm *vm, const lh_usage *usage, const lh_residents *residents, bool *answer) {
  if (!begin(vm, LH_ADMIT)) return vm->stop;
  lua_State *L = vm->L;
  show_residents(vm, residents);
  lh_status status = lh_protected(vm, push_miss(vm, LH_ADMIT, usage), 1);
  vm->residents = NULL;
  if (status != LH_OK) return status;
  if (lua_isboolean(L, -1)) {
    *answer = lua_toboolean(L, -1);
  } else {
    status = lh_wrong(vm, LH_ADMIT, -1, "true or false");
  }
  lua_pop(L, 1);
  return status;
}

lh_status lh_victim(lh_vm *vm, const lh_usage *usage, const lh_residents *residents, int64_t *victim) {
  if (!begin(vm, LH_VICTIM)) return vm->stop;
  show_residents(vm, residents);
  lh_status status = lh_protected(vm, push_miss(vm, LH_VICTIM, usage), 1);
  vm->residents = NULL;
  if (status != LH_OK) return status;
  return lh_take_adapter(vm, LH_VICTIM, residents->adapters, true, victim);
}

/// Reads the set returned by a plan, below the next step at the top of the stack.
static lh_status take_set(lh_vm *vm, int64_t adapters, int64_t *set, int64_t *count) {
  lua_State *L = vm->L;
  *count = -1;
  if (lua_isnil(L, -2)) return LH_OK;
  if (!lua_istable(L, -2)) return lh_wrong(vm, LH_PLAN, -2, "a list of adapters, or nil to leave the set as it is");
  lua_Unsigned length = lua_rawlen(L, -2);
  if (length > (lua_Unsigned)adapters) {
    return lh_wrong(vm, LH_PLAN, -2, "a list of adapters without repetition");
  }
  *count = (int64_t)length;
  for (int64_t i = 0; i < *count; i++) {
    int64_t adapter = 0;
    lua_rawgeti(L, -2, i + 1);
    if (!lh_whole(L, -1, &adapter) || adapter < 1 || adapter > adapters) {
      char expected[96];
      snprintf(expected, sizeof expected, "in its list only adapters, 1 to %lld", (long long)adapters);
      lh_status status = lh_wrong(vm, LH_PLAN, -1, expected);
      lua_pop(L, 1);
      return status;
    }
    lua_pop(L, 1);
    set[i] = adapter - 1;
  }
  return LH_OK;
}

lh_status lh_plan(
    lh_vm *vm, int64_t step, const lh_residents *residents, int64_t *set, int64_t *count, int64_t *next) {
  if (!begin(vm, LH_PLAN)) return vm->stop;
  lua_State *L = vm->L;
  show_residents(vm, residents);
  lua_pushinteger(L, step);
  lua_pushvalue(L, LH_AT_RESIDENTS);
  lh_status status = lh_protected(vm, 3, 2);
  vm->residents = NULL;
  if (status != LH_OK) return status;
  status = take_set(vm, residents->adapters, set, count);
  *next = -1;
  if (status == LH_OK && !lua_isnil(L, -1) && (!lh_whole(L, -1, next) || *next <= step)) {
    char expected[128];
    snprintf(
        expected, sizeof expected, "as its second value the step to plan at next, beyond %lld, or nil for never",
        (long long)step);
    status = lh_wrong(vm, LH_PLAN, -1, expected);
  }
  lua_pop(L, 2);
  return status;
}

lh_status lh_choose(lh_vm *vm, const lh_heads *heads, double now, int64_t *adapter) {
  if (!begin(vm, LH_CHOOSE)) return vm->stop;
  lua_State *L = vm->L;
  vm->heads = heads;
  lua_pushvalue(L, LH_AT_HEADS);
  lua_pushnumber(L, now);
  lh_status status = lh_protected(vm, 3, 1);
  vm->heads = NULL;
  if (status != LH_OK) return status;
  return lh_take_adapter(vm, LH_CHOOSE, heads->adapters, true, adapter);
}

lh_status lh_send(lh_vm *vm, const lh_request *request, const lh_replicas *replicas, int64_t *replica) {
  if (!begin(vm, LH_SEND)) return vm->stop;
  lua_State *L = vm->L;
  show_request(vm, request);
  vm->replicas = replicas;
  lua_pushvalue(L, LH_AT_REQUEST);
  lua_pushvalue(L, LH_AT_REPLICAS);
  lh_status status = lh_protected(vm, 3, 1);
  hide(vm);
  vm->replicas = NULL;
  if (status != LH_OK) return status;
  return lh_take_number(vm, LH_SEND, "a replica", replicas->count, false, replica);
}
