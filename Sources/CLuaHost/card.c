// The card: the policy's table as JSON, for the host to read.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"

const char *lh_lua_version(void) { return LUA_VERSION_MAJOR "." LUA_VERSION_MINOR "." LUA_VERSION_RELEASE; }

enum { DEEPEST = 5, LONGEST = 1 << 18 };

/// Adds bytes to the card's text; raises an error if it becomes too long.
static void add(lua_State *L, const char *text, size_t count) {
  lh_vm *vm = lh_of(L);
  if (vm->card_count + count > LONGEST) luaL_error(L, "the policy's table holds too much for a card; keep state in start()");
  if (vm->card_count + count > vm->card_capacity) {
    size_t capacity = 2 * (vm->card_count + count);
    char *grown = realloc(vm->card, capacity);
    if (!grown) lh_stop(L, LH_MEMORY, "needs more memory than the host has");
    vm->card = grown;
    vm->card_capacity = capacity;
  }
  memcpy(vm->card + vm->card_count, text, count);
  vm->card_count += count;
}

static void add_text(lua_State *L, const char *text) { add(L, text, strlen(text)); }

/// Bytes that are not UTF-8 become '?', so that the text is always valid JSON; returns whether there were none.
static bool add_quoted(lua_State *L, const char *text, size_t count) {
  bool is_text = true;
  add_text(L, "\"");
  for (size_t i = 0; i < count;) {
    unsigned char byte = (unsigned char)text[i];
    size_t length = byte < 0x80 ? 1 : byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    bool is_whole = length > 0 && i + length <= count;
    for (size_t j = 1; is_whole && j < length; j++) is_whole = ((unsigned char)text[i + j] & 0xc0) == 0x80;
    // Overlong forms and surrogates.
    if (is_whole && length == 3) {
      unsigned char second = (unsigned char)text[i + 1];
      is_whole = !(byte == 0xe0 && second < 0xa0) && !(byte == 0xed && second >= 0xa0);
    }
    if (is_whole && length == 4) {
      unsigned char second = (unsigned char)text[i + 1];
      is_whole = !(byte == 0xf0 && second < 0x90) && !(byte == 0xf4 && second >= 0x90);
    }
    if (!is_whole) {
      is_text = false;
      add_text(L, "?");
      i++;
    } else if (byte == '"' || byte == '\\') {
      char escaped[2] = {'\\', (char)byte};
      add(L, escaped, 2);
      i++;
    } else if (byte < 0x20 || byte == 0x7f) {
      char escaped[8];
      snprintf(escaped, sizeof escaped, "\\u%04x", byte);
      add_text(L, escaped);
      i++;
    } else {
      add(L, text + i, length);
      i += length;
    }
  }
  add_text(L, "\"");
  return is_text;
}

static void add_number(lua_State *L, int index) {
  char text[40];
  if (lua_isinteger(L, index)) {
    snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(L, index));
  } else if (isfinite(lua_tonumber(L, index))) {
    snprintf(text, sizeof text, "%.17g", lua_tonumber(L, index));
  } else {
    // The sign of NaN differs between machines.
    double number = lua_tonumber(L, index);
    snprintf(text, sizeof text, "\"%s\"", number > 0 ? "inf" : number < 0 ? "-inf" : "nan");
  }
  add_text(L, text);
}

static void add_value(lua_State *L, int index, int depth);

static void add_items(lua_State *L, int index, size_t count, int depth) {
  add_text(L, "[");
  for (size_t i = 1; i <= count; i++) {
    if (i > 1) add_text(L, ",");
    lua_rawgeti(L, index, (lua_Integer)i);
    add_value(L, lua_gettop(L), depth + 1);
    lua_pop(L, 1);
  }
  add_text(L, "]");
}

/// The fields whose names are listed at the top of the stack, in the order of their names, so that of several errors
/// every run reports the same one.
static void add_fields(lua_State *L, int index, size_t count, int depth) {
  int names = lua_gettop(L);
  add_text(L, "{");
  for (size_t i = 1; i <= count; i++) {
    if (lua_rawgeti(L, names, (lua_Integer)i) != LUA_TSTRING) {
      lua_rawgeti(L, names, (lua_Integer)count);
      luaL_error(L, lua_type(L, -1) == LUA_TSTRING
                        ? "the policy's table holds items of a list beside named fields; expected one or the other"
                        : "the policy's table holds a list with holes; expected an item at each place from 1 on");
    }
    size_t length;
    const char *name = lua_tolstring(L, -1, &length);
    if (i > 1) add_text(L, ",");
    if (!add_quoted(L, name, length)) luaL_error(L, "the policy's table has a field whose name is not valid UTF-8");
    add_text(L, ":");
    lua_rawget(L, index);
    add_value(L, lua_gettop(L), depth + 1);
    lua_pop(L, 1);
  }
  add_text(L, "}");
}

static void add_table(lua_State *L, int index, int depth) {
  if (depth == DEEPEST) luaL_error(L, "the policy's table is nested too deeply for a card; keep state in start()");
  luaL_checkstack(L, 6, "card");
  size_t count = lh_push_keys(L, index, "the policy's table takes names of fields and verbs as keys");
  if (count > 0 && lua_isnil(L, -1)) {
    add_items(L, index, count, depth);
  } else {
    add_fields(L, index, count, depth);
  }
  lua_pop(L, 1);
}

static void add_value(lua_State *L, int index, int depth) {
  lh_charge(L, 4);
  switch (lua_type(L, index)) {
    case LUA_TNUMBER: add_number(L, index); break;
    case LUA_TBOOLEAN: add_text(L, lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TSTRING: {
      size_t count;
      const char *text = lua_tolstring(L, index, &count);
      add_quoted(L, text, count);
      break;
    }
    case LUA_TTABLE: add_table(L, index, depth); break;
    case LUA_TFUNCTION: {
      lua_Debug info;
      lua_pushvalue(L, index);
      lua_getinfo(L, ">S", &info);
      char text[40];
      snprintf(text, sizeof text, "{\"function\":%d}", info.linedefined > 0 ? info.linedefined : 0);
      add_text(L, text);
      break;
    }
    default: add_text(L, "null");
  }
}

/// Runs protected: the policy's table is at index 1.
static int write_card(lua_State *L) {
  add_value(L, 1, 0);
  return 0;
}

lh_status lh_card(lh_vm *vm, const char **json, size_t *count) {
  if (vm->stop != LH_OK) return vm->stop;
  vm->card_count = 0;
  lua_pushcfunction(vm->L, write_card);
  lua_pushvalue(vm->L, LH_AT_POLICY);
  lh_status status = lh_protected(vm, 1, 0);
  *json = vm->card;
  *count = vm->card_count;
  return status;
}
