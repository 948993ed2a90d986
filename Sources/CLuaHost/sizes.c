// The length of a list that a script made.
#include "vm.h"

int64_t lh_length(lua_State *L, int index) {
  lua_Unsigned length = lua_rawlen(L, index);
  // An item takes at least eight bytes.
  if (length > lh_of(L)->limits.memory_bytes / 8) luaL_error(L, "the list has holes, so its length is unknown");
  return (int64_t)length;
}
