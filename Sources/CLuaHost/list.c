// Lists of ids: several lists share their ids; each id is in at most one of them and has units.
#include <string.h>

#include "vm.h"

enum { MOST_LISTS = 8 };
/// The most units of one id: the sum over all ids that fit into memory is below 2⁶³.
static const lua_Integer most_units = 1LL << 40;

/// Neighbours, by position: the first positions are the lists' ends, which close each list to a ring; ids follow.
typedef struct link {
  uint32_t towards_front, towards_back;
  uint64_t units : 56;
  /// The list's number from 1; 0 for ids that are in no list.
  uint64_t list : 8;
} link;

/// The data shared by lists, in its own userdata, which each list keeps alive.
typedef struct lines {
  /// Position of id i: i + shift.
  uint32_t shift;
  uint32_t capacity;
  link *links;
  int64_t count[MOST_LISTS + 1];
  int64_t units[MOST_LISTS + 1];
} lines;

typedef struct list {
  uint32_t tag;
  /// From 1; its end is at the position before.
  uint32_t number;
  lines *lines;
} list;

static list *self(lua_State *L) { return lh_check(L, 1, LH_TAG_LIST, "a list"); }

static uint32_t end_of(const list *l) { return l->number - 1; }

/// The position of the id at a stack index; it may have no links yet.
static uint32_t place(lua_State *L, const list *l, int index) { return lh_id(L, index) + l->lines->shift; }

static bool holds(const list *l, uint32_t at) {
  return at < l->lines->capacity && l->lines->links[at].list == l->number;
}

/// Makes links for the position; `index` is the stack index of the shared userdata.
static void reach(lua_State *L, lines *all, int index, uint32_t at) {
  uint32_t capacity = all->capacity < 32 ? 64 : all->capacity <= UINT32_MAX / 2 ? 2 * all->capacity : UINT32_MAX;
  if (capacity <= at) capacity = at + 1;
  size_t used = all->capacity * sizeof(link);
  link *links = lh_grow(L, index, all->links, used, lh_bytes(0, capacity, sizeof(link)));
  memset(links + all->capacity, 0, (capacity - all->capacity) * sizeof(link));
  all->links = links;
  all->capacity = capacity;
}

static void unlink(lines *all, uint32_t at) {
  link was = all->links[at];
  all->links[was.towards_front].towards_back = was.towards_back;
  all->links[was.towards_back].towards_front = was.towards_front;
  all->count[was.list]--;
  all->units[was.list] -= (int64_t)was.units;
}

static void take_out(lines *all, uint32_t at) {
  unlink(all, at);
  all->links[at].list = 0;
}

/// The position of the id in argument 2, after removing it from its list. Its units are argument 3, or its earlier
/// units, or 1.
static uint32_t take(lua_State *L, list *l) {
  lines *all = l->lines;
  uint32_t at = place(L, l, 2);
  bool keeps = lua_isnoneornil(L, 3);
  lua_Integer units = keeps ? 1 : lh_integer(L, 3, 0, most_units, "a whole number of units");
  if (__builtin_expect(at >= all->capacity, 0)) {
    lua_getiuservalue(L, 1, 1);
    reach(L, all, -1, at);
  }
  link *links = all->links;
  if (links[at].list != 0) {
    if (keeps) units = (lua_Integer)links[at].units;
    unlink(all, at);
  }
  links[at].list = l->number & 0xff;
  links[at].units = (uint64_t)units & ((1ULL << 56) - 1);
  all->count[l->number]++;
  all->units[l->number] += units;
  return at;
}

/// Links a position between two neighbours.
static void join(link *links, uint32_t front, uint32_t at, uint32_t back) {
  links[at].towards_front = front;
  links[at].towards_back = back;
  links[front].towards_back = at;
  links[back].towards_front = at;
}

static int front(lua_State *L) {
  list *l = self(L);
  uint32_t at = take(L, l);
  join(l->lines->links, end_of(l), at, l->lines->links[end_of(l)].towards_back);
  return 0;
}

static int back(lua_State *L) {
  list *l = self(L);
  uint32_t at = take(L, l);
  join(l->lines->links, l->lines->links[end_of(l)].towards_front, at, end_of(l));
  return 0;
}

/// Pushes the id of a position, or nil for the list's end.
static int push_id(lua_State *L, const list *l, uint32_t at) {
  if (at == end_of(l)) return lh_nil(L);
  lua_pushinteger(L, at - l->lines->shift);
  return 1;
}

/// Returns whether the id was in this list, and its neighbour towards the front.
static int remove_id(lua_State *L) {
  list *l = self(L);
  uint32_t at = place(L, l, 2);
  bool held = holds(l, at);
  if (held) take_out(l->lines, at);
  lua_pushboolean(L, held);
  if (!held) return 1;
  push_id(L, l, l->lines->links[at].towards_front);
  return 2;
}

/// If residents are at the stack index: the first id from a position towards the front that may leave; else the
/// position itself. Ids that are no longer resident are removed on the way.
static uint32_t may_leave_from(lua_State *L, const list *l, uint32_t at, int index) {
  if (lua_isnoneornil(L, index)) return at;
  const lh_residents *residents = lh_check_residents(L, index);
  size_t passed = 0;
  while (at != end_of(l)) {
    int64_t adapter = (int64_t)at - l->lines->shift - 1;
    if (lh_may_leave(residents, adapter)) break;
    uint32_t next = l->lines->links[at].towards_front;
    if (!lh_is_resident(residents, adapter)) take_out(l->lines, at);
    at = next;
    passed++;
  }
  if (passed > 0) lh_charge(L, passed);
  return at;
}

/// The last id; with residents, the last one that may leave.
static uint32_t last_place(lua_State *L, const list *l) {
  return may_leave_from(L, l, l->lines->links[end_of(l)].towards_front, 2);
}

static int first(lua_State *L) {
  list *l = self(L);
  return push_id(L, l, l->lines->links[end_of(l)].towards_back);
}

static int last(lua_State *L) {
  list *l = self(L);
  return push_id(L, l, last_place(L, l));
}

/// Removes the last id and returns it.
static int pop(lua_State *L) {
  list *l = self(L);
  uint32_t at = last_place(L, l);
  if (at == end_of(l)) return lh_nil(L);
  take_out(l->lines, at);
  return push_id(L, l, at);
}

static int next(lua_State *L) {
  list *l = self(L);
  uint32_t at = place(L, l, 2);
  return holds(l, at) ? push_id(L, l, l->lines->links[at].towards_back) : lh_nil(L);
}

/// With residents, the nearest id towards the front that may leave.
static int previous(lua_State *L) {
  list *l = self(L);
  uint32_t at = place(L, l, 2);
  if (!holds(l, at)) return lh_nil(L);
  return push_id(L, l, may_leave_from(L, l, l->lines->links[at].towards_front, 3));
}

static int has(lua_State *L) {
  list *l = self(L);
  lua_pushboolean(L, holds(l, place(L, l, 2)));
  return 1;
}

static int units(lua_State *L) {
  list *l = self(L);
  lua_pushinteger(L, l->lines->units[l->number]);
  return 1;
}

static int length(lua_State *L) {
  list *l = self(L);
  lua_pushinteger(L, l->lines->count[l->number]);
  return 1;
}

static int push_lists(lua_State *L, uint32_t count) {
  lua_settop(L, 0);
  lh_charge(L, sizeof(lines) / 64);
  lines *all = lua_newuserdatauv(L, sizeof *all, 1);
  memset(all, 0, sizeof *all);
  all->shift = count - 1;
  reach(L, all, 1, all->shift);
  for (uint32_t number = 1; number <= count; number++) {
    all->links[number - 1].towards_front = all->links[number - 1].towards_back = number - 1;
    list *l = lh_push_object(L, sizeof(list), LH_TAG_LIST);
    l->number = number;
    l->lines = all;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
  }
  return (int)count;
}

/// host.list()
static int new_list(lua_State *L) { return push_lists(L, 1); }

/// host.lists(n)
static int new_lists(lua_State *L) {
  return push_lists(L, (uint32_t)lh_integer(L, 1, 1, MOST_LISTS, "how many lists, 1 to 8"));
}

void lh_open_list(lua_State *L) {
  static const luaL_Reg methods[] = {{"front", front}, {"back", back}, {"remove", remove_id}, {"first", first},
                                     {"last", last},   {"pop", pop},   {"next", next},         {"previous", previous},
                                     {"has", has},     {"units", units}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", length}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"list", new_list}, {"lists", new_lists}, {NULL, NULL}};
  lh_register(L, LH_TAG_LIST, "list", methods, meta);
  luaL_setfuncs(L, functions, 0);
}
