// Lua's headers: Debian has a separate folder for each version.
#ifndef POLARBENCH_LUA_API_H
#define POLARBENCH_LUA_API_H

#if __has_include(<lua5.4/lua.h>)
#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>
#else
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#endif

#if LUA_VERSION_NUM != 504
#error "Lua 5.4 is needed"
#endif

#endif
