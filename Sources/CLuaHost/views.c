// Views of a request, an outcome and the resident set: in place, valid only during the call.

#include <stdlib.h>
#include <string.h>

#include "vm.h"

/// Pushes a table from names to 1, 2, 3, …
static void push_fields(lua_State *L, const char *const *names) {
  lua_newtable(L);
  for (int i = 0; names[i]; i++) {
    lua_pushinteger(L, i + 1);
    lua_setfield(L, -2, names[i]);
  }
}

/// The number of the requested field, from the table in the first upvalue; 0 if it does not exist.
static int field(lua_State *L) {
  lua_pushvalue(L, 2);
  lua_rawget(L, lua_upvalueindex(1));
  int number = (int)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number;
}

static int no_field(lua_State *L, const char *view, const char *const *names) {
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return luaL_error(L, "%s has no field '%s'; it has %s", view, name, lh_push_names(L, names));
}

int lh_not_now(lua_State *L, const char *view) {
  return luaL_error(L, "%s is valid only during the call that received it; copy what you need", view);
}

// request

enum { STEP = 1, TIME, CONTEXT, ASKED, PROMPT_TOKENS, OUTPUT_TOKENS, ADAPTER, REWARD, HIT, COST };
static const char *const request_fields[] = {
    "step", "time", "context", "asked", "prompt_tokens", "output_tokens", NULL};
static const char *const outcome_fields[] = {
    "step", "time", "context", "asked", "prompt_tokens", "output_tokens", "adapter", "reward", "hit", "cost", NULL};

static int push_request_field(lua_State *L, const lh_request *request, int which) {
  switch (which) {
    case STEP: lua_pushinteger(L, request->step); break;
    case TIME: lua_pushnumber(L, request->time); break;
    case CONTEXT: lua_pushvalue(L, lua_upvalueindex(2)); break;
    case ASKED:
      if (request->asked >= 0) {
        lua_pushinteger(L, request->asked + 1);
      } else {
        lua_pushnil(L);
      }
      break;
    case PROMPT_TOKENS: lua_pushinteger(L, request->prompt_tokens); break;
    default: lua_pushinteger(L, request->output_tokens);
  }
  return 1;
}

static int request_index(lua_State *L) {
  const lh_request *request = lh_of(L)->request;
  if (!request) return lh_not_now(L, "request");
  int which = field(L);
  if (which == 0) return no_field(L, "request", request_fields);
  return push_request_field(L, request, which);
}

static int outcome_index(lua_State *L) {
  const lh_outcome *outcome = lh_of(L)->outcome;
  if (!outcome) return lh_not_now(L, "outcome");
  int which = field(L);
  switch (which) {
    case 0: return no_field(L, "outcome", outcome_fields);
    case ADAPTER: lua_pushinteger(L, outcome->adapter + 1); return 1;
    case REWARD: lua_pushnumber(L, outcome->reward); return 1;
    case HIT: lua_pushboolean(L, outcome->hit); return 1;
    case COST: lua_pushnumber(L, outcome->cost); return 1;
    default: return push_request_field(L, &outcome->request, which);
  }
}

static int read_only(lua_State *L) { return luaL_error(L, "this view is the host's; it cannot be written"); }

// residents

static const lh_residents *residents(lua_State *L) {
  const lh_residents *view = lh_of(L)->residents;
  if (!view) lh_not_now(L, "residents");
  return view;
}

const lh_residents *lh_check_residents(lua_State *L, int index) {
  lh_check(L, index, LH_TAG_RESIDENTS, "residents");
  return residents(L);
}

static double cost(const lh_residents *view, int64_t at) {
  return lh_is_resident(view, at) ? 0 : view->costs ? view->costs[at] : 1;
}

/// The adapter at a stack index, 0-based.
static int64_t adapter(lua_State *L, int index, const lh_residents *view) {
  int is_whole;
  lua_Integer number = lua_tointegerx(L, index, &is_whole);
  if (!is_whole || number < 1 || number > view->adapters) {
    lh_check(L, 1, LH_TAG_RESIDENTS, "residents");
    luaL_error(L, "%s is not an adapter; expected 1 to %I", lh_describe(L, index), (LUAI_UACINT)view->adapters);
  }
  return number - 1;
}

/// Lists the residents in rising order, at most once per call.
static void order(lua_State *L, lh_vm *vm, const lh_residents *view) {
  if (vm->order_capacity < view->count) {
    int64_t *grown = realloc(vm->order, lh_bytes(0, view->count, sizeof *grown));
    if (!grown) lh_stop(L, LH_MEMORY, "needs more memory than the host has");
    vm->order = grown;
    vm->order_capacity = view->count;
  }
  int64_t at = 0;
  for (int64_t word = 0; word < (view->adapters + 63) / 64; word++) {
    for (uint64_t bits = view->resident[word]; bits != 0 && at < view->count; bits &= bits - 1) {
      vm->order[at++] = word * 64 + __builtin_ctzll(bits);
    }
  }
  lh_charge(L, (size_t)(view->adapters / 64 + view->count));
  vm->is_ordered = true;
}

/// The fields, then the methods.
static const char *const residents_names[] = {"used", "capacity", "adapters", "has", "mayleave",
                                              "cost", "costs",    "first",    NULL};
static const char *const residents_fields[] = {"used", "capacity", "adapters", NULL};

/// Names that are not methods: called through the table of methods, so the view is not at index 1.
static int residents_index(lua_State *L) {
  lh_vm *vm = lh_of(L);
  if (lua_isinteger(L, 2)) {
    const lh_residents *view = residents(L);
    if (!vm->is_ordered) order(L, vm, view);
    lua_Integer place = lua_tointeger(L, 2);
    if (place < 1) return luaL_error(L, "residents[%I]: places are numbered from 1", (LUAI_UACINT)place);
    if (place > view->count) return lh_nil(L);
    lua_pushinteger(L, vm->order[place - 1] + 1);
    return 1;
  }
  const lh_residents *view = residents(L);
  switch (field(L)) {
    case 1: lua_pushinteger(L, view->used); return 1;
    case 2: lua_pushinteger(L, view->capacity); return 1;
    case 3: lua_pushinteger(L, view->adapters); return 1;
    default: return no_field(L, "residents", residents_names);
  }
}

static int residents_length(lua_State *L) {
  lua_pushinteger(L, residents(L)->count);
  return 1;
}

static int residents_has(lua_State *L) {
  const lh_residents *view = residents(L);
  lua_pushboolean(L, lh_is_resident(view, adapter(L, 2, view)));
  return 1;
}

static int residents_mayleave(lua_State *L) {
  const lh_residents *view = residents(L);
  lua_pushboolean(L, lh_may_leave(view, adapter(L, 2, view)));
  return 1;
}

static int residents_cost(lua_State *L) {
  const lh_residents *view = residents(L);
  lua_pushnumber(L, cost(view, adapter(L, 2, view)));
  return 1;
}

/// The vector of N at a stack index.
static lh_vector *vector_of_all(lua_State *L, int index, const lh_residents *view) {
  lh_vector *vector = lh_check(L, index, LH_TAG_VECTOR, "a vector");
  if (vector->count < view->adapters) {
    luaL_error(
        L, "the vector has %I places; expected one for each of the %I adapters", (LUAI_UACINT)vector->count,
        (LUAI_UACINT)view->adapters);
  }
  return vector;
}

static int residents_costs(lua_State *L) {
  const lh_residents *view = residents(L);
  lh_vector *into = vector_of_all(L, 2, view);
  if (into->is_view) return read_only(L);
  for (int64_t at = 0; at < view->adapters; at++) into->data[at] = cost(view, at);
  lh_charge(L, (size_t)view->adapters / 4);
  lua_settop(L, 2);
  return 1;
}

static int residents_first(lua_State *L) {
  const lh_residents *view = residents(L);
  const lh_vector *keys = vector_of_all(L, 2, view);
  int64_t best = -1;
  for (int64_t word = 0; word < (view->adapters + 63) / 64; word++) {
    uint64_t bits = view->resident[word];
    if (view->held) bits &= ~view->held[word];
    for (; bits != 0; bits &= bits - 1) {
      int64_t at = word * 64 + __builtin_ctzll(bits);
      if (best < 0 || keys->data[at] < keys->data[best]) best = at;
    }
  }
  lh_charge(L, (size_t)(view->adapters / 64 + view->count));
  if (best < 0) return lh_nil(L);
  lua_pushinteger(L, best + 1);
  return 1;
}

static const luaL_Reg residents_methods[] = {
    {"has", residents_has},     {"mayleave", residents_mayleave}, {"cost", residents_cost},
    {"costs", residents_costs}, {"first", residents_first},       {NULL, NULL}};

/// Pushes a view: userdata with only its tag. `index` returns its fields; it uses the table from names to numbers at
/// the top of the stack (which is popped) and, if the view has one, the context at that stack index.
static void push_view(
    lua_State *L, lh_tag tag, lua_CFunction index, int context, const luaL_Reg *methods, lua_CFunction length) {
  int fields = lua_gettop(L);
  uint32_t *view = lua_newuserdatauv(L, sizeof *view, 0);
  *view = tag;
  lua_newtable(L);  // the metatable
  if (methods) {
    // Found without a call; other names go to `index`.
    lua_newtable(L);
    luaL_setfuncs(L, methods, 0);
    lua_newtable(L);
  }
  lua_pushvalue(L, fields);
  if (context) lua_pushvalue(L, context);
  lua_pushcclosure(L, index, context ? 2 : 1);
  lua_setfield(L, -2, "__index");
  if (methods) {
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "__index");
  }
  lua_pushcfunction(L, read_only);
  lua_setfield(L, -2, "__newindex");
  if (length) {
    lua_pushcfunction(L, length);
    lua_setfield(L, -2, "__len");
  }
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_remove(L, fields);
}

void lh_push_views(lua_State *L) {
  lh_vm *vm = lh_of(L);
  push_fields(L, residents_fields);
  push_view(L, LH_TAG_RESIDENTS, residents_index, 0, residents_methods, residents_length);
  vm->context = lh_push_vector(L, 0);
  vm->context->is_view = true;
  int context = lua_gettop(L);
  push_fields(L, request_fields);
  push_view(L, LH_TAG_REQUEST, request_index, context, NULL, NULL);
  push_fields(L, outcome_fields);
  push_view(L, LH_TAG_OUTCOME, outcome_index, context, NULL, NULL);
  lh_push_object(L, sizeof(uint32_t), LH_TAG_HEADS);
  lh_push_object(L, sizeof(uint32_t), LH_TAG_REPLICAS);
}
