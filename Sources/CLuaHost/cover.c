// `host.cover`: the search for a resident set, used by POLAR's plans.

#include <math.h>

#include "vm.h"

/// The most units of one adapter: the sum over the widest row is below 2⁶³.
static const int64_t most_units = INT64_C(1) << 42;

/// The whole numbers of a list in the table at index 1, less `base`, in a block owned by the script (left on the
/// stack); NULL if the option is left out.
static const int64_t *list(lua_State *L, const char *name, int64_t base, int64_t low, int64_t high, int64_t *count) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
  *count = 0;
  if (lua_isnil(L, -1)) return NULL;
  if (!lua_istable(L, -1)) luaL_error(L, "%s is a %s; expected a list", name, luaL_typename(L, -1));
  int at = lua_gettop(L);
  int64_t length = lh_length(L, at);
  lh_charge(L, (size_t)length);
  int64_t *values = lua_newuserdatauv(L, lh_bytes(sizeof *values, length, sizeof *values), 0);
  for (int64_t i = 0; i < length; i++) {
    int is_whole;
    lua_rawgeti(L, at, i + 1);
    lua_Integer value = lua_tointegerx(L, -1, &is_whole);
    if (!is_whole || value < low || value > high) {
      luaL_error(
          L, "%s holds %s; expected whole numbers from %I to %I", name, lh_describe(L, -1), (LUAI_UACINT)low,
          (LUAI_UACINT)high);
    }
    values[i] = value - base;
    lua_pop(L, 1);
  }
  *count = length;
  return values;
}

/// The vector of an option, of N numbers; NULL if it is left out.
static const double *numbers(lua_State *L, const char *name, int64_t count) {
  lua_pushstring(L, name);
  lua_rawget(L, 1);
  if (lua_isnil(L, -1)) return NULL;
  const lh_vector *vector = lh_check(L, -1, LH_TAG_VECTOR, "a vector");
  if (vector->count != count) {
    luaL_error(
        L, "%s has %I numbers; expected one for each of the %I adapters", name, (LUAI_UACINT)vector->count,
        (LUAI_UACINT)count);
  }
  for (int64_t i = 0; i < count; i++) {
    if (!(vector->data[i] >= 0) || !isfinite(vector->data[i])) {
      luaL_error(L, "%s holds %f; expected finite numbers of 0 or more", name, vector->data[i]);
    }
  }
  return vector->data;
}

static int host_cover(lua_State *L) {
  static const char *const searches[] = {"greedy", "swaps", "exact", NULL};
  static const char *const options[] = {"utilities", "costs",   "capacity", "units",  "previous",
                                        "load",      "horizon", "pinned",   "search", NULL};
  lua_settop(L, 1);
  lh_check_options(L, "host.cover", options);
  lua_pushstring(L, "utilities");
  lua_rawget(L, 1);
  const lh_rows *rows = lh_check(L, -1, LH_TAG_ROWS, "rows of utilities (model:utilities)");
  int64_t count = rows->width;
  for (int64_t i = 0; i < rows->count * count; i++) {
    if (!isfinite(rows->data[i])) return luaL_error(L, "utilities hold a number that is not finite");
  }
  lua_pushstring(L, "search");
  lua_rawget(L, 1);
  int search = luaL_checkoption(L, -1, "greedy", searches);
  int64_t counts[3];
  const double *costs = numbers(L, "costs", count);
  const double *loads = numbers(L, "load", count);
  const int64_t *units = list(L, "units", 0, 0, most_units, &counts[0]);
  if (units && counts[0] != count) return luaL_error(L, "units has %I numbers; expected one for each adapter", (LUAI_UACINT)counts[0]);
  const int64_t *previous = list(L, "previous", 1, 1, count, &counts[1]);
  const int64_t *pinned = list(L, "pinned", 1, 1, count, &counts[2]);
  int64_t capacity = lh_whole_option(L, "capacity", 0, INT64_C(1) << 53);
  double horizon = lh_option(L, "horizon", 1, false);
  if (horizon <= 0) return luaL_error(L, "horizon is %f; expected a number above 0", horizon);
  if (!costs) return luaL_error(L, "costs are missing; expected a vector of %I", (LUAI_UACINT)count);
  int64_t *set = lua_newuserdatauv(L, lh_bytes(sizeof *set, count, sizeof *set), 0);
  lh_ask *question = lh_ask_for(L, LH_COVER);
  // Empty rows have no data yet; it is not read.
  question->in[0] = rows->data ? rows->data : costs;
  question->in[1] = costs;
  question->in[2] = loads ? loads : costs;
  question->count[0] = rows->count;
  question->count[1] = count;
  question->ids[0] = units;
  question->ids[1] = previous;
  question->ids[2] = pinned;
  for (int i = 0; i < 3; i++) question->id_count[i] = counts[i];
  question->integer[0] = capacity;
  question->integer[1] = search;
  question->number[0] = horizon;
  question->out_ids = set;
  lh_consult(L, question);
  int64_t size = question->integer[0];
  lua_createtable(L, (int)size, 0);
  for (int64_t i = 0; i < size; i++) {
    lua_pushinteger(L, set[i] + 1);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

void lh_open_cover(lua_State *L) {
  static const luaL_Reg functions[] = {{"cover", host_cover}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
