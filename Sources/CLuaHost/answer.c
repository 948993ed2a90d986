// Reading and checking the answers of verbs on the stack.

#include <string.h>

#include "call.h"

const char *const lh_verb_names[LH_VERB_COUNT] = {"start", "route",  "learn", "used", "admit",
                                                   "victim", "plan",  "choose", "send"};

bool lh_whole(lua_State *L, int index, int64_t *value) {
  if (lua_type(L, index) != LUA_TNUMBER) return false;
  int is_whole;
  lua_Integer number = lua_tointegerx(L, index, &is_whole);
  *value = number;
  return is_whole;
}

/// The names of objects in a fault.
static const char *const object_names[LH_TAG_END - LH_TAG_VECTOR] = {
    "a vector", "rows",    "a heap",  "a list",      "a ring",      "a sketch",  "an ewma",
    "the rng",  "a model", "the request", "the outcome", "residents", "heads",   "replicas"};

static const char *name_of(const uint32_t *object) {
  return *object >= LH_TAG_VECTOR && *object < LH_TAG_END ? object_names[*object - LH_TAG_VECTOR] : "an object";
}

/// Formats an answer for a fault: at most one line, and never an address.
static void show(lua_State *L, int index, char *into, size_t capacity) {
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        snprintf(into, capacity, "%lld", (long long)lua_tointeger(L, index));
      } else if (lua_tonumber(L, index) != lua_tonumber(L, index)) {
        snprintf(into, capacity, "nan");  // its sign differs between machines
      } else {
        snprintf(into, capacity, "%.14g", lua_tonumber(L, index));
      }
      break;
    case LUA_TSTRING: {
      size_t length;
      const char *text = lua_tolstring(L, index, &length);
      snprintf(into, capacity, "the text '%.*s'", (int)lh_whole_bytes(text, length, 60), text);
      break;
    }
    case LUA_TBOOLEAN: snprintf(into, capacity, "%s", lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TNIL: snprintf(into, capacity, "nil"); break;
    case LUA_TUSERDATA: snprintf(into, capacity, "%s", name_of(lua_touserdata(L, index))); break;
    default: snprintf(into, capacity, "a %s", luaL_typename(L, index));
  }
}

lh_status lh_wrong(lh_vm *vm, lh_verb verb, int index, const char *expected) {
  char shown[96];
  show(vm->L, index, shown, sizeof shown);
  vm->line = vm->verb_lines[verb];
  vm->traceback[0] = 0;
  snprintf(vm->message, sizeof vm->message, "%s() answered %s; expected %s", lh_verb_names[verb], shown, expected);
  return LH_WRONG;
}

lh_status lh_take_number(
    lh_vm *vm, lh_verb verb, const char *what, int64_t most, bool may_be_nil, int64_t *number) {
  lua_State *L = vm->L;
  lh_status status = LH_OK;
  int64_t answer = 0;
  if (may_be_nil && lua_isnil(L, -1)) {
    *number = -1;
  } else if (lh_whole(L, -1, &answer) && answer >= 1 && answer <= most) {
    *number = answer - 1;
  } else {
    char expected[96];
    snprintf(
        expected, sizeof expected, "%s, 1 to %lld%s", what, (long long)most, may_be_nil ? ", or nil" : "");
    status = lh_wrong(vm, verb, -1, expected);
  }
  lua_pop(L, 1);
  return status;
}
