// `host.log`: a line for whoever runs the policy.

#include "vm.h"

static int host_log(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, ' ');
    lh_push_text(L, i);
    luaL_addvalue(&line);
  }
  luaL_pushresult(&line);
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
