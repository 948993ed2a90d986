// A batch of a replay in one protected call.

#include "call.h"

static inline bool holds(const lh_batch *batch, int64_t id) { return batch->resident[id >> 6] >> (id & 63) & 1; }

/// Pushes a verb and the state, and resets the work counted for the last call.
static inline void begin_in_batch(lh_vm *vm, lh_verb verb) {
  vm->ticks = 0;
  lua_pushvalue(vm->L, LH_AT_VERBS + verb);
  lua_pushvalue(vm->L, LH_AT_STATE);
}

static void use_in_batch(lh_vm *vm, const lh_usage *usage, lh_use use) {
  if (!(vm->verbs >> LH_USED & 1)) return;
  begin_in_batch(vm, LH_USED);
  lua_call(vm->L, push_use(vm, usage, use), 0);
}

/// Calls `admit` and `victim`. Returns the victim, or −1 to serve once; wrong answers are in `status`.
static int64_t leaver_in_batch(lh_vm *vm, lh_batch *batch, const lh_usage *usage, lh_status *status) {
  lua_State *L = vm->L;
  vm->is_ordered = false;
  if (vm->verbs >> LH_ADMIT & 1) {
    begin_in_batch(vm, LH_ADMIT);
    lua_call(L, push_miss(vm, LH_ADMIT, usage), 1);
    bool keeps = lua_toboolean(L, -1);
    if (!lua_isboolean(L, -1)) *status = lh_wrong(vm, LH_ADMIT, -1, "true or false");
    lua_pop(L, 1);
    if (!keeps || *status != LH_OK) return -1;
  }
  begin_in_batch(vm, LH_VICTIM);
  lua_call(L, push_miss(vm, LH_VICTIM, usage), 1);
  int64_t leaver = -1;
  *status = lh_take_adapter(vm, LH_VICTIM, batch->adapters, true, &leaver);
  if (*status != LH_OK || leaver < 0 || leaver == usage->adapter) return -1;
  if (!holds(batch, leaver)) {
    batch->stranger = leaver;
    *status = LH_WRONG;
  }
  return leaver;
}

/// Runs protected, on a frame with the same layout as the machine's stack; the batch is on top.
static int run_batch(lua_State *L) {
  lh_vm *vm = lh_of(L);
  lh_batch *batch = lua_touserdata(L, -1);
  lua_settop(L, LH_AT_TOP);
  lh_status status = LH_OK;
  lh_usage usage = {.units = 1, .bytes = 1};
  for (; batch->at < batch->count; batch->at++) {
    int64_t id = batch->ids[batch->at];
    usage.adapter = id;
    usage.step = batch->first_step + batch->at;
    if (holds(batch, id)) {
      use_in_batch(vm, &usage, LH_HIT);
      continue;
    }
    int64_t leaver = leaver_in_batch(vm, batch, &usage, &status);
    if (status != LH_OK) break;
    if (leaver < 0) {
      batch->bypasses++;
      use_in_batch(vm, &usage, LH_BYPASS);
      continue;
    }
    batch->trades[batch->trade_count++] = (lh_trade){.newcomer = (int32_t)id, .leaver = (int32_t)leaver};
    batch->resident[leaver >> 6] &= ~(UINT64_C(1) << (leaver & 63));
    batch->resident[id >> 6] |= UINT64_C(1) << (id & 63);
    use_in_batch(vm, &usage, LH_PAGE_IN);
  }
  lua_pushboolean(L, status == LH_OK);
  return 1;
}

lh_status lh_replay(lh_vm *vm, lh_batch *batch) {
  if (vm->stop != LH_OK) return vm->stop;
  lua_State *L = vm->L;
  const lh_residents residents = {
      .resident = batch->resident,
      .adapters = batch->adapters,
      .count = batch->capacity,
      .used = batch->capacity,
      .capacity = batch->capacity,
  };
  show_residents(vm, &residents);
  if (!lua_checkstack(L, LH_AT_TOP + 32)) return lh_status_of(vm, LUA_ERRMEM);
  lua_pushcfunction(L, run_batch);
  for (int at = 1; at <= LH_AT_TOP; at++) lua_pushvalue(L, at);
  lua_pushlightuserdata(L, batch);
  lh_status status = lh_protected(vm, LH_AT_TOP + 1, 1);
  vm->residents = NULL;
  if (status != LH_OK) return status;
  bool went_well = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return went_well ? LH_OK : LH_WRONG;
}
