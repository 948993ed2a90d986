// Ids by key, the lowest first: a heap with four children per node, and the position of each id.
#include <string.h>

#include "vm.h"

/// Equal keys are ordered by the time when they were set.
typedef struct entry {
  double key;
  uint64_t order;
  uint32_t id;
} entry;

typedef struct heap {
  uint32_t tag;
  /// Ids below this have positions.
  uint32_t ids;
  int64_t count;
  int64_t capacity;
  uint64_t sets;
  /// One block: `capacity` entries, then `ids` positions.
  entry *entries;
  uint32_t *places;
} heap;

static const uint32_t nowhere = UINT32_MAX;

static heap *self(lua_State *L) { return lh_check(L, 1, LH_TAG_HEAP, "a heap"); }

static bool is_below(const entry *a, const entry *b) {
  return a->key < b->key || (a->key == b->key && a->order < b->order);
}

static bool holds(const heap *h, uint32_t id) { return id < h->ids && h->places[id] != nowhere; }

static void reach(lua_State *L, heap *h, int64_t capacity, uint32_t ids) {
  size_t entry_bytes = lh_bytes(0, capacity, sizeof(entry));
  size_t bytes = lh_bytes(entry_bytes, ids, sizeof(uint32_t));
  char *block = lh_grow(L, 1, h->entries, (size_t)h->count * sizeof(entry), bytes);
  uint32_t *places = (uint32_t *)(block + entry_bytes);
  if (h->ids > 0) memcpy(places, h->places, h->ids * sizeof(uint32_t));
  memset(places + h->ids, 0xff, (ids - h->ids) * sizeof(uint32_t));
  h->entries = (entry *)block;
  h->places = places;
  h->capacity = capacity;
  h->ids = ids;
}

static void put(heap *h, int64_t place, const entry *e) {
  h->entries[place] = *e;
  h->places[e->id] = (uint32_t)place;
}

static void rise(heap *h, int64_t place, entry e) {
  while (place > 0) {
    int64_t parent = (place - 1) / 4;
    if (!is_below(&e, &h->entries[parent])) break;
    put(h, place, &h->entries[parent]);
    place = parent;
  }
  put(h, place, &e);
}

static void sink(heap *h, int64_t place, entry e) {
  for (;;) {
    int64_t least = 4 * place + 1, end = least + 4 < h->count ? least + 4 : h->count;
    if (least >= h->count) break;
    for (int64_t child = least + 1; child < end; child++) {
      if (is_below(&h->entries[child], &h->entries[least])) least = child;
    }
    if (!is_below(&h->entries[least], &e)) break;
    put(h, place, &h->entries[least]);
    place = least;
  }
  put(h, place, &e);
}

/// Puts an entry in the position of another.
static void settle(heap *h, int64_t place, entry e) {
  if (place > 0 && is_below(&e, &h->entries[(place - 1) / 4])) {
    rise(h, place, e);
  } else {
    sink(h, place, e);
  }
}

static void insert(heap *h, entry e) {
  h->count++;
  rise(h, h->count - 1, e);
}

static void take_out(heap *h, uint32_t id) {
  int64_t place = h->places[id];
  h->places[id] = nowhere;
  h->count--;
  if (place < h->count) settle(h, place, h->entries[h->count]);
}

/// heap:set(id, key)
static int set(lua_State *L) {
  heap *h = self(L);
  uint32_t id = lh_id(L, 2);
  double key = lh_number(L, 3, "a number as key");
  if (key != key) lh_bad(L, 3, "a number as key");
  if (__builtin_expect(id >= h->ids, 0)) {
    reach(L, h, h->capacity, id < 2 * (uint64_t)h->ids ? 2 * h->ids : id < 31 ? 32 : id + 1);
  }
  entry e = {.key = key, .order = h->sets++, .id = id};
  if (h->places[id] != nowhere) {
    settle(h, h->places[id], e);
  } else {
    if (__builtin_expect(h->count == h->capacity, 0)) reach(L, h, h->capacity < 8 ? 16 : 2 * h->capacity, h->ids);
    insert(h, e);
  }
  return 0;
}

/// heap:remove(id): returns whether it was in the heap.
static int remove_id(lua_State *L) {
  heap *h = self(L);
  uint32_t id = lh_id(L, 2);
  bool held = holds(h, id);
  if (held) take_out(h, id);
  lua_pushboolean(L, held);
  return 1;
}

static int push_root(lua_State *L, const heap *h) {
  if (h->count == 0) return lh_nil(L);
  lua_pushinteger(L, h->entries[0].id);
  lua_pushnumber(L, h->entries[0].key);
  return 2;
}

/// Makes the lowest id that may leave the root, or the heap empty; or stops after removing `strangers` ids that are not
/// resident. Ids that may not leave are moved behind the heap in its block, from where `restore` puts them back.
static int64_t find_leaver(heap *h, const lh_residents *residents, int strangers) {
  int64_t aside = 0;
  while (h->count > 0 && strangers > 0) {
    entry root = h->entries[0];
    int64_t adapter = (int64_t)root.id - 1;
    if (lh_may_leave(residents, adapter)) break;
    take_out(h, root.id);
    if (lh_is_resident(residents, adapter)) {
      aside++;
      h->entries[h->count] = root;
    } else {
      strangers--;
      h->entries[h->count] = h->entries[h->count + aside];
    }
  }
  return aside;
}

static void restore(heap *h, int64_t aside) {
  for (; aside > 0; aside--) insert(h, h->entries[h->count]);
}

/// heap:min(), heap:min(residents)
static int min(lua_State *L) {
  heap *h = self(L);
  if (lua_isnoneornil(L, 2)) return push_root(L, h);
  const lh_residents *residents = lh_check_residents(L, 2);
  for (;;) {
    int64_t before = h->count, aside = find_leaver(h, residents, 1024), passed = before - h->count;
    bool is_found = h->count == 0 || lh_may_leave(residents, (int64_t)h->entries[0].id - 1);
    int results = is_found ? push_root(L, h) : 0;
    restore(h, aside);
    if (passed > 0) lh_charge(L, (size_t)passed * 8);
    if (is_found) return results;
  }
}

/// heap:key(id)
static int key(lua_State *L) {
  heap *h = self(L);
  uint32_t id = lh_id(L, 2);
  if (!holds(h, id)) return lh_nil(L);
  lua_pushnumber(L, h->entries[h->places[id]].key);
  return 1;
}

static int length(lua_State *L) {
  lua_pushinteger(L, self(L)->count);
  return 1;
}

/// host.heap()
static int new_heap(lua_State *L) {
  lua_settop(L, 0);
  reach(L, lh_push_object(L, sizeof(heap), LH_TAG_HEAP), 16, 32);
  return 1;
}

void lh_open_heap(lua_State *L) {
  static const luaL_Reg methods[] = {{"set", set}, {"remove", remove_id}, {"min", min}, {"key", key}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", length}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"heap", new_heap}, {NULL, NULL}};
  lh_register(L, LH_TAG_HEAP, "heap", methods, meta);
  luaL_setfuncs(L, functions, 0);
}
