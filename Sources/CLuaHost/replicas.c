// Replicas, for the router in front of them.
#include "vm.h"

static const lh_replicas *self(lua_State *L) {
  lh_check(L, 1, LH_TAG_REPLICAS, "replicas");
  const lh_replicas *view = lh_of(L)->replicas;
  if (view == NULL) lh_not_now(L, "replicas");
  return view;
}

static const lh_replica *replica(lua_State *L) {
  const lh_replicas *view = self(L);
  return &view->replicas[lh_integer(L, 2, 1, view->count, "a replica") - 1];
}

static int64_t open_requests(const lh_replica *one) { return one->running + one->waiting; }

static int push_count(lua_State *L, int64_t count) {
  lua_pushinteger(L, count);
  return 1;
}

static int open(lua_State *L) { return push_count(L, open_requests(replica(L))); }
static int running(lua_State *L) { return push_count(L, replica(L)->running); }
static int waiting(lua_State *L) { return push_count(L, replica(L)->waiting); }

static int kv(lua_State *L) {
  lua_pushnumber(L, replica(L)->kv);
  return 1;
}

/// replicas:resident(g, a)
static int resident(lua_State *L) {
  const lh_replica *one = replica(L);
  lua_Integer adapter = lh_integer(L, 3, 1, self(L)->adapters, "an adapter") - 1;
  lua_pushboolean(L, one->resident[adapter >> 6] >> (adapter & 63) & 1);
  return 1;
}

/// replicas:first(), replicas:first(v): the replica with the lowest v[g]; ties, or without v all, go to the fewest open
/// requests.
static int first(lua_State *L) {
  const lh_replicas *view = self(L);
  const lh_vector *keys = lua_isnoneornil(L, 2) ? NULL : lh_check(L, 2, LH_TAG_VECTOR, "a vector");
  if (keys != NULL && keys->count < view->count) {
    luaL_error(
        L, "the vector has %I places; expected one for each of the %I replicas", (LUAI_UACINT)keys->count,
        (LUAI_UACINT)view->count);
  }
  if (view->count == 0) return lh_nil(L);
  lh_charge(L, (size_t)view->count / 2);
  int64_t best = 0;
  for (int64_t at = 1; at < view->count; at++) {
    double key = keys == NULL ? 0 : keys->data[at];
    double lowest = keys == NULL ? 0 : keys->data[best];
    bool has_fewer = open_requests(&view->replicas[at]) < open_requests(&view->replicas[best]);
    if (key < lowest || (!(lowest < key) && has_fewer)) best = at;
  }
  return push_count(L, best + 1);
}

static int length(lua_State *L) { return push_count(L, self(L)->count); }

void lh_open_replicas(lua_State *L) {
  static const luaL_Reg methods[] = {{"open", open}, {"running", running},   {"waiting", waiting},
                                     {"kv", kv},     {"resident", resident}, {"first", first},
                                     {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", length}, {NULL, NULL}};
  lh_register(L, LH_TAG_REPLICAS, "replicas", methods, meta);
}
