// `start`: the setting of a cell, and the state that the policy returns.

#include "call.h"

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
      lua_pushboolean(L, parameter->whole != 0);
    } else if (parameter->is_whole) {
      lua_pushinteger(L, parameter->whole);
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
  if (setting->replicas > 0) set_integer(L, "replicas", setting->replicas);
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
    status = lh_wrong(vm, LH_START, -2, "the policy's state (a table, as a rule)");
  } else if (!lua_isnil(L, -1) && (!lh_whole(L, -1, &next) || next < 0)) {
    status = lh_wrong(vm, LH_START, -1, "as its second value the step to plan at first, a whole number of 0 or more");
  }
  *next_plan = next;
  lua_pushvalue(L, -2);
  lua_replace(L, LH_AT_STATE);
  lua_settop(L, LH_AT_TOP);
  return status;
}
