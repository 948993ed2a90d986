// Building texts step by step: bounded like every text, in memory owned by Lua, so that lack of memory is reported as
// such.
#include <string.h>

#include "vm.h"

void lh_build(lua_State *L, lh_builder *b) {
  lua_pushnil(L);
  b->L = L;
  b->slot = lua_gettop(L);
  b->length = 0;
  b->capacity = sizeof b->few;
  b->data = b->few;
}

char *lh_reserve(lh_builder *b, size_t size) {
  size_t limit = lh_of(b->L)->limits.string_bytes;
  if (size > limit || b->length + size > limit) {
    lh_stop(b->L, LH_MEMORY, "makes a text of more than %I KiB", (LUAI_UACINT)(limit >> 10));
  }
  lh_charge(b->L, size / 8);
  if (b->length + size > b->capacity) {
    b->capacity = b->length + size < 2 * b->capacity ? 2 * b->capacity : b->length + size;
    char *data = lua_newuserdatauv(b->L, b->capacity, 0);
    memcpy(data, b->data, b->length);
    lua_replace(b->L, b->slot);
    b->data = data;
  }
  return b->data + b->length;
}

void lh_add(lh_builder *b, const char *text, size_t length) {
  if (length == 0) return;
  memcpy(lh_reserve(b, length), text, length);
  b->length += length;
}

void lh_push_built(lh_builder *b) {
  lua_pushlstring(b->L, b->data, b->length);
  lua_replace(b->L, b->slot);
  lua_settop(b->L, b->slot);
}
