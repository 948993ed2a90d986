// `table`, on raw access. Every loop over items is charged in strides, before the work is done.
#include "vm.h"

enum {
  /// Items per charge.
  stride = 256,
  /// The most values that `unpack` returns.
  most_values = 250,
};

static void need_table(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) lh_bad(L, index, "a table");
}

static lua_Integer integer(lua_State *L, int index) {
  return lh_integer(L, index, LUA_MININTEGER, LUA_MAXINTEGER, "a whole number");
}

static lua_Integer integer_or(lua_State *L, int index, lua_Integer absent) {
  return lua_isnoneornil(L, index) ? absent : integer(L, index);
}

/// The last position of a range in the list at index 1: its end if the argument is left out.
static lua_Integer last_place(lua_State *L, int index) {
  return lua_isnoneornil(L, index) ? lh_length(L, 1) : integer(L, index);
}

/// Moves items from … last by one place, upwards or downwards, within the table at index 1.
static void shift(lua_State *L, lua_Integer from, lua_Integer last, bool is_up) {
  for (lua_Integer done = 0; from + done <= last; done++) {
    if (done % stride == 0) lh_charge(L, stride);
    lua_Integer at = is_up ? last - done : from + done;
    lua_rawgeti(L, 1, at);
    lua_rawseti(L, 1, is_up ? at + 1 : at - 1);
  }
}

/// table.insert(t, v), table.insert(t, place, v)
static int insert(lua_State *L) {
  lh_check_own_table(L, 1);
  lua_Integer end = lh_length(L, 1) + 1, place = end;
  int count = lua_gettop(L);
  if (count == 3) {
    place = lh_integer(L, 2, 1, end, lua_pushfstring(L, "a place in 1 … %I", (LUAI_UACINT)end));
    lua_settop(L, 3);
    shift(L, place, end - 1, true);
  } else if (count != 2) {
    return luaL_error(L, "bad argument: insert() takes a table and a value, or a table, a place and a value");
  }
  lua_rawseti(L, 1, place);
  return 0;
}

/// table.remove(t), table.remove(t, place): returns the removed item.
static int remove_item(lua_State *L) {
  lh_check_own_table(L, 1);
  lua_Integer count = lh_length(L, 1), place = integer_or(L, 2, count);
  bool is_past_end = place == count + 1 || (count == 0 && place == 0);
  if (!is_past_end && (place < 1 || place > count)) {
    lh_bad(L, 2, lua_pushfstring(L, "a place in 1 … %I", (LUAI_UACINT)(count + 1)));
  }
  lua_settop(L, 1);
  lua_rawgeti(L, 1, place);
  if (is_past_end) {
    place = count + 1 == place ? place : 0;
  } else {
    shift(L, place + 1, count, false);
    place = count;
  }
  lua_pushnil(L);
  lua_rawseti(L, 1, place);
  return 1;
}

/// table.move(from, first, last, to, into): raw; ranges may overlap.
static int move(lua_State *L) {
  need_table(L, 1);
  lua_Integer first = integer(L, 2), last = integer(L, 3), to = integer(L, 4);
  int into = lua_isnoneornil(L, 5) ? 1 : 5;
  lh_check_own_table(L, into);
  if (last >= first) {
    if (first <= 0 && last >= LUA_MAXINTEGER + first) lh_bad(L, 3, "fewer items to move");
    lua_Integer count = last - first + 1;
    if (to > LUA_MAXINTEGER - count + 1) lh_bad(L, 4, "a place with room behind it");
    bool is_forward = to > last || to <= first || (into == 5 && !lua_rawequal(L, 1, 5));
    for (lua_Integer done = 0; done < count; done++) {
      if (done % stride == 0) lh_charge(L, stride);
      lua_Integer i = is_forward ? done : count - 1 - done;
      lua_rawgeti(L, 1, first + i);
      lua_rawseti(L, into, to + i);
    }
  }
  lua_pushvalue(L, into);
  return 1;
}

/// table.concat(list, separator, first, last)
static int concat(lua_State *L) {
  need_table(L, 1);
  size_t separator_length = 0;
  const char *separator = "";
  if (!lua_isnoneornil(L, 2)) {
    if (!lua_isstring(L, 2)) lh_bad(L, 2, "a separator");
    separator = lua_tolstring(L, 2, &separator_length);
  }
  lua_Integer first = integer_or(L, 3, 1), last = last_place(L, 4);
  lh_builder text;
  lh_build(L, &text);
  for (lua_Integer i = first, done = 0; i <= last; i++) {
    if (done++ % stride == 0) lh_charge(L, stride);
    int type = lua_rawgeti(L, 1, i);
    if (type != LUA_TSTRING && type != LUA_TNUMBER) {
      return luaL_error(L, "bad argument: concat() expected texts and numbers, got %s at place %I", lh_describe(L, -1),
                        (LUAI_UACINT)i);
    }
    lh_push_text(L, -1);
    size_t length;
    const char *item = lua_tolstring(L, -1, &length);
    lh_add(&text, item, length);
    lua_pop(L, 2);
    if (i == last) break;  // `last` may be the highest number of all
    lh_add(&text, separator, separator_length);
  }
  lh_push_built(&text);
  return 1;
}

/// table.unpack(list, first, last)
static int unpack(lua_State *L) {
  need_table(L, 1);
  lua_Integer first = integer_or(L, 2, 1), last = last_place(L, 3);
  if (first > last) return 0;
  lua_Integer span;
  if (__builtin_sub_overflow(last, first, &span) || span >= most_values) {
    return luaL_error(L, "unpack() gives at most %d values", most_values);
  }
  luaL_checkstack(L, (int)span + 1, "unpack");
  for (lua_Integer i = 0; i <= span; i++) lua_rawgeti(L, 1, first + i);
  return (int)span + 1;
}

/// table.pack(...): a list, and its length as `n`.
static int pack(lua_State *L) {
  int count = lua_gettop(L);
  lh_charge(L, (size_t)count);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

void lh_open_table(lua_State *L) {
  static const luaL_Reg functions[] = {{"concat", concat}, {"insert", insert}, {"remove", remove_item},
                                       {"move", move},     {"unpack", unpack}, {"pack", pack},
                                       {"sort", lh_sort},  {NULL, NULL}};
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  lh_guard(L, "table");
  lua_setfield(L, -2, "table");
}
