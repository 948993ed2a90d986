// Ids in a line, each at most once: two links for every id, in a circle through id 0.
#include <string.h>

#include "vm.h"

typedef struct link {
  uint32_t towards_front, towards_back;
} link;

/// Where a link leads that is not in the line.
static const uint32_t nowhere = UINT32_MAX;

typedef struct list {
  uint32_t tag;
  /// Ids below have links.
  uint32_t capacity;
  int64_t count;
  link *links;
} list;

static list *self(lua_State *L) { return lh_check(L, 1, LH_TAG_LIST, "a list"); }

static bool holds(const list *l, uint32_t id) { return id < l->capacity && l->links[id].towards_back != nowhere; }

static void reach(lua_State *L, list *l, uint32_t id) {
  uint32_t capacity = l->capacity < 32 ? 64 : 2 * l->capacity;
  if (capacity <= id) capacity = id + 1;
  link *links = lh_grow(L, 1, l->links, l->capacity * sizeof(link), capacity * sizeof(link));
  memset(links + l->capacity, 0xff, (capacity - l->capacity) * sizeof(link));
  l->links = links;
  l->capacity = capacity;
}

static void unlink(link *links, uint32_t id) {
  link at = links[id];
  links[at.towards_front].towards_back = at.towards_back;
  links[at.towards_back].towards_front = at.towards_front;
}

/// Links an id in between two neighbours.
static void join(link *links, uint32_t front, uint32_t id, uint32_t back) {
  links[id] = (link){.towards_front = front, .towards_back = back};
  links[front].towards_back = id;
  links[back].towards_front = id;
}

/// Takes the id of argument 1 out of the line, wherever it is, so that it can be linked in anew.
static uint32_t take(lua_State *L, list *l) {
  uint32_t id = lh_id(L, 2);
  if (__builtin_expect(id >= l->capacity, 0)) reach(L, l, id);
  if (l->links[id].towards_back != nowhere) {
    unlink(l->links, id);
  } else {
    l->count++;
  }
  return id;
}

static int front(lua_State *L) {
  list *l = self(L);
  uint32_t id = take(L, l);
  join(l->links, 0, id, l->links[0].towards_back);
  return 0;
}

static int back(lua_State *L) {
  list *l = self(L);
  uint32_t id = take(L, l);
  join(l->links, l->links[0].towards_front, id, 0);
  return 0;
}

/// Answers whether the id was in the line.
static int remove_id(lua_State *L) {
  list *l = self(L);
  uint32_t id = lh_id(L, 2);
  bool held = holds(l, id);
  if (held) {
    unlink(l->links, id);
    l->links[id].towards_back = nowhere;
    l->count--;
  }
  lua_pushboolean(L, held);
  return 1;
}

static int push_id(lua_State *L, uint32_t id) {
  if (id == 0) return 0;
  lua_pushinteger(L, id);
  return 1;
}

static int first(lua_State *L) { return push_id(L, self(L)->links[0].towards_back); }

static int last(lua_State *L) { return push_id(L, self(L)->links[0].towards_front); }

static int next(lua_State *L) {
  list *l = self(L);
  uint32_t id = lh_id(L, 2);
  return holds(l, id) ? push_id(L, l->links[id].towards_back) : 0;
}

static int previous(lua_State *L) {
  list *l = self(L);
  uint32_t id = lh_id(L, 2);
  return holds(l, id) ? push_id(L, l->links[id].towards_front) : 0;
}

static int has(lua_State *L) {
  list *l = self(L);
  lua_pushboolean(L, holds(l, lh_id(L, 2)));
  return 1;
}

static int length(lua_State *L) {
  lua_pushinteger(L, self(L)->count);
  return 1;
}

/// host.list()
static int new_list(lua_State *L) {
  lua_settop(L, 0);
  list *l = lh_push_object(L, sizeof(list), LH_TAG_LIST);
  reach(L, l, 0);
  l->links[0] = (link){0, 0};
  return 1;
}

void lh_open_list(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"front", front}, {"back", back},         {"remove", remove_id}, {"first", first}, {"last", last},
      {"next", next},   {"previous", previous}, {"has", has},          {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", length}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"list", new_list}, {NULL, NULL}};
  lh_register(L, LH_TAG_LIST, "list", methods, meta);
  luaL_setfuncs(L, functions, 0);
}
