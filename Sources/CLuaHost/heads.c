// The heads of a server's queues, for a scheduler.
#include "vm.h"

static const lh_heads *self(lua_State *L) {
  lh_check(L, 1, LH_TAG_HEADS, "heads");
  const lh_heads *view = lh_of(L)->heads;
  if (view == NULL) lh_not_now(L, "heads");
  return view;
}

/// The head of the adapter in argument 2, by binary search; NULL if it has none.
static const lh_head *find(lua_State *L, const lh_heads *view) {
  lua_Integer adapter = lh_integer(L, 2, 1, view->adapters, "an adapter") - 1;
  int64_t low = 0, high = view->count;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    if (view->heads[middle].adapter < adapter) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < view->count && view->heads[low].adapter == adapter ? &view->heads[low] : NULL;
}

static const lh_head *head(lua_State *L) {
  const lh_heads *view = self(L);
  const lh_head *found = find(L, view);
  if (found == NULL) luaL_error(L, "adapter %I has no request to admit; use heads:has(a) first", lua_tointeger(L, 2));
  return found;
}

static int has(lua_State *L) {
  const lh_heads *view = self(L);
  lua_pushboolean(L, find(L, view) != NULL);
  return 1;
}

static int push_count(lua_State *L, int64_t count) {
  lua_pushinteger(L, count);
  return 1;
}

static int place(lua_State *L) { return push_count(L, head(L)->place); }
static int waiting(lua_State *L) { return push_count(L, head(L)->waiting); }
static int running(lua_State *L) { return push_count(L, head(L)->running); }
static int tokens(lua_State *L) { return push_count(L, head(L)->tokens); }

static int arrival(lua_State *L) {
  lua_pushnumber(L, head(L)->arrival);
  return 1;
}

static int resident(lua_State *L) {
  lua_pushboolean(L, head(L)->is_resident);
  return 1;
}

/// heads:first(), heads:first(v): the adapter with the lowest v[a]; ties, or without v all, go to the earliest in the
/// queue.
static int first(lua_State *L) {
  const lh_heads *view = self(L);
  const lh_vector *keys = lua_isnoneornil(L, 2) ? NULL : lh_check(L, 2, LH_TAG_VECTOR, "a vector");
  if (keys != NULL && keys->count < view->adapters) {
    luaL_error(
        L, "the vector has %I places; expected one for each of the %I adapters", (LUAI_UACINT)keys->count,
        (LUAI_UACINT)view->adapters);
  }
  if (view->count == 0) return lh_nil(L);
  lh_charge(L, (size_t)view->count / 2);
  const lh_head *best = &view->heads[0];
  for (const lh_head *one = best + 1; one < view->heads + view->count; one++) {
    double key = keys == NULL ? 0 : keys->data[one->adapter];
    double lowest = keys == NULL ? 0 : keys->data[best->adapter];
    if (key < lowest || (!(lowest < key) && one->place < best->place)) best = one;
  }
  return push_count(L, best->adapter + 1);
}

static int read_place(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING) return lh_push_method(L);
  const lh_heads *view = self(L);
  lua_Integer at = lh_integer(L, 2, 1, LUA_MAXINTEGER, "a place, 1 or more");
  return at > view->count ? lh_nil(L) : push_count(L, view->heads[at - 1].adapter + 1);
}

static int length(lua_State *L) { return push_count(L, self(L)->count); }

void lh_open_heads(lua_State *L) {
  static const luaL_Reg methods[] = {{"has", has},         {"place", place},       {"arrival", arrival},
                                     {"waiting", waiting}, {"running", running},   {"tokens", tokens},
                                     {"first", first},     {"resident", resident}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__index", read_place}, {"__len", length}, {NULL, NULL}};
  lh_register(L, LH_TAG_HEADS, "heads", methods, meta);
}
