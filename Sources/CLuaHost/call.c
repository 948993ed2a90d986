// The verbs: what the host asks, and what came back.
//
// Functions, state and views lie on the stack for the machine's life, so that a call pushes and checks, and no more.

#include <math.h>
#include <string.h>

#include "vm.h"

static const char *const verb_names[LH_VERB_COUNT] = {"start", "route", "learn", "used", "admit", "victim", "plan"};

/// Runs protected: the file's function is at index 1; finds the verbs in the table that it answers.
static int run_file(lua_State *L) {
  lh_vm *vm = lh_of(L);
  lua_call(L, 0, 1);
  if (!lua_istable(L, -1)) {
    luaL_error(L, "the file answered a %s; expected the policy's table (does it end in 'return P'?)", luaL_typename(L, -1));
  }
  for (int verb = 0; verb < LH_VERB_COUNT; verb++) {
    lua_pushstring(L, verb_names[verb]);
    lua_rawget(L, 1);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      lua_pushnil(L);
      continue;
    }
    if (!lua_isfunction(L, -1)) luaL_error(L, "'%s' is a %s; expected a function", verb_names[verb], luaL_typename(L, -1));
    lua_Debug info;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">Su", &info);
    const char *first = lua_getlocal(L, NULL, 1);
    const char *second = lua_getlocal(L, NULL, 2);
    if (first && second && strcmp(first, "self") == 0 && strcmp(second, "state") == 0) {
      luaL_error(
          L, "policy:%d: %s() is declared with a colon, which puts 'self' before the state: write function P.%s(state, …)",
          info.linedefined, verb_names[verb], verb_names[verb]);
    }
    vm->verbs |= 1u << verb;
    vm->verb_arguments[verb] = info.isvararg ? INT32_MAX : info.nparams;
    vm->verb_lines[verb] = info.linedefined > 0 ? info.linedefined : 0;
  }
  for (int use = 0; use < LH_USE_COUNT; use++) {
    static const char *const names[LH_USE_COUNT] = {"hit", "page-in", "bypass", "placed"};
    lua_pushstring(L, names[use]);
  }
  return 1 + LH_VERB_COUNT + LH_USE_COUNT;
}

lh_status lh_load(lh_vm *vm, const char *text, size_t count) {
  if (vm->stop != LH_OK) return vm->stop;
  lua_State *L = vm->L;
  lua_pushcfunction(L, run_file);
  lh_begin(vm);
  int result = luaL_loadbufferx(L, text, count, "=policy", "t");
  lh_end(vm);
  // What is nested deeper than the parser goes is an error of its own there, and no Lua here.
  if (result == LUA_ERRRUN) result = LUA_ERRSYNTAX;
  if (result != LUA_OK) return lh_status_of(vm, result);
  lh_status status = lh_protected(vm, 1, 1 + LH_VERB_COUNT + LH_USE_COUNT);
  if (status != LH_OK) return status;
  for (int use = LH_USE_COUNT - 1; use >= 0; use--) lua_replace(L, LH_AT_USES + use);
  for (int verb = LH_VERB_COUNT - 1; verb >= 0; verb--) lua_replace(L, LH_AT_VERBS + verb);
  lua_replace(L, LH_AT_POLICY);
  vm->is_loaded = true;
  return LH_OK;
}

static void push_integers(lua_State *L, const int64_t *values, int64_t count, int64_t base) {
  lua_createtable(L, count < INT32_MAX ? (int)count : 0, 0);
  for (int64_t i = 0; i < count; i++) {
    lua_pushinteger(L, values ? values[i] + base : 1);
    lua_rawseti(L, -2, i + 1);
  }
}

static void set_integer(lua_State *L, const char *name, int64_t value) {
  lua_pushinteger(L, value);
  lua_setfield(L, -2, name);
}

static void push_parameters(lua_State *L, const lh_setting *setting) {
  lua_newtable(L);
  for (int64_t i = 0; i < setting->parameter_count; i++) {
    const lh_parameter *parameter = &setting->parameters[i];
    if (parameter->text) {
      lua_pushstring(L, parameter->text);
    } else if (parameter->is_flag) {
      lua_pushboolean(L, parameter->number != 0);
    } else if (parameter->is_whole) {
      lua_pushinteger(L, (lua_Integer)parameter->number);
    } else {
      lua_pushnumber(L, parameter->number);
    }
    lua_setfield(L, -2, parameter->name);
  }
}

/// Runs protected: `start` (or nil) is at index 1, the host's setting at index 2.
static int run_start(lua_State *L) {
  const lh_setting *setting = lua_touserdata(L, 2);
  if (lua_isnil(L, 1)) {
    lua_newtable(L);
    lua_pushnil(L);
    return 2;
  }
  lua_settop(L, 1);
  lua_newtable(L);
  set_integer(L, "adapters", setting->adapters);
  set_integer(L, "dimension", setting->dimension);
  set_integer(L, "capacity", setting->capacity);
  if (setting->horizon >= 0) set_integer(L, "horizon", setting->horizon);
  lua_pushstring(L, setting->unit);
  lua_setfield(L, -2, "unit");
  lh_vector *costs = lh_push_vector(L, setting->adapters);
  for (int64_t i = 0; i < setting->adapters; i++) costs->data[i] = setting->costs ? setting->costs[i] : 1;
  lua_setfield(L, -2, "costs");
  push_integers(L, setting->units, setting->units ? setting->adapters : 0, 0);
  lua_setfield(L, -2, "units");
  push_integers(L, setting->bytes, setting->bytes ? setting->adapters : 0, 0);
  lua_setfield(L, -2, "bytes");
  push_integers(L, setting->ranks, setting->ranks ? setting->adapters : 0, 0);
  lua_setfield(L, -2, "ranks");
  push_integers(L, setting->pinned, setting->pinned_count, 1);
  lua_setfield(L, -2, "pinned");
  lua_newtable(L);
  for (int64_t i = 0; setting->names && i < setting->adapters; i++) {
    lua_pushstring(L, setting->names[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lua_setfield(L, -2, "names");
  push_parameters(L, setting);
  lh_guard_reads(L, "setting.parameters", NULL);
  lua_setfield(L, -2, "parameters");
  lh_guard_reads(L, "setting", "horizon");
  lua_call(L, 1, 2);
  return 2;
}

/// The answer at a stack index as a whole number; false where it is none.
static bool whole(lua_State *L, int index, int64_t *value) {
  if (lua_type(L, index) != LUA_TNUMBER) return false;
  int is_whole;
  lua_Integer number = lua_tointegerx(L, index, &is_whole);
  *value = number;
  return is_whole;
}

/// What objects are called in a fault, in the order of their tags.
static const char *const object_names[] = {"a vector", "rows",    "a heap",      "a list",      "a ring",  "a sketch",
                                           "an ewma",  "the rng", "a model", "the request", "the outcome", "residents"};

/// How an answer is shown in a fault: never longer than a line, never an address.
static void show(lua_State *L, int index, char *into, size_t capacity) {
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        snprintf(into, capacity, "%lld", (long long)lua_tointeger(L, index));
      } else {
        snprintf(into, capacity, "%.14g", lua_tonumber(L, index));
      }
      break;
    case LUA_TSTRING: snprintf(into, capacity, "the text '%.60s'", lua_tostring(L, index)); break;
    case LUA_TBOOLEAN: snprintf(into, capacity, "%s", lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TNIL: snprintf(into, capacity, "nil"); break;
    case LUA_TUSERDATA: snprintf(into, capacity, "%s", object_names[*(uint32_t *)lua_touserdata(L, index) - LH_TAG_VECTOR]); break;
    default: snprintf(into, capacity, "a %s", luaL_typename(L, index));
  }
}

/// Notes an answer of the wrong kind: the verb, what it answered, what was expected.
static lh_status wrong(lh_vm *vm, lh_verb verb, int index, const char *expected) {
  char shown[96];
  show(vm->L, index, shown, sizeof shown);
  vm->line = vm->verb_lines[verb];
  vm->traceback[0] = 0;
  snprintf(vm->message, sizeof vm->message, "%s() answered %s; expected %s", verb_names[verb], shown, expected);
  return LH_WRONG;
}

lh_status lh_start(lh_vm *vm, const lh_setting *setting, int64_t *next_plan) {
  if (vm->stop != LH_OK) return vm->stop;
  lua_State *L = vm->L;
  lua_pushcfunction(L, run_start);
  lua_pushvalue(L, LH_AT_VERBS + LH_START);
  lua_pushlightuserdata(L, (void *)setting);
  lh_status status = lh_protected(vm, 2, 2);
  if (status != LH_OK) return status;
  int64_t next = 0;
  if (lua_isnil(L, -2)) {
    status = wrong(vm, LH_START, -2, "the policy's state (a table, as a rule)");
  } else if (!lua_isnil(L, -1) && (!whole(L, -1, &next) || next < 0)) {
    status = wrong(vm, LH_START, -1, "as its second value the step to plan at first, a whole number of 0 or more");
  }
  *next_plan = next;
  lua_pushvalue(L, -2);
  lua_replace(L, LH_AT_STATE);
  lua_settop(L, LH_AT_TOP);
  return status;
}

/// Pushes a verb and the state; false where the machine is spent or has no such verb.
static inline bool begin(lh_vm *vm, lh_verb verb) {
  if (__builtin_expect(vm->stop != LH_OK, 0)) return false;
  lua_pushvalue(vm->L, LH_AT_VERBS + verb);
  lua_pushvalue(vm->L, LH_AT_STATE);
  return true;
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

/// Reads an adapter off the top of the stack: 1-based there, 0-based in the answer.
static lh_status take_adapter(lh_vm *vm, lh_verb verb, int64_t adapters, bool may_be_nil, int64_t *adapter) {
  lua_State *L = vm->L;
  lh_status status = LH_OK;
  int64_t answer = 0;
  if (may_be_nil && lua_isnil(L, -1)) {
    *adapter = -1;
  } else if (whole(L, -1, &answer) && answer >= 1 && answer <= adapters) {
    *adapter = answer - 1;
  } else {
    char expected[96];
    snprintf(
        expected, sizeof expected, "an adapter, 1 to %lld%s", (long long)adapters, may_be_nil ? ", or nil" : "");
    status = wrong(vm, verb, -1, expected);
  }
  lua_pop(L, 1);
  return status;
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
  return take_adapter(vm, LH_ROUTE, residents->adapters, false, adapter);
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

/// Pushes what `used` is told, as far as the script names it; answers how many arguments, the state included.
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

lh_status lh_used(lh_vm *vm, const lh_usage *usage, lh_use use) {
  if (!begin(vm, LH_USED)) return vm->stop;
  return lh_protected(vm, push_use(vm, usage, use), 0);
}

/// Likewise what `admit` and `victim` are told of a miss.
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
    status = wrong(vm, LH_ADMIT, -1, "true or false");
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
  return take_adapter(vm, LH_VICTIM, residents->adapters, true, victim);
}

/// Reads the set that a plan answered, below the next step at the top of the stack.
static lh_status take_set(lh_vm *vm, int64_t adapters, int64_t *set, int64_t *count) {
  lua_State *L = vm->L;
  *count = -1;
  if (lua_isnil(L, -2)) return LH_OK;
  if (!lua_istable(L, -2)) return wrong(vm, LH_PLAN, -2, "a list of adapters, or nil to leave the set as it is");
  lua_Unsigned length = lua_rawlen(L, -2);
  if (length > (lua_Unsigned)adapters) {
    return wrong(vm, LH_PLAN, -2, "a list of adapters without repetition");
  }
  *count = (int64_t)length;
  for (int64_t i = 0; i < *count; i++) {
    int64_t adapter = 0;
    lua_rawgeti(L, -2, i + 1);
    if (!whole(L, -1, &adapter) || adapter < 1 || adapter > adapters) {
      char expected[96];
      snprintf(expected, sizeof expected, "in its list only adapters, 1 to %lld", (long long)adapters);
      lh_status status = wrong(vm, LH_PLAN, -1, expected);
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
  if (status == LH_OK && !lua_isnil(L, -1) && (!whole(L, -1, next) || *next <= step)) {
    char expected[128];
    snprintf(
        expected, sizeof expected, "as its second value the step to plan at next, beyond %lld, or nil for never",
        (long long)step);
    status = wrong(vm, LH_PLAN, -1, expected);
  }
  lua_pop(L, 2);
  return status;
}

static inline bool holds(const lh_batch *batch, int64_t id) { return batch->resident[id >> 6] >> (id & 63) & 1; }

/// Pushes a verb and the state, and forgets what the last call spent.
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

/// Asks `admit` and `victim`: who leaves, or −1 to serve once; `status` tells of wrong answers.
static int64_t leaver_in_batch(lh_vm *vm, lh_batch *batch, const lh_usage *usage, lh_status *status) {
  lua_State *L = vm->L;
  vm->is_ordered = false;
  if (vm->verbs >> LH_ADMIT & 1) {
    begin_in_batch(vm, LH_ADMIT);
    lua_call(L, push_miss(vm, LH_ADMIT, usage), 1);
    bool keeps = lua_toboolean(L, -1);
    if (!lua_isboolean(L, -1)) *status = wrong(vm, LH_ADMIT, -1, "true or false");
    lua_pop(L, 1);
    if (!keeps || *status != LH_OK) return -1;
  }
  begin_in_batch(vm, LH_VICTIM);
  lua_call(L, push_miss(vm, LH_VICTIM, usage), 1);
  int64_t leaver = -1;
  *status = take_adapter(vm, LH_VICTIM, batch->adapters, true, &leaver);
  if (*status != LH_OK || leaver < 0 || leaver == usage->adapter) return -1;
  if (!holds(batch, leaver)) {
    batch->stranger = leaver;
    *status = LH_WRONG;
  }
  return leaver;
}

/// Runs protected, on a frame that is laid out as the machine's stack is; the batch is on top.
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
  lua_checkstack(L, LH_AT_TOP + 32);
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
