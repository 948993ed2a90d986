// Shared by the calls of verbs; internal to this target.
#ifndef LH_CALL_H
#define LH_CALL_H

#include "vm.h"

extern const char *const lh_verb_names[LH_VERB_COUNT];

/// The answer at a stack index as a whole number; false if it is not one.
bool lh_whole(lua_State *L, int index, int64_t *value);

/// Records a wrong answer: the verb, the value, and the expected kind.
lh_status lh_wrong(lh_vm *vm, lh_verb verb, int index, const char *expected);

/// Reads a number from the top of the stack: 1 to `most` there, 0-based in the result; `what` is "an adapter".
lh_status lh_take_number(
    lh_vm *vm, lh_verb verb, const char *what, int64_t most, bool may_be_nil, int64_t *number);

static inline lh_status lh_take_adapter(
    lh_vm *vm, lh_verb verb, int64_t adapters, bool may_be_nil, int64_t *adapter) {
  return lh_take_number(vm, verb, "an adapter", adapters, may_be_nil, adapter);
}

static inline void show_residents(lh_vm *vm, const lh_residents *residents) {
  vm->residents = residents;
  vm->is_ordered = false;
}

static inline void show_request(lh_vm *vm, const lh_request *request) {
  vm->request = request;
  vm->context->data = (double *)request->context;
  vm->context->count = request->dimension;
}

static inline void hide(lh_vm *vm) {
  vm->residents = NULL;
  vm->request = NULL;
  vm->outcome = NULL;
  vm->context->count = 0;
}

/// Pushes the arguments of `used` that the script declares; returns their number, including the state.
static inline int push_use(lh_vm *vm, const lh_usage *usage, lh_use use) {
  lua_State *L = vm->L;
  int32_t named = vm->verb_arguments[LH_USED];
  int count = 1;
  if (named >= 2) lua_pushinteger(L, usage->adapter + 1), count++;
  if (named >= 3) lua_pushinteger(L, usage->step), count++;
  if (named >= 4) lua_pushvalue(L, LH_AT_USES + (int)use), count++;
  if (named >= 5) lua_pushinteger(L, usage->units), count++;
  if (named >= 6) lua_pushinteger(L, usage->bytes), count++;
  return count;
}

/// The same for `admit` and `victim`.
static inline int push_miss(lh_vm *vm, lh_verb verb, const lh_usage *usage) {
  lua_State *L = vm->L;
  int32_t named = vm->verb_arguments[verb];
  int count = 1;
  if (named >= 2) lua_pushinteger(L, usage->adapter + 1), count++;
  if (named >= 3) lua_pushvalue(L, LH_AT_RESIDENTS), count++;
  if (named >= 4) lua_pushinteger(L, usage->step), count++;
  if (named >= 5) lua_pushinteger(L, usage->units), count++;
  if (named >= 6) lua_pushinteger(L, usage->bytes), count++;
  return count;
}

#endif
