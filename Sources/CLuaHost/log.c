// `host.log`: a line for the user of the policy.

#include "vm.h"

static int host_log(lua_State *L) {
  int count = lua_gettop(L);
  lh_charge(L, (size_t)count);
  lh_builder line;
  lh_build(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) lh_add(&line, " ", 1);
    lh_push_text(L, i);
    size_t size;
    const char *text = lua_tolstring(L, -1, &size);
    lh_add(&line, text, size);
    lua_pop(L, 1);
  }
  lh_push_built(&line);
  size_t length;
  lh_ask *question = lh_ask_for(L, LH_LOG);
  question->text = lua_tolstring(L, -1, &length);
  question->count[0] = (int64_t)length;
  lh_consult(L, question);
  return 0;
}

void lh_open_log(lua_State *L) {
  static const luaL_Reg functions[] = {{"log", host_log}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
