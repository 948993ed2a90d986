// The card: the policy's table as JSON, for the host to read.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm.h"

const char *lh_lua_version(void) { return LUA_VERSION_MAJOR "." LUA_VERSION_MINOR "." LUA_VERSION_RELEASE; }

enum { DEEPEST = 5, LONGEST = 1 << 18 };

/// Adds bytes to the card's text; raises where it would get too long.
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

/// Bytes that are no UTF-8 become '?', so that the text is JSON whatever the script holds.
static void add_quoted(lua_State *L, const char *text, size_t count) {
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
}

static void add_number(lua_State *L, int index) {
  char text[40];
  if (lua_isinteger(L, index)) {
    snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(L, index));
  } else if (isfinite(lua_tonumber(L, index))) {
    snprintf(text, sizeof text, "%.17g", lua_tonumber(L, index));
  } else {
    snprintf(text, sizeof text, "\"%g\"", lua_tonumber(L, index));
  }
  add_text(L, text);
}

static void add_value(lua_State *L, int index, int depth);

static void add_table(lua_State *L, int index, int depth) {
  if (depth == DEEPEST) luaL_error(L, "the policy's table is nested too deeply for a card; keep state in start()");
  luaL_checkstack(L, 6, "card");
  lua_Integer length = (lua_Integer)lua_rawlen(L, index);
  if (length > 0) {
    add_text(L, "[");
    for (lua_Integer i = 1; i <= length; i++) {
      if (i > 1) add_text(L, ",");
      lua_rawgeti(L, index, i);
      add_value(L, lua_gettop(L), depth + 1);
      lua_pop(L, 1);
    }
    add_text(L, "]");
    return;
  }
  add_text(L, "{");
  bool is_first = true;
  lua_pushnil(L);
  while (lua_next(L, index) != 0) {
    if (lua_type(L, -2) == LUA_TSTRING) {
      size_t count;
      const char *name = lua_tolstring(L, -2, &count);
      if (!is_first) add_text(L, ",");
      is_first = false;
      add_quoted(L, name, count);
      add_text(L, ":");
      add_value(L, lua_gettop(L), depth + 1);
    } else {
      // Which of them comes first is no one's order: none is named.
      luaL_error(L, "the policy's table has a key that is no text; expected names of fields and verbs");
    }
    lua_pop(L, 1);
  }
  add_text(L, "}");
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
